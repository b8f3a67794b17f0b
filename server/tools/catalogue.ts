/**
 * Compiles server/data into what the server loads: facts at start, prose when first needed.
 *   node server/tools/run.mjs catalogue write    writes generated/facts.ts and dist/prose.txt
 *   node server/tools/run.mjs catalogue check    fails where the data is incomplete or what was written is not up to date
 */
import path from 'node:path';
import { packProse } from '../src/catalogue/prose';
import { compileFacts } from './catalogue/facts';
import { packFacts } from './catalogue/pack';
import { readData } from './catalogue/read-data';
import { problemsOf } from './catalogue/problems';
import { writeOrCheck } from './output';

export async function main(args: readonly string[], root: string): Promise<number> {
  const data = await readData(path.join(root, 'server/data'));
  const facts = packFacts(compileFacts(data));
  const source = `// Compiled from server/data by server/tools/catalogue.ts. Do not edit.\nexport const facts: string =\n  ${quote(facts)};\n`;
  const outputs: [string, string][] = [
    ['server/src/catalogue/generated/facts.ts', source],
    ['server/dist/prose.txt', packProse(data.prose)],
  ];
  const problems = args[0] === 'check' ? problemsOf(data) : [];
  for (const problem of problems) console.error(`server/data/${problem}`);
  return problems.length + (await writeOrCheck(args, root, outputs));
}

/** A single-quoted JavaScript string. */
function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
