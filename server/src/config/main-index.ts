import type { Entry, MainCf, Malformed, Orphan } from '../syntax/tree';

/** What a main.cf says about one name: all its definitions in the order of the file; the last one wins. */
export interface Setting {
  readonly name: string;
  readonly definitions: readonly Entry[];
  readonly winner: Entry;
  /** The winner's index among all entries. */
  readonly index: number;
}

/** The logical lines of a main.cf, sorted. */
export interface MainIndex {
  /** In the order of first appearance. */
  readonly settings: ReadonlyMap<string, Setting>;
  readonly entries: readonly Entry[];
  /** The lines that Postfix cannot use. */
  readonly faults: readonly (Malformed | Orphan)[];
  /** The names that are set more than once, in the order of their second definitions. */
  readonly repeated: readonly Setting[];
}

export function indexMain(tree: MainCf): MainIndex {
  const settings = new Map<string, Setting & { definitions: Entry[]; winner: Entry; index: number }>();
  const entries: Entry[] = [];
  const faults: (Malformed | Orphan)[] = [];
  const repeated: Setting[] = [];
  for (const line of tree.lines) {
    if (line.kind !== 'entry') {
      faults.push(line);
      continue;
    }
    const index = entries.push(line) - 1;
    const { name } = line;
    const setting = settings.get(name);
    if (setting === undefined) settings.set(name, { name, definitions: [line], winner: line, index });
    else {
      if (setting.definitions.push(line) === 2) repeated.push(setting);
      setting.winner = line;
      setting.index = index;
    }
  }
  return { settings, entries, faults, repeated };
}
