// Runs the tests whose path contains one of the given words (all when none is given).
//   node test/support/unit.mjs [WORD …] [--grep PATTERN] [--timeout MS] [--coverage]
// The suites that need a real editor or a real Postfix have launchers of their own and are not taken up here.
import { matching, parseArguments, runTests, testFiles } from './mocha.mjs';

const ownLaunchers = ['test/editor/', 'test/oracle/', 'test/wire/', 'test/bench/'];

const { words, options } = parseArguments(process.argv.slice(2), ['coverage']);
const files = await testFiles();
const chosen =
  words.length > 0
    ? matching(files, words)
    : files.filter(file => !ownLaunchers.some(folder => file.startsWith(folder)));
try {
  await runTests(chosen, options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
