// npm run check: everything that can be said about the project without running it.
//   node server/tools/check.mjs [STEP …]
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { summary } from '../../test/support/summary.mjs';
import { budget, bundles } from './bundles.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A step is a command of node_modules, or a function that returns its complaints. */
const steps = {
  types: ['typescript/bin/tsc', '-b'],
  lint: ['oxlint/bin/oxlint', '--type-aware', '--quiet'],
  format: [
    'prettier/bin/prettier.cjs',
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=.cache/prettier',
    '.',
  ],
  catalogue: generated('catalogue'),
  profiles: generated('profiles'),
  manifest: generated('manifest'),
  'rule pages': generated('rules'),
  'dead code': ['knip/bin/knip.js', '--no-progress'],
  'rule walls': ruleWalls,
  strings: manifestStrings,
  'bundle budget': bundleBudget,
};

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(steps);
const strange = chosen.filter(name => !(name in steps));
if (strange.length > 0) {
  console.error(`no such step: ${strange.join(', ')} (there are ${Object.keys(steps).join(', ')})`);
  process.exit(2);
}
const counts = { passed: 0, failed: 0, skipped: 0 };
// Two at a time: most steps keep one core busy.
const waiting = [...chosen];
await Promise.all([work(), work()]);
summary(counts);

async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const begun = Date.now();
    const step = steps[name];
    const complaints = typeof step === 'function' ? await step() : await run(step);
    counts[complaints.length > 0 ? 'failed' : 'passed']++;
    console.log(
      `${complaints.length > 0 ? '✗' : '✓'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`,
    );
    for (const complaint of complaints) console.log(complaint.trimEnd().replace(/^/gm, '    '));
  }
}

function generated(tool) {
  return () => run([path.join(root, 'server/tools/run.mjs'), tool, 'check']);
}

/** Runs a script with node; what it printed is its complaint where it fails. */
function run([script, ...args]) {
  const file = path.resolve(root, 'node_modules', script);
  return new Promise(resolve => {
    const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', data => (output += data));
    child.on('close', status => resolve(status === 0 ? [] : [output || `ended with ${status}`]));
  });
}

/** No rule imports another rule: what the index lists must not be named in a file that the index lists. */
async function ruleWalls() {
  const folder = path.join(root, 'server/src/rules');
  const rules = new Set(await relativeImports(path.join(folder, 'index.ts')));
  const complaints = [];
  for (const rule of rules) {
    const imported = await relativeImports(path.join(folder, `${rule}.ts`)).catch(() => []);
    for (const other of imported.filter(name => rules.has(name))) {
      complaints.push(`server/src/rules/${rule}.ts imports the rule ${other}`);
    }
  }
  return complaints;
}

/** Types may be shared. */
async function relativeImports(file) {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(/^import \{[^}]*\} from '\.\/([^']+)'/gm)].map(found => found[1]);
}

/** Each %key% of the manifest has its string, and each string is used. */
async function manifestStrings() {
  const manifest = await readFile(path.join(root, 'package.json'), 'utf8');
  const strings = Object.keys(JSON.parse(await readFile(path.join(root, 'package.nls.json'), 'utf8')));
  const used = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(found => found[1]);
  return [
    ...used.filter(key => !strings.includes(key)).map(key => `package.nls.json: ${key} is missing`),
    ...strings.filter(key => !used.includes(key)).map(key => `package.nls.json: ${key} is not used`),
  ];
}

async function bundleBudget() {
  const built = await Promise.all(
    bundles({ root, minify: true }).map(options =>
      build({ ...options, sourcemap: false, write: false, metafile: true }),
    ),
  );
  const complaints = [];
  const measure = (name, bytes) => {
    const limit = budget[name];
    if (limit === undefined) complaints.push(`${name}: has no budget in server/tools/bundles.mjs`);
    else if (bytes > limit * 1000) complaints.push(`${name}: ${Math.ceil(bytes / 1000)} kB of ${limit}`);
  };
  for (const { metafile } of built) {
    for (const [file, { bytes, inputs }] of Object.entries(metafile.outputs)) {
      measure(file, bytes);
      const shared = Object.keys(inputs).find(input => input.startsWith('protocol/'));
      if (shared !== undefined) complaints.push(`${file}: has code of ${shared}, where only types belong`);
      const facts = Object.entries(inputs).filter(([input]) => input.includes('catalogue/generated/'));
      if (facts.length > 0)
        measure(
          'facts',
          facts.reduce((sum, [, input]) => sum + input.bytesInOutput, 0),
        );
    }
  }
  return complaints;
}
