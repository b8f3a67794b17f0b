// The last line of every suite: what `npm test` adds up.

/** Prints the counts and sets the exit status: a suite that ran no test has failed. */
export function summary({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 || passed + skipped === 0 ? 1 : 0;
}

/** Reads the counts from the last line of a suite's output; undefined where it has none. */
export function readSummary(output) {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
  return found && { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3]) };
}
