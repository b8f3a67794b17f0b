import type { EnumerationKind, EnumerationValue, FlagsKind } from '../catalogue/kind';
import { hasBackport, isAtLeast } from '../catalogue/release';
import { quote, ValueBuilder } from './build';
import { nearest } from './nearest';
import { isDynamic, tokens, type Token } from './tokens';
import type { Candidate, Item, ParsedValue, ValueContext, ValueKind } from './value';

/** Exactly one word of a set (name_code.c, or str_name_code for those that mind the case). */
export const enumeration: ValueKind<EnumerationKind> = {
  parse(text, kind, context): ParsedValue {
    const builder = new ValueBuilder();
    if (isDynamic(text)) {
      builder.item(0, text.length, text, 'expression', { dynamic: true });
      return builder.result();
    }
    if (text === '') {
      if (!kind.emptyAllowed && !kind.open)
        builder.problem(0, 0, 'empty', 'the value is empty', { suggestions: [] });
      return builder.result();
    }
    const [first, second] = tokens(text);
    if (first !== undefined && second !== undefined && find(first.text, kind) !== undefined && !kind.open) {
      judge(builder, first, kind, context);
      if (!builder.comment(second, text)) {
        builder.problem(
          0,
          text.length,
          'several-values',
          `"${quote(text)}" is more than the one word that is allowed here`,
          {
            suggestions: [first.text],
          },
        );
      }
      return builder.result();
    }
    judge(builder, { text, start: 0, end: text.length }, kind, context);
    return builder.result();
  },
  candidates: wordCandidates,
};

/** A list of words of a set (name_mask.c). */
export const flags: ValueKind<FlagsKind> = {
  parse(text, kind, context): ParsedValue {
    const builder = new ValueBuilder();
    for (const token of tokens(text)) {
      if (builder.dynamic(token)) continue;
      if (builder.comment(token, text)) break;
      judge(builder, token, kind, context);
    }
    return builder.result();
  },
  candidates: wordCandidates,
};

function judge(
  builder: ValueBuilder,
  token: Token,
  kind: EnumerationKind | FlagsKind,
  context: ValueContext,
): void {
  const known = find(token.text, kind);
  if (known === undefined) {
    if (kind.open) {
      builder.item(token.start, token.end, token.text, 'word');
      return;
    }
    builder.item(token.start, token.end, token.text, 'word');
    builder.problem(
      token.start,
      token.end,
      'unknown-word',
      `"${quote(token.text)}" is not a word that Postfix knows here`,
      {
        suggestions: nearest(
          token.text,
          kind.values.map(({ value }) => value),
        ),
      },
    );
    return;
  }
  builder.item(token.start, token.end, token.text, 'word', termOf(known, kind));
  if (kind.caseSensitive && known.value !== token.text) {
    builder.problem(
      token.start,
      token.end,
      'wrong-case',
      `"${token.text}" has to be written "${known.value}": case matters here`,
      {
        suggestions: [known.value],
      },
    );
  }
  const since = known.since;
  if (since !== undefined && !hasBackport(context.release, since)) {
    builder.problem(
      token.start,
      token.end,
      'too-new',
      `"${token.text}" is known from Postfix ${since.join(', ')} on`,
    );
  }
}

function find(text: string, { values }: EnumerationKind | FlagsKind): EnumerationValue | undefined {
  const wanted = text.toLowerCase();
  return values.find(({ value }) => value.toLowerCase() === wanted);
}

function termOf({ value }: EnumerationValue, { terms }: EnumerationKind | FlagsKind): Partial<Item> {
  return terms === undefined ? {} : { term: `${terms}/${value}` };
}

function wordCandidates(kind: EnumerationKind | FlagsKind, context: ValueContext): readonly Candidate[] {
  return kind.values
    .filter(({ since }) => since === undefined || hasBackport(context.release, since))
    .filter(({ removed }) => removed === undefined || !isAtLeast(context.release, removed))
    .map((value, rank) => ({ label: value.value, role: 'word', rank, ...termOf(value, kind) }));
}
