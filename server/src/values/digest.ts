import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import type { ValueKind } from './value';
import { addWord, singleWord, wordCandidates, type WordSet } from './word-set';

const consequence = 'TLS is switched off';

const common = ['sha256', 'sha384', 'sha512', 'sha224', 'sha1', 'md5'];
/** Further names of OpenSSL 1.1 and 3. */
const further = [
  ...['sha512-224', 'sha512-256', 'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'shake128', 'shake256'],
  ...['sha2-224', 'sha2-256', 'sha2-384', 'sha2-512', 'sha-1', 'sha-256', 'sha-384', 'sha-512', 'sha'],
  ...[
    'blake2b512',
    'blake2s256',
    'md4',
    'md5-sha1',
    'mdc2',
    'ripemd160',
    'ripemd',
    'rmd160',
    'sm3',
    'whirlpool',
  ],
];

const digests: WordSet = {
  values: [...common, ...further].map(value => ({ value })),
  caseSensitive: false,
  terms: 'digest',
  role: 'digest',
  noun: 'a digest that OpenSSL knows',
  consequence,
};

/** The name of a message digest, in any case. */
export const digest: ValueKind<KindOf<'digest'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const value = singleWord(out, text, 'digest', consequence);
    if (value !== undefined) addWord(out, value, digests, context);
    return out;
  },
  candidates: (_kind, context) =>
    wordCandidates({ ...digests, values: digests.values.slice(0, common.length) }, context),
};
