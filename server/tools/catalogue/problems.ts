import { parseRelease } from '../../src/catalogue/release';
import { kindOf } from './facts';
import type { Data, Page } from './read-data';

/** What is wrong with the data, a line each with the file's name: unknown kinds, dangling links, doubled names. */
export function problemsOf(data: Data): string[] {
  const names = new Set(data.parameters.map(page => page.name));
  const suffixes = data.families.map(page => `_${page.name}`);
  const problems: string[] = [];
  for (const page of data.parameters) {
    const report = (message: string): number => problems.push(`${page.file}: ${message}`);
    check(page, report);
    for (const key of ['related', 'same-as', 'replacement']) {
      for (const name of [page.matter[key] ?? []].flat().map(String)) {
        if (!names.has(name) && !suffixes.some(suffix => name.endsWith(suffix)))
          report(`${key}: there is no page for ${name}`);
      }
    }
  }
  for (const page of data.families) check(page, message => problems.push(`${page.file}: ${message}`));
  for (const { name, changes } of data.branches) {
    for (const change of changes) {
      if (!names.has(change.name))
        problems.push(`releases/${name}.defaults: there is no page for ${change.name}`);
    }
  }
  return problems;
}

function check(page: Page, report: (message: string) => void): void {
  try {
    kindOf(page);
  } catch (error) {
    report((error as Error).message);
  }
  for (const key of ['since', 'removed', 'deprecated', 'no-effect-since']) {
    const value = page.matter[key];
    if (
      value !== undefined &&
      (typeof value !== 'string' || !/^\d/.test(value) || parseRelease(value) === undefined)
    ) {
      if (!/^\d+\.\d+/.test(String(value)))
        report(`${key}: ${JSON.stringify(value)} is not a release in quotes`);
    }
  }
}
