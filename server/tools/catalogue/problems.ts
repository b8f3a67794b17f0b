import { parseRelease } from '../../src/catalogue/release';
import { kindOf, text } from './facts';
import { proseProblems } from './prose';
import type { Data, Page } from './read-data';

type Report = (message: string) => void;

/** What is wrong with the data, a line each with the file's name: unknown kinds, dangling links, doubled or missing facts. */
export function problemsOf(data: Data): string[] {
  const problems: string[] = [];
  const reportFor =
    (file: string): Report =>
    message =>
      problems.push(`${file}: ${message}`);
  const names = new Set(data.parameters.map(page => page.name));
  const suffixes = new Set(data.families.map(page => page.name));
  const terms = new Set(data.terms.map(page => page.name));
  const isParameter = (name: string): boolean =>
    names.has(name) || [...suffixes].some(suffix => name.endsWith(`_${suffix}`));

  for (const page of data.parameters) {
    const report = reportFor(page.file);
    checkFacts(page, terms, report);
    checkLinks(page, isParameter, report);
    const family = text(page.matter['member-of']);
    if (family !== undefined && !suffixes.has(family)) report(`member-of: there is no page for ${family}`);
    const twin = data.parameters.find(other => other.name === page.matter['same-as']);
    if (twin?.matter['same-as'] !== undefined)
      report(`same-as: ${twin.name} is itself the twin of another page`);
  }
  for (const page of data.families) {
    checkFacts(page, terms, reportFor(page.file));
    checkLinks(page, isParameter, reportFor(page.file));
  }
  for (const page of data.terms) {
    if (page.matter['title'] === undefined) reportFor(page.file)('there is no title');
    checkLinks(page, isParameter, reportFor(page.file));
  }
  for (const page of [...data.parameters, ...data.families, ...data.terms]) {
    for (const problem of proseProblems(page, { isParameter, terms })) reportFor(page.file)(problem);
  }
  checkTables(data, { names, isParameter, terms }, problems);
  for (const twice of doubled(data.parameters.map(page => page.name)))
    problems.push(`parameters/: two pages for ${twice}`);
  return problems;
}

/** Kind and releases. */
function checkFacts(page: Page, terms: ReadonlySet<string>, report: Report): void {
  const { matter } = page;
  let values: readonly string[] = [];
  try {
    const kind = kindOf(page);
    if (kind.type === 'enumeration' || kind.type === 'flags') values = kind.values.map(({ value }) => value);
  } catch (error) {
    report((error as Error).message);
  }
  for (const key of ['since', 'removed', 'deprecated', 'no-effect-since']) {
    const value = matter[key];
    if (value !== undefined && (typeof value !== 'string' || parseRelease(value) === undefined))
      report(`${key}: ${JSON.stringify(value)} is not a release in quotes`);
  }
  const folder = text(matter['terms']);
  if (folder !== undefined) {
    for (const value of values) {
      const id = `${folder}/${value}`;
      if (!terms.has(id)) report(`terms: there is no page for ${id}`);
    }
  }
  for (const value of Object.keys(matter['introduced'] ?? {})) {
    if (!values.includes(value)) report(`introduced: ${value} is not one of the values`);
  }
  if (matter['rename'] === true && matter['replacement'] === undefined) report('rename: to what?');
}

function checkLinks(page: Page, isParameter: (name: string) => boolean, report: Report): void {
  for (const key of ['related', 'same-as', 'replacement']) {
    const linked = [page.matter[key] ?? []].flat().map(String);
    for (const name of linked) if (!isParameter(name)) report(`${key}: there is no page for ${name}`);
    if (page.key.startsWith('parameter/') && linked.includes(page.name)) report(`${key}: links to itself`);
    for (const twice of doubled(linked)) report(`${key}: ${twice} stands there twice`);
  }
}

/** Everything that is named in the tables has a page. */
function checkTables(
  data: Data,
  known: {
    readonly names: ReadonlySet<string>;
    readonly isParameter: (name: string) => boolean;
    readonly terms: ReadonlySet<string>;
  },
  problems: string[],
): void {
  for (const [name = ''] of data.restrictions) {
    if (!known.terms.has(`restriction/${name}`))
      problems.push(`restrictions.tsv: there is no page for ${name}`);
  }
  for (const [name = ''] of data.tableTypes) {
    if (!known.terms.has(`table/${name}`)) problems.push(`table-types.tsv: there is no page for ${name}`);
  }
  for (const name of data.usage.keys()) {
    if (!known.isParameter(name)) problems.push(`usage.tsv: there is no page for ${name}`);
  }
  for (const { name: branch, changes } of data.branches) {
    for (const { name } of changes) {
      if (!known.names.has(name)) problems.push(`releases/${branch}.defaults: there is no page for ${name}`);
    }
    for (const twice of doubled(changes.map(({ name }) => name)))
      problems.push(`releases/${branch}.defaults: ${twice} stands there twice`);
  }
  const changed = new Set(data.branches.flatMap(({ changes }) => changes.map(({ name }) => name)));
  for (const { name, matter, file } of data.parameters) {
    const never = matter['obsolete'] === true || matter['removed'] !== undefined;
    if (!changed.has(name) && !never) problems.push(`${file}: no release says what its default is`);
  }
  for (const { name } of data.patches) {
    if (!known.names.has(name)) problems.push(`releases/patches.tsv: there is no page for ${name}`);
  }
}

function doubled(words: readonly string[]): string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}
