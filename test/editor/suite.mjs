// Runs the suite inside real extension hosts: first in node, then in a web worker.
//   node test/editor/suite.mjs [node|web …]
// A desktop VS Code is used when there is one here; otherwise the packaged host stands in for it.
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { desktopVSCode } from './host/desktop.mjs';
import { summary } from '../support/summary.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const hosts = process.argv.length > 2 ? process.argv.slice(2) : ['node', 'web'];
const suite = path.join(root, 'out/editor/suite/index.js');

await build({
  absWorkingDir: root,
  entryPoints: ['test/editor/suite/index.ts'],
  outfile: suite,
  bundle: true,
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
  external: ['vscode'],
  sourcemap: 'inline',
  logLevel: 'warning',
  plugins: [{ name: 'mocha', setup: hideModules }],
});
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const host of hosts) await runIn(host);
summary(counts);

/** mocha's browser build must not find the bundle's own `module`, or it would replace what the bundle exports. */
function hideModules({ onLoad }) {
  onLoad({ filter: /mocha[\\/]mocha\.js$/ }, async ({ path: file }) => ({
    contents: `(function (exports, module, define) {${await readFile(file, 'utf8')}\n}).call(globalThis);`,
  }));
}

async function runIn(host) {
  const directory = path.join(root, 'out/editor', host);
  const workspace = path.join(directory, 'workspace');
  await rm(directory, { recursive: true, force: true });
  await prepareWorkspace(workspace);
  const log = path.join(directory, 'console.log');
  const started = Date.now();
  let outcome = '';
  try {
    await runTests({
      vscodeExecutablePath: desktopVSCode() ?? path.join(here, 'host/vscode.mjs'),
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      extensionTestsEnv: { EDITOR_HOST_LOG: log },
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(directory, 'user')}`,
        `--extensions-dir=${path.join(directory, 'extensions')}`,
        '--disable-extensions',
        ...(host === 'web' ? ['--extensionDevelopmentKind=web'] : []),
      ],
    });
  } catch (error) {
    outcome = error.message;
  }
  await report(host, directory, log, outcome, Date.now() - started);
}

/** Believes what the suite itself wrote, and nothing else. */
async function report(host, directory, log, outcome, milliseconds) {
  let results;
  try {
    results = JSON.parse(await readFile(path.join(directory, 'results.json'), 'utf8'));
  } catch {
    const lines = await readFile(log, 'utf8').catch(() => '');
    console.log(
      `${host}: the suite did not come to its end. ${outcome}\n${lines.split('\n').slice(-40).join('\n')}`,
    );
    counts.failed++;
    return;
  }
  console.log(`\n${host} extension host of VS Code ${results.editor}, ${(milliseconds / 1000).toFixed(1)} s`);
  if (results.host !== host) {
    console.log(`  it ran in the ${results.host} extension host instead`);
    counts.failed++;
  }
  if (results.tests.length === 0) {
    console.log('  no test ran');
    counts.failed++;
  }
  for (const { title, state, duration, error } of results.tests) {
    counts[state]++;
    const sign = { passed: '✓', failed: '✗', skipped: '-' }[state];
    console.log(`  ${sign} ${title}${duration > 500 ? ` (${duration} ms)` : ''}`);
    if (error) console.log(error.replace(/^/gm, '      '));
  }
}

async function prepareWorkspace(workspace) {
  await cp(path.join(here, 'sample'), workspace, { recursive: true });
  await cp(path.join(root, 'test/corpus/article'), path.join(workspace, 'article'), { recursive: true });
  for (const name of ['main.cf.proto', 'main.cf.j2', 'postfix-main.cf', 'master.cf.erb']) {
    await write(path.join(workspace, 'names', name), '# only its name matters\n');
  }
  const cluster =
    'include "types.cf"\n\ncluster demo (\n\tUserNames = { admin = secret }\n\t)\n\nsystem node1 (\n\t)\n';
  await write(path.join(workspace, 'other/main.cf'), cluster);
  const line = 'smtp_tls_security_level = may\n';
  await write(path.join(workspace, 'large/main.cf'), line.repeat(Math.ceil((6 * 1024 * 1024) / line.length)));
}

async function write(file, text) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
