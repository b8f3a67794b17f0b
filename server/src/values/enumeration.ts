import type { EnumerationKind, KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import type { ValueKind } from './value';
import { addWord, singleWord, wordCandidates, type WordSet } from './word-set';
import { programsStop } from './wording';

/** One word of a set. Whether case matters depends on the function that Postfix reads it with. */
export const enumeration: ValueKind<KindOf<'enumeration'>> = {
  parse(text, kind, context) {
    const out = new Collector();
    if (kind.open) {
      // Anything may stand here: only the known words have a meaning.
      const value = out.scalar(text, 'word');
      const set = { ...setOf(kind), consequence: undefined };
      const lower = value?.text.toLowerCase() ?? '';
      if (value !== undefined && kind.values.some(known => known.value.toLowerCase() === lower)) {
        addWord(out, value, set, context);
      } else if (value !== undefined && value.text !== '') {
        out.add(value, value.text, value.text.startsWith('/') ? 'path' : 'word');
      }
      return out;
    }
    const word = singleWord(out, text, 'word', programsStop, kind.emptyAllowed);
    if (word !== undefined) addWord(out, word, setOf(kind), context);
    return out;
  },
  candidates: (kind, context) => wordCandidates(setOf(kind), context),
};

function setOf({ values, caseSensitive, terms }: EnumerationKind): WordSet {
  return { values, caseSensitive, terms, role: 'word', noun: 'one of its values', consequence: programsStop };
}
