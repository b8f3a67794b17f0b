/** Asks a real postconf what it makes of many configurations, a batch of processes at a time. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readComplaints, type RealComplaint } from './complaints';
import { oracleEnvironment, type Release } from './releases';
import { runProgram } from './run-program';

/** A configuration directory. The text `%DIR%` in its files stands for its own path. */
export interface Directory {
  /** File name → content. Without `main.cf` there is none. */
  readonly files: Readonly<Record<string, Buffer>>;
}

/** What one call of postconf said. */
export interface Observation {
  readonly status: number;
  readonly lines: readonly string[];
  readonly complaints: readonly RealComplaint[];
}

/** A directory with what the release says of it, plain and expanded. */
export interface Observed {
  /** Where the directory was; it is gone by now. */
  readonly folder: string;
  /** The files as they were read: `%DIR%` replaced. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** How the bytes of main.cf are to be read as text. */
  readonly encoding: BufferEncoding;
  /** `postconf -n`. */
  readonly plain: Observation;
  /** `postconf -nx`. */
  readonly expanded: Observation;
}

// A fatal error takes Postfix a second of sleep, so a batch runs all its processes at once, and several batches run
// beside each other; more of either costs memory and wins nothing.
const batchSize = 50;
const batchesAtATime = 6;

/** Runs `postconf -n` and `-nx` on each directory. Results come in the order of the input. */
export async function observe(release: Release, directories: readonly Directory[]): Promise<Observed[]> {
  const results: Observed[] = [];
  const batches: (readonly Directory[])[] = [];
  for (let i = 0; i < directories.length; i += batchSize) batches.push(directories.slice(i, i + batchSize));
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let number = next++; number < batches.length; number = next++) {
      const observed = await observeBatch(release, batches[number] ?? []);
      observed.forEach((result, i) => (results[number * batchSize + i] = result));
    }
  };
  await Promise.all(Array.from({ length: Math.min(batchesAtATime, batches.length) }, worker));
  return results;
}

// One shell starts all processes of a batch: cheaper than starting each from node.
const script = `while read -r dir; do
  { "$@" -c "$dir" -n </dev/null >"$dir/n.out" 2>"$dir/n.err"; echo $? >"$dir/n.status"; } &
  { "$@" -c "$dir" -n -x </dev/null >"$dir/x.out" 2>"$dir/x.err"; echo $? >"$dir/x.status"; } &
done
wait`;

async function observeBatch(release: Release, directories: readonly Directory[]): Promise<Observed[]> {
  const base = mkdtempSync(path.join(tmpdir(), 'postfix-oracle-'));
  try {
    const written = directories.map((directory, i) => writeDirectory(path.join(base, String(i)), directory));
    await runProgram(
      'sh',
      ['-c', script, 'sh', ...release.loader, path.join(release.root, 'usr/sbin/postconf')],
      {
        input: written.map(({ folder }) => `${folder}\n`).join(''),
        timeout: 120_000,
        environment: oracleEnvironment,
      },
    );
    return written.map(({ folder, files }) => {
      const encoding = encodingOf(files['main.cf'] ?? Buffer.alloc(0));
      const read = (name: string): Observation => ({
        status: Number(readFileSync(path.join(folder, `${name}.status`), 'latin1')),
        lines: readFileSync(path.join(folder, `${name}.out`), encoding)
          .split('\n')
          .slice(0, -1),
        complaints: readComplaints(readFileSync(path.join(folder, `${name}.err`), encoding), folder),
      });
      return { folder, files, encoding, plain: read('n'), expanded: read('x') };
    });
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** Writes the files of a directory, their time some seconds back: Postfix waits while main.cf is fresh. */
export function writeDirectory(
  folder: string,
  directory: Directory,
): { folder: string; files: Readonly<Record<string, Buffer>> } {
  mkdirSync(folder, { recursive: true });
  const files: Record<string, Buffer> = {};
  const time = Date.now() / 1000 - 10;
  for (const [name, content] of Object.entries(directory.files)) {
    const bytes = content.includes('%DIR%')
      ? Buffer.from(content.toString('latin1').replaceAll('%DIR%', folder), 'latin1')
      : content;
    files[name] = bytes;
    writeFileSync(path.join(folder, name), bytes);
    utimesSync(path.join(folder, name), time, time);
  }
  return { folder, files };
}

/** UTF-8 where the bytes are, else one character per byte. */
export function encodingOf(bytes: Buffer): 'utf8' | 'latin1' {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf8';
  } catch {
    return 'latin1';
  }
}
