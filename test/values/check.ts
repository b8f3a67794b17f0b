import assert from 'node:assert/strict';
import type { Kind } from '../../server/src/catalogue/kind';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { parseRelease } from '../../server/src/catalogue/release';
import { candidatesFor, parseValue } from '../../server/src/values/parse-value';
import type { Candidate, Item, ParsedValue, ValueContext, ValueProblem } from '../../server/src/values/value';

/** What a value is read in, beside its text. */
export interface Around {
  readonly postfix?: string;
  readonly classes?: readonly string[];
  readonly transports?: readonly string[];
}

const contexts = new Map<string, ValueContext>();

export function contextOf(around: Around = {}): ValueContext {
  const key = JSON.stringify(around);
  let context = contexts.get(key);
  if (context === undefined) {
    context = {
      catalogue: loadCatalogue(),
      release: parseRelease(around.postfix ?? '3.11')!,
      restrictionClasses: new Set(around.classes),
      transports: around.transports,
    };
    contexts.set(key, context);
  }
  return context;
}

export function parse(kind: Kind, value: string, around?: Around): ParsedValue {
  return parseValue(value, kind, contextOf(around));
}

/**
 * Checks the items of values. Expected: one word per item, `role:text`, with `role~text` for what depends on `$name`,
 * its operator in front of the text, and `@folder/page` behind it where a page explains it.
 */
export function items(kind: Kind, cases: Readonly<Record<string, string>>, around?: Around): void {
  for (const [value, expected] of Object.entries(cases)) {
    it(`${kind.type}: ${value}${release(around)}`, () => {
      assert.equal(parse(kind, value, around).items.map(showItem).join(' '), expected);
    });
  }
}

/**
 * Checks the problems of values. Expected: one line per problem: the value with ‹…› around what is wrong, then two
 * blanks, the code, and ` → ` with the suggestions, ` | ` between them. Nothing expected: nothing is wrong. What is
 * suggested first must cure the problem.
 */
export function problems(
  kind: Kind,
  cases: readonly (readonly [string, ...string[]])[],
  around?: Around,
): void {
  for (const [value, ...expected] of cases) {
    it(`${kind.type}: ${value === '' ? '(empty)' : value}${release(around)}`, () => {
      const found = parse(kind, value, around).problems;
      assert.deepEqual(
        found.map(problem => showProblem(value, problem)),
        expected,
      );
      for (const problem of found) {
        const [suggestion] = problem.suggestions ?? [];
        if (suggestion !== undefined) checkCure(kind, value, problem, suggestion, around);
      }
    });
  }
}

/** The labels that are offered, in the order of their rank. */
export function labels(kind: Kind, around?: Around): string[] {
  return offers(kind, around).map(({ label }) => label);
}

export function offers(kind: Kind, around?: Around): Candidate[] {
  return [...candidatesFor(kind, contextOf(around))].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
}

function release(around: Around | undefined): string {
  return around?.postfix === undefined ? '' : ` (${around.postfix})`;
}

function showItem({ role, operator = '', text, term, dynamic }: Item): string {
  const page = term === undefined ? '' : `@${term}`;
  return `${role}${dynamic === true ? '~' : ':'}${operator}${text}${page}`.replaceAll(' ', '␣');
}

function showProblem(value: string, { start, end, code, suggestions = [] }: ValueProblem): string {
  const marked = `${value.slice(0, start)}‹${value.slice(start, end)}›${value.slice(end)}`;
  return `${marked}  ${code}${suggestions.length === 0 ? '' : ` → ${suggestions.join(' | ')}`}`;
}

function checkCure(
  kind: Kind,
  value: string,
  { start, end, code }: ValueProblem,
  suggestion: string,
  around: Around | undefined,
): void {
  const cured = value.slice(0, start) + suggestion + value.slice(end);
  const after = start + suggestion.length;
  const left = parse(kind, cured, around).problems.filter(
    problem => problem.code !== 'too-new' && problem.start < after && problem.end > start,
  );
  assert.deepEqual(
    left.map(problem => showProblem(cured, problem)),
    [],
    `${code}: "${suggestion}" is no cure`,
  );
}
