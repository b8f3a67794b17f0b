/**
 * Compiles server/data into what the server loads: facts at start, prose when first needed.
 *   node server/tools/run.mjs catalogue write    writes generated/facts.ts and dist/prose.json
 *   node server/tools/run.mjs catalogue check    fails where the data is incomplete or what was written is not up to date
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compileFacts } from './catalogue/facts';
import { packFacts } from './catalogue/pack';
import { readData } from './catalogue/read-data';
import { problemsOf } from './catalogue/problems';

export async function main(args: readonly string[], root: string): Promise<number> {
  const data = await readData(path.join(root, 'server/data'));
  const facts = JSON.stringify(packFacts(compileFacts(data)));
  const source = `// Compiled from server/data by server/tools/catalogue.ts. Do not edit.\nexport const facts: string =\n  ${quote(facts)};\n`;
  const outputs: [string, string][] = [
    ['server/src/catalogue/generated/facts.ts', source],
    ['server/dist/prose.json', JSON.stringify(Object.fromEntries(data.prose))],
  ];
  const isCheck = args[0] === 'check';
  const problems = isCheck ? problemsOf(data) : [];
  for (const problem of problems) console.error(`server/data/${problem}`);
  let stale = 0;
  for (const [file, text] of outputs) {
    const target = path.join(root, file);
    const current = await readFile(target, 'utf8').catch(() => undefined);
    if (current === text) continue;
    if (isCheck) {
      console.error(`${file} is not up to date: run npm run build`);
      stale++;
      continue;
    }
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  return problems.length + stale;
}

/** A single-quoted JavaScript string. */
function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
