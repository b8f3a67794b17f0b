// Measures parser, configuration, rules and features on files of 100 to 100,000 lines.
//   npm run bench -- [WORD] [--sizes 1000,10000] [--check]
// WORD: only the subjects with that word in their name. --check: fails where a target is missed; on a busy machine that
// says little.
import { parseArgs } from 'node:util';
import { load } from '../support/bundle.mjs';

const { values, positionals } = parseArgs({
  options: { sizes: { type: 'string' }, check: { type: 'boolean' } },
  allowPositionals: true,
});
const { main } = await load('test/bench/bench.ts');
const sizes = (values.sizes ?? '100,1000,10000,100000').split(',').map(Number);
if (!main(sizes, positionals[0]) && values.check) process.exitCode = 1;
