import assert from 'node:assert/strict';
import type { KindType } from '../../server/src/catalogue/kind';
import { parseRelease } from '../../server/src/catalogue/release';
import { foreignSyntax } from '../../server/src/config/foreign-syntax';
import { overlaps } from '../../server/src/text/span';
import { analyse, service } from '../support/example';

/** What the kinds of values find has to be told by some rule: values of every sort, tried on a parameter of each kind. */
const values = [
  '',
  'yes',
  'true',
  'may',
  'MAY',
  'dane',
  'verify',
  'encrpyt',
  '10',
  '-5',
  '10M',
  '0x10',
  '99999999999',
  '1h30m',
  '10 s',
  'medium',
  'hihg',
  '!SSLv2, !SSLv3',
  '>= TLSv1.2',
  '>=TLSv1_2',
  '>=TLSv1.2',
  '!RC4, +x',
  'P-999',
  'sha999',
  '::1/128',
  '10.0.0.1/8',
  '10.0.0.0/33',
  '10.0.0.0/255.0.0.0',
  '10.0.0.0 /8',
  '[::1',
  '[::1]x',
  '1.2.3',
  '[::ffff:192.0.2.0]/120',
  'a !',
  'all, 127.0.0.1',
  'ALL',
  'IPv4',
  '[::1]/128',
  '[ipv6:::1]',
  'smtp:[h]',
  '[h]:0',
  '[h]:99999',
  'nosuch:[h]',
  'unix:/x y',
  'inet:h',
  'foo:bar:baz',
  '{ inet:h:25, timeot = 5s }',
  '{ inet:h:25',
  'hsah:/etc/x',
  'HASH:/etc/x',
  'hash:',
  '/etc/x',
  'pipemap:hash:/a',
  'pipemap:{}',
  'inline:{a = b}',
  'inline:{ {a = b} }x',
  'inline:{ {a = b}',
  'regexp:{ /x/ y }',
  'debug:inline:{a=b}',
  'reject_unknown_sender_domian',
  'permit_naked_ip_address',
  'check_client_access',
  'reject_rbl_client',
  'reject_rbl_client:zen.example.org',
  'check_client_access /etc/x',
  'check_policy_service foo',
  'permit, reject_unauth_destination',
  'a_b..c',
  'host:25',
  'a b',
  '1/foo',
  '3.x',
  '3.6',
];

/** What a kind finds that need not be told, and why. */
const untold: Readonly<Record<string, string>> = {
  'host-name: bad-host-name': 'but for the names of this machine, Postfix sends or compares it as it stands',
  'host-name: several-words': 'the same',
  'match-list: ipv4-mapped': 'stock files have such entries, and they do no harm',
  'next-hop: several-words': 'only the transports decide what a next hop is',
};

describe('what the kinds of values find', function () {
  this.timeout(60_000);

  for (const release of ['3.11', '3.5']) {
    it(`is told by a rule (Postfix ${release})`, () => {
      const silent = new Set<string>();
      for (const name of oneOfEachKind(release)) {
        for (const value of values) {
          for (const { code, type } of unreported(name, value, release)) {
            const what = `${type}: ${code}`;
            if (untold[what] === undefined) silent.add(`${what} (${name} = ${value})`);
          }
        }
      }
      assert.deepEqual([...silent], []);
    });
  }
});

/** A parameter of each kind that the release has; of kinds that come in variants, several. */
function oneOfEachKind(postfix: string): string[] {
  const release = parseRelease(postfix);
  assert.ok(release !== undefined);
  const byKind = new Map<KindType, string[]>();
  for (const parameter of service.catalogue.parameters) {
    const { name, kind, raw } = parameter;
    if (!service.catalogue.exists(parameter, release)) continue;
    const names = byKind.get(kind.type) ?? [];
    if (!raw && names.length < 2) byKind.set(kind.type, [...names, name]);
  }
  return [
    ...[...byKind.values()].flat(),
    ...[
      'mynetworks',
      'mydestination',
      'myhostname',
      'myorigin',
      'relayhost',
      'smtpd_milters',
      'inet_interfaces',
    ],
    ...[
      'smtp_tls_security_level',
      'smtpd_tls_security_level',
      'smtpd_recipient_restrictions',
      'inet_protocols',
    ],
    ...['smtpd_relay_restrictions', 'smtp_tls_ciphers', 'smtp_bind_address6', 'default_transport'],
  ];
}

function unreported(name: string, value: string, postfix: string): { code: string; type: string }[] {
  const analysis = analyse(`${name} = ${value}\n`, { postfix, complete: false });
  const { config } = analysis;
  const [assignment] = config.assignments;
  if (assignment?.parameter === undefined || config.parsed(assignment).problems.length === 0) return [];
  const { kind } = assignment.parameter;
  const told = analysis.findings.filter(({ severity }) => severity !== 'hint');
  const foreign = foreignSyntax(assignment);
  return config
    .parsed(assignment)
    .problems.filter(problem => !foreign.some(part => overlaps(part, problem)))
    .filter(problem => {
      const span = problem.start === problem.end ? assignment.nameSpan : assignment.value.toFile(problem);
      return !told.some(finding => overlaps(finding.span, span));
    })
    .map(({ code }) => ({ code, type: kind.type }));
}
