import { loadCatalogue } from '../../server/src/catalogue/load';

/**
 * A main.cf of so many lines, like large real ones: comments everywhere, up to a third of the lines ordinary parameters with
 * plain values, the rest long lists under names of the user's own, all of which mydestination refers to.
 */
export function sampleMainCf(lines: number): string {
  const text = ['compatibility_level = 3.11', 'myhostname = mail.example.com', 'mydomain = example.com'];
  const ordinary = ordinaryEntries();
  for (let i = 0; i < ordinary.length && text.length + 9 < lines / 3; i += 6) {
    text.push(
      '',
      '# What follows was set by hand,',
      '# and nobody remembers why.',
      ...ordinary.slice(i, i + 6),
    );
  }
  const lists = Math.floor((lines - text.length - 1) / 13);
  text.push('mydestination = $myhostname');
  for (let list = 0; list < lists; list++) text.push(`    $list_${list}`);
  for (let list = 0; list < lists; list++) {
    text.push('', `# The hosts of office ${list}:`, '#', `list_${list} = host${list}.example.com,`);
    for (let i = 0; i < 6; i++) text.push(`    host${i}.office${list}.example.com, example${list}-${i}.org,`);
    text.push('    # kept for the old office', '    $mydomain, $myhostname');
  }
  while (text.length < lines) text.push('# end');
  return `${text.slice(0, lines).join('\n')}\n`;
}

/** A master.cf as ordinary mail servers have it. */
export const sampleMasterCf = `smtp inet n - y - 1 postscreen
smtpd pass - - y - - smtpd
tlsproxy unix - - y - 0 tlsproxy
submission inet n - y - - smtpd
  -o syslog_name=postfix/submission
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
submissions inet n - y - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
pickup unix n - y 60 1 pickup
cleanup unix n - y - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - y 1000? 1 tlsmgr
rewrite unix - - y - - trivial-rewrite
bounce unix - - y - 0 bounce
smtp unix - - y - - smtp
relay unix - - y - - smtp
  -o smtp_helo_timeout=5
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - y - - lmtp
dovecot unix - n n - - pipe flags=DRhu user=vmail argv=/usr/lib/dovecot/deliver -d \${recipient}
`;

const values: Readonly<Partial<Record<string, string>>> = {
  boolean: 'yes',
  integer: '100',
  size: '10240000',
  duration: '30s',
  tables: 'hash:/etc/postfix/table, proxy:mysql:/etc/postfix/sql.cf',
  table: 'hash:/etc/postfix/table',
  restrictions: 'permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination',
  'tls-protocols': '>=TLSv1.2',
  'cipher-grade': 'medium',
  'cipher-exclusions': 'aNULL, MD5',
  'match-list': '127.0.0.0/8, [::1]/128, example.com',
  domains: 'example.com, example.org',
  'host-name': 'mail.example.com',
  path: '/etc/postfix/file',
  text: 'some words about $mydomain',
};

function ordinaryEntries(): string[] {
  const catalogue = loadCatalogue();
  return catalogue.parameters
    .filter(
      parameter =>
        catalogue.exists(parameter, catalogue.latestStable) && parameter.computedFrom === undefined,
    )
    .filter(({ name }) => !['compatibility_level', 'myhostname', 'mydomain', 'mydestination'].includes(name))
    .toSorted((a, b) => b.usage - a.usage)
    .flatMap(({ name, kind }) => {
      const value = values[kind.type];
      return value === undefined ? [] : [`${name} = ${value}`];
    });
}
