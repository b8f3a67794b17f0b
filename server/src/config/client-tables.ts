import { isAtLeast, type Release } from '../catalogue/release';
import type { Span } from '../text/span';

/** A table of a database client that is configured in main.cf: `ldap:name`, with name_server_host and so on. */
export interface ClientTable {
  readonly type: string;
  /** What the names of its parameters begin with. */
  readonly name: string;
  /** Where the name stands in the text. */
  readonly span: Span;
}

/** A table of a database client that has a file of its own: `ldap:/etc/postfix/ldap.cf`. */
export interface ClientFile {
  readonly type: string;
  readonly path: string;
  readonly span: Span;
}

/** `comment`: a word that starts with `#`, and all after it; the others: braces that do not fit. */
export interface TableProblem extends Span {
  readonly kind: 'comment' | 'missing-brace' | 'after-brace';
}

export interface TableScan {
  readonly tables: readonly ClientTable[];
  readonly files: readonly ClientFile[];
  readonly problems: readonly TableProblem[];
}

const nothing: TableScan = { tables: [], files: [], problems: [] };

/**
 * Looks through any value for tables of database clients, as postconf does (postconf_dbms.c): it does not know what a
 * value is for, so each word of the form `type:name` counts, those inside braces included.
 */
export function scanTables(text: string, release: Release): TableScan {
  if (!/[:{#]/.test(text)) return nothing;
  const scanner = new Scanner(text, isAtLeast(release, '3.8'));
  scanner.words(0, text.length, true, 0);
  return scanner;
}

/** The parameters that a client reads from main.cf, without the table's name and `_`; none for other types. */
export function clientParameters(type: string, release: Release): readonly string[] {
  return (clients[type] ?? [])
    .filter(name => !name.includes(' ') || isAtLeast(release, name.slice(name.indexOf(' ') + 1)))
    .map(name => name.split(' ', 1)[0] as string);
}

// ldap_table(5) and its likes; behind a blank the release from which a parameter exists.
const database = ['domain', 'expansion_limit', 'result_format'];
const queries = ['additional_conditions', 'query', 'select_field', 'table', 'where_field'];
const connection = ['dbname', 'hosts', 'password', 'user', 'idle_interval 3.9', 'retry_interval 3.9'];
const clients: Readonly<Record<string, readonly string[]>> = {
  ldap: [
    ...database,
    'bind',
    'bind_dn',
    'bind_pw',
    'cache',
    'cache_expiry',
    'cache_size',
    'chase_referrals',
    'debuglevel',
    'dereference',
    'leaf_result_attribute',
    'query_filter',
    'recursion_limit',
    'result_attribute',
    'result_filter',
    'sasl_authz_id',
    'sasl_mechs',
    'sasl_minssf',
    'sasl_realm',
    'scope',
    'search_base',
    'server_host',
    'server_port',
    'size_limit',
    'special_result_attribute',
    'start_tls',
    'terminal_result_attribute',
    'timeout',
    'tls_ca_cert_dir',
    'tls_ca_cert_file',
    'tls_cert',
    'tls_cipher_suite',
    'tls_key',
    'tls_random_file',
    'tls_require_cert',
    'version',
  ],
  mysql: [
    ...database,
    ...queries,
    ...connection,
    'charset 3.9',
    'option_file',
    'option_group',
    'require_result_set',
    'tls_CAfile',
    'tls_CApath',
    'tls_cert_file',
    'tls_ciphers',
    'tls_key_file',
    'tls_verify_cert',
  ],
  pgsql: [...database, ...queries, ...connection, 'encoding 3.8', 'select_function'],
  sqlite: [...database, ...queries, 'dbpath'],
  memcache: [
    'backup',
    'data_size_limit',
    'domain',
    'flags',
    'key_digest 3.11',
    'key_format',
    'line_size_limit',
    'max_try',
    'memcache',
    'retry_pause',
    'timeout',
    'ttl',
  ],
  mongodb: [
    ...database.map(name => `${name} 3.9`),
    'collection 3.9',
    'dbname 3.9',
    'projection 3.9',
    'query_filter 3.9',
    'result_attribute 3.9',
    'uri 3.9',
  ],
};

const separators = ', \t\r\n';
/** Deeper braces are not looked into. */
const maximalDepth = 100;

class Scanner implements TableScan {
  readonly tables: ClientTable[] = [];
  readonly files: ClientFile[] = [];
  readonly problems: TableProblem[] = [];

  constructor(
    readonly text: string,
    /** From 3.8 comments are noticed, and what is in the braces of regexp: and pcre: is left alone. */
    readonly noticesComments: boolean,
  ) {}

  words(from: number, to: number, intoBraces: boolean, depth: number): void {
    if (depth > maximalDepth) return;
    for (let at = from; at < to;) {
      if (separators.includes(this.text[at] as string)) {
        at++;
        continue;
      }
      const start = at;
      let level = 0;
      for (; at < to; at++) {
        const character = this.text[at] as string;
        if (character === '{') level++;
        else if (character === '}' && level > 0) level--;
        else if (level === 0 && separators.includes(character)) break;
      }
      if (this.noticesComments && this.text[start] === '#') {
        this.problems.push({ kind: 'comment', start, end: to });
        return;
      }
      this.#word(start, at, intoBraces, depth);
    }
  }

  #word(start: number, end: number, intoBraces: boolean, depth: number): void {
    if (this.text[start] === '{') {
      const inside = this.#braces(start, end);
      if (intoBraces) this.words(inside.start, inside.end, intoBraces, depth + 1);
      return;
    }
    let nameStart: number;
    let type: string;
    let typeStart = start;
    do {
      const colon = this.text.indexOf(':', typeStart);
      if (colon === -1 || colon >= end) return;
      type = this.text.slice(typeStart, colon);
      typeStart = nameStart = colon + 1;
    } while (type === 'proxy');
    const span = { start: nameStart, end };
    const first = nameStart < end ? this.text[nameStart] : undefined;
    if (first === '{') {
      const inside = this.#braces(nameStart, end);
      const isPattern = this.noticesComments && (type === 'regexp' || type === 'pcre');
      this.words(inside.start, inside.end, intoBraces && !isPattern, depth + 1);
    } else if (clients[type] === undefined || first === '.') {
      return;
    } else if (first === '/') {
      this.files.push({ type, path: this.text.slice(nameStart, end), span });
    } else {
      this.tables.push({ type, name: this.text.slice(nameStart, end), span });
    }
  }

  /** What stands between a brace and the one that closes it, as far as there is one. */
  #braces(start: number, end: number): Span {
    let level = 0;
    for (let at = start; at < end; at++) {
      if (this.text[at] === '{') level++;
      else if (this.text[at] === '}' && --level === 0) {
        if (at + 1 < end) this.problems.push({ kind: 'after-brace', start: at + 1, end });
        return { start: start + 1, end: at };
      }
    }
    this.problems.push({ kind: 'missing-brace', start, end });
    return { start: start + 1, end };
  }
}
