/** Every difference between us and real Postfix that is meant to be there. */
import type { Difference } from './compare';
import type { Observed } from './observe';
import { compareVersions, type Release } from './releases';

interface Exception {
  readonly name: string;
  readonly why: string;
  applies(difference: Difference, release: Release, observed: Observed): boolean;
}

export const exceptions: readonly Exception[] = [
  {
    name: 'client-files',
    why: 'postconf opens the client files that ldap:/path and its like name; we look at main.cf and master.cf only.',
    applies: ({ about, what }) => about === 'warning' && /^table-/.test(what),
  },
  {
    name: 'read-only-3.11',
    why: 'From 3.11 postconf deletes read-only names from a table while it walks it, and so misses some other names.',
    applies: ({ about, what }, release) =>
      compareVersions(release.version, '3.11') >= 0 &&
      /\b(?:process_name|process_id|service_name)\b/.test(what) &&
      (about === 'warning' || about === 'line'),
  },
  {
    name: 'joined-options',
    why: 'postconf splits -oname=value at each further "o" in it; the programs that get the option do not, nor do we.',
    applies: (_difference, _release, observed) =>
      / -[a-z]*o[^\s{]/.test(observed.files['master.cf']?.toString('latin1') ?? ''),
  },
];

/**
 * Defaults that the builder of a Postfix chooses. They come to us as facts of the host, and are not compared
 * as if a release had set them.
 */
export const builtNames: readonly string[] = [
  'alias_database',
  'alias_maps',
  'command_directory',
  'daemon_directory',
  'data_directory',
  'default_cache_db_type',
  'default_database_type',
  'html_directory',
  'mail_release_date',
  'mail_spool_directory',
  'mail_version',
  'mailq_path',
  'manpage_directory',
  'meta_directory',
  'newaliases_path',
  'openssl_path',
  'queue_directory',
  'readme_directory',
  'sample_directory',
  'sendmail_path',
  'shlib_directory',
];
