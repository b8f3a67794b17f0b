import type { Configuration } from '../../config/configuration';
import { cacheType } from '../../values/table';
import type { Candidate } from '../../values/value';
import { isWholeValue } from './trial';
import type { ValuePlace } from './place';
import { onDisk } from './slot';

/** A value or an item that people write for a parameter, with what it means where the kind has no words for it. */
type Usual = readonly [label: string, detail?: string];

const lda: Usual = ['lmtp:unix:private/dovecot-lmtp', 'Dovecot, on its socket in the queue directory'];
const saslLists: readonly Usual[] = [['noanonymous']];
const mechanisms: readonly Usual[] = [['plain'], ['login']];
const bundles: readonly Usual[] = [
  ['/etc/ssl/certs/ca-certificates.crt', 'Debian, Ubuntu, Alpine, Arch'],
  ['/etc/pki/tls/certs/ca-bundle.crt', 'Red Hat, Fedora'],
  ['/etc/ssl/ca-bundle.pem', 'SUSE'],
  ['/etc/ssl/cert.pem', 'BSD, macOS'],
];
const noLimit: Usual = ['0', 'no limit'];

/** What most people write where the kind alone cannot tell, the most usual first. */
const usualValues: ReadonlyMap<string, readonly Usual[]> = new Map<string, readonly Usual[]>([
  ['append_dot_mydomain', [['no']]],
  ['delay_warning_time', [['4h']]],
  [
    'home_mailbox',
    [
      ['Maildir/', 'a file per message'],
      ['Mailbox', 'one file'],
    ],
  ],
  ['lmtp_sasl_mechanism_filter', mechanisms],
  ['lmtp_tls_CAfile', bundles],
  ['local_transport', [['error:local delivery is disabled', 'for machines without mailboxes']]],
  ['mailbox_size_limit', [noLimit]],
  ['mailbox_transport', [lda]],
  ['masquerade_domains', [['$mydomain']]],
  [
    'message_size_limit',
    [
      ['26214400', '25 MiB'],
      ['52428800', '50 MiB'],
      ['104857600', '100 MiB'],
    ],
  ],
  [
    'mydestination',
    [
      ['$myhostname, localhost.$mydomain, localhost'],
      ['$myhostname'],
      ['localhost.$mydomain'],
      ['localhost'],
      ['$mydomain'],
    ],
  ],
  ['mynetworks', [['127.0.0.0/8 [::1]/128', 'this machine only']]],
  ['myorigin', [['$mydomain', 'addresses in the domain']]],
  ['non_smtpd_milters', [['$smtpd_milters', 'the same as for mail from the network']]],
  [
    'postscreen_dnsbl_sites',
    [
      ['zen.spamhaus.org=127.0.0.[2..11]*3', 'Spamhaus'],
      ['bl.spamcop.net*2', 'SpamCop'],
    ],
  ],
  ['recipient_delimiter', [['+'], ['-']]],
  ['relayhost', [['[host]:port'], ['domain'], ['$mydomain', "the domain's own mail servers (MX)"]]],
  ['smtp_sasl_mechanism_filter', mechanisms],
  ['smtp_sasl_security_options', saslLists],
  ['smtp_sasl_tls_security_options', saslLists],
  ['smtp_tls_CAfile', bundles],
  ['smtp_tls_CApath', [['/etc/ssl/certs']]],
  ['smtp_tls_loglevel', [['1']]],
  ['smtpd_sasl_path', [['private/auth', "Dovecot's socket in the queue directory"]]],
  ['smtpd_sasl_type', [['dovecot'], ['cyrus']]],
  ['smtpd_tls_loglevel', [['1']]],
  ['virtual_gid_maps', [['static:5000', 'one group for all mailboxes']]],
  ['virtual_mailbox_limit', [noLimit]],
  ['virtual_transport', [lda]],
  ['virtual_uid_maps', [['static:5000', 'one user for all mailboxes']]],
]);

/** What certbot calls the files that a parameter names. */
const letsEncrypt: ReadonlyMap<string, readonly string[]> = new Map([
  ['smtpd_tls_chain_files', ['privkey.pem', 'fullchain.pem']],
  ['smtpd_tls_cert_file', ['fullchain.pem']],
  ['smtpd_tls_key_file', ['privkey.pem']],
]);

/** Caches that have no default, and their usual names. */
const caches: ReadonlyMap<string, string> = new Map([
  ['smtp_tls_session_cache_database', 'smtp_scache'],
  ['smtpd_tls_session_cache_database', 'smtpd_scache'],
  ['lmtp_tls_session_cache_database', 'lmtp_scache'],
]);

/** What people usually write for the parameter, in their order; in a list that has something already, single items only. */
export function valuesPeopleWrite(config: Configuration, place: ValuePlace): Candidate[] {
  const { assignment, slot, valueKind } = place;
  if (slot !== onDisk && (slot.kind !== valueKind || slot.settled > 0)) return [];
  const isWhole = isWholeValue(place);
  const found: Candidate[] = [];
  for (const [label, detail] of [
    ...(usualValues.get(assignment.name) ?? []),
    ...ofFile(config, assignment.name),
  ])
    if (isWhole || !/[\s,]/.test(label)) found.push({ label, role: 'text', detail, rank: found.length });
  return found;
}

/** What depends on the rest of the file. */
function ofFile(config: Configuration, name: string): readonly Usual[] {
  const cache = caches.get(name);
  if (cache !== undefined) return [[`${cacheType(config)}:$data_directory/${cache}`]];
  if (name === 'alias_maps' || name === 'alias_database') {
    return [[`${config.known('default_database_type') ?? 'hash'}:/etc/aliases`]];
  }
  const files = letsEncrypt.get(name);
  const host = files === undefined ? undefined : config.known('myhostname');
  if (files === undefined || host === undefined || host === '') return [];
  return [[files.map(file => `/etc/letsencrypt/live/${host}/${file}`).join(', '), "Let's Encrypt"]];
}
