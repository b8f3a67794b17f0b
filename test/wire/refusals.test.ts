/** Programs that stop, and mail that is turned away or waits, because of values that do not go together. */
import assert from 'node:assert/strict';
import type { Instance } from './instance';
import { SmtpClient, sendMessage } from './smtp-client';
import { describeWire, startServices, type Overrides } from './suite';

const servers = {
  ordinary: {},
  permitFirst: {
    smtpd_relay_restrictions: 'permit, reject_unauth_destination',
    smtpd_recipient_restrictions: '',
  },
  warnOnly: {
    smtpd_relay_restrictions: 'warn_if_reject reject_unauth_destination',
    smtpd_recipient_restrictions: '',
  },
  oldDefaults: { compatibility_level: '0' },
  nameOnly: { smtpd_restriction_classes: 'insiders' },
  saslType: { smtpd_sasl_auth_enable: 'yes', smtpd_sasl_type: 'Dovecot', smtpd_sasl_path: 'private/auth' },
  saslPath: { smtpd_sasl_auth_enable: 'yes', smtpd_sasl_type: 'dovecot' },
  milter: { smtpd_milters: 'localhost:8891' },
  table: { smtpd_recipient_restrictions: 'check_client_access texthash:/etc/postfix/nowhere' },
  behind: { smtpd_recipient_restrictions: 'permit, reject_unknown_sender_domain' },
  filter: { content_filter: 'nowhere:[127.0.0.1]:10024' },
} satisfies Record<string, Overrides>;

const clients = {
  dovecot: {
    nexthop: '[127.0.0.1]:9',
    smtp_sasl_auth_enable: 'yes',
    smtp_sasl_password_maps: 'static:user:password',
    smtp_sasl_type: 'dovecot',
  },
};

const main = `
local_recipient_maps =
message_size_limit = 60000000
mailbox_size_limit = 51200000
virtual_mailbox_domains = wire.test
`;

await describeWire('refusals', release => {
  let instance: Instance;
  let ports: Readonly<Record<string, number>>;
  const port = (name: keyof typeof servers) => ports[name] ?? 0;

  before(async () => {
    ({ instance, ports } = await startServices(release, { servers, clients, main }));
  });
  after(() => instance.stop());

  /** The server says nothing, and its log says why. */
  async function stops(name: keyof typeof servers, reason: string): Promise<void> {
    const client = await SmtpClient.connect(port(name));
    await instance.logged(new RegExp(`^${name}/smtpd: fatal: ${reason}`));
    client.close();
  }

  const unprotected =
    'in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions, specify at least one';

  it('a permit before the protection against relaying', () => stops('permitFirst', unprotected));
  it('a protection that only warns', () => stops('warnOnly', unprotected));
  it('the defaults of both lists below compatibility_level 1', () => stops('oldDefaults', unprotected));
  it('a restriction class without a definition', () =>
    stops('nameOnly', "restriction class `insiders' needs a definition"));
  it('a SASL type that the server does not know', () =>
    stops('saslType', 'SASL per-process initialization failed'));
  it('no socket for Dovecot', () => stops('saslPath', 'no SASL authentication mechanisms'));
  it('a milter without inet or unix', async () => {
    await sendMessage(port('milter'), 'x@discard.test');
    await instance.logged(/^milter\/smtpd: .* 4\d1 4\.3\.5 Server configuration problem/);
  });
  it('a table that is not there', async () => {
    assert.match(await sendMessage(port('table'), 'x@discard.test'), /^451 4\.3\.5 /);
  });
  it('a restriction behind permit', async () => {
    assert.match(await sendMessage(port('behind'), 'x@discard.test'), /^250 /);
    await instance.logged(
      /^behind\/smtpd: warning: restriction `reject_unknown_sender_domain' after `permit'/,
    );
  });
  it('a filter that master.cf does not have', async () => {
    assert.match(await sendMessage(port('filter'), 'x@discard.test'), /^250 /);
    await instance.logged(/qmgr: warning: connect to transport private\/nowhere: No such file or directory/);
  });
  it('a SASL type that the client does not know', async () => {
    await sendMessage(port('ordinary'), 'x@dovecot.test');
    await instance.logged(/^dovecot\/smtp: fatal: SASL library initialization/);
  });
  it('a domain in two classes, and mailboxes smaller than messages', async () => {
    await sendMessage(port('ordinary'), 'x@wire.test');
    await instance.logged(
      /rewrite: warning: do not list domain wire\.test in BOTH mydestination and virtual_mailbox_domains/,
    );
    await instance.logged(
      /local: fatal: configuration error: mailbox_size_limit is smaller than message_size_limit/,
    );
  });
});
