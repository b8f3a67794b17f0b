/** The cipher list that Postfix hands to OpenSSL, as it says in its log, is the one that we compute. */
import assert from 'node:assert/strict';
import { tlsPolicies } from '../../server/src/config/tls-policy';
import { configure } from '../support/configure';
import type { Instance } from './instance';
import { Sink } from './sink';
import { sendMessage, tryStartTls } from './smtp-client';
import { certificate, describeWire, startServices, type Overrides } from './suite';

const servers = {
  serverPlain: { smtpd_tls_security_level: 'may' },
  serverExclude: { smtpd_tls_security_level: 'may', smtpd_tls_exclude_ciphers: 'RC4, MD5:DES' },
  serverOther: { smtpd_tls_security_level: 'may', smtpd_tls_mandatory_exclude_ciphers: 'RC4' },
  serverAsk: {
    smtpd_tls_security_level: 'may',
    smtpd_tls_ask_ccert: 'yes',
    smtpd_tls_exclude_ciphers: 'RC4',
  },
  serverEncrypt: {
    smtpd_tls_security_level: 'encrypt',
    smtpd_tls_mandatory_ciphers: 'high',
    smtpd_tls_exclude_ciphers: 'RC4',
    smtpd_tls_mandatory_exclude_ciphers: 'MD5',
    smtpd_tls_req_ccert: 'yes',
  },
  serverExport: { smtpd_tls_security_level: 'may', smtpd_tls_ciphers: 'export' },
} satisfies Record<string, Overrides>;

const clients = {
  clientPlain: { smtp_tls_security_level: 'may' },
  clientExclude: { smtp_tls_security_level: 'may', smtp_tls_exclude_ciphers: 'aNULL' },
  clientEncrypt: {
    smtp_tls_security_level: 'encrypt',
    smtp_tls_exclude_ciphers: 'RC4',
    smtp_tls_mandatory_exclude_ciphers: 'MD5',
  },
  clientVerify: { smtp_tls_security_level: 'verify', smtp_tls_mandatory_ciphers: 'HIGH' },
} satisfies Record<string, Overrides>;

await describeWire('the cipher list in the log', release => {
  let instance: Instance;
  let ports: Readonly<Record<string, number>>;
  let sink: Sink;

  before(async () => {
    const { key, certificate: chain } = await certificate();
    sink = await Sink.listen({ key, certificate: chain, protocols: { min: 'TLSv1.2', max: 'TLSv1.3' } });
    const nexthop = `[127.0.0.1]:${sink.port}`;
    ({ instance, ports } = await startServices(release, {
      servers: { submission: {}, ...servers },
      clients: Object.fromEntries(
        Object.entries(clients).map(([name, overrides]) => [name, { ...overrides, nexthop }]),
      ),
      main: 'smtpd_tls_loglevel = 2\nsmtp_tls_loglevel = 2\n',
    }));
  });
  after(async () => {
    await instance.stop();
    sink.close();
  });

  const computed = (program: string, overrides: Overrides): string | undefined => {
    const main = Object.entries(overrides).map(([name, value]) => `${name} = ${value}\n`);
    const policies = tlsPolicies(configure(main.join(''), { postfix: release.version }));
    return policies.find(({ of }) => of.program === program)?.sets[0]?.cipherList;
  };
  const logged = async (name: string): Promise<string | undefined> =>
    /TLS cipher list "(.*)"/.exec(
      await instance.logged(new RegExp(`^${name}/smtpd?: .*TLS cipher list "`)),
    )?.[1];

  for (const [name, overrides] of Object.entries(servers)) {
    it(name, async () => {
      await tryStartTls(ports[name] ?? 0).catch(() => undefined);
      assert.equal(await logged(name), computed('smtpd', overrides));
    });
  }
  for (const [name, overrides] of Object.entries(clients)) {
    it(name, async () => {
      await sendMessage(ports['submission'] ?? 0, `x@${name.toLowerCase()}.test`);
      assert.equal(await logged(name), computed('smtp', overrides));
    });
  }
});
