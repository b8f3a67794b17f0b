#!/usr/bin/env node
// Takes the arguments of a desktop VS Code that runs extension tests and runs them in the packaged host instead,
// so that @vscode/test-electron's runTests({ vscodeExecutablePath }) can be given this file.
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { launchChromium } from './chromium.mjs';
import { startServer } from './server.mjs';

const options = new Map();
const folders = [];
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^--([^=]+)=?(.*)$/s.exec(argument) ?? [];
  if (name === undefined) folders.push(path.resolve(argument));
  else options.set(name, value);
}

const directory = await mkdtemp(path.join(os.tmpdir(), 'editor-host-'));
let server;
let browser;
let ended = false;
// What extension host and workbench write to their consoles is for the curious: into a file where one is named.
const log = process.env.EDITOR_HOST_LOG ? createWriteStream(process.env.EDITOR_HOST_LOG) : process.stdout;
const limit = Number(process.env.EDITOR_HOST_TIMEOUT ?? 120_000);

async function end(code) {
  if (ended) return;
  ended = true;
  await browser?.close().catch(() => {});
  server?.stop();
  // runTests drops what arrives together with the end, and the server needs a moment to let go of its files.
  await new Promise(resolve => setTimeout(resolve, 200));
  await rm(directory, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void end(130));

try {
  server = await startServer({ directory, smokeTest: true, settings: await kindOfHost() });
  browser = await launchChromium();
  const page = await browser.newPage();
  await page.exposeFunction('codeAutomationLog', (type, args) => log.write(`[${type}] ${format(...args)}\n`));
  await page.exposeFunction('codeAutomationExit', code => void end(code));
  setTimeout(() => {
    console.error(`The editor did not end within ${limit / 1000} s.`);
    void end(1);
  }, limit);
  page.on('crash', () => {
    console.error('The browser page crashed.');
    void end(1);
  });
  const payload = [
    ['extensionDevelopmentPath', server.uri(path.resolve(options.get('extensionDevelopmentPath')))],
    ['extensionTestsPath', server.uri(path.resolve(options.get('extensionTestsPath')))],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ['disableExtensions', 'true'],
  ];
  await page.goto(server.address({ ...(folders[0] === undefined ? {} : { folder: folders[0] }), payload }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

/** The browser's workbench does not heed extensionDevelopmentKind (1.139); a setting says the same. */
async function kindOfHost() {
  const kind = options.get('extensionDevelopmentKind');
  if (!kind) return {};
  const manifest = path.join(options.get('extensionDevelopmentPath'), 'package.json');
  const { publisher, name } = JSON.parse(await readFile(manifest, 'utf8'));
  return { 'remote.extensionKind': { [`${publisher}.${name}`]: [kind] } };
}
