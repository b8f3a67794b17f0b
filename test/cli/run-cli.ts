import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { nodeHost } from '../../server/src/host/node/node-host';
import type { Console } from '../../server/src/main/cli/console';
import { runCommand } from '../../server/src/main/cli/run';
import { createService } from '../../server/src/service';

export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const prose = {
  page: (key: string) =>
    key === 'parameter/relayhost' ? 'Where mail goes, **all** of it: `host`.' : undefined,
};
const { postconf: _postconf, ...host } = nodeHost();
const service = createService({
  catalogue: loadCatalogue(),
  // The tests mean the same whether or not a Postfix is installed here.
  host,
  loadProse: async () => prose,
  onCrash: (_rule, error) => {
    throw error;
  },
});

/** Runs `maincf` in this process. Output in latin1 is one character per byte. */
export async function maincf(...args: string[]): Promise<CliResult> {
  const stdout: Buffer[] = [];
  let stderr = '';
  const console: Console = {
    print: text => void stdout.push(Buffer.from(text)),
    printBytes: bytes => void stdout.push(Buffer.from(bytes)),
    error: message => void (stderr += `${message}\n`),
    hasColours: false,
  };
  const context = {
    console,
    service,
    catalogue: service.catalogue,
    version: '1.2.3',
    prose: async () => prose,
  };
  const status = await runCommand(args, context);
  const bytes = Buffer.concat(stdout);
  const isUtf8 = Buffer.from(bytes.toString('utf8')).equals(bytes);
  return { status, stdout: bytes.toString(isUtf8 ? 'utf8' : 'latin1'), stderr };
}

/** A folder with files, gone after the test. */
export function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const created = mkdtempSync(path.join(tmpdir(), 'maincf-'));
  folders.push(created);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(created, name), content);
  return created;
}

const folders: string[] = [];

/** For `afterEach`. */
export function removeFolders(): void {
  for (const created of folders.splice(0)) rmSync(created, { recursive: true, force: true });
}
