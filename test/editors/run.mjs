// Other editors with the language server: Neovim's client and Emacs' eglot, each where it is installed.
//   node test/editors/run.mjs      (build first)
// Each opens a main.cf, asks what an editor asks and writes the answers to a file, which is looked at here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { summary } from '../support/summary.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const server = path.resolve(here, '../../server/bin/postfix-language-server.js');

const editors = [
  {
    name: 'Neovim',
    program: 'nvim',
    probe: ['--version'],
    args: ['--headless', '-u', 'NONE', '-i', 'NONE', '-c', `luafile ${path.join(here, 'neovim.lua')}`],
  },
  {
    name: 'Emacs with eglot',
    program: 'emacs',
    probe: ['--batch', '-q', '--eval', "(progn (package-initialize) (require 'eglot))"],
    args: ['--batch', '-q', '-l', path.join(here, 'emacs.el')],
  },
];

const mainCf = '# Postfix\nsmtpd_tls_protocols = !SSLv2\nsmtpd_tl\nbiff=no   \n';

/** What an editor shows of that file, whatever form its answers have. */
function check({ diagnostics, hover, completion, afterwards, formatted }) {
  const shown = JSON.stringify(diagnostics);
  for (const rule of ['weak-protocols', 'missing-equals']) assert.ok(shown.includes(rule), shown);
  assert.match(JSON.stringify(hover), /smtpd_tls_protocols\*\* · a list of TLS versions/);
  const { items } = completion;
  assert.ok(items.some(({ label }) => label === 'smtpd_tls_security_level'));
  assert.ok(!JSON.stringify(afterwards).includes('weak-protocols'), 'what is typed reaches the server');
  assert.deepEqual(
    formatted.filter(line => line !== ''),
    ['# Postfix', 'smtpd_tls_protocols = >=TLSv1.2', 'smtpd_tl', 'biff = no'],
  );
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const { name, program, probe, args } of editors) {
  if (spawnSync(program, probe, { timeout: 20_000 }).status !== 0) {
    console.log(`- ${name}: skipped, it is not installed`);
    counts.skipped++;
    continue;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'editors-'));
  try {
    const env = {
      ...process.env,
      NODE: process.execPath,
      SERVER: server,
      FILE: path.join(folder, 'main.cf'),
      ANSWERS: path.join(folder, 'answers.json'),
      HOME: folder,
    };
    writeFileSync(env.FILE, mainCf);
    const { stderr } = spawnSync(program, args, { env, cwd: folder, timeout: 60_000, encoding: 'utf8' });
    try {
      check(JSON.parse(readFileSync(env.ANSWERS, 'utf8')));
      console.log(`✔ ${name}`);
      counts.passed++;
    } catch (error) {
      console.log(`✘ ${name}: ${error.message}\n${stderr}`);
      counts.failed++;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
summary(counts);
