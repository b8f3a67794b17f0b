#!/usr/bin/env node
// Takes the arguments of a desktop VS Code that runs extension tests and runs them in the packaged host instead,
// so that @vscode/test-electron's runTests({ vscodeExecutablePath }) can be given this file.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
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
  server = await startServer({
    directory,
    smokeTest: true,
    settings: { 'editor.wordBasedSuggestions': 'off' },
  });
  browser = await launchChromium();
  const page = await browser.newPage();
  await page.exposeFunction('codeAutomationLog', (type, args) => console.log(`[${type}]`, ...args));
  await page.exposeFunction('codeAutomationExit', code => void end(code));
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
  const kind = options.get('extensionDevelopmentKind');
  if (kind) payload.push(['extensionDevelopmentKind', kind]);
  await page.goto(server.address({ ...(folders[0] === undefined ? {} : { folder: folders[0] }), payload }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}
