// What a fresh clone needs before anything else runs. Uses nothing but node itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Installs the packages of the lock file unless they are there, and builds. Ends the process where that fails. */
export function installAndBuild() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`node 20.19 or later is needed; this is ${process.version}`);
  if (!packagesAreThere()) {
    console.log('Installing packages …');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  console.log('Building …');
  run(process.execPath, ['server/tools/build.mjs']);
}

/** Whether node_modules holds every package of the lock file in its version. */
function packagesAreThere() {
  const installed = packagesOf('node_modules/.package-lock.json');
  const wanted = Object.entries(packagesOf('package-lock.json')).filter(
    ([place, { optional, link }]) => place.startsWith('node_modules/') && !optional && !link,
  );
  return wanted.every(([place, { version }]) => installed[place]?.version === version);
}

function packagesOf(file) {
  const full = path.join(root, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, 'utf8')).packages : {};
}

function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0) stop(`${[path.basename(command), ...args].join(' ')} failed`);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
