import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Prose } from '../../catalogue/catalogue';

/** The pages, from the file beside the bundle. Without it (a broken installation) there are none. */
export async function nodeProse(folder: string): Promise<Prose> {
  const text = await readFile(path.join(folder, 'prose.json'), 'utf8').catch(() => '{}');
  const pages = JSON.parse(text) as Record<string, string>;
  return { page: key => pages[key] };
}
