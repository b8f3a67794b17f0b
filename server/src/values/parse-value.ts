import type { Kind } from '../catalogue/kind';
import { remembered, rememberedFor } from '../text/remembered';
import { emptyValue, type Candidate, type ParsedValue, type ValueContext, type ValueKind } from './value';
import { valueKinds } from './index';

/** Most values repeat from keystroke to keystroke; this many are kept for each context and kind. */
const memory = 4_000;
const memos = new WeakMap<ValueContext, WeakMap<Kind, (text: string) => ParsedValue>>();

/** Takes a value apart by its kind. Memoised: the result holds offsets in `text` only, not in any file. */
export function parseValue(text: string, kind: Kind, context: ValueContext): ParsedValue {
  if (text === '' && kind.type === 'text') return emptyValue;
  let byKind = memos.get(context);
  if (byKind === undefined) memos.set(context, (byKind = new WeakMap()));
  let parse = byKind.get(kind);
  if (parse === undefined)
    byKind.set(kind, (parse = remembered(memory, own => parseHelpfully(own, kind, context))));
  return parse(text);
}

/** The same for a value that nobody will ask for again. */
export function parseOnce(text: string, kind: Kind, context: ValueContext): ParsedValue {
  return kindOf(kind).parse(text, kind, context);
}

/** A value with more problems is not taken apart again for each of them. */
const mostTried = 20;

/** Takes a value apart, and tries what its problems suggest: what leaves as many of them helps nobody. */
function parseHelpfully(text: string, kind: Kind, context: ValueContext): ParsedValue {
  const parsed = parseOnce(text, kind, context);
  const { items, problems } = parsed;
  if (problems.length === 0 || problems.length > mostTried) return parsed;
  return {
    items,
    problems: problems.map(problem => {
      const { start, end, suggestions } = problem;
      if (suggestions === undefined || suggestions.length === 0) return problem;
      const helpful = suggestions.filter(suggestion => {
        const after = text.slice(0, start) + suggestion + text.slice(end);
        return parseOnce(after, kind, context).problems.length < problems.length;
      });
      return helpful.length === suggestions.length ? problem : { ...problem, suggestions: helpful };
    }),
  };
}

/** What could be typed in a value of that kind: the same with each letter of it. */
export const candidatesFor = rememberedFor((kind: Kind, context: ValueContext): readonly Candidate[] =>
  kindOf(kind).candidates(kind, context),
);

function kindOf<K extends Kind>(kind: K): ValueKind<K> {
  // The table is typed by kind type; TypeScript cannot follow that through the union.
  return valueKinds[kind.type] as unknown as ValueKind<K>;
}
