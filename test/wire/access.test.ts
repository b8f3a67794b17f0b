/** Who may send, and values of networks that shut everybody out. */
import assert from 'node:assert/strict';
import { compareVersions } from '../oracle/releases';
import type { Instance } from './instance';
import { sendMessage, SmtpClient } from './smtp-client';
import { describeWire, startServices, type Overrides } from './suite';

const services = {
  plain: { mynetworks: '127.0.0.1/32 127.0.0.2/32' },
  // What follows the comment stood on lines of their own in main.cf.
  comment: { mynetworks: '127.0.0.1/32 # one 127.0.0.2/32' },
  bareAddress: { mynetworks: '127.0.0.0/8 ::1/128' },
  bareNetwork: { mynetworks: 'fe80::/64, 127.0.0.0/8' },
  brackets: { mynetworks: '127.0.0.0/8 [::1]/128' },
  hostBits: { mynetworks: '127.0.0.1/8' },
  hostBitsLater: { mynetworks: '127.0.0.0/8 192.168.1.1/24' },
  blank: { mynetworks: '127.0.0.0 /8' },
  bang: { mynetworks: '127.0.0.0/8 !' },
  missing: { mynetworks: '/nonexistent 127.0.0.0/8' },
  short: { mynetworks: '127.0.0 127' },
  quoted: { mynetworks: '"127.0.0.1"' },
  restriction: { smtpd_recipient_restrictions: 'permit_auth_destination # ours' },
  misspelt: {
    smtpd_recipient_restrictions: 'reject_unknown_sender_domian',
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
  },
  unprotected: { smtpd_relay_restrictions: '', smtpd_recipient_restrictions: '' },
  tornTable: { smtpd_client_restrictions: 'check_client_access texthash: /etc/postfix/clients' },
  tornServer: { smtpd_client_restrictions: 'check_policy_service unix: private/policy' },
  opened: {
    mynetworks: '10.9.9.9/32',
    smtpd_relay_restrictions: 'check_sender_access static:250, reject_unauth_destination',
  },
  openedTwice: {
    mynetworks: '10.9.9.9/32',
    smtpd_relay_restrictions: 'check_client_access static:OK, reject',
    smtpd_recipient_restrictions: 'reject_unauth_destination',
  },
  notOpened: {
    mynetworks: '10.9.9.9/32',
    smtpd_relay_restrictions: 'check_reverse_client_hostname_access static:OK, reject',
  },
  banner: { smtpd_banner: 'mail.wire.test ESMTP # ours' },
} satisfies Record<string, Overrides>;

await describeWire('access', release => {
  let instance: Instance;
  let ports: Readonly<Record<string, number>>;
  const port = (name: keyof typeof services) => ports[name] ?? 0;
  const send = (name: keyof typeof services, from?: string) =>
    sendMessage(port(name), 'x@discard.test', from);

  before(async () => {
    ({ instance, ports } = await startServices(release, { servers: services }));
  });
  after(() => instance.stop());

  /** smtpd ends before it says a word. */
  async function dead(name: keyof typeof services, reason: RegExp): Promise<void> {
    const client = await SmtpClient.connect(port(name));
    await instance.logged(reason);
    assert.equal(await client.reply(300), '');
    client.close();
  }

  it('each network of the list may relay', async () => {
    assert.match(await send('plain', '127.0.0.1'), /^250 /);
    assert.match(await send('plain', '127.0.0.2'), /^250 /);
    assert.match(await send('plain', '127.0.0.3'), /^454 4\.7\.1 .*Relay access denied/);
  });
  it('a comment at the end ends the list, lines below included', async () => {
    assert.match(await send('comment', '127.0.0.1'), /^250 /);
    assert.match(await send('comment', '127.0.0.2'), /^454 4\.7\.1 .*Relay access denied/);
    const text =
      compareVersions(release.version, '3.8') < 0
        ? 'comment at end of line is not supported'
        : '#comment after other text is not allowed';
    await instance.logged(new RegExp(`^comment/smtpd: warning: mynetworks: ${text}`));
  });
  it('an IPv6 address without brackets kills smtpd', () =>
    dead(
      'bareAddress',
      /^bareAddress\/smtpd: fatal: open dictionary: expecting "type:name" form instead of "::1\/128"/,
    ));
  it('an IPv6 network without brackets is a table that nobody knows: 451', async () => {
    assert.match(await send('bareNetwork'), /^451 4\.3\.0 .*Temporary lookup failure/);
    await instance.logged(/^bareNetwork\/smtpd: error: unsupported dictionary type: fe80/);
  });
  it('an IPv6 address in brackets is fine', async () => assert.match(await send('brackets'), /^250 /));
  it('host bits: 451 for clients that reach them', async () => {
    assert.match(await send('hostBits'), /^451 4\.3\.0 /);
    await instance.logged(
      /^hostBits\/smtpd: warning: mynetworks: non-null host address bits in "127\.0\.0\.1\/8"/,
    );
    assert.match(await send('hostBitsLater'), /^250 /);
  });
  it('a blank before the prefix length names a file: 451', async () => {
    assert.match(await send('blank'), /^451 4\.3\.0 /);
    await instance.logged(/^blank\/smtpd: error: open file \/8: No such file or directory/);
  });
  it('a file that is not there: 451', async () => assert.match(await send('missing'), /^451 4\.3\.0 /));
  it('an exclamation mark alone kills smtpd', () =>
    dead('bang', /^bang\/smtpd: fatal: .*: no pattern after '!'/));
  it('short and quoted addresses match nobody', async () => {
    assert.match(await send('short'), /^454 4\.7\.1 .*Relay access denied/);
    assert.match(await send('quoted'), /^454 4\.7\.1 .*Relay access denied/);
  });
  it('a comment among restrictions: 451 when it is reached', async () => {
    assert.match(await send('restriction'), /^451 4\.3\.5 Server configuration error/);
  });
  it('a misspelt restriction: 451 when it is reached', async () => {
    assert.match(await send('misspelt'), /^451 4\.3\.5 Server configuration error/);
    await instance.logged(
      /^misspelt\/smtpd: warning: unknown smtpd restriction: "reject_unknown_sender_domian"/,
    );
  });
  it('no protection against relaying kills smtpd', () =>
    dead(
      'unprotected',
      /^unprotected\/smtpd: fatal: in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions, specify at least one/,
    ));
  it('a blank behind the colon of a table or a policy service kills smtpd', async () => {
    await dead('tornTable', /^tornTable\/smtpd: fatal: .*expecting "type:name" form instead of "texthash:"/);
    await dead('tornServer', /^tornServer\/smtpd: fatal: need service transport:endpoint instead of "unix:"/);
  });
  it('a table that says OK to everybody opens the relay, unless the other list refuses', async () => {
    assert.match(await send('opened'), /^250 /);
    assert.match(await send('openedTwice'), /Relay access denied/);
    assert.match(await send('notOpened'), /^451 4\.3\.5 /);
  });
  it('a comment in the banner is sent', async () => {
    const client = await SmtpClient.connect(port('banner'));
    assert.equal(await client.reply(), '220 mail.wire.test ESMTP # ours');
    client.close();
  });
});
