import { addAfter } from './edits';
import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';
import { serversOf } from './tls-services';

const names = ['smtpd_tls_chain_files', 'smtpd_tls_cert_file', 'smtpd_tls_eccert_file'];

export const certificateWithoutLevel: Rule = {
  id: 'certificate-without-level',
  title: 'Certificate that no service uses',
  group: 'tls',
  severity: 'warning',
  parameters: [...names, 'smtpd_tls_security_level'],
  why: `A certificate alone does not switch TLS on: without smtpd_tls_security_level the server neither announces nor accepts STARTTLS, and all
    mail comes in as cleartext. The level is empty by default in every release.`,
  sources: [manual('smtpd_tls_security_level'), tlsReadme],
  bad: {
    main: '‹smtpd_tls_cert_file› = /etc/ssl/mail.pem\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  good: {
    main: 'smtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_security_level = may\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const servers = serversOf(config);
    if (servers.length === 0) return;
    // A level that somebody has set to none is meant, and one that is not known may be any.
    const isOff = servers.every(
      ({ level, wrappermode }) =>
        !wrappermode && level.value === 'none' && level.assignment?.value.text.toLowerCase() !== 'none',
    );
    if (!isOff) return;
    for (const name of names) {
      const assignment = config.inForce(name);
      const entry = config.setting(name)?.winner;
      const value = assignment?.value.text ?? '';
      if (assignment === undefined || entry === undefined || value === '' || value === 'none') continue;
      report({
        about: assignment,
        span: assignment.nameSpan,
        severity: config.master === undefined ? 'information' : 'warning',
        message: `${config.master === undefined ? 'Unless master.cf sets a level, this' : 'This'} certificate is not used: smtpd_tls_security_level is not set, so the server offers no TLS. Set it to may.`,
        fixes: [
          {
            title: 'Set smtpd_tls_security_level to may',
            safety: 'unsafe',
            edits: () => [addAfter(entry, 'smtpd_tls_security_level', 'may')],
          },
        ],
      });
      return;
    }
  },
};
