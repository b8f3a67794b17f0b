// npm start: a real VS Code with the extension on a sample folder. Ctrl+C ends all of it.
//   node test/editor/start.mjs [--browser] [--no-open]
// A desktop VS Code where there is one, else (or with --browser) VS Code in the browser.
import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { installAndBuild, root } from '../support/install.mjs';
import { desktopVSCode } from './host/desktop.mjs';
import { startServer } from './host/server.mjs';

const run = path.join(root, 'test/editor/.run');
const folder = path.join(run, 'postfix');
const file = path.join(folder, 'main.cf');

installAndBuild();
await rm(run, { recursive: true, force: true });
await cp(path.join(root, 'test/editor/sample'), folder, { recursive: true });

const desktop = process.argv.includes('--browser') ? undefined : desktopVSCode();
try {
  if (desktop) startDesktop(desktop);
  else await startBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** A window of its own: with a user directory of its own, it is our child and ends with us. */
function startDesktop(program) {
  const child = spawn(
    program,
    [
      '--new-window',
      '--disable-workspace-trust',
      '--skip-welcome',
      `--extensionDevelopmentPath=${root}`,
      `--user-data-dir=${path.join(run, 'user')}`,
      `--extensions-dir=${path.join(run, 'extensions')}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      folder,
      file,
    ],
    { stdio: 'ignore' },
  );
  console.log('VS Code is open. Ctrl+C closes it.');
  onInterrupt(() => child.kill());
  child.on('exit', () => process.exit(0));
}

async function startBrowser() {
  const { publisher, name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const extensions = path.join(run, 'extensions');
  await mkdir(extensions, { recursive: true });
  await symlink(root, path.join(extensions, `${publisher}.${name}-${version}`), 'junction');
  const server = await startServer({ directory: run, extensions });
  const address = server.address({ folder, payload: [['openFile', server.uri(file)]] });
  console.log(`\nVS Code is here, Ctrl+C ends it:\n\n  ${address}\n`);
  if (!process.argv.includes('--no-open')) openInBrowser(address);
  onInterrupt(server.stop);
}

function openInBrowser(address) {
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', '""'] }[process.platform] ?? [
    'xdg-open',
  ];
  if (command === 'xdg-open' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

function onInterrupt(stop) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      stop();
      process.exit(0);
    });
  }
}
