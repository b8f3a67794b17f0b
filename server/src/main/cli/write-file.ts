import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { CannotDo } from './failure';

/**
 * Replaces a file at once: the new bytes go to a file beside it that then takes its place, with the same mode and owner. Whoever
 * reads the file meanwhile sees the old or the new one, and no failure loses either. Links are followed.
 * @throws CannotDo where that is not possible; the file is then as it was.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  let scratch: string | undefined;
  try {
    const target = await realpath(file);
    const before = await stat(target);
    scratch = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}`);
    const handle = await open(scratch, 'wx', before.mode & 0o7777);
    try {
      await handle.writeFile(bytes);
      await handle.chmod(before.mode & 0o7777);
      const own = await handle.stat();
      if (own.uid !== before.uid || own.gid !== before.gid) await handle.chown(before.uid, before.gid);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(scratch, target);
  } catch (error) {
    if (scratch !== undefined) await rm(scratch, { force: true });
    throw new CannotDo(`${file}: not changed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
