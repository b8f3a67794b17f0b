import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';
import { replaceValue } from './edits';

export const tlsConfigFile: Rule = {
  id: 'tls-config-file',
  title: 'OpenSSL configuration that Postfix does not accept',
  group: 'tls',
  severity: 'error',
  parameters: ['tls_config_file'],
  why: `tls_config_file is "default", "none", or the absolute path of an OpenSSL configuration file. With anything else Postfix switches
    TLS off: the server answers STARTTLS with 454, and the client at level may sends mail in cleartext at once.`,
  sources: [manual('tls_config_file')],
  bad: { main: 'tls_config_file = ‹openssl.cnf›\n' },
  good: { main: 'tls_config_file = default\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    if (config.defaultOf('tls_config_file') === undefined) return;
    for (const assignment of assignmentsInForce(config, 'tls_config_file')) {
      const value = assignment.value.text;
      if (value.includes('$') || value === 'default' || value === 'none' || value.startsWith('/')) continue;
      report({
        about: assignment,
        file: assignment.file,
        span: value === '' ? assignment.nameSpan : assignment.value.span,
        message: `tls_config_file is "${value}", which is neither "default", "none" nor an absolute path: Postfix switches TLS off, and outgoing mail at level may goes in cleartext.`,
        fixes: [
          {
            title: 'Use the system default',
            safety: 'unsafe',
            edits: () => [replaceValue(assignment, 'default')],
          },
        ],
      });
    }
  },
};
