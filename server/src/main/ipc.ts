import { prepare } from './prepare';

/** The client says where it may keep things: `--code-cache FOLDER`. */
const at = process.argv.indexOf('--code-cache');
const prepared = prepare(at === -1 ? undefined : process.argv[at + 1]);

void import('./serve').then(({ serveIpc }) => serveIpc(prepared));
