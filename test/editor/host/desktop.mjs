// Finds a desktop VS Code: the program itself, not the `code` command, which returns before the window closes.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The executable of a desktop VS Code that can open a window here (environment variable VSCODE first), or undefined. */
export function desktopVSCode() {
  if (process.env.VSCODE) return process.env.VSCODE;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  for (const folder of (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)) {
    const found = path.join(folder, command);
    if (!existsSync(found)) continue;
    const program = programOf(realpathSync(found));
    if (program !== undefined) return program;
  }
  return undefined;
}

/** From …/bin/code to the program that this script would start. */
function programOf(script) {
  const application = path.resolve(path.dirname(script), '..');
  const candidates = {
    linux: ['code', 'code-insiders'].map(name => path.join(application, name)),
    darwin: [
      path.resolve(application, '../../MacOS/Electron'),
      path.resolve(application, '../../MacOS/Code'),
    ],
    win32: [path.join(application, 'Code.exe')],
  }[process.platform];
  return candidates?.find(file => existsSync(file));
}
