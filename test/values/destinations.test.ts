import assert from 'node:assert/strict';
import type { Kind } from '../../server/src/catalogue/kind';
import { items, labels, parse, problems } from './check';

describe('next-hop', () => {
  const kind: Kind = { type: 'next-hop', several: '3.5' };
  items(kind, {
    '[smtp.example.com]:587': 'host:[smtp.example.com] port:587',
    'example.com': 'host:example.com',
    '[a.example]:25, b.example': 'host:[a.example] port:25 host:b.example',
    '[$mydomain]:25': 'host~[$mydomain]:25',
    '': '',
  });
  problems(kind, [
    [''],
    ['example.com'],
    ['[example.com]'],
    ['example.com:587'],
    ['[::1]:25'],
    ['[ipv6:::1]:25'],
    ['[IPv6:2001:db8::1]'],
    ['[127.0.0.1]:25, [127.0.0.1]'],
    ['[host]:'],
    ['127.0.0.1'],
    ['[host]:submission'],
    ['smtp:25'],
    ['$mydomain'],
    ['::1', '‹::1›  unbracketed-ipv6 → [::1]'],
    ['2001:db8::1:25', '‹2001:db8::1:25›  unbracketed-ipv6 → [2001:db8::1:25]'],
    ['[127.0.0.1', '‹[127.0.0.1›  missing-bracket → [127.0.0.1]'],
    ['[host:587', '‹[host:587›  missing-bracket → [host]:587'],
    ['[::1', '‹[::1›  missing-bracket → [::1]'],
    ['[127.0.0.1]x', '‹[127.0.0.1]x›  text-after-bracket'],
    ['[127.0.0.1]587', '‹[127.0.0.1]587›  text-after-bracket → [127.0.0.1]:587'],
    ['[127.0.0.1]:0', '[127.0.0.1]:‹0›  bad-port'],
    ['[127.0.0.1]:99999', '[127.0.0.1]:‹99999›  bad-port'],
    ['host:25/tcp', 'host:‹25/tcp›  bad-port → 25'],
    ['host:"25"', 'host:‹"25"›  bad-port'],
    ['smtp:[127.0.0.1]:25', '‹smtp:[127.0.0.1]:25›  transport-prefix → [127.0.0.1]:25'],
    ['inet:127.0.0.1:25', '‹inet:127.0.0.1:25›  transport-prefix → 127.0.0.1:25'],
    ['smtp://mail.example.com/', '‹smtp://mail.example.com/›  transport-prefix → mail.example.com'],
    ['smtp:', '‹smtp:›  transport-prefix'],
    [':25', '‹:25›  bad-host'],
    ['a..b', '‹a..b›  bad-host'],
    ['host.example.', '‹host.example.›  bad-host → host.example'],
    ['"host.example"', '‹"host.example"›  bad-host → host.example'],
    ['2001:db8::1/128', '‹2001:db8::1/128›  bad-host → [2001:db8::1]'],
    ['[a b', '‹[a› b  missing-bracket → [a]'],
    ['[-x]', '‹[-x]›  bad-host'],
    ['[ipv6:foo]', '‹[ipv6:foo]›  bad-host'],
    ['[ipv6:1.2.3.4]', '‹[ipv6:1.2.3.4]›  bad-host'],
    ['[1::2::3]', '‹[1::2::3]›  bad-host'],
    ['host # c', 'host ‹# c›  trailing-comment'],
  ]);
  problems(kind, [['a.example b.example', '‹a.example b.example›  too-new → a.example'], ['a']], {
    postfix: '3.4',
  });
  problems({ type: 'next-hop' }, [
    ['a b', '‹a b›  several-words → a'],
    ['a # b', 'a ‹# b›  trailing-comment'],
  ]);
  it('says that smtp stops', () => assert.match(parse(kind, '::1').problems[0]?.consequence ?? '', /stops/));
  it('offers a host in brackets first', () => assert.equal(labels(kind)[0], '[host]:port'));
});

describe('transport', () => {
  const kind: Kind = { type: 'transport' };
  items(kind, {
    'smtp:[127.0.0.1]:10024': 'transport:smtp host:[127.0.0.1] port:10024',
    'lmtp:unix:private/dovecot-lmtp': 'transport:lmtp word:unix path:private/dovecot-lmtp',
    'lmtp:inet:localhost:24': 'transport:lmtp word:inet host:localhost port:24',
    'lmtp:[::1]:24': 'transport:lmtp host:[::1]:24',
    'error:5.1.1 no such user': 'transport:error text:5.1.1␣no␣such␣user',
    'local:$myhostname': 'transport:local host~$myhostname',
    'smtp:$x': 'transport:smtp host~$x',
    $default_transport: 'transport~$default_transport',
    '$x:y': 'transport~$x host:y',
    '${x?smtp:[a]}': 'transport~${x?smtp:[a]}',
    'smtp:': 'transport:smtp',
    virtual: 'transport:virtual',
    '': '',
  });
  const transports = ['smtp', 'relay', 'lmtp', 'local', 'error'];
  problems(
    kind,
    [
      [''],
      ['smtp'],
      ['relay:[a.example]:25, b.example'],
      ['$x'],
      ['error:mail for # nobody', 'error:mail for ‹# nobody›  trailing-comment'],
      ['smtp:::1', 'smtp:‹::1›  unbracketed-ipv6 → [::1]'],
      ['relay:[a', 'relay:‹[a›  missing-bracket → [a]'],
      ['lmpt:unix:x', '‹lmpt›:unix:x  unknown-transport → lmtp'],
      ['dovecot', '‹dovecot›  unknown-transport'],
      ['SMTP', '‹SMTP›  unknown-transport → smtp'],
      ['# c', '‹# c›  trailing-comment'],
    ],
    { transports },
  );
  problems(kind, [['dovecot:x'], ['lmpt:unix:x']]);
  it('offers the services of master.cf', () => {
    assert.deepEqual(labels(kind, { transports: ['smtp', 'dovecot', 'smtp'] }), ['smtp', 'dovecot']);
    assert.equal(labels(kind)[0], 'smtp');
  });
});

describe('endpoint', () => {
  const kind: Kind = { type: 'endpoint' };
  items(kind, {
    'inet:127.0.0.1:10025': 'word:inet host:127.0.0.1 port:10025',
    'localhost:10025': 'host:localhost port:10025',
    '10025': 'port:10025',
    'unix:/run/x.sock': 'word:unix path:/run/x.sock',
    'run/tlsrpt/tlsrpt.sock': 'path:run/tlsrpt/tlsrpt.sock',
    'inet:[::1]': 'word:inet host:[::1]',
    'inet:$x:25': 'word:inet host~$x:25',
    'inet:': 'word:inet',
    'inet:host:': 'word:inet host:host',
    $x: 'path~$x',
    '': '',
  });
  problems(kind, [
    [''],
    ['localhost:smtp'],
    ['10024'],
    ['127.0.0.1:10024'],
    ['inet:[::1]:10024'],
    ['[::1]:10024'],
    ['private/tlsrpt'],
    ['/run/tlsrpt'],
    ['tlsrpt'],
    ['127.0.0.1', '‹127.0.0.1›  bad-port'],
    ['localhost', '‹localhost›  bad-port'],
    ['[::1]', '‹[::1]›  bad-port'],
    ['smtp:127.0.0.1:10024', '‹smtp:127.0.0.1:10024›  unknown-endpoint-type → inet:127.0.0.1:10024'],
    ['scan:[::1]:10024', '‹scan:[::1]:10024›  unknown-endpoint-type → inet:[::1]:10024'],
    ['localhost:99999', 'localhost:‹99999›  bad-port'],
    ['localhost:25 # c', 'localhost:25 ‹# c›  trailing-comment'],
  ]);
  it('offers both ways', () => assert.deepEqual(labels(kind), ['inet:host:port', 'unix:path']));
});

describe('milters', () => {
  const kind: Kind = { type: 'milters' };
  items(kind, {
    'inet:localhost:8891, unix:/run/m.sock': 'word:inet host:localhost port:8891 word:unix path:/run/m.sock',
    '{ inet:localhost:8891, default_action=accept, { protocol = 6 } }':
      'word:inet host:localhost port:8891 argument:default_action=accept argument:{␣protocol␣=␣6␣}',
    '$smtpd_milters unix:$x': 'host~$smtpd_milters word:unix path~$x',
  });
  problems(kind, [
    [''],
    ['inet:localhost:8891'],
    ['inet:8891'],
    ['unix:opendkim/opendkim.sock'],
    ['local:/x'],
    ['$smtpd_milters'],
    ['{ unix:/x, connect_timeout=10s, $x, {default_action = $y} }'],
    ['/run/m.sock', '‹/run/m.sock›  bad-endpoint → unix:/run/m.sock'],
    ['inet: localhost:8891', '‹inet: localhost:8891›  bad-endpoint → inet:localhost:8891'],
    ['localhost:8891', '‹localhost:8891›  unknown-endpoint-type → inet:localhost:8891'],
    ['tcp:localhost:8891', '‹tcp:localhost:8891›  unknown-endpoint-type → inet:localhost:8891'],
    ['Inet:localhost:8891', '‹Inet:localhost:8891›  unknown-endpoint-type → inet:localhost:8891'],
    ['socket:/run/x', '‹socket:/run/x›  unknown-endpoint-type → unix:/run/x'],
    ['inet:8891@localhost', '‹inet:8891@localhost›  bad-endpoint → inet:localhost:8891'],
    ['8891@localhost', '‹8891@localhost›  bad-endpoint → inet:localhost:8891'],
    ['inet:', '‹inet:›  bad-endpoint'],
    ['inet:localhost', 'inet:‹localhost›  bad-port'],
    ['inet:127.0.0.1', 'inet:‹127.0.0.1›  bad-port'],
    ['inet:[::1]', 'inet:‹[::1]›  bad-port'],
    ['inet:mail.example.com', 'inet:‹mail.example.com›  bad-port'],
    ['inet:$host inet:milter'],
    ['inet:localhost:0', 'inet:localhost:‹0›  bad-port'],
    ['milter', '‹milter›  bad-endpoint'],
    ['{ inet:a:1', '‹{ inet:a:1›  missing-brace → { inet:a:1}'],
    ['{ inet:a:1 }x', '{ inet:a:1 }‹x›  text-after-brace'],
    ['{}', '‹{}›  bad-endpoint'],
    ['{ inet:a:1, timeout=1 }', '{ inet:a:1, ‹timeout›=1 }  unknown-option'],
    ['{ inet:a:1, milter_protocol=6 }', '{ inet:a:1, ‹milter_protocol›=6 }  unknown-option → protocol'],
    ['{ inet:a:1, protocol = 6 }', '{ inet:a:1, ‹protocol = 6› }  bad-option → { protocol = 6 }'],
    ['{ inet:a:1, protocol= 6 }', '{ inet:a:1, ‹protocol= 6› }  bad-option → { protocol= 6 }'],
    [
      '{ inet:a:1, protocol =6, x }',
      '{ inet:a:1, ‹protocol =6›, x }  bad-option → { protocol =6 }',
      '{ inet:a:1, protocol =6, ‹x› }  bad-option',
    ],
    ['{ inet:a:1, {protocol=6 }', '‹{ inet:a:1, {protocol=6 }›  missing-brace → { inet:a:1, {protocol=6 }}'],
    ['inet:a:1 # c', 'inet:a:1 ‹# c›  trailing-comment'],
  ]);
  problems(kind, [['{ inet:a:1 }', '‹{ inet:a:1 }›  too-new']], { postfix: '2.11' });
  it('offers three ways', () => assert.equal(labels(kind).length, 3));
});

describe('host-name', () => {
  const kind: Kind = { type: 'host-name' };
  items(kind, {
    'mail.example.com': 'host:mail.example.com',
    '/etc/mailname': 'path:/etc/mailname',
    $x: 'host~$x',
  });
  problems(kind, [
    [''],
    ['mail.example.com'],
    ['bad_host'],
    ['localhost'],
    ['/etc/mailname'],
    ['[192.0.2.1]'],
    ['[IPv6:2001:db8::1]'],
    ['$myhostname'],
    ['host:25', '‹host:25›  bad-host-name → host'],
    ['-x-.com', '‹-x-.com›  bad-host-name'],
    ['a-.com', '‹a-.com›  bad-host-name'],
    ['a-', '‹a-›  bad-host-name'],
    ['host.example.', '‹host.example.›  bad-host-name → host.example'],
    ['.example', '‹.example›  bad-host-name → example'],
    ['a..b', '‹a..b›  bad-host-name'],
    ['bad_host!', '‹bad_host!›  bad-host-name'],
    ['1.2.3.4', '‹1.2.3.4›  bad-host-name'],
    ['[x]', '‹[x]›  bad-host-name'],
    ['"a.example"', '‹"a.example"›  bad-host-name → a.example'],
    ['https://a.example/x', '‹https://a.example/x›  bad-host-name → a.example'],
    ['bücher.example', '‹bücher.example›  bad-host-name'],
    [`${'x'.repeat(64)}.a`, `‹${'x'.repeat(64)}.a›  bad-host-name`],
    ['a.example b.example', '‹a.example b.example›  several-words → a.example'],
    ['host # c', 'host ‹# c›  trailing-comment'],
  ]);
  it('has a length', () => assert.equal(parse(kind, 'a.'.repeat(130)).problems[0]?.code, 'bad-host-name'));
  it('offers nothing', () => assert.deepEqual(labels(kind), []));
});

describe('values that nothing can judge', () => {
  items({ type: 'domains' }, { 'a.example !b.example $x': 'host:a.example host:!b.example host~$x' });
  items({ type: 'names' }, { '{auth_type} i LANG=C $x': 'word:{auth_type} word:i word:LANG=C word~$x' });
  items({ type: 'mail-address' }, { postmaster: 'text:postmaster', $x: 'text~$x', '': '' });
  items(
    { type: 'path', of: 'certificate' },
    {
      '/etc/letsencrypt/live/a/fullchain.pem':
        'path:/etc/letsencrypt/live/a/fullchain.pem@letsencrypt/fullchain.pem',
      '/a b': 'path:/a␣b',
      '$x/y': 'path~$x/y',
      '/x.pem': 'path:/x.pem',
      '': '',
    },
  );
  items(
    { type: 'paths', of: 'file' },
    { '/a, /b/privkey.pem $x': 'path:/a path:/b/privkey.pem@letsencrypt/privkey.pem path~$x' },
  );
  items(
    { type: 'command' },
    {
      '/usr/bin/procmail -a "$EXTENSION"': 'path:/usr/bin/procmail',
      'procmail # x': '',
      '$x/y': '',
      '/$x': '',
    },
  );
  items({ type: 'service' }, { cleanup: 'service:cleanup', $x: 'service~$x', '': '' });
  items({ type: 'characters' }, { '+-# ': '' });
  items({ type: 'text' }, { '$myhostname ESMTP # x': '' });
  for (const type of ['domains', 'names', 'mail-address', 'service'] as const) {
    problems({ type }, [['a'], ['a # b', 'a ‹# b›  trailing-comment'], ['a#b']]);
  }
  problems({ type: 'path', of: 'file' }, [['/a b'], ['/a # b', '/a ‹# b›  trailing-comment']]);
  problems({ type: 'paths', of: 'file' }, [['/a /b'], ['/a # b', '/a ‹# b›  trailing-comment']]);
  for (const type of [
    'domains',
    'names',
    'mail-address',
    'service',
    'characters',
    'text',
    'command',
  ] as const) {
    it(`${type} offers nothing`, () => assert.deepEqual(labels({ type }), []));
  }
  it('paths offer nothing', () => {
    assert.deepEqual(labels({ type: 'path', of: 'file' }), []);
    assert.deepEqual(labels({ type: 'paths', of: 'file' }), []);
  });
});
