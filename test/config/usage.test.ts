import assert from 'node:assert/strict';
import { usageOf } from '../../server/src/config/usage';
import { configure, type ConfigureOptions } from '../support/configure';

/** Complaints as `kind name`, those about master.cf with an arrow in front. */
function complaints(main: string, options: ConfigureOptions = {}): string[] {
  return usageOf(configure(main, options)).complaints.map(
    ({ kind, name, assignment, span }) =>
      `${assignment.file === 'master' ? '→ ' : ''}${kind} ${name}${
        span === undefined ? '' : ` @${assignment.value.text.slice(span.start, span.end)}`
      }`,
  );
}

const smtpd = (args: string): ConfigureOptions => ({ master: `smtp inet n - n - - smtpd ${args}\n` });

const cases: readonly (readonly [
  title: string,
  main: string,
  options: ConfigureOptions,
  ...found: string[],
])[] = [
  ['a name that nothing uses', 'foo = bar', {}, 'unused foo'],
  ['a name that is used', 'foo = bar\nmydestination = $foo', {}],
  ['a name in a branch', 'foo = bar\nmydestination = ${x?{$foo}:{}}', {}, 'undefined x @x'],
  ['a name that an unused one uses', 'foo = bar\nbaz = $foo', {}, 'unused baz'],
  [
    'names beyond what can be referred to',
    'foo-bar = 1\nmydestination = $foo-bar',
    {},
    'unused foo-bar',
    'undefined foo @foo',
  ],
  [
    'restriction classes',
    'smtpd_restriction_classes = a, b\na = permit\nc = permit',
    {},
    'undefined b',
    'unused c',
  ],
  ['restriction classes by reference', 'k = a\nsmtpd_restriction_classes = $k\na = permit', {}],
  [
    'the parameters of an LDAP table',
    'virtual_alias_maps = ldap:foo\nfoo_server_host = x\nfoo_bogus = y',
    {},
    'unused foo_bogus',
  ],
  [
    'behind proxy: and in braces',
    'alias_maps = unionmap:{proxy:mysql:t, hash:/x}\nt_dbname = x\nt_server_host = x',
    {},
    'unused t_server_host',
  ],
  ['a table in an unused name', 'foo = ldap:t\nt_server_host = x', {}, 'unused foo', 'unused t_server_host'],
  [
    'a table client that the release does not have',
    'alias_maps = mongodb:t\nt_uri = x',
    { postfix: '3.7' },
    'unused t_uri',
  ],
  ['a reference in master.cf', 'foo = bar', smtpd('-o smtpd_banner=$foo')],
  ['a name of master.cf that main.cf uses', 'mydestination = $foo', smtpd('-o foo=bar')],
  ['a name of master.cf that nothing uses', '', smtpd('-o foo=bar'), '→ unused foo'],
  ['a restriction class in master.cf', 'smtpd_restriction_classes = k\nk = permit', smtpd('-o k=reject')],
  ['classes of a service', '', smtpd('-o smtpd_restriction_classes=k -o k=reject')],
  ['classes of a service by reference', '', smtpd('-o smtpd_restriction_classes=$c -o c=k -o k=reject')],
  ['an undefined name in master.cf', '', smtpd('-o smtpd_banner=$nosuch'), '→ undefined nosuch @nosuch'],
  [
    'read-only names',
    'process_name = x',
    smtpd('-o service_name=y'),
    'read-only process_name',
    '→ read-only service_name',
  ],
  [
    'names that will go',
    'smtp_use_tls = yes\nvirtual_maps = x',
    {},
    'deprecated smtp_use_tls',
    'deprecated virtual_maps',
  ],
  [
    'names that will go, 3.10',
    'smtp_use_tls = yes\nvirtual_maps = x',
    { postfix: '3.10' },
    'deprecated smtp_use_tls',
  ],
  ['names that will go, 3.8', 'smtp_use_tls = yes', { postfix: '3.8' }],
  [
    'a name that went',
    'tlsproxy_client_loglevel_parameter = x',
    { postfix: '3.12' },
    'removed tlsproxy_client_loglevel_parameter',
  ],
  ['a name that is too new', 'smtp_tls_enable_rpk = yes', { postfix: '3.8' }, 'unused smtp_tls_enable_rpk'],
  ['an old name that defaults still mention', 'postscreen_blacklist_action = ignore', { postfix: '3.7' }],
  ['an old name that nothing mentions', 'tls_dane_digest_agility = on', {}, 'unused tls_dane_digest_agility'],
  [
    'parameters of services',
    'my_destination_rate_delay = 1s\nother_destination_rate_delay = 1s',
    { master: 'my unix - - n - - smtp\n' },
    'unused other_destination_rate_delay',
  ],
  [
    'parameters by program',
    'a_time_limit = 1s\nb_time_limit = 1s',
    { master: 'a unix - n n - - pipe argv=/x\nb unix - n n - - smtp\n' },
    'unused b_time_limit',
  ],
  [
    'parameters of a service with underscores',
    'a_b_destination_rate_delay = 1s',
    { master: 'a_b unix - - n - - smtp\n' },
  ],
  ['a comment behind text', 'mydestination = a # b', {}, 'comment mydestination'],
  ['a comment behind text, 3.7', 'mydestination = a # b', { postfix: '3.7' }],
  ['a comment in what is referred to', 'foo = a # b\nmydestination = $foo', {}, 'comment mydestination'],
  [
    'braces that do not fit',
    'mydestination = { a\nrelay_domains = {a}b',
    {},
    'missing-brace mydestination',
    'after-brace relay_domains',
  ],
  ['an expression that cannot be read, unused', 'foo = a$', {}, 'unused foo', 'expression foo'],
  ['raw parameters are not looked into', 'mailbox_command = $nosuch ${', {}],
];

describe('usage', () => {
  for (const [title, main, options, ...found] of cases) {
    it(title, () => assert.deepEqual(complaints(main, options).toSorted(), found.toSorted()));
  }

  it('knows what is built in, and what counts as used', () => {
    const usage = usageOf(configure('foo = x\nbar = y\nmydestination = $foo'));
    assert.deepEqual(['relayhost', 'foo', 'virtual_maps'].map(usage.isBuiltIn), [true, false, true]);
    assert.deepEqual(['relayhost', 'foo', 'bar'].map(usage.isUsed), [true, true, false]);
  });

  it('fails on the first value that postconf has to expand and cannot', () => {
    const failing = (main: string, options?: ConfigureOptions): string | undefined => {
      const { failure } = usageOf(configure(main, options));
      return failure && `${failure.assignment.name} ${failure.expansion.failure}`;
    };
    assert.equal(
      failing('foo = a$\nmydestination = a\nrelayhost = ${x\nalias_maps = $'),
      'relayhost truncated',
    );
    assert.equal(failing('foo = a$'), undefined);
    assert.equal(failing('mydestination = ${x?{$}:{y}}'), undefined);
    assert.equal(failing('smtpd_restriction_classes = $'), 'smtpd_restriction_classes empty-name');
    assert.equal(
      failing('', smtpd('-o smtpd_restriction_classes=$')),
      'smtpd_restriction_classes empty-name',
    );
    assert.equal(failing('', smtpd('-o mydestination=${y')), 'mydestination truncated');
    assert.equal(failing('virtual_maps = ${y'), undefined);
  });

  it('counts errors as postconf does: on to the next bracket', () => {
    const errors = (value: string, postfix = '3.11'): number =>
      complaints(`k = ${value}`, { postfix }).filter(found => found.startsWith('expression')).length;
    assert.equal(errors('a$ a$'), 1);
    assert.equal(errors('${a.b} a$'), 2);
    assert.equal(errors('${a.b} $c $$ ${d'), 2);
    assert.equal(errors('${a.b} ${} $'), 1);
    assert.equal(errors('${x?{${a.b}}}'), 1);
    assert.equal(errors('${{$}=={1}}'), 1);
    assert.equal(errors('${domain_to_ascii{x}}', '3.10'), 1);
    assert.equal(errors('${{1} <level {2}}', '3.5'), 1);
    assert.equal(errors('${domain_to_ascii{$}}'), 1);
  });

  it('is computed once', () => {
    const config = configure('a = b');
    assert.equal(usageOf(config), usageOf(config));
  });
});
