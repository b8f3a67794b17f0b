import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver-types';
import { isAtLeast, type Release } from '../catalogue/release';
import type { Analysis } from './analysis';
import { fit } from './completion/match';
import type { NamePlace } from './completion/place';

/** A whole task in one go. The body is a snippet for the given release. */
export interface Task {
  /** What is typed to find it. */
  readonly keyword: string;
  readonly title: string;
  readonly detail: string;
  readonly body: (release: Release) => readonly string[];
}

/** From Postfix 3.6 a floor, before that every older version by name. */
function floor12(release: Release): string {
  return isAtLeast(release, '3.6') ? '>=TLSv1.2' : '!SSLv2, !SSLv3, !TLSv1, !TLSv1.1';
}

export const tasks: readonly Task[] = [
  {
    keyword: 'tls-incoming',
    title: 'TLS for incoming mail (Let’s Encrypt)',
    detail: 'certificate, key and opportunistic TLS for the server (smtpd)',
    body: release => [
      '# TLS for incoming mail (server, smtpd)',
      'smtpd_tls_cert_file = /etc/letsencrypt/live/${1:mail.example.com}/fullchain.pem',
      'smtpd_tls_key_file = /etc/letsencrypt/live/${1:mail.example.com}/privkey.pem',
      'smtpd_tls_security_level = may',
      'smtpd_tls_auth_only = yes',
      `smtpd_tls_mandatory_protocols = ${floor12(release)}`,
      'smtpd_tls_loglevel = 1',
      '$0',
    ],
  },
  {
    keyword: 'tls-outgoing',
    title: 'TLS for outgoing mail',
    detail: 'opportunistic TLS for the client (smtp)',
    body: release => [
      '# TLS for outgoing mail (client, smtp)',
      'smtp_tls_security_level = may',
      'smtp_tls_CAfile = ${1:/etc/ssl/certs/ca-certificates.crt}',
      `smtp_tls_mandatory_protocols = ${floor12(release)}`,
      'smtp_tls_loglevel = 1',
      '$0',
    ],
  },
  {
    keyword: 'dane',
    title: 'DANE for outgoing mail',
    detail: 'needs a local resolver that validates DNSSEC',
    body: () => [
      '# DANE for outgoing mail (client, smtp); needs a validating resolver on this machine',
      'smtp_dns_support_level = dnssec',
      'smtp_host_lookup = dns',
      'smtp_tls_security_level = dane',
      'smtp_tls_loglevel = 1',
      '$0',
    ],
  },
  {
    keyword: 'relay-587',
    title: 'Smart host on port 587',
    detail: 'authenticated submission with STARTTLS',
    body: () => [
      '# All mail goes out through a smart host (submission, STARTTLS)',
      'relayhost = [${1:smtp.example.com}]:587',
      'smtp_tls_security_level = encrypt',
      'smtp_sasl_auth_enable = yes',
      'smtp_sasl_security_options = noanonymous',
      'smtp_sasl_password_maps = ${2|hash,lmdb,cdb,texthash|}:/etc/postfix/sasl_passwd',
      '$0',
    ],
  },
  {
    keyword: 'relay-465',
    title: 'Smart host on port 465',
    detail: 'authenticated submission with TLS from the start',
    body: () => [
      '# All mail goes out through a smart host (submissions, TLS from the start)',
      'relayhost = [${1:smtp.example.com}]:465',
      'smtp_tls_wrappermode = yes',
      'smtp_tls_security_level = encrypt',
      'smtp_sasl_auth_enable = yes',
      'smtp_sasl_security_options = noanonymous',
      'smtp_sasl_password_maps = ${2|hash,lmdb,cdb,texthash|}:/etc/postfix/sasl_passwd',
      '$0',
    ],
  },
  {
    keyword: 'null-client',
    title: 'Null client',
    detail: 'a machine that only sends mail, through another',
    body: () => [
      '# A null client: sends through another server, receives nothing',
      'myorigin = ${1:example.com}',
      'relayhost = [${2:mail.example.com}]',
      'inet_interfaces = loopback-only',
      'mydestination =',
      'smtp_tls_security_level = may',
      '$0',
    ],
  },
  {
    keyword: 'dual-stack',
    title: 'IPv4 and IPv6 (dual stack)',
    detail: 'both protocols, in and out',
    body: () => [
      '# IPv4 and IPv6, incoming and outgoing',
      'inet_protocols = all',
      'inet_interfaces = all',
      'smtp_address_preference = any',
      'mynetworks = 127.0.0.0/8 [::1]/128${1: [2001:db8::]/64}',
      '$0',
    ],
  },
  {
    keyword: 'ipv6-off-outgoing',
    title: 'IPv6 off for outgoing mail only',
    detail: 'a line for master.cf; main.cf stays as it is',
    body: () => [
      '# Outgoing mail over IPv4 only: in master.cf, add to the services "smtp unix" and "relay unix":',
      '#     -o inet_protocols=ipv4',
      'inet_protocols = all',
      '$0',
    ],
  },
];

/** The tasks that fit what is typed at the beginning of a line. */
export function taskSnippets(analysis: Analysis, place: NamePlace): CompletionItem[] {
  if (place.form !== 'entry' || place.hasEquals) return [];
  return tasks
    .filter(
      ({ keyword, title }) =>
        fit(keyword, place.prefix) !== undefined ||
        (place.prefix.length > 2 && fit(title, place.prefix) === 1),
    )
    .map(({ keyword, title, detail, body }, index) => ({
      label: keyword,
      labelDetails: { description: title },
      detail: `${title}: ${detail}`,
      kind: CompletionItemKind.Snippet,
      filterText: keyword,
      sortText: `z${index}`,
      insertTextFormat: InsertTextFormat.Snippet,
      textEditText: body(analysis.config.release).join('\n'),
    }));
}
