/** Arguments of services in master.cf: what stops a program, as the rule master-option says. */
import { freePorts, startInstance } from './instance';
import { SmtpClient } from './smtp-client';
import { describeWire } from './suite';

const stray = 'unexpected command-line argument: ';
const cases: readonly (readonly [command: string, reason: string])[] = [
  ['-o smtpd_client_restrictions=permit_mynetworks, reject', `${stray}reject`],
  [
    '-o smtpd_sasl_auth_enable = yes',
    'invalid "-o smtpd_sasl_auth_enable" option value: missing \'=\' after attribute name',
  ],
  ['-o smtpd_helo_restrictions= reject', `${stray}reject`],
  ['-o smtpd_banner=hello # there', `${stray}#`],
];

await describeWire('arguments in master.cf', release => {
  for (const [command, reason] of cases) {
    it(command, async () => {
      const [port = 0] = await freePorts(1);
      const instance = await startInstance(release, {
        main: '',
        master: `127.0.0.1:${port} inet n - n - - smtpd\n  ${command}\n`,
      });
      try {
        const client = await SmtpClient.connect(port);
        await instance.logged(new RegExp(`/smtpd: fatal: ${reason.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
        client.close();
      } finally {
        await instance.stop();
      }
    });
  }
});
