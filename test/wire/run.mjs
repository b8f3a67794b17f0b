// Runs real Postfix releases on loopback and talks to them: what a protocol, cipher or level does on the wire.
//   node test/wire/run.mjs [WORD …] [--grep PATTERN] [--reporter NAME]
// Needs to be root (chroot) and openssl; the last line is `N passed, N failed, N skipped`.
import { parseArguments, runTests } from '../oracle/launch.mjs';

const { words, options } = parseArguments(process.argv.slice(2));
await runTests('test/wire', words, { timeout: 30_000, ...options });
// Connections that a server holds open would keep the process alive.
process.exit();
