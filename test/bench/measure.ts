/** What was measured of one subject on each size. */
export interface Row {
  readonly name: string;
  readonly milliseconds: readonly number[];
  /** The most that it may take on each size; undefined where nothing is asked. */
  readonly targets: readonly (number | undefined)[];
}

/** How long one subject is warmed up and measured, in milliseconds. */
const warmUp = 200;
const patience = 400;

/** The time of a call in milliseconds, once it is warm: the lower quartile, which a busy machine disturbs least. */
export function measure(run: () => unknown): number {
  const start = performance.now();
  do run();
  while (performance.now() - start < warmUp);
  const times: number[] = [];
  const begin = performance.now();
  while (times.length < 5 || (performance.now() - begin < patience && times.length < 2_000)) {
    const from = performance.now();
    run();
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 2] as number;
}

/** Prints a table: a column for each size, and how the time grows with the lines: 1 is in proportion. */
export function printTable(sizes: readonly number[], rows: readonly Row[]): boolean {
  const head = ['milliseconds for so many lines', ...sizes.map(size => size.toLocaleString('en')), 'growth'];
  const body = rows.map(({ name, milliseconds, targets }) => [
    name,
    ...milliseconds.map((time, i) => `${format(time)}${mark(time, targets[i])}`),
    growth(sizes, milliseconds),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map(cells => (cells[column] ?? '').length)),
  );
  for (const cells of [head, ...body]) {
    console.log(
      cells
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    );
  }
  const missed = rows.filter(({ milliseconds, targets }) =>
    milliseconds.some((time, i) => time > (targets[i] ?? Infinity)),
  );
  console.log(
    missed.length === 0
      ? '\nAll targets are met (✓).'
      : `\nOver the target (✗): ${missed.map(({ name }) => name).join(', ')}.`,
  );
  return missed.length === 0;
}

function mark(time: number, target: number | undefined): string {
  return target === undefined ? '  ' : time <= target ? ' ✓' : ' ✗';
}

function format(time: number): string {
  return time < 0.1 ? time.toFixed(4) : time < 10 ? time.toFixed(2) : time.toFixed(0);
}

/** The exponent between 1,000 lines and the largest size: below, what does not grow hides what does. */
function growth(sizes: readonly number[], milliseconds: readonly number[]): string {
  const from = sizes.findIndex(size => size >= 1_000);
  const to = sizes.length - 1;
  const [a, b] = [milliseconds[from], milliseconds[to]];
  if (from === -1 || from >= to || a === undefined || b === undefined) return '';
  return (Math.log(b / a) / Math.log((sizes[to] ?? 1) / (sizes[from] ?? 1))).toFixed(2);
}
