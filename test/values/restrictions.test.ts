import assert from 'node:assert/strict';
import type { Kind, RestrictionStage } from '../../server/src/catalogue/kind';
import { items, labels, offers, parse, problems } from './check';

function at(stage: RestrictionStage, only?: readonly string[]): Kind {
  return only === undefined ? { type: 'restrictions', stage } : { type: 'restrictions', stage, only };
}

const recipient = at('recipient');

describe('restrictions', () => {
  items(
    recipient,
    {
      'permit_mynetworks, REJECT':
        'restriction:permit_mynetworks@restriction/permit_mynetworks restriction:REJECT@restriction/reject',
      'check_client_access hash:/a':
        'restriction:check_client_access@restriction/check_client_access table-type:hash@table/hash table-name:/a',
      'reject_rbl_client zen.example=127.0.0.2':
        'restriction:reject_rbl_client@restriction/reject_rbl_client argument:zen.example=127.0.0.2',
      'check_policy_service { unix:private/p, timeout=10s }':
        'restriction:check_policy_service@restriction/check_policy_service word:unix path:private/p argument:timeout=10s',
      'sleep 1, greylist $x':
        'restriction:sleep@restriction/sleep argument:1 restriction-class:greylist restriction~$x',
      'hash:/x': 'table-type:hash@table/hash table-name:/x',
      'reject_rbl_client $x': 'restriction:reject_rbl_client@restriction/reject_rbl_client argument~$x',
      'permit # reject_unauth_destination since 2012':
        'restriction:permit@restriction/permit restriction:reject_unauth_destination@restriction/reject_unauth_destination',
      nonsense: 'word:nonsense',
    },
    { classes: ['greylist'] },
  );
  problems(
    recipient,
    [
      [''],
      ['permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination'],
      ['PERMIT_MYNETWORKS, REJECT'],
      ['warn_if_reject reject_unknown_client_hostname'],
      ['check_policy_service unix:private/policyd-spf'],
      ['check_policy_service inet:127.0.0.1:10023'],
      ['check_policy_service { inet:127.0.0.1:10023, timeout=10s, { default_action = 451 4.3.5 Later } }'],
      ['reject_rbl_client zen.example'],
      ['reject_rbl zen.example, reject'],
      ['reject_rbl, permit', '‹reject_rbl›, permit  missing-argument'],
      ['reject_rbl_client zen.example=127.0.0.[2..11]'],
      ['reject_rbl_client zen.example=127.0.[0;2].[2;4..11]'],
      ['permit_dnswl_client list.example=127.0.[0..255].[1..3]'],
      ['check_sender_access $x'],
      ['check_recipient_access ${x?hash:/y}'],
      ['sleep 5'],
      ['sleep $x'],
      ['Greylist'],
      ['hash:/etc/postfix/access'],
      ['$smtpd_client_restrictions, reject'],
      [
        'reject_unknown_sender_domian',
        '‹reject_unknown_sender_domian›  unknown-restriction → reject_unknown_sender_domain',
      ],
      ['reject_invalid_helo', '‹reject_invalid_helo›  unknown-restriction → reject_invalid_helo_hostname'],
      ['reject_unknown_helo', '‹reject_unknown_helo›  unknown-restriction → reject_unknown_helo_hostname'],
      ['reject_non_fqdn_helo', '‹reject_non_fqdn_helo›  unknown-restriction → reject_non_fqdn_helo_hostname'],
      [
        'reject_unknown_sender',
        '‹reject_unknown_sender›  unknown-restriction → reject_unknown_sender_domain',
      ],
      [
        'reject_unknown_reverse_client',
        '‹reject_unknown_reverse_client›  unknown-restriction → reject_unknown_reverse_client_hostname',
      ],
      ['reject_unauth_dest', '‹reject_unauth_dest›  unknown-restriction → reject_unauth_destination'],
      ['permit_sasl', '‹permit_sasl›  unknown-restriction → permit_sasl_authenticated'],
      ['permit_my_networks', '‹permit_my_networks›  unknown-restriction → permit_mynetworks'],
      [
        'reject_unauthenticated_destination',
        '‹reject_unauthenticated_destination›  unknown-restriction → reject_unauth_destination',
      ],
      ['reject_non_fqdn_client_hostname', '‹reject_non_fqdn_client_hostname›  unknown-restriction'],
      ['reject_unverified', '‹reject_unverified›  unknown-restriction'],
      ['reject_rbl_clinet', '‹reject_rbl_clinet›  unknown-restriction'],
      [
        'reject_rbl_clinet zen.example',
        '‹reject_rbl_clinet› zen.example  unknown-restriction → reject_rbl_client',
        'reject_rbl_clinet ‹zen.example›  unknown-restriction',
      ],
      [
        'check_client_acess hash:/x, permit',
        '‹check_client_acess› hash:/x, permit  unknown-restriction → check_client_access',
      ],
      ['greylsit', '‹greylsit›  unknown-restriction → greylist'],
      ['nonsense', '‹nonsense›  unknown-restriction'],
      ['{a:b}', '‹{a:b}›  unknown-restriction'],
      ['check_client_access', '‹check_client_access›  missing-argument'],
      ['check_client_access, permit', '‹check_client_access›, permit  missing-argument'],
      [
        'check_client_access # x',
        '‹check_client_access› # x  missing-argument',
        'check_client_access ‹# x›  trailing-comment',
      ],
      [
        'check_client_access /etc/x',
        'check_client_access ‹/etc/x›  bad-argument → $default_database_type:/etc/x | texthash:/etc/x',
      ],
      ['check_client_access x', 'check_client_access ‹x›  bad-argument'],
      [
        'check_client_access hash: /x, permit',
        'check_client_access ‹hash: /x›, permit  empty-table-name → hash:/x',
      ],
      [
        'check_helo_access proxy: hash:/x, permit',
        'check_helo_access ‹proxy: hash:/x›, permit  empty-table-name → proxy:hash:/x',
      ],
      ['check_client_access hash:, permit', 'check_client_access ‹hash:›, permit  empty-table-name'],
      [
        'check_client_access hash: # /x',
        'check_client_access ‹hash:› # /x  empty-table-name',
        'check_client_access hash: ‹# /x›  trailing-comment',
      ],
      ['hash: /x, permit', '‹hash: /x›, permit  empty-table-name → hash:/x'],
      [
        'check_policy_service unix: private/x, permit',
        'check_policy_service ‹unix: private/x›, permit  bad-endpoint → unix:private/x',
      ],
      [
        'check_policy_service inet: [::1]:10023',
        'check_policy_service ‹inet: [::1]:10023›  bad-endpoint → inet:[::1]:10023',
      ],
      ['check_policy_service inet:, permit', 'check_policy_service ‹inet:›, permit  bad-endpoint'],
      ['check_policy_service unix: permit', 'check_policy_service ‹unix:› permit  bad-endpoint'],
      ['check_client_access hsah:/x', 'check_client_access ‹hsah›:/x  unknown-table-type → hash'],
      ['check_policy_service', '‹check_policy_service›  missing-argument'],
      ['check_policy_service unix', 'check_policy_service ‹unix›  bad-endpoint'],
      [
        'check_policy_service localhost:10023',
        'check_policy_service ‹localhost:10023›  unknown-endpoint-type → inet:localhost:10023',
      ],
      [
        'check_policy_service { inet:a:1, smtpd_policy_service_timeout=1 }',
        'check_policy_service { inet:a:1, ‹smtpd_policy_service_timeout›=1 }  unknown-option → timeout',
      ],
      ['reject_rbl_client', '‹reject_rbl_client›  missing-argument'],
      [
        'reject_rbl_client, reject_unauth_destination',
        '‹reject_rbl_client›, reject_unauth_destination  missing-argument',
      ],
      [
        'reject_rbl_client:zen.example',
        '‹reject_rbl_client:zen.example›  colon-after-restriction → reject_rbl_client zen.example',
      ],
      ['reject_rbl_client zen..example', 'reject_rbl_client ‹zen..example›  bad-argument'],
      ['reject_rbl_client "zen.example"', 'reject_rbl_client ‹"zen.example"›  bad-argument → zen.example'],
      ['reject_rbl_client a.b=127.0.0', 'reject_rbl_client a.b=‹127.0.0›  bad-argument'],
      ['reject_rbl_client a.b=127.0.0.256', 'reject_rbl_client a.b=‹127.0.0.256›  bad-argument'],
      ['reject_rbl_client a.b=127.0.0.1.5', 'reject_rbl_client a.b=‹127.0.0.1.5›  bad-argument'],
      ['reject_rbl_client a.b=127.0.0.[2', 'reject_rbl_client a.b=‹127.0.0.[2›  bad-argument'],
      [
        'reject_rbl_client a.b=127.0.0.[2-11]',
        'reject_rbl_client a.b=‹127.0.0.[2-11]›  bad-argument → 127.0.0.[2..11]',
      ],
      [
        'reject_rbl_client a.b=127.0.0.2..5',
        'reject_rbl_client a.b=‹127.0.0.2..5›  bad-argument → 127.0.0.[2..5]',
      ],
      ['reject_rbl_client a.b=127.0.0.[9..2]', 'reject_rbl_client a.b=‹127.0.0.[9..2]›  bad-argument'],
      ['reject_rbl_client a.b=127.0.0.[x]', 'reject_rbl_client a.b=‹127.0.0.[x]›  bad-argument'],
      ['reject_rbl_client a.b=', 'reject_rbl_client a.b=‹›  bad-argument'],
      ['sleep', '‹sleep›  missing-argument'],
      ['sleep 5s', 'sleep ‹5s›  bad-argument → 5'],
      ['sleep long', 'sleep ‹long›  bad-argument'],
      ['permit, reject_unauth_destination', 'permit, ‹reject_unauth_destination›  unreachable-restriction'],
      [
        'reject, a, b',
        'reject, ‹a, b›  unreachable-restriction',
        'reject, ‹a›, b  unknown-restriction',
        'reject, a, ‹b›  unknown-restriction',
      ],
      ['reject # done', 'reject ‹# done›  trailing-comment'],
      [
        'permit_mynetworks # the lan reject_rbl_client x # more',
        'permit_mynetworks ‹# the lan reject_rbl_client x # more›  trailing-comment',
      ],
      [
        'check_relay_domains',
        '‹check_relay_domains›  removed-word → permit_mynetworks, reject_unauth_destination',
      ],
      ['permit_naked_ip_address', '‹permit_naked_ip_address›  removed-word'],
      ['check_address_map hash:/x', '‹check_address_map› hash:/x  unknown-restriction'],
    ],
    { classes: ['greylist'] },
  );
  problems(
    recipient,
    [
      ['check_relay_domains, permit_naked_ip_address'],
      ['check_client_a_access hash:/x', '‹check_client_a_access› hash:/x  too-new'],
    ],
    { postfix: '2.11' },
  );
  it('knows where Postfix only warns', () => {
    const few = at('postscreen', ['permit_mynetworks', 'permit']);
    assert.match(parse(few, '10.0.0.0/8').problems[0]?.consequence ?? '', /the rest of the list/);
    assert.match(parse(few, '10.0.0.0/8').problems[0]?.message ?? '', /cidr:/);
    assert.match(
      parse(few, 'reject_unauth_pipelining').problems[0]?.consequence ?? '',
      /the rest of the list/,
    );
    assert.match(
      parse(at('header-rewrite', ['permit']), 'permti').problems[0]?.consequence ?? '',
      /^it is ignored/,
    );
    assert.match(parse(recipient, 'permti').problems[0]?.consequence ?? '', /451/);
  });
  for (const stage of ['data', 'end-of-data'] as const) {
    problems(at(stage), [
      ['hash:/x', '‹hash:/x›  table-without-restriction'],
      ['check_client_access hash:/x'],
      ['reject'],
    ]);
  }
  for (const stage of ['client', 'helo', 'sender', 'relay', 'etrn', 'class'] as const) {
    problems(at(stage), [['hash:/x, reject']]);
  }
  const rewrite = at('client', ['permit_mynetworks', 'check_address_map']);
  items(rewrite, {
    'permit_mynetworks check_address_map hash:/x':
      'restriction:permit_mynetworks@restriction/permit_mynetworks restriction:check_address_map table-type:hash@table/hash table-name:/x',
  });
  problems(rewrite, [
    ['permit_mynetworks, check_address_map hash:/x, static:all'],
    ['reject_unauth_destination', '‹reject_unauth_destination›  not-allowed-here'],
    ['permit_mynetwork', '‹permit_mynetwork›  unknown-restriction → permit_mynetworks'],
  ]);
  const list = at('data', ['permit_mynetworks', 'permit', 'reject', 'dunno']);
  problems(list, [['permit_mynetworks, cidr:/x, dunno']]);

  it('tells what becomes of what stands where an argument belongs', () => {
    const consequence = (value: string): string => parse(recipient, value).problems[0]?.consequence ?? '';
    assert.match(
      consequence('reject_rbl_client, permit_mynetworks'),
      /^permit_mynetworks is taken for that domain/,
    );
    assert.match(consequence('reject_rbl_client'), /ignored/);
    assert.match(consequence('check_client_access'), /451/);
    assert.match(consequence('check_policy_service x'), /stops/);
  });
});

describe('candidates for restrictions', () => {
  it('begin with what every list wants', () => {
    assert.deepEqual(labels(recipient).slice(0, 3), [
      'permit_mynetworks',
      'permit_sasl_authenticated',
      'reject_unauth_destination',
    ]);
  });
  it('hold arguments, classes, and tables where they may stand alone', () => {
    const found = offers(at('sender'), { classes: ['greylist'] });
    const byLabel = new Map(found.map(offer => [offer.label, offer]));
    assert.equal(
      byLabel.get('check_sender_access')?.insert,
      'check_sender_access ${1:hash}:${2:/etc/postfix/}',
    );
    assert.equal(byLabel.get('greylist')?.role, 'restriction-class');
    assert.ok(byLabel.has('hash:'));
    assert.ok(!labels(at('data')).includes('hash:'));
    assert.ok(byLabel.get('permit_mx_backup')?.deprecated);
  });
  it('leave out what the release lacks or the list does not take', () => {
    assert.ok(!labels(recipient).includes('check_relay_domains'));
    assert.ok(labels(recipient, { postfix: '3.8' }).includes('check_relay_domains'));
    assert.ok(!labels(recipient, { postfix: '2.9' }).includes('check_client_a_access'));
    assert.deepEqual(labels(at('data', ['permit_mynetworks', 'reject'])), ['permit_mynetworks', 'reject']);
  });
});
