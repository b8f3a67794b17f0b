/** Words of OpenSSL's cipher strings that name a group of ciphers; those that people exclude first. */
export const cipherKeywords: readonly string[] = [
  ...['aNULL', 'eNULL', 'MD5', 'RC4', '3DES', 'DES', 'EXPORT', 'LOW', 'MEDIUM', 'PSK', 'SRP', 'IDEA', 'SEED'],
  ...[
    'CAMELLIA',
    'ARIA',
    'aDSS',
    'aECDSA',
    'aRSA',
    'kRSA',
    'kDHE',
    'kECDHE',
    'DHE',
    'ECDHE',
    'ADH',
    'AECDH',
    'CBC',
  ],
  ...['SHA1', 'AESCCM', 'AESGCM', 'AES128', 'AES256', 'AES', 'CHACHA20', 'kDH', 'kECDH', 'RC2', 'RC5', 'DSS'],
  ...['EXP', 'HIGH', 'NULL', 'SHA', 'kEDH', 'kEECDH'],
];

/** Further keywords that differ from one above only in case. */
const others: ReadonlySet<string> = new Set(['aECDH', 'aDH']);

const byLowerCase: ReadonlyMap<string, string> = new Map(
  cipherKeywords.map(word => [word.toLowerCase(), word]),
);

/** A keyword by its name in any case, though OpenSSL minds the case. */
export function findKeyword(name: string): string | undefined {
  return others.has(name) ? undefined : byLowerCase.get(name.toLowerCase());
}
