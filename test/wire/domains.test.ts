/** Which domains a pattern in a list of domains stands for. */
import assert from 'node:assert/strict';
import type { Instance } from './instance';
import { SmtpClient } from './smtp-client';
import { describeWire, startServices } from './suite';

const main = `
local_recipient_maps =
mydestination = plain.test, .dot.test, *.star.test
virtual_mailbox_domains = virtual.test, .virtual-dot.test
virtual_alias_domains = alias.test, .alias-dot.test
relay_domains = relay.test, .relay-dot.test, *.relay-star.test
smtpd_relay_restrictions = reject_unauth_destination
`;

await describeWire('domains', release => {
  for (const parents of [true, false]) {
    describe(parents ? 'by default' : 'without parent_domain_matches_subdomains', () => {
      let instance: Instance;
      let port: number;
      before(async () => {
        const list = parents ? '' : 'parent_domain_matches_subdomains =\n';
        const { instance: started, ports } = await startServices(release, {
          servers: { ordinary: {} },
          main: main + list,
        });
        instance = started;
        port = ports['ordinary'] ?? 0;
      });
      after(() => instance.stop());

      async function isOurs(domain: string): Promise<boolean> {
        const client = await SmtpClient.connect(port);
        await client.reply();
        await client.say('EHLO client.test');
        await client.say('MAIL FROM:<>');
        const answer = await client.say(`RCPT TO:<x@${domain}>`);
        client.close();
        return !/Relay access denied/.test(answer);
      }

      it('lists of strings match what equals them', async () => {
        for (const domain of ['plain.test', 'virtual.test', 'alias.test'])
          assert.equal(await isOurs(domain), true, domain);
        for (const domain of ['plain', 'dot', 'star', 'virtual', 'virtual-dot', 'alias', 'alias-dot'])
          assert.equal(await isOurs(`a.${domain}.test`), false, domain);
      });
      it('relay_domains matches subdomains by the name or by the dot', async () => {
        assert.equal(await isOurs('relay.test'), true);
        assert.equal(await isOurs('a.relay.test'), parents);
        assert.equal(await isOurs('a.relay-dot.test'), !parents);
        assert.equal(await isOurs('a.relay-star.test'), false);
      });
    });
  }
});
