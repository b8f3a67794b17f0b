/** The changes between two texts as `diff -u` shows them; empty where there are none. */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const a = linesOf(before);
  const b = linesOf(after);
  const changes = compare(a, b);
  const hunks = gather(changes);
  const body = hunks.map(hunk => formatHunk(hunk, a, b)).join('');
  return `--- ${name}\n+++ ${name}\n${body}`;
}

/** A run of lines: `keep` in both, `remove` from the first text, `add` from the second. From zero, the end excluded. */
interface Change {
  readonly kind: 'keep' | 'remove' | 'add';
  readonly a: number;
  readonly b: number;
}

const context = 3;

/** With their line endings, so that a missing last one shows. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** One change for each line, in order: the shortest edit script (Myers), quick where few lines differ. */
function compare(a: readonly string[], b: readonly string[]): Change[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const keep = (i: number, j: number): Change => ({ kind: 'keep', a: i, b: j });
  return [
    ...Array.from({ length: start }, (_, i) => keep(i, i)),
    ...shortestScript(a.slice(start, endA), b.slice(start, endB)).map(change => ({
      ...change,
      a: change.a + start,
      b: change.b + start,
    })),
    ...Array.from({ length: a.length - endA }, (_, i) => keep(endA + i, endB + i)),
  ];
}

function shortestScript(a: readonly string[], b: readonly string[]): Change[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const reach = (k: number): number => furthest.get(k) ?? -1;
  for (let d = 0; d <= a.length + b.length; d++) {
    trace.push(new Map(furthest));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && reach(k - 1) < reach(k + 1)) ? reach(k + 1) : reach(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [];
}

function walkBack(trace: readonly Map<number, number>[], endX: number, endY: number): Change[] {
  const changes: Change[] = [];
  let x = endX;
  let y = endY;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = (k: number): number => trace[d]?.get(k) ?? -1;
    const k = x - y;
    const before = k === -d || (k !== d && reach(k - 1) < reach(k + 1)) ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : reach(before);
    const startY = startX - (d === 0 ? 0 : before);
    while (x > startX && y > startY) changes.push({ kind: 'keep', a: --x, b: --y });
    if (d === 0) break;
    if (x === startX) changes.push({ kind: 'add', a: x, b: --y });
    else changes.push({ kind: 'remove', a: --x, b: y });
  }
  return changes.reverse();
}

/** Changes that stand near each other, with a few lines around them. */
function gather(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  let end = -1;
  changes.forEach(({ kind }, i) => {
    if (kind === 'keep') return;
    const from = Math.max(i - context, 0);
    const to = Math.min(i + context + 1, changes.length);
    const last = hunks[hunks.length - 1];
    if (last === undefined || from > end) hunks.push(changes.slice(from, to));
    else last.push(...changes.slice(end, to));
    end = to;
  });
  return hunks;
}

function formatHunk(hunk: readonly Change[], a: readonly string[], b: readonly string[]): string {
  const range = (side: 'a' | 'b', other: Change['kind']): string => {
    const count = hunk.filter(({ kind }) => kind !== other).length;
    return `${(hunk[0]?.[side] ?? 0) + (count === 0 ? 0 : 1)}${count === 1 ? '' : `,${count}`}`;
  };
  const signs = { keep: ' ', remove: '-', add: '+' };
  const lines = hunk.map(change => {
    const line = (change.kind === 'add' ? b[change.b] : a[change.a]) ?? '';
    return `${signs[change.kind]}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`;
  });
  return `@@ -${range('a', 'add')} +${range('b', 'remove')} @@\n${lines.join('')}`;
}
