/**
 * What can be wrong with a value: stable names that rules match. By kind, beside `trailing-comment` (all but text,
 * command, characters) and `empty-value` (all kinds of one word that Postfix wants filled):
 *
 * | kind | codes |
 * |---|---|
 * | boolean | not-boolean |
 * | integer, size | not-a-number, number-suffix, out-of-range, below-minimum, above-maximum |
 * | duration | not-a-duration, ignored-text, out-of-range, below-minimum, above-maximum |
 * | enumeration | unknown-word, wrong-case, too-new, removed-word, several-words |
 * | flags | unknown-word, wrong-case, too-new, removed-word; where tables can stand too, those of table |
 * | log-level | unknown-word, too-new |
 * | cipher-grade, digest | unknown-word, several-words |
 * | security-level | unknown-word, level-stops-server, level-becomes-encrypt, several-words |
 * | tls-protocols | unknown-protocol, unknown-version-number, blank-after-bound, too-new |
 * | cipher-exclusions | bad-exclusion, wrong-case |
 * | curves | unknown-curve |
 * | match-list | unbracketed-ipv6, host-bits, bad-mask, dotted-netmask, lone-mask, bad-network, missing-bracket, text-after-bracket, never-matches, ipv4-mapped, lone-negation, and those of table |
 * | inet-interfaces | not-alone, no-keyword-here, wrong-case, has-mask, interface-name, ipv6-prefix, missing-bracket |
 * | bind-address | not-an-address, wrong-family, bracketed-address, several-words |
 * | next-hop | unbracketed-ipv6, transport-prefix, missing-bracket, text-after-bracket, bad-port, bad-host, too-new, several-words |
 * | transport | unknown-transport, and those of next-hop where the transport speaks SMTP |
 * | endpoint | bad-port |
 * | milters | bad-endpoint, unknown-endpoint-type, bad-port, unknown-option, bad-option, missing-brace, text-after-brace, too-new |
 * | table, tables | missing-table-type, unknown-table-type, wrong-case, too-new, empty-table-name, database-suffix, semicolon-between, missing-brace, text-after-brace, needs-braces, empty-braces, inline-entry, read-only-table, several-words |
 * | restrictions | unknown-restriction, removed-word, too-new, not-allowed-here, missing-argument, bad-argument, colon-after-restriction, table-without-restriction, unreachable-restriction, and those of table and of milters |
 * | host-name | bad-host-name, several-words |
 * | feedback | bad-feedback |
 * | compatibility-level | bad-level, ignored-text |
 * | dns-lists | bad-argument, bad-weight |
 * | names, domains, mail-address, path, paths, service, cipher-string | none of their own |
 */
export type ProblemCode =
  /** A `#` begins a word: Postfix knows comments only at the beginning of a line. Up to the end of the value. */
  | 'trailing-comment'
  /** Nothing, where the program that reads it wants something. */
  | 'empty-value'
  | 'not-boolean'
  | 'not-a-number'
  /** `10M`: numbers have no suffixes. */
  | 'number-suffix'
  /** More than the program's integers hold. */
  | 'out-of-range'
  | 'below-minimum'
  | 'above-maximum'
  | 'not-a-duration'
  /** Accepted, but only the beginning counts: `1h30m`. */
  | 'ignored-text'
  | 'unknown-word'
  /** Known in another case, where case matters. */
  | 'wrong-case'
  /** Known from a later release on. */
  | 'too-new'
  /** Known up to an earlier release. */
  | 'removed-word'
  /** Several words where one belongs. */
  | 'several-words'
  /** A client level for which smtpd stops: `dane`. */
  | 'level-stops-server'
  /** A client level that smtpd takes for `encrypt`: `verify`. */
  | 'level-becomes-encrypt'
  | 'unknown-protocol'
  /** `>=0x0999`: a number that is no TLS version. */
  | 'unknown-version-number'
  /** `>= TLSv1.2`: a bound of nothing, and a list of one protocol. */
  | 'blank-after-bound'
  /** `!RC4` in a list of exclusions. */
  | 'bad-exclusion'
  | 'unknown-curve'
  | 'unbracketed-ipv6'
  /** `10.0.0.1/8`. */
  | 'host-bits'
  | 'bad-mask'
  /** `10.0.0.0/255.0.0.0`. */
  | 'dotted-netmask'
  /** `10.0.0.0 /8`: the file `/8`. */
  | 'lone-mask'
  | 'bad-network'
  | 'missing-bracket'
  | 'text-after-bracket'
  /** A pattern that nothing can equal: `1.2.3`, `"a"`, `*.example.com`. */
  | 'never-matches'
  /** `[::ffff:192.0.2.0]/120` matches no IPv4 client. */
  | 'ipv4-mapped'
  /** `!` without a pattern. */
  | 'lone-negation'
  /** `all` beside other words: read as a host name. */
  | 'not-alone'
  /** A keyword of another parameter, which is a host name in this one. */
  | 'no-keyword-here'
  | 'has-mask'
  /** `eth0`, `*` where addresses belong. */
  | 'interface-name'
  /** `[ipv6:::1]` where plain addresses belong. */
  | 'ipv6-prefix'
  | 'not-an-address'
  | 'wrong-family'
  /** `[::1]` as a bind address. */
  | 'bracketed-address'
  /** `smtp:[host]` where only a destination belongs. */
  | 'transport-prefix'
  | 'bad-port'
  | 'bad-host'
  /** No such service in master.cf. */
  | 'unknown-transport'
  | 'bad-endpoint'
  | 'unknown-endpoint-type'
  | 'unknown-option'
  | 'bad-option'
  | 'missing-table-type'
  | 'unknown-table-type'
  | 'empty-table-name'
  /** `texthash:/x` for a cache, which Postfix writes. */
  | 'read-only-table'
  /** `hash:/etc/aliases.db`: Postfix adds the ending itself. */
  | 'database-suffix'
  /** `pcre:/a;pcre:/b`. */
  | 'semicolon-between'
  | 'missing-brace'
  | 'text-after-brace'
  /** `pipemap:hash:/a`: the contents belong in braces. */
  | 'needs-braces'
  | 'empty-braces'
  /** An entry of a table in braces that cannot be read: `inline:{a = b}`. */
  | 'inline-entry'
  | 'unknown-restriction'
  /** A restriction that other lists take, not this one. */
  | 'not-allowed-here'
  | 'missing-argument'
  /** `dnsbl.example*two`. */
  | 'bad-weight'
  | 'bad-argument'
  /** `reject_rbl_client:zen.example`. */
  | 'colon-after-restriction'
  /** `hash:/x` alone at a stage that has no access table of its own. */
  | 'table-without-restriction'
  /** What stands after `permit`, `reject` or `defer`. */
  | 'unreachable-restriction'
  | 'bad-host-name'
  | 'bad-feedback'
  | 'bad-level';
