import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import type { CompletionOptions } from '../../server/src/features/completion';
import { resolveCompletion } from '../../server/src/features/completion/resolve';
import { memoryHost } from '../../server/src/host/memory';
import { clients, completionsAt, textsWith } from '../support/completions';
import { analyse, service, uncaret, type AnalyseOptions } from '../support/example';

const plain: CompletionOptions = { snippets: false, listRange: true };

function listAt(
  marked: string,
  options: AnalyseOptions = {},
  client: CompletionOptions = plain,
): Promise<CompletionList> {
  const inMaster = options.file === 'master';
  const { text, offset } = uncaret(inMaster ? (options.master ?? '') : marked);
  const analysis = inMaster ? analyse(marked, { ...options, master: text }) : analyse(text, options);
  return completionsAt(analysis, offset, client);
}

/** The document after an item was taken, with its defaults. */
async function taken(marked: string, label: string, options: AnalyseOptions = {}): Promise<string> {
  const inMaster = options.file === 'master';
  const { text, offset } = uncaret(inMaster ? (options.master ?? '') : marked);
  const analysis = inMaster ? analyse(marked, { ...options, master: text }) : analyse(text, options);
  const list = await completionsAt(analysis, offset, clients.rich);
  const item = list.items.find(one => one.label === label);
  assert.ok(item, `${label} is not offered, but ${list.items.map(one => one.label).join(' ')}`);
  return textsWith(analysis, list, item)[0] as string;
}

async function labels(marked: string, options?: AnalyseOptions): Promise<string[]> {
  return (await listAt(marked, options)).items.map(item => item.label);
}

function has(found: readonly string[], wanted: readonly string[], unwanted: readonly string[] = []): void {
  for (const label of wanted)
    assert.ok(found.includes(label), `${label} is missing in: ${found.slice(0, 30).join(' ')}`);
  for (const label of unwanted) assert.ok(!found.includes(label), `${label} is offered`);
}

describe('completion of lists', () => {
  it('offers one bound of each side', async () => {
    const lower = ['>=TLSv1.1', '>=TLSv1', '>=TLSv1.2', '>=TLSv1.3'];
    for (const list of ['>=TLSv1.2, |', '>=tlsv1.2, |', '>=0303:|', '|!TLSv1, >=TLSv1.2'])
      has(await labels(`smtpd_tls_protocols = ${list}\n`), [], lower);
    has(await labels('smtpd_tls_protocols = |\n'), ['>=TLSv1.2', '>=TLSv1.1']);
    has(await labels('smtpd_tls_protocols = >=TLSv|1.2\n'), ['>=TLSv1.2', '>=TLSv1.1']);
    has(await labels('smtpd_tls_protocols = <=TLSv1.3, |\n'), ['>=TLSv1.2']);
  });
  it('offers words that stand alone beside no others, and no others beside them', async () => {
    has(await labels('inet_protocols = |\n'), ['all', 'ipv4', 'ipv6']);
    has(await labels('inet_protocols = ipv4, |\n'), ['ipv6'], ['all']);
    has(await labels('inet_protocols = |ipv4\n'), ['ipv6'], ['all']);
    assert.deepEqual(await labels('inet_protocols = all, |\n'), []);
    has(await labels('inet_interfaces = 192.0.2.1, |\n'), ['127.0.0.1'], ['all', 'loopback-only']);
  });
});

describe('completion of names', () => {
  it('offers what people set most in an empty file', async () => {
    has((await labels('|')).slice(0, 12), ['mydestination', 'inet_interfaces', 'myhostname', 'mynetworks']);
  });
  it('puts the key first after the certificate', async () => {
    assert.equal((await labels('smtpd_tls_cert_file = /a.pem\n|'))[0], 'smtpd_tls_key_file');
  });
  it('asks for DNSSEC after dane', async () => {
    assert.equal((await labels('smtp_tls_security_level = dane\n|'))[0], 'smtp_dns_support_level');
  });
  it('offers set names last', async () => {
    const found = await labels('myhostname = a\nmyh|');
    has(found, ['myhostname']);
    assert.notEqual((await labels('mydestination = a\n|'))[0], 'mydestination');
  });
  it('works on a blank line inside a list', async () =>
    has(await labels('mydestination = a,\n|\n  b\n'), ['mynetworks']));
  it('replaces a name in its middle and keeps its value', async () => {
    const list = await listAt('smtpd_tls_pro|xx = !SSLv2\n');
    const item = list.items.find(({ label }) => label === 'smtpd_tls_protocols') as CompletionItem;
    assert.equal(item.textEditText, undefined);
    assert.deepEqual(list.itemDefaults?.editRange, {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 15 },
    });
  });
  it("inserts the file's own separator", async () => {
    const [item] = (await listAt('a=1\nrelayhos|')).items;
    assert.equal(item?.textEditText, 'relayhost=');
  });
  it('makes snippets with choices for those who take them', async () => {
    const list = await listAt('smtputf8_enabl|', {}, clients.rich);
    assert.equal(list.items[0]?.textEditText, 'smtputf8_enable = ${1|yes,no|}');
    const biff = await listAt('bif|', {}, clients.rich);
    assert.equal(biff.items[0]?.textEditText, 'biff = ${1|no,yes|}');
  });
  it('leads to the values where they are too many for a snippet', async () => {
    const client = { ...clients.rich, suggestCommand: 'suggest' };
    const leadsOn = async (marked: string) =>
      (await listAt(marked, {}, client)).items[0]?.command?.command === 'suggest';
    assert.ok(await leadsOn('smtp_tls_secure_cert_m|'), 'words of a list');
    assert.ok(!(await leadsOn('maximal_queue_lifetim|')), 'a number');
  });
  it('leads to the values where the rest of the file decides which make sense', async () => {
    const client = { ...clients.rich, suggestCommand: 'suggest' };
    const [item] = (await listAt('smtpd_tls_security_leve|', {}, client)).items;
    assert.deepEqual(
      [item?.textEditText, item?.command?.command],
      ['smtpd_tls_security_level = ', 'suggest'],
    );
  });
  it('says from which release a newer name is', async () => {
    const item = (await listAt('smtp_tlsrpt_enab|', { postfix: '3.5' })).items[0];
    assert.equal(item?.labelDetails?.description, 'from 3.10');
  });
  it('marks deprecated names and puts them behind', async () => {
    const { items } = await listAt('smtpd_use_t|');
    assert.deepEqual(items.find(({ label }) => label === 'smtpd_use_tls')?.tags, [1]);
  });
  it('knows the services of master.cf', async () => {
    const master = 'slow unix - - n - - smtp\n';
    has(await labels('slow_dest|', { master }), ['slow_destination_rate_delay']);
  });
  it('offers the name of a service that stands twice once', async () => {
    const master = 'slow unix - - n - - smtp\nslow unix - - n - 3 smtp\n';
    const found = await labels('slow_|', { master });
    assert.deepEqual(found, [...new Set(found)]);
    has(found, ['slow_destination_rate_delay']);
  });
  it('offers values in braces behind -o that are still open', async () => {
    const service = 'smtp inet n - y - - smtpd\n  -o { smtpd_tls_security_level =';
    const values = ['may', 'none'];
    for (const rest of [' |', ' |\n', ' |\nlmtp unix - - y - - lmtp\n', '|', ' m|', ' |  ', ' | }\n'])
      has(await labels('', { file: 'master', master: service + rest }), rest === ' m|' ? ['may'] : values);
    has(await labels('', { file: 'master', master: `${service} may \n|` }), [], values);
  });
  it('offers names behind -o in master.cf, without blanks', async () => {
    const list = await listAt('', {
      file: 'master',
      master: 'smtp inet n - y - - smtpd\n  -o smtpd_tls_sec|\n',
    });
    assert.equal(list.items[0]?.label, 'smtpd_tls_security_level');
    assert.equal(list.items[0]?.textEditText, 'smtpd_tls_security_level=');
  });
  it('puts what the program of a service reads first behind -o, and what it has already last', async () => {
    const master = 'smtp unix - - n - - smtp\n  -o smtp_tls_security_level=may\n  -o |\n';
    const found = (await labels('', { file: 'master', master })).slice(0, 20);
    has(found, ['smtp_tls_loglevel'], ['smtp_tls_security_level', 'mydestination', 'smtpd_banner']);
  });
});

describe('completion of values', () => {
  it('knows the levels of each side', async () => {
    has(await labels('smtpd_tls_security_level = |'), ['may', 'encrypt'], ['dane', 'verify']);
    has(await labels('smtp_tls_security_level = |'), ['may', 'dane', 'verify']);
  });
  it('knows the protocols of each release', async () => {
    has(await labels('smtpd_tls_protocols = |'), ['>=TLSv1.2']);
    has(await labels('smtpd_tls_protocols = !SSLv2, |', { postfix: '3.5' }), ['!SSLv3'], ['>=TLSv1.2']);
  });
  it('offers no list of protocols that a rule complains of', async () => {
    has(await labels('smtp_tls_protocols = |'), ['>=TLSv1'], ['<=TLSv1', '!TLSv1.3', 'TLSv1.2']);
    has(
      await labels('smtp_tls_protocols = |', { postfix: '3.5' }),
      ['!SSLv2, !SSLv3'],
      ['!SSLv2', '!TLSv1', '!TLSv1.3'],
    );
  });
  it('offers values of a parameter that no rule likes', async () =>
    has(await labels('smtpd_use_tls = |'), ['yes', 'no']));
  it('offers nothing twice, and says which is the default', async () => {
    for (const name of ['inet_protocols', 'smtpd_sasl_security_options', 'default_transport']) {
      const found = await labels(`${name} = |`);
      assert.deepEqual([...new Set(found)], found);
    }
    const [first] = (await listAt('inet_protocols = |')).items;
    assert.match(first?.labelDetails?.description ?? '', /default$/);
  });
  it('offers first what people write', async () => {
    const first = async (marked: string, options?: AnalyseOptions) => (await labels(marked, options))[0];
    const cases: readonly (readonly [string, string])[] = [
      ['myorigin = |', '$mydomain'],
      ['mydestination = |', '$myhostname, localhost.$mydomain, localhost'],
      ['mydestination = $myhostname, |', 'localhost.$mydomain'],
      ['mydestination = $myhostname,\n    localhost.$mydomain,\n    |', 'localhost'],
      ['mynetworks = |', '127.0.0.0/8 [::1]/128'],
      ['mynetworks = 127.0.0.0/8, |', '[::1]/128'],
      ['relayhost = |', '[host]:port'],
      ['alias_maps = |', 'hash:/etc/aliases'],
      ['alias_maps = h|', 'hash:/etc/aliases'],
      ['default_database_type = lmdb\nalias_database = |', 'lmdb:/etc/aliases'],
      ['smtpd_sasl_type = |', 'dovecot'],
      ['smtpd_sasl_path = |', 'private/auth'],
      ['smtp_sasl_security_options = |', 'noanonymous'],
      ['virtual_transport = |', 'lmtp:unix:private/dovecot-lmtp'],
      ['smtp_tls_CAfile = |', '/etc/ssl/certs/ca-certificates.crt'],
      ['smtpd_tls_loglevel = |', '1'],
      ['recipient_delimiter = |', '+'],
      ['home_mailbox = |', 'Maildir/'],
      ['mailbox_size_limit = |', '0'],
      ['smtpd_milters = inet:localhost:1\nnon_smtpd_milters = |', '$smtpd_milters'],
      ['compatibility_level = |', '3.11'],
      // Whoever sets one of two values wants the one that is not in force anyway.
      ['biff = |', 'no'],
      ['smtpd_helo_required = |', 'yes'],
    ];
    for (const [marked, label] of cases) assert.equal(await first(marked), label, marked);
    const host = 'myhostname = mx.example.com\n';
    const folder = '/etc/letsencrypt/live/mx.example.com';
    assert.equal(await first(`${host}smtpd_tls_cert_file = |`), `${folder}/fullchain.pem`);
    const pair = `${folder}/privkey.pem, ${folder}/fullchain.pem`;
    assert.equal(await first(`${host}smtpd_tls_chain_files = |`), pair);
    const cache = 'smtp_tls_session_cache_database = |';
    assert.equal(await first(cache), '$default_cache_db_type:$data_directory/smtp_scache');
    assert.equal(await first(cache, { postfix: '3.7' }), 'btree:$data_directory/smtp_scache');
  });
  it('offers no socket that Dovecot does not have', async () => {
    const sasl = 'smtpd_tls_auth_only = yes\nsmtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\n';
    assert.deepEqual(await labels(`${sasl}smtpd_sasl_path = |`), ['private/auth']);
  });
  it('offers no default that is none', async () => {
    // It is computed from myhostname; localdomain is for machines without a full name.
    assert.deepEqual(await labels('myhostname = mx.example.com\nmydomain = |'), ['example.com']);
    assert.deepEqual(await labels('mydomain = |'), []);
    has(await labels('virtual_alias_maps = |'), ['hash:'], ['$virtual_maps']);
    for (const name of ['relay_domains', 'smtpd_tls_fingerprint_digest', 'syslog_name'])
      assert.ok((await labels(`${name} = |`)).every(label => !label.startsWith('${')));
  });
  it('keeps caches where Postfix may write', async () => {
    const { items } = await listAt('smtp_tls_session_cache_database = |', { postfix: '3.7' });
    const btree = items.find(({ label }) => label === 'btree:');
    assert.equal(btree?.textEditText, 'btree:$data_directory/name');
    has(
      items.map(({ label }) => label),
      ['lmdb:'],
      ['fail:', 'environ:'],
    );
  });
  it('offers an exclusion once', async () =>
    has(await labels('smtpd_tls_exclude_ciphers = aNULL, |'), ['MD5', 'RC4'], ['aNULL']));
  it('offers ciphers to put into a list, and the others to keep out', async () => {
    has(await labels('tls_high_cipherlist = |'), ['HIGH', '!aNULL'], ['aNULL', 'RC4']);
    has(await labels('tls_high_cipherlist = HIGH:!aNULL:|'), ['!RC4'], ['HIGH', '!aNULL']);
  });
  it('offers tables of patterns first where lines are looked through', async () =>
    assert.deepEqual((await labels('header_checks = |')).slice(0, 2), ['regexp:', 'pcre:']));
  it('offers no weak grade', async () =>
    has(await labels('smtp_tls_ciphers = |'), ['medium'], ['export', 'null', 'low']));
  it('offers restrictions, and not twice', async () => {
    has(
      await labels('smtpd_recipient_restrictions = permit_mynetworks,\n  |'),
      ['reject_unauth_destination'],
      ['permit_mynetworks'],
    );
  });
  it('puts first what a list of restrictions is there for, and leaves out old names', async () => {
    const found = await labels('smtpd_helo_restrictions = reject_|');
    has(found.slice(0, 3), ['reject_invalid_helo_hostname', 'reject_non_fqdn_helo_hostname']);
    has(found, ['reject_unknown_client_hostname'], ['reject_unknown_client', 'reject_invalid_hostname']);
  });
  it('offers a restriction again that takes another argument', async () => {
    const list = 'smtpd_client_restrictions = permit_mynetworks, reject_rbl_client a.example, ';
    has(
      await labels(`${list}check_client_access hash:/a, |`),
      ['reject_rbl_client', 'check_client_access'],
      ['permit_mynetworks'],
    );
  });
  it('offers table types behind a restriction that wants one', async () => {
    const found = await labels('smtpd_recipient_restrictions = check_client_access |');
    has(
      found.map(label => label.replace(/:.*$/, '')),
      ['cidr'],
    );
  });
  it('works across comments, with CRLF, and in a restriction class', async () => {
    const text =
      'smtpd_restriction_classes = strict\r\nsmtpd_client_restrictions = permit_mynetworks,\r\n# no\r\n   |\r\n';
    has(await labels(text), ['strict', 'reject_unknown_client_hostname'], ['permit_mynetworks']);
  });
  it('proposes no name that the file leaves empty', async () => {
    has(await labels('myhostname = mail.example.com\nmyorigin = |'), ['$myhostname', '$mydomain']);
    has(await labels('myhostname =\nmyorigin = |'), [], ['$myhostname']);
  });
  it('takes no restriction for the argument of another', async () => {
    // The one behind it would become its argument, and what cannot be reached now could be.
    has(
      await labels('smtpd_sender_restrictions = |permit, reject_unknown_sender_domain'),
      ['reject_unknown_client_hostname'],
      [],
    );
    const before = 'smtpd_sender_restrictions = |permit, reject_unknown_sender_domain';
    const text = await taken(before, 'permit_dnswl_client');
    assert.match(text, /permit_dnswl_client \S+, permit,/);
  });
  it('completes references', async () => {
    has(await labels('my_own = 1\nmydestination = $my|'), ['my_own', 'myhostname', 'mydomain']);
    // Text takes every value, one that nobody knows here included.
    assert.equal((await labels('smtpd_banner = $|'))[0], 'myhostname');
    has(await labels('empty =\nsmtpd_banner = $|'), ['mail_name'], ['empty']);
    // What the file refers to comes before all others; what it only defines may be misspelt.
    assert.equal((await labels('own = x\nsmtp_helo_name = $own\nsmtpd_banner = $|'))[0], 'own');
    const misspelt = await labels('smtpd_baner = x\nsmtpd_banner = $|');
    assert.ok(misspelt.indexOf('smtpd_baner') > misspelt.indexOf('mail_name'));
    has(await labels('mydestination = ${my|}'), ['myhostname']);
  });
  it('offers behind $ what is of the kind that is wanted, what people mean first', async () => {
    const first = async (marked: string, count: number) => (await labels(marked)).slice(0, count);
    const absurd = ['mail_spool_directory', 'max_idle', 'maximal_backoff_time', 'append_at_myorigin'];
    const hosts = 'myhostname = mx.example.com\nmydomain = example.com\n';
    assert.deepEqual(await first(`${hosts}myorigin = $m|`, 2), ['myhostname', 'mydomain']);
    has(await labels(`${hosts}myorigin = $|`), [], absurd);
    has(await labels(`${hosts}inet_interfaces = $my|`), ['myhostname'], absurd);
    has(
      await labels('smtp_tls_mandatory_protocols = $|'),
      ['smtp_tls_protocols'],
      ['myhostname', 'max_idle'],
    );
    assert.deepEqual(await first('mydestination = $|', 2), ['myhostname', 'mydomain']);
    assert.deepEqual(await first('mydestination = localhost.$|', 2), ['myhostname', 'mydomain']);
    assert.deepEqual(await first('relayhost = [$|', 2), ['myhostname', 'mydomain']);
    // What belongs to the parameter comes before the rest of its kind.
    assert.deepEqual(await first('bounce_queue_lifetime = $|', 1), ['maximal_queue_lifetime']);
    assert.deepEqual(await first('smtpd_milters = inet:a:1\nnon_smtpd_milters = $|', 1), ['smtpd_milters']);
    has(await first('alias_maps = $|', 3), ['alias_database', 'default_database_type']);
    assert.deepEqual(await first('smtp_tls_session_cache_database = btree:${|', 1), ['data_directory']);
  });
  it('makes the name of the machine of nothing but what main.cf sets', async () => {
    // Programs find it out before any default, and stop where nothing is left of it.
    const unset = ['mydomain', 'myorigin', 'mail_name', 'smtp_helo_name'];
    has(await labels('myhostname = $m|'), [], unset);
    has(await labels('myhostname = mail.$|'), [], unset);
    has(await labels('myorigin = $mydomain\nmyhostname = $my|'), [], unset);
    has(await labels('mydomain = $|'), [], ['myhostname', ...unset]);
    has(await labels('mydomain = example.com\nmyhostname = mail.$my|'), ['mydomain']);
    const file = 'smtpd_tls_cert_file = /a.pem\nmydomain = example.com\n';
    has(await labels(`${file}myhostname = mail.$|`), ['mydomain'], ['smtpd_tls_cert_file']);
    has(await labels('myhostname = example.com\nmydomain = $my|'), ['myhostname'], unset);
  });
  it('offers nothing in comments, but rule ids behind an ignore', async () => {
    assert.deepEqual(await labels('# smtp|'), []);
    has(await labels('# postfix-main-cf: ignore dup|'), ['duplicate-parameter']);
  });
  it('completes values behind -o', async () => {
    has(
      await labels('', {
        file: 'master',
        master: 'submission inet n - y - - smtpd\n  -o smtpd_tls_security_level=|\n',
      }),
      ['may', 'encrypt'],
      ['dane'],
    );
  });
  it('lists files, certificates first for a certificate', async () => {
    const host = memoryHost({
      'file:///etc/ssl/readme.txt': '',
      'file:///etc/ssl/fullchain.pem': '',
      'file:///etc/ssl/private/x': '',
    });
    const list = await listAt(
      'smtpd_tls_cert_file = /etc/ssl/|',
      {},
      { ...plain, readDirectory: uri => host.readDirectory(uri) },
    );
    assert.deepEqual(
      list.items.map(({ label }) => label),
      ['fullchain.pem', 'private/', 'readme.txt'],
    );
    assert.equal(list.items[0]?.textEditText, '/etc/ssl/fullchain.pem');
  });
  it('lists the key first where a key is wanted, and offers no file twice', async () => {
    const folder = '/etc/letsencrypt/live/mx.example.com';
    const files = ['cert.pem', 'chain.pem', 'fullchain.pem', 'privkey.pem'];
    const host = memoryHost(Object.fromEntries(files.map(name => [`file://${folder}/${name}`, ''])));
    const client = { ...plain, readDirectory: (uri: string) => host.readDirectory(uri) };
    const texts = async (marked: string) =>
      (await listAt(`myhostname = mx.example.com\n${marked}`, {}, client)).items.map(
        ({ label, textEditText = label }) => textEditText,
      );
    const key = await texts(`smtpd_tls_key_file = ${folder}/|`);
    assert.equal(key[0], `${folder}/privkey.pem`);
    assert.deepEqual([...new Set(key)], key);
    assert.equal((await texts(`lmtp_tls_key_file = ${folder}/|`))[0], `${folder}/privkey.pem`);
    assert.equal((await texts(`lmtp_tls_cert_file = ${folder}/|`))[0], `${folder}/fullchain.pem`);
    const chain = `lmtp_tls_chain_files = ${folder}/`;
    assert.equal((await texts(`${chain}|`))[0], `${folder}/privkey.pem`);
    assert.equal((await texts(`${chain}privkey.pem, ${folder}/|`))[0], `${folder}/fullchain.pem`);
    assert.equal((await texts('alias_maps = hash:|'))[0], 'hash:/etc/aliases');
  });
  it('lists the folder of main.cf behind a table type alone', async () => {
    const host = memoryHost({
      'file:///etc/postfix/main.cf': '',
      'file:///etc/postfix/virtual': '',
      'file:///etc/postfix/virtual.db': '',
    });
    const client = { ...plain, readDirectory: (uri: string) => host.readDirectory(uri) };
    for (const [marked, text] of [
      ['virtual_alias_maps = hash:|', 'hash:/etc/postfix/virtual'],
      ['virtual_alias_maps = proxy:hash:vi|', 'proxy:hash:/etc/postfix/virtual'],
      ['smtpd_client_restrictions = check_client_access cidr:|', 'cidr:/etc/postfix/virtual'],
    ] as const)
      assert.deepEqual(
        (await listAt(marked, {}, client)).items.map(item => item.textEditText),
        [text],
      );
  });
  it('offers no table whose path would be several words', async () => {
    const folders = ['file:///etc/my%20mail/', 'file:///etc/a%2Cb/', 'file:///etc/a%24b/'];
    const host = memoryHost(Object.fromEntries(folders.map(folder => [`${folder}virtual`, ''])));
    const client = { ...plain, readDirectory: (uri: string) => host.readDirectory(uri) };
    for (const folder of folders) {
      const options = { uri: `${folder}main.cf` };
      assert.deepEqual((await listAt('transport_maps = hash:|', options, client)).items, []);
    }
  });
  it('begins at the root where a path is wanted and none is typed, with folders only for a folder', async () => {
    const host = memoryHost({ 'file:///etc/a': '', 'file:///b': '' });
    const client = { ...plain, readDirectory: (uri: string) => host.readDirectory(uri) };
    const texts = async (marked: string) =>
      (await listAt(marked, {}, client)).items.map(item => item.textEditText);
    assert.deepEqual(await texts('smtpd_tls_CAfile = |'), ['/etc/', '/b']);
    assert.deepEqual(await texts('lmtp_tls_CApath = |'), ['/etc/']);
    assert.deepEqual(await texts('mail_owner = |'), [undefined]);
  });
  it('lists files behind a table type', async () => {
    const host = memoryHost({ 'file:///etc/aliases': '', 'file:///etc/aliases.db': '' });
    const list = await listAt(
      'transport_maps = hash:/etc/al|',
      {},
      { ...plain, readDirectory: uri => host.readDirectory(uri) },
    );
    assert.deepEqual(
      list.items.map(item => item.textEditText),
      ['hash:/etc/aliases'],
    );
  });
});

describe('completion in odd places', () => {
  const offered: readonly [what: string, marked: string, label: string, result: string][] = [
    [
      'behind a comment in a list',
      'relay_domains = a,\n# b\n  |',
      'hash:',
      'relay_domains = a,\n# b\n  hash:/etc/postfix/',
    ],
    [
      'below a blank line in a list',
      'mynetworks = 127.0.0.0/8\n\n  |\n',
      '[::1]/128',
      'mynetworks = 127.0.0.0/8\n\n  [::1]/128\n',
    ],
    ['on a value of its own line', 'soft_bounce =\n  |\n', 'yes', 'soft_bounce =\n  yes\n'],
    ['behind an equals sign on the second line', 'soft_bounce\n\t= |\n', 'yes', 'soft_bounce\n\t= yes\n'],
    ['with CRLF', 'soft_bounce = |\r\nbiff = no\r\n', 'yes', 'soft_bounce = yes\r\nbiff = no\r\n'],
    ['in the middle of a word', 'smtp_tls_ciphers = me|dum\n', 'medium', 'smtp_tls_ciphers = medium\n'],
    [
      'in the middle of an item',
      'notify_classes = resource, s|ftware\n',
      'software',
      'notify_classes = resource, software\n',
    ],
    [
      'of an access table',
      'smtpd_relay_restrictions = check_client_access sta|, reject\n',
      'static:',
      'smtpd_relay_restrictions = check_client_access static:DUNNO, reject\n',
    ],
    ['before a word that stands alone', 'inet_protocols = |all\n', 'ipv4', 'inet_protocols = ipv4\n'],
    [
      'before a word that stands alone in a list of interfaces',
      'inet_interfaces = |all\n',
      'loopback-only',
      'inet_interfaces = loopback-only\n',
    ],
    [
      'before the only bound',
      'smtpd_tls_protocols = |>=TLSv1\n',
      '>=TLSv1.2',
      'smtpd_tls_protocols = >=TLSv1.2\n',
    ],
    ['before an item', 'notify_classes = |software\n', 'resource', 'notify_classes = resource, software\n'],
    [
      'between blanks',
      'notify_classes = bounce | software\n',
      'resource',
      'notify_classes = bounce resource software\n',
    ],
    ['right behind a comma', 'notify_classes = bounce,|', 'resource', 'notify_classes = bounce,resource'],
    [
      'of a restriction with its argument',
      'smtpd_client_restrictions = check_c| hash:/a',
      'check_client_access',
      'smtpd_client_restrictions = check_client_access hash:/a',
    ],
    [
      'of a restriction without',
      'smtpd_client_restrictions = check_c|,\n  reject',
      'check_client_access',
      'smtpd_client_restrictions = check_client_access hash:/etc/postfix/,\n  reject',
    ],
    [
      'behind proxy:',
      'virtual_alias_maps = proxy:my|',
      'mysql:',
      'virtual_alias_maps = proxy:mysql:/etc/postfix/',
    ],
    [
      'in a pipemap',
      'virtual_alias_maps = pipemap:{static:a, st|}',
      'static:',
      'virtual_alias_maps = pipemap:{static:a, static:OK}',
    ],
    ['behind an exclamation mark', 'mynetworks = !127|', '127.0.0.0/8', 'mynetworks = !127.0.0.0/8'],
    ['without brackets', 'mynetworks = ::1|', '[::1]/128', 'mynetworks = [::1]/128'],
    [
      'of a network without brackets',
      'mynetworks = 2001:db8::|',
      '[2001:db8::]/64',
      'mynetworks = [2001:db8::]/64',
    ],
    [
      'of a network with its length',
      'mynetworks = fd00:1::/48|',
      '[fd00:1::]/48',
      'mynetworks = [fd00:1::]/48',
    ],
    [
      'of an address in a list',
      'mynetworks = !192.168.1.0|',
      '192.168.1.0/24',
      'mynetworks = !192.168.1.0/24',
    ],
    ['of an interface', 'inet_interfaces = 127.0.0.1, |', '[::1]', 'inet_interfaces = 127.0.0.1, [::1]'],
    [
      'in braces that are not closed yet',
      'smtpd_client_restrictions = check_policy_service { unix:private/p, time|\nbiff = no\n',
      'timeout',
      'smtpd_client_restrictions = check_policy_service { unix:private/p, timeout=100s\nbiff = no\n',
    ],
    [
      'of a server in open braces',
      'smtpd_milters = { |',
      'inet:host:port',
      'smtpd_milters = { inet:localhost:10025',
    ],
    [
      'in the braces of a milter',
      'smtpd_milters = { inet:localhost:1, def| }',
      'default_action',
      'smtpd_milters = { inet:localhost:1, default_action=shutdown }',
    ],
    [
      'in braces of their own',
      'smtpd_milters = { inet:localhost:1, { connect_t| }',
      'connect_timeout',
      'smtpd_milters = { inet:localhost:1, { connect_timeout = 30s }',
    ],
    [
      'behind the name of a setting',
      'smtpd_milters = { inet:localhost:1, default_action=acc| }',
      'accept',
      'smtpd_milters = { inet:localhost:1, default_action=accept }',
    ],
    [
      'in the braces of a policy service',
      'smtpd_client_restrictions = check_policy_service { unix:private/p, time| }',
      'timeout',
      'smtpd_client_restrictions = check_policy_service { unix:private/p, timeout=100s }',
    ],
    [
      'before a cipher behind which colons stand',
      'smtpd_tls_exclude_ciphers = |MD5:RC4',
      'aNULL',
      'smtpd_tls_exclude_ciphers = aNULL:MD5:RC4',
    ],
    [
      'of a port',
      'relayhost = [smtp.example.org]|',
      '[smtp.example.org]:587',
      'relayhost = [smtp.example.org]:587',
    ],
    [
      'of a port behind its colon',
      'relayhost = [smtp.example.org]:5|',
      '[smtp.example.org]:587',
      'relayhost = [smtp.example.org]:587',
    ],
    ['of a number', 'maximal_queue_lifetime = 36|', '36h', 'maximal_queue_lifetime = 36h'],
    ['of the default', 'maximal_queue_lifetime = |', '5d', 'maximal_queue_lifetime = 5d'],
    [
      'in an expression',
      'mydestination = ${myh|}, localhost',
      'myhostname',
      'mydestination = ${myhostname}, localhost',
    ],
    ['of a name whose value lacks its =', 'soft_b| yes\n', 'soft_bounce', 'soft_bounce = yes\n'],
    [
      'of a name between comments',
      '# one\nsoft_b|\n# two\n',
      'soft_bounce',
      '# one\nsoft_bounce = yes\n# two\n',
    ],
    [
      'of a restriction class',
      'smtpd_restriction_classes = mine\nmine = reject_unk|',
      'reject_unknown_client_hostname',
      'smtpd_restriction_classes = mine\nmine = reject_unknown_client_hostname',
    ],
    [
      'of DANE, with what it needs',
      'smtp_tls_security_level = da|\n',
      'dane',
      'smtp_tls_security_level = dane\nsmtp_dns_support_level = dnssec\n',
    ],
    [
      'of DANE, at the end of the file',
      'smtp_tls_security_level=da|',
      'dane',
      'smtp_tls_security_level=dane\nsmtp_dns_support_level=dnssec',
    ],
    [
      'of DANE over LMTP',
      'lmtp_tls_security_level = da|\n',
      'dane',
      'lmtp_tls_security_level = dane\nlmtp_dns_support_level = dnssec\n',
    ],
    [
      'in a template',
      'myhostname = {{ fqdn }}\nsoft_bounce = |\n',
      'yes',
      'myhostname = {{ fqdn }}\nsoft_bounce = yes\n',
    ],
  ];
  for (const [what, marked, label, result] of offered)
    it(what, async () => assert.equal(await taken(marked, label), result));

  const silent: readonly [what: string, marked: string][] = [
    ['behind a whole value', 'soft_bounce = yes |'],
    ['behind a whole value on the next line', 'soft_bounce = yes\n  |'],
    ['right behind a closing brace', 'virtual_alias_maps = inline:{a=b}|'],
    ['in an inline table', 'virtual_alias_maps = inline:{ {|'],
    ['in a placeholder', 'myhostname = {{ my|'],
    ['between the tags of a template', '{% if my|'],
    ['in the words of an expression', 'smtpd_banner = ${stress?{ye|'],
    ['between two dollar signs', 'smtpd_banner = $|$'],
    ['in a comment inside a value', 'mydestination = a,\n  # my|\n  b'],
    ['in a name that is commented out', '#smtpd_|'],
    ['behind a name without equals sign', 'soft_bounce |'],
    ['before a continuation line', 'mydestination = a,\n|  b'],
    ['in an indented line at the top', '  my|'],
    ['behind a line that Postfix cannot read', 'what is this\n  my|'],
  ];
  for (const [what, marked] of silent)
    it(`nothing ${what}`, async () => assert.deepEqual(await labels(marked), []));

  it('offers what a value refers to only where it can be meant', async () => {
    has(await labels('mydestination = $my|'), ['myhostname'], ['mydestination']);
    has(await labels('a = $b\nb = $|'), [], ['a', 'b']);
    has(await labels('ipc_timeout = $|'), ['maximal_queue_lifetime'], ['myhostname', 'mydestination']);
  });
  it('offers the transports of master.cf', async () => {
    const master = 'smtp inet n - n - - smtpd\nslow unix - - n - - smtp\n';
    has(await labels('default_transport = |', { master }), ['slow'], ['relay']);
  });
  it('puts commas instead of blanks behind -o', async () => {
    const master = 'smtp inet n - n - - smtpd\n  -o smtpd_client_restrictions=check_client_a|\n';
    assert.match(
      await taken('', 'check_client_access', { file: 'master', master }),
      /=check_client_access,hash:\/etc\/postfix\/$/m,
    );
  });
  it('goes on behind a blank in the braces of -o', async () => {
    const master = 'smtp inet n - n - - smtpd\n  -o { smtpd_client_restrictions = permit_mynetworks, | }\n';
    has(await labels('', { file: 'master', master }), ['reject'], ['permit_mynetworks']);
  });
  it('writes placeholders out for editors without snippets', async () => {
    const { items } = await listAt('alias_maps = |');
    assert.equal(items.find(({ label }) => label === 'lmdb:')?.textEditText, 'lmdb:/etc/postfix/');
    assert.ok(
      items.every(item => !/\$\{/.test(item.textEditText ?? '') && item.insertTextFormat === undefined),
    );
  });
});

describe('completion documentation', () => {
  it('is the page that a hover shows', () => {
    const prose = {
      page: (key: string) => (key === 'parameter/myhostname' ? 'The name of this machine.' : undefined),
    };
    const item = resolveCompletion(
      { label: 'myhostname', data: { page: 'parameter/myhostname' } },
      { catalogue: service.catalogue, prose, release: service.catalogue.latestStable },
    );
    assert.match((item.documentation as { value: string }).value, /The name of this machine/);
  });
});
