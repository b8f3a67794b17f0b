import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadCatalogue } from '../catalogue/load';
import { nodeHost } from '../host/node/node-host';
import { nodeProse } from '../host/node/node-prose';
import { createService } from '../service';
import { processConsole } from './cli/console';
import { runCommand } from './cli/run';

const console = processConsole();
const service = createService({
  catalogue: loadCatalogue(),
  host: nodeHost(),
  loadProse: () => nodeProse(__dirname),
  onCrash: (rule, error) => console.error(`rule ${rule.id} failed: ${String(error)}`),
});

void runCommand(process.argv.slice(2), {
  console,
  service,
  catalogue: service.catalogue,
  version: ownVersion(),
  prose: () => service.prose(),
}).then(status => {
  process.exitCode = status;
});

/** From the package that the bundle is part of. */
function ownVersion(): string {
  try {
    const text = readFileSync(path.join(__dirname, '../../package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  } catch {
    return 'of an unknown version';
  }
}
