// Runs the tests whose path contains one of the given words (all when none is given).
//   node test/support/unit.mjs [WORD …] [--grep PATTERN] [--timeout MS] [--coverage]
// The suites that need a real editor or a real Postfix have launchers of their own and are not taken up here.
import { runTests, testFiles } from './mocha.mjs';

const ownLaunchers = ['test/editor/', 'test/oracle/', 'test/wire/', 'test/bench/'];

const words = [];
const options = {};
for (let i = 2; i < process.argv.length; i++) {
  const argument = process.argv[i];
  if (argument === '--coverage') options.coverage = true;
  else if (argument.startsWith('--')) options[argument.slice(2)] = process.argv[++i];
  else words.push(argument);
}
const chosen = (await testFiles()).filter(file =>
  words.length > 0
    ? words.some(word => file.includes(word))
    : !ownLaunchers.some(folder => file.startsWith(folder)),
);
try {
  await runTests(chosen, options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
