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
    name: 'process-number',
    why: 'The expanded value of $process_id is the number of the postconf that prints it.',
    applies: ({ mode, about, what }, _release, { files, encoding }) => {
      if (mode !== 'expanded' || about !== 'line') return false;
      const name = what.slice(0, what.indexOf(' ='));
      const entries = files['main.cf']?.toString(encoding).split(/\n(?![ \t#\n])/) ?? [];
      return entries.some(entry => entry.startsWith(name) && /\$[({]?process_id\b/.test(entry));
    },
  },
  {
    name: 'client-files',
    why: 'postconf opens the client files that ldap:/path and its like name; we look at main.cf and master.cf only.',
    applies: ({ about, what }) => about === 'warning' && what.includes('table-'),
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
  {
    name: 'doubled-services',
    why: 'postconf repeats itself for each service of the same name and type; once is enough.',
    applies: ({ about, only, what }) =>
      about === 'warning' &&
      only === 'postfix' &&
      /^warning? ?master: |^master: /.test(what) &&
      / \(\d+\)$/.test(what),
  },
  {
    name: 'domains-in-latin1',
    why: 'A domain is converted as characters. In a file that is not UTF-8 as a whole we see bytes, where Postfix may see a name.',
    applies: (_difference, _release, { encoding, files }) =>
      encoding === 'latin1' && files['main.cf']?.includes('domain_to_') === true,
  },
  {
    name: 'bytes-that-are-not-utf8',
    why: 'A file that is not UTF-8 is read as latin1, where a domain name beyond ASCII has other letters.',
    applies: ({ mode, about }, _release, { files, encoding }) =>
      mode === 'expanded' &&
      about === 'line' &&
      encoding === 'latin1' &&
      files['main.cf']?.includes('{domain_to_') === true,
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
  'service_name',
  'shlib_directory',
  // Chosen by the version of OpenSSL that Postfix was built with, from 3.11 on.
  'tls_eecdh_auto_curves',
  'tls_ffdhe_auto_groups',
];
