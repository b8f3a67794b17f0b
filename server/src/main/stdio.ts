import { homedir } from 'node:os';
import path from 'node:path';
import { prepare } from './prepare';

const caches = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
const prepared = prepare(path.isAbsolute(caches) ? path.join(caches, 'postfix-main-cf') : undefined);

void import('./serve').then(({ serveStdio }) => serveStdio(prepared));
