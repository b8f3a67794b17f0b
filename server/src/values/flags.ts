import type { FlagsKind, KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { addTable } from './table-reference';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';
import { addWord, wordCandidates, type WordSet } from './word-set';
import { programsStop } from './wording';

/** Several words of a set (name_mask(3)). */
export const flags: ValueKind<KindOf<'flags'>> = {
  parse(text, kind, context) {
    const out = new Collector();
    const set = setOf(kind);
    for (const token of tokens(text, commaAndSpace, kind.open)) {
      if (!out.isWord(token, text, 'word')) continue;
      if (!kind.open) addWord(out, token, set, context);
      else if (token.text.includes(':')) addTable(out, text, token, context);
      else if (kind.unknownIsIgnored && !/^0x[0-9a-f]+$/i.test(token.text)) addWord(out, token, set, context);
      else out.add(token, token.text, 'word');
    }
    return out;
  },
  candidates: (kind, context) =>
    wordCandidates(setOf(kind), context).map(offer =>
      kind.alone?.includes(offer.label) === true ? { ...offer, isAlone: true } : offer,
    ),
};

function setOf({ values, caseSensitive, terms, unknownIsIgnored }: FlagsKind): WordSet {
  const consequence = unknownIsIgnored ? 'it is ignored, with a warning in the log' : programsStop;
  return { values, caseSensitive, terms, role: 'word', noun: 'one of its words', consequence };
}
