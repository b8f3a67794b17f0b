import type { Assignment, Configuration } from '../config/configuration';
import { renameEntry } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';
import { tlsServices } from './tls-services';

const names = ['smtpd', 'smtp', 'lmtp'].flatMap(prefix =>
  ['protocols', 'ciphers'].map(what => ({
    prefix,
    mandatory: `${prefix}_tls_mandatory_${what}`,
    twin: `${prefix}_tls_${what}`,
  })),
);

export const mandatoryOnly: Rule = {
  id: 'mandatory-only',
  title: 'Setting for required TLS where TLS is optional',
  group: 'tls',
  severity: 'hint',
  parameters: names.flatMap(({ mandatory, twin }) => [mandatory, twin]),
  why: `The parameters with mandatory in their names count at level encrypt and above. At level may Postfix reads their twins without that
    word, and what is set here changes nothing.`,
  sources: [manual('smtpd_tls_mandatory_protocols'), manual('smtpd_tls_protocols')],
  bad: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n‹smtpd_tls_mandatory_protocols› = >=TLSv1.2\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\nsmtpd_tls_protocols = >=TLSv1.2\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    if (config.master === undefined) return;
    for (const { prefix, mandatory, twin } of names) {
      const assignment = config.inForce(mandatory);
      // Programs that write configurations set both, and that is fine.
      if (assignment === undefined || config.isSet(twin) || !isOnlyOptional(config, prefix)) continue;
      report({
        about: assignment,
        span: assignment.nameSpan,
        message: `No service requires TLS, so ${mandatory} changes nothing: at level may Postfix reads ${twin}.`,
        fixes: renamesTo(assignment, twin),
      });
    }
  },
};

/** Whether all services of a side have TLS as an option, with no policies that could ask for more. */
function isOnlyOptional(config: Configuration, prefix: string): boolean {
  const services = tlsServices(config).filter(service => service.prefix === prefix);
  if (services.length === 0) return false;
  if (services.some(({ wrappermode, level }) => wrappermode || level.value !== 'may')) return false;
  return prefix === 'smtpd' || config.known(`${prefix}_tls_policy_maps`) === '';
}

function renamesTo(assignment: Assignment, twin: string) {
  const fix = {
    title: `Rename it to ${twin}`,
    safety: 'unsafe' as const,
    edits: () => [renameEntry(assignment, twin)],
  };
  return [fix];
}
