import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import type { ValueKind } from './value';
import { addWord, singleWord, wordCandidates, type WordSet } from './word-set';

const consequence =
  'the server breaks off each handshake, and the client defers mail that it then may send without TLS';

const grades: WordSet = {
  values: ['medium', 'high', 'null', 'low', 'export'].map(value => ({ value })),
  caseSensitive: false,
  terms: 'grade',
  role: 'grade',
  noun: 'a cipher grade',
  consequence,
};

/** One grade, in any case. A bad one is noticed only in the handshake. */
export const cipherGrade: ValueKind<KindOf<'cipher-grade'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const value = singleWord(out, text, 'grade', consequence);
    if (value !== undefined) addWord(out, value, grades, context);
    return out;
  },
  candidates: (_kind, context) =>
    wordCandidates(grades, context).map(candidate =>
      candidate.label === 'low' || candidate.label === 'export'
        ? { ...candidate, deprecated: true }
        : candidate,
    ),
};
