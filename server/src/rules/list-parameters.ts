/** Lists of clients by name or address, read with the rules of mynetworks. */
export const clientLists = [
  'mynetworks',
  'debug_peer_list',
  'permit_mx_backup_networks',
  'qmqpd_authorized_clients',
  'smtpd_authorized_verp_clients',
  'smtpd_authorized_xclient_hosts',
  'smtpd_authorized_xforward_hosts',
  'smtpd_client_event_limit_exceptions',
  'smtpd_forbid_bare_newline_exclusions',
  'smtpd_sasl_exceptions_networks',
] as const;

/** Lists of domains, compared as they stand. */
export const domainLists = [
  'mydestination',
  'relay_domains',
  'virtual_alias_domains',
  'virtual_mailbox_domains',
  'masquerade_exceptions',
  'fast_flush_domains',
] as const;

/** Where smtpd decides who may do what. */
export const restrictionLists = [
  'smtpd_client_restrictions',
  'smtpd_helo_restrictions',
  'smtpd_sender_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_recipient_restrictions',
  'smtpd_data_restrictions',
  'smtpd_end_of_data_restrictions',
  'smtpd_etrn_restrictions',
] as const;

/** Parameters that name a transport. */
export const transports = [
  'default_transport',
  'relay_transport',
  'local_transport',
  'virtual_transport',
  'mailbox_transport',
  'fallback_transport',
  'content_filter',
] as const;
