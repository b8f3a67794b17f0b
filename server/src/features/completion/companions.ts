import type { Configuration } from '../../config/configuration';

/** Parameters that want another one beside them: what is set → what is asked for next. */
const companions: readonly (readonly [set: string, wanted: readonly string[]])[] = [
  ['smtpd_tls_cert_file', ['smtpd_tls_key_file', 'smtpd_tls_security_level']],
  ['smtpd_tls_key_file', ['smtpd_tls_cert_file', 'smtpd_tls_security_level']],
  ['smtpd_tls_chain_files', ['smtpd_tls_security_level']],
  [
    'smtpd_tls_security_level',
    ['smtpd_tls_cert_file', 'smtpd_tls_key_file', 'smtpd_tls_loglevel', 'smtpd_tls_auth_only'],
  ],
  ['smtp_tls_security_level', ['smtp_tls_CAfile', 'smtp_tls_loglevel', 'smtp_tls_session_cache_database']],
  ['smtp_tls_cert_file', ['smtp_tls_key_file']],
  [
    'smtpd_sasl_auth_enable',
    ['smtpd_sasl_type', 'smtpd_sasl_path', 'smtpd_tls_auth_only', 'smtpd_sasl_security_options'],
  ],
  ['smtpd_sasl_type', ['smtpd_sasl_path', 'smtpd_sasl_auth_enable']],
  [
    'smtp_sasl_auth_enable',
    ['smtp_sasl_password_maps', 'smtp_sasl_security_options', 'smtp_tls_security_level'],
  ],
  ['relayhost', ['smtp_sasl_auth_enable', 'smtp_sasl_password_maps', 'smtp_tls_security_level']],
  [
    'virtual_mailbox_domains',
    [
      'virtual_mailbox_maps',
      'virtual_mailbox_base',
      'virtual_transport',
      'virtual_uid_maps',
      'virtual_gid_maps',
    ],
  ],
  ['virtual_alias_domains', ['virtual_alias_maps']],
  ['smtpd_milters', ['non_smtpd_milters', 'milter_default_action', 'milter_protocol']],
  ['alias_maps', ['alias_database']],
  ['myhostname', ['mydomain', 'myorigin', 'mydestination']],
];

/** Values that ask for another parameter. */
const valueCompanions: readonly (readonly [name: string, value: RegExp, wanted: readonly string[]])[] = [
  ['smtp_tls_security_level', /^dane/i, ['smtp_dns_support_level', 'smtp_host_lookup']],
  ['smtp_tls_security_level', /^(?:verify|secure)/i, ['smtp_tls_CAfile', 'smtp_tls_policy_maps']],
  [
    'smtp_tls_security_level',
    /^fingerprint/i,
    ['smtp_tls_fingerprint_cert_match', 'smtp_tls_fingerprint_digest'],
  ],
];

/** Unset parameters that what is there asks for, with their rank; those that belong to `near` come first. */
export function companionsOf(config: Configuration, near: string | undefined): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const add = (names: readonly string[], from: number): void => {
    for (const name of names)
      if (!config.isSet(name) && !ranks.has(name)) ranks.set(name, from + ranks.size / 100);
  };
  if (near !== undefined) {
    for (const [name, value, wanted] of valueCompanions)
      if (name === near && value.test(config.raw(name) ?? '')) add(wanted, 0);
    for (const [set, wanted] of companions) if (set === near) add(wanted, 1);
    add(
      (config.catalogue.parameter(near)?.related ?? []).filter(
        name => (config.catalogue.parameter(name)?.usage ?? 0) > 0,
      ),
      3,
    );
  }
  for (const [name, value, wanted] of valueCompanions)
    if (config.isSet(name) && value.test(config.raw(name) ?? '')) add(wanted, 5);
  for (const [set, wanted] of companions) if (config.isSet(set)) add(wanted.slice(0, 2), 7);
  return ranks;
}
