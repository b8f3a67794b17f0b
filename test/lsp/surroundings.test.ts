import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { certificates } from '../support/certificates';
import { LspClient } from '../support/lsp-client';

/** The server beside a main.cf that looks installed, with certificates that OpenSSL has made. */
describe('files around an installed main.cf', function () {
  this.timeout(20_000);
  let folder = '';
  let uri = '';
  let client: LspClient | undefined;
  const at = (name: string): string => path.join(folder, name);

  before(async function () {
    const made = certificates();
    if (made === undefined) return this.skip();
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'surroundings-')), 'postfix');
    await mkdir(folder);
    uri = pathToFileURL(at('main.cf')).toString();
    await Promise.all([
      writeFile(at('main.cf'), ''),
      writeFile(at('main.cf.proto'), ''),
      writeFile(at('master.cf'), 'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\n'),
      writeFile(at('mail.pem'), made.leaf + made.intermediate),
      writeFile(at('mail.key'), made.key, { mode: 0o600 }),
      writeFile(at('other.key'), made.ecKey, { mode: 0o600 }),
      writeFile(at('postconf'), `#!/bin/sh\necho "$@" >>$0.asked\necho 3.7.11\n`),
    ]);
    await chmod(at('postconf'), 0o755);
    await copyFile(at('postconf'), at('unwanted'));
  });
  after(() => (folder === '' ? undefined : rm(path.dirname(folder), { recursive: true })));
  afterEach(async () => {
    await client?.stop();
    client = undefined;
  });

  const mainCf = (key: string): string =>
    `compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = ${at('mail.pem')}\nsmtpd_tls_key_file = ${at(key)}\n`;
  /** Whether something holds within a few seconds. */
  const soon = async (holds: () => boolean): Promise<boolean> => {
    for (let left = 500; left > 0 && !holds(); left--) await new Promise(resolve => setTimeout(resolve, 20));
    return holds();
  };
  const wasAsked = (program: string): Promise<boolean> => soon(() => existsSync(at(`${program}.asked`)));
  const has = (id: string) => (diagnostics: readonly Diagnostic[]) =>
    diagnostics.some(({ code }) => code === id);
  const start = async (
    trusted?: boolean,
    program = 'postconf',
    options: object = { hasMachineSettings: true },
  ): Promise<LspClient> =>
    (client = await LspClient.start({
      capabilities: { workspace: { configuration: true } },
      settings: () => ({ postconfPath: at(program) }),
      initializationOptions: { ...(trusted === undefined ? {} : { trusted }), status: true, ...options },
    }));

  it('are looked at when it is opened, when it names others, and when it is saved', async () => {
    const server = await start();
    await server.open(uri, mainCf('mail.key'));
    await server.change(uri, 2, mainCf('other.key'));
    const found = await server.diagnosticsWhere(uri, has('key-mismatch'));
    assert.match(JSON.stringify(found), /does not fit the certificate for mail\.example\.com/);
    await server.change(uri, 3, mainCf('gone.key'));
    await server.diagnosticsWhere(uri, has('missing-certificate-file'));
    await writeFile(at('gone.key'), await readFile(at('mail.key')), { mode: 0o600 });
    await server.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await server.diagnosticsWhere(uri, diagnostics => !has('missing-certificate-file')(diagnostics));
    await rm(at('gone.key'));
  });

  it('say the release, if programs may be run', async () => {
    const server = await start(true);
    const status = (): { release?: unknown; source?: unknown } =>
      server.notifications.findLast(({ method }) => method === 'postfixMainCf/status')?.params ?? {};
    await server.open(uri, mainCf('mail.key'));
    assert.ok(await soon(() => status().source === 'installed'));
    assert.equal(status().release, '3.7.11');
    assert.match(await readFile(at('postconf.asked'), 'utf8'), /^-d -h mail_version$/m);
  });

  it('start no program in a workspace that is not trusted, until it is', async () => {
    const server = await start(false, 'unwanted');
    await server.open(uri, mainCf('other.key'));
    await server.diagnosticsWhere(uri, has('key-mismatch'));
    await assert.rejects(readFile(at('unwanted.asked')), /ENOENT/);
    await server.connection.sendNotification('postfixMainCf/trusted', { trusted: true });
    assert.ok(await wasAsked('unwanted'));
  });

  it('start no program that settings name where a folder could have brought them, but the one that the editor was set up with', async () => {
    const server = await start(true, 'unwelcome', { postconfPath: at('postconf') });
    await writeFile(at('unwelcome'), await readFile(at('postconf')), { mode: 0o755 });
    await rm(at('postconf.asked'), { force: true });
    await server.open(uri, mainCf('other.key'));
    assert.ok(await wasAsked('postconf'));
    await server.diagnosticsWhere(uri, has('key-mismatch'));
    await assert.rejects(readFile(at('unwelcome.asked')), /ENOENT/);
  });
});
