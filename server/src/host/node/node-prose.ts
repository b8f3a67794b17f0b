import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Prose } from '../../catalogue/catalogue';
import { readProse } from '../../catalogue/prose';

/** The pages, from the file beside the bundle. Without it (a broken installation) there are none. */
export async function nodeProse(folder: string): Promise<Prose> {
  return readProse(await readFile(path.join(folder, 'prose.txt'), 'latin1').catch(() => ''));
}
