/**
 * Writes a page for each rule, and their index, from the rules themselves. What a page says is reported was reported.
 *   node server/tools/run.mjs rules write
 *   node server/tools/run.mjs rules check    fails where docs/rules is not up to date or a profile names a rule that is none
 */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { profiles } from '../src/config/profiles';
import { rules } from '../src/rules/index';
import { writeOrCheck } from './output';
import { indexPage, rulePage } from './rules/page';

const folder = 'docs/rules';

export async function main(args: readonly string[], root: string): Promise<number> {
  const ids = new Set(rules.map(({ id }) => id));
  const strangers = profiles.flatMap(({ id, severities }) =>
    Object.keys(severities).flatMap(rule =>
      ids.has(rule) ? [] : [`server/data/profiles/${id}.yaml: there is no rule ${rule}`],
    ),
  );
  for (const stranger of strangers) console.error(stranger);

  const pages = [
    [`${folder}/README.md`, indexPage(rules)] as const,
    ...rules.map(rule => [`${folder}/${rule.id}.md`, rulePage(rule)] as const),
  ];
  const style = { ...(await resolveConfig(path.join(root, folder, 'README.md'))), parser: 'markdown' };
  const outputs = pages.map(async ([file, text]) => [file, await format(text, style)] as const);
  const outdated = await removedPages(args, root, ids);
  const stale = await writeOrCheck(args, root, await Promise.all(outputs));
  return strangers.length + outdated + stale;
}

/** Pages of rules that are no more: removed, or only counted by `check`. */
async function removedPages(
  args: readonly string[],
  root: string,
  ids: ReadonlySet<string>,
): Promise<number> {
  const files = await readdir(path.join(root, folder)).catch(() => []);
  const left = files.filter(
    file => file.endsWith('.md') && file !== 'README.md' && !ids.has(file.slice(0, -3)),
  );
  if (args[0] !== 'check') {
    for (const file of left) await rm(path.join(root, folder, file));
    return 0;
  }
  for (const file of left) console.error(`${folder}/${file}: there is no such rule`);
  return left.length;
}
