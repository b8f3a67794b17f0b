import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes files, or, where the first argument is `check`, says which of them are not up to date. Paths are relative to `root`.
 * Returns the number of stale files.
 */
export async function writeOrCheck(
  args: readonly string[],
  root: string,
  outputs: readonly (readonly [file: string, text: string])[],
): Promise<number> {
  let stale = 0;
  for (const [file, text] of outputs) {
    const target = path.join(root, file);
    if ((await readFile(target, 'utf8').catch(() => undefined)) === text) continue;
    if (args[0] === 'check') {
      console.error(`${file} is not up to date: run npm run build && npm run generate`);
      stale++;
      continue;
    }
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  return stale;
}
