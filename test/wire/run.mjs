// Runs real Postfix releases on loopback and talks to them: what a protocol, cipher or level does on the wire.
//   node test/wire/run.mjs [WORD …] [--grep PATTERN] [--reporter NAME]
// Needs to be root (chroot) and openssl; the last line is `N passed, N failed, N skipped`.
import { matching, parseArguments, runTests, testFiles } from '../support/mocha.mjs';

const { words, options } = parseArguments(process.argv.slice(2));
const files = matching(await testFiles('test/wire'), words);
await runTests(files, { timeout: 30_000, reporter: 'spec', ...options });
// Connections that a server holds open would keep the process alive.
process.exit();
