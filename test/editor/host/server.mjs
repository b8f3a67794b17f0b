// Starts the packaged VS Code server on a free port of 127.0.0.1 and makes addresses of its workbench.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installEditorHost } from './install.mjs';

/** What every window of the host starts with: nothing that talks to a network, nothing that covers the text. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'files.autoSave': 'off',
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
};

/**
 * Starts a server whose state lives under `directory` (extensions in directory/extensions unless told otherwise).
 * `smokeTest` lets the workbench run extension tests, but hides notifications: leave it off for people and pictures.
 * Returns `{ address(query), uri(file), extensions, stop() }`.
 */
export async function startServer({
  directory,
  extensions = path.join(directory, 'extensions'),
  smokeTest = false,
  settings = {},
}) {
  const { node, server } = installEditorHost();
  const user = path.join(directory, 'user');
  await mkdir(path.join(user, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  await writeFile(
    path.join(user, 'User/settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
  const token = randomBytes(18).toString('hex');
  const child = spawn(
    node,
    [
      server,
      '--host=127.0.0.1',
      '--port=0',
      `--connection-token=${token}`,
      '--accept-server-license-terms',
      '--telemetry-level=off',
      '--disable-workspace-trust',
      `--server-data-dir=${path.join(directory, 'server')}`,
      `--user-data-dir=${user}`,
      `--extensions-dir=${extensions}`,
      ...(smokeTest ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: hostEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  const stop = () => stopTree(child);
  process.once('exit', stop);
  const port = await listeningPort(child);
  const authority = `127.0.0.1:${port}`;
  return {
    extensions,
    /** The workbench's address; the query's values may be strings or (payload) anything that is written as JSON. */
    address(query = {}) {
      const parameters = Object.entries(query).map(
        ([key, value]) =>
          `${key}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
      );
      return `http://${authority}/?${[`tkn=${token}`, ...parameters].join('&')}`;
    },
    /** How the workbench names a file of this machine. */
    uri: file => `vscode-remote://${authority}${pathToFileURL(file).pathname}`,
    stop,
  };
}

/** Unpacks a .vsix into an extensions directory the way the editor itself would. */
export async function installExtension({ directory, extensions, vsix }) {
  const { node, server } = installEditorHost();
  const args = [server, '--install-extension', vsix, '--force', '--extensions-dir', extensions];
  const child = spawn(node, [...args, '--server-data-dir', path.join(directory, 'server')], {
    env: hostEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  child.stdout.on('data', data => output.push(data));
  child.stderr.on('data', data => output.push(data));
  const code = await new Promise(resolve => child.on('close', resolve));
  const text = Buffer.concat(output).toString();
  if (code !== 0 || !/successfully installed/.test(text))
    throw new Error(`installing ${vsix} failed:\n${text}`);
}

/** No gallery; and no variables of an outer VS Code terminal, which would make the server talk to that one. */
function hostEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }) };
}

function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let seen = '';
    const timer = setTimeout(
      () => reject(new Error(`the editor host did not start within 60 s:\n${seen}`)),
      60_000,
    );
    const read = data => {
      seen += data;
      const port = /Extension host agent listening on (\d+)/.exec(seen)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(`the editor host ended with ${code}:\n${seen}`));
    });
  });
}

/** Ends the server with the extension hosts and language servers it started. */
function stopTree(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has gone by itself in the meantime.
  }
}
