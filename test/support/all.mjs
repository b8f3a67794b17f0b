// npm test: everything, on a fresh clone as on an old one.
//   node test/support/all.mjs [--deep] [SUITE …]
// Installs what is missing, builds, and runs the suites one after the other. What cannot run here is named at the
// end; where CI is `true`, that is a failure.
import { spawn } from 'node:child_process';
import { desktopVSCode } from '../editor/host/desktop.mjs';
import { findOrInstallChromium } from '../editor/host/find-chromium.mjs';
import { installEditorHost } from '../editor/host/install.mjs';
import { installAndBuild, root } from './install.mjs';
import { readSummary } from './summary.mjs';

/** Each `need` returns what is missing, in one line, or undefined. */
const needs = {
  chromium: () =>
    findOrInstallChromium() ? undefined : 'no Chromium: install the package chromium, or set CHROMIUM',
  editorHost: () => reasonOf(installEditorHost),
  desktopOrHost: () => (desktopVSCode() ? undefined : (needs.chromium() ?? needs.editorHost())),
};

/** What `npm test` is: a row for each suite. `deep` is its longer form, for `npm run test:deep`. */
const suites = [
  { name: 'check', command: ['server/tools/check.mjs'] },
  { name: 'unit', command: ['test/support/unit.mjs', '--coverage'] },
  { name: 'oracle', command: ['test/oracle/run.mjs'], deep: ['test/oracle/run.mjs', 'deep'] },
  { name: 'wire', command: ['test/wire/run.mjs'] },
  { name: 'editor', needs: ['desktopOrHost'], command: ['test/editor/suite.mjs'] },
  { name: 'editors', command: ['test/editors/run.mjs'] },
  { name: 'user', needs: ['chromium', 'editorHost'], command: ['test/editor/user.mjs'] },
];

const deep = process.argv.includes('--deep');
const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const strange = words.filter(word => suites.every(suite => suite.name !== word));
if (strange.length > 0) {
  console.error(
    `no such suite: ${strange.join(', ')} (there are ${suites.map(({ name }) => name).join(', ')})`,
  );
  process.exit(2);
}
const started = Date.now();
installAndBuild();
const rows = [];
for (const suite of suites.filter(({ name }) => words.length === 0 || words.includes(name)))
  rows.push(await run(suite));
report(rows);

async function run(suite) {
  const begun = Date.now();
  console.log(`\n── ${suite.name}`);
  for (const need of suite.needs ?? []) {
    const missing = needs[need]();
    if (missing === undefined) continue;
    console.log(missing);
    const ci = process.env.CI === 'true';
    return { name: suite.name, passed: 0, failed: ci ? 1 : 0, skipped: ci ? 0 : 1, missing, seconds: 0 };
  }
  const { status, output } = await spawned((deep && suite.deep) || suite.command);
  const counts = readSummary(output) ?? { passed: 0, failed: 0, skipped: 0 };
  // A suite that ends badly has failed, whatever it printed; so has one that counted nothing.
  const silent = counts.passed + counts.failed + counts.skipped === 0;
  if (counts.failed === 0 && (status !== 0 || silent)) counts.failed = 1;
  return { name: suite.name, ...counts, seconds: (Date.now() - begun) / 1000 };
}

/** Shows the output as it comes and keeps it. */
function spawned(command) {
  return new Promise(resolve => {
    // DEEP=1: properties on many more generated files.
    const env = deep ? { ...process.env, DEEP: '1' } : process.env;
    const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', data => {
      output += data;
      process.stdout.write(data);
    });
    child.on('close', status => resolve({ status, output }));
  });
}

function report(results) {
  console.log('\n── all');
  for (const { name, passed, failed, skipped, seconds, missing } of results) {
    const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
    console.log(`${name.padEnd(8)} ${counts}, ${seconds.toFixed(1)} s${missing ? ` – ${missing}` : ''}`);
  }
  const total = key => results.reduce((sum, result) => sum + result[key], 0);
  console.log(`in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
  process.exitCode = total('failed') > 0 ? 1 : 0;
}

function reasonOf(action) {
  try {
    action();
    return undefined;
  } catch (error) {
    return error.message.split('\n')[0];
  }
}
