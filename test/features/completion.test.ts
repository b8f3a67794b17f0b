import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import { completion, type CompletionOptions } from '../../server/src/features/completion';
import { resolveCompletion } from '../../server/src/features/completion/resolve';
import { memoryHost } from '../../server/src/host/memory';
import { analyse, service, uncaret, type AnalyseOptions } from '../support/example';

const plain: CompletionOptions = { snippets: false, listRange: true };

async function listAt(
  marked: string,
  options: AnalyseOptions = {},
  client: CompletionOptions = plain,
): Promise<CompletionList> {
  const inMaster = options.file === 'master';
  const { text, offset } = uncaret(inMaster ? (options.master ?? '') : marked);
  const analysis = inMaster ? analyse(marked, { ...options, master: text }) : analyse(text, options);
  const list = await completion(analysis, analysis.lines.positionAt(offset), client);
  const items = [...list.items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  return { ...list, items };
}

async function labels(marked: string, options?: AnalyseOptions): Promise<string[]> {
  return (await listAt(marked, options)).items.map(item => item.label);
}

function has(found: readonly string[], wanted: readonly string[], unwanted: readonly string[] = []): void {
  for (const label of wanted)
    assert.ok(found.includes(label), `${label} is missing in: ${found.slice(0, 30).join(' ')}`);
  for (const label of unwanted) assert.ok(!found.includes(label), `${label} is offered`);
}

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
    const list = await listAt('smtpd_tls_security_leve|', {}, { ...plain, snippets: true });
    assert.equal(list.items[0]?.textEditText, 'smtpd_tls_security_level = ${1|none,may,encrypt|}');
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
  it('offers names behind -o in master.cf, without blanks', async () => {
    const list = await listAt('', {
      file: 'master',
      master: 'smtp inet n - y - - smtpd\n  -o smtpd_tls_sec|\n',
    });
    assert.equal(list.items[0]?.label, 'smtpd_tls_security_level');
    assert.equal(list.items[0]?.textEditText, 'smtpd_tls_security_level=');
  });
});

describe('completion of values', () => {
  it('knows the levels of each side', async () => {
    has(await labels('smtpd_tls_security_level = |'), ['may', 'encrypt'], ['dane', 'verify']);
    has(await labels('smtp_tls_security_level = |'), ['may', 'dane', 'verify']);
  });
  it('knows the protocols of each release', async () => {
    has(await labels('smtpd_tls_protocols = |'), ['>=TLSv1.2']);
    has(await labels('smtpd_tls_protocols = |', { postfix: '3.5' }), ['!TLSv1'], ['>=TLSv1.2']);
  });
  it('offers an exclusion once', async () =>
    has(await labels('smtpd_tls_exclude_ciphers = aNULL, |'), ['MD5', 'RC4'], ['aNULL']));
  it('offers no weak grade', async () =>
    has(await labels('smtp_tls_ciphers = |'), ['medium'], ['export', 'null', 'low']));
  it('offers restrictions, and not twice', async () => {
    has(
      await labels('smtpd_recipient_restrictions = permit_mynetworks,\n  |'),
      ['reject_unauth_destination'],
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
  it('completes references', async () => {
    has(await labels('my_own = 1\nmydestination = $my|'), ['my_own', 'myhostname', 'mydomain']);
    has(await labels('mydestination = ${my|}'), ['myhostname']);
  });
  it('offers nothing in comments, but rule ids behind an ignore', async () => {
    assert.deepEqual(await labels('# smtp|'), []);
    has(await labels('# postfix-main-cf: ignore dup|'), ['duplicate-parameter']);
  });
  it('completes values behind -o', async () => {
    has(
      await labels('', {
        file: 'master',
        master: 'smtp inet n - y - - smtpd\n  -o smtpd_tls_security_level=|\n',
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
  it('lists files behind a table type', async () => {
    const host = memoryHost({ 'file:///etc/aliases': '', 'file:///etc/aliases.db': '' });
    const list = await listAt(
      'alias_maps = hash:/etc/al|',
      {},
      { ...plain, readDirectory: uri => host.readDirectory(uri) },
    );
    assert.deepEqual(
      list.items.map(item => item.textEditText),
      ['hash:/etc/aliases'],
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
