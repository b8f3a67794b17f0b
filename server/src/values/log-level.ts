import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';
import { addWord, wordCandidates, type WordSet } from './word-set';

/** Numbers, names of the same meaning, and single features, in any case (tls_misc.c). */
const offered = [
  ...[
    '0',
    '1',
    '2',
    '3',
    '4',
    'none',
    'routine',
    'debug',
    'ssl-expert',
    'ssl-developer',
    'summary',
    'untrusted',
  ],
  ...['peercert', 'certmatch', 'verbose', 'cache', 'dane', 'ssl-debug', 'ssl-handshake-packet-dump'],
  'ssl-session-packet-dump',
];

const levels: WordSet = {
  values: [
    ...offered.map(value => ({ value })),
    { value: 'trace', since: ['3.12'] },
    // Five to nine mean four.
    ...['5', '6', '7', '8', '9'].map(value => ({ value })),
  ],
  caseSensitive: false,
  terms: 'loglevel',
  role: 'word',
  noun: 'a TLS log level',
  consequence: 'the log has a warning, and nothing else about TLS',
};

/** What is logged of TLS: one number, or several names. */
export const logLevel: ValueKind<KindOf<'log-level'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    for (const token of tokens(text, commaAndSpace)) {
      if (out.isWord(token, text, 'word')) addWord(out, token, levels, context);
    }
    return out;
  },
  candidates: (_kind, context) =>
    wordCandidates({ ...levels, values: levels.values.slice(0, offered.length + 1) }, context),
};
