import type { Assignment, Configuration } from '../config/configuration';
import { removeAssignment } from './edits';
import { oldTlsSwitch, oldTlsSwitches } from './old-tls-switches';
import { isReferredTo } from './referred';
import type { Rule } from './rule';
import { manual } from './sources';

export const overriddenByLevel: Rule = {
  id: 'overridden-by-level',
  title: 'Old TLS switch that a security level overrides',
  group: 'deprecated',
  severity: 'information',
  parameters: ['*_use_tls', '*_enforce_tls', '*_tls_enforce_peername'],
  why: `From Postfix 2.3 a security level that is not empty decides alone. The older switches beside it
    do nothing, but they look as if they did, and from 3.9 postconf warns of them.`,
  sources: [manual('smtpd_use_tls'), manual('smtp_enforce_tls')],
  bad: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n‹smtpd_use_tls› = yes\n',
    postfix: '3.7',
  },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n',
    postfix: '3.7',
  },
  fix: 'safe',
  check({ config, report }) {
    for (const assignment of oldTlsSwitches.flatMap(name => config.assignmentsOf(name))) {
      const old = oldTlsSwitch(assignment.name);
      if (old === undefined || assignment.file === 'master' || !config.isSet(old.level)) continue;
      const level = config.known(old.level);
      if (level === undefined || level === '') continue;
      report({
        span: assignment.nameSpan,
        tag: 'unnecessary',
        about: assignment,
        message: `${old.level} = ${level} decides, and ${assignment.name} beside it does nothing. Remove it.`,
        fixes: [
          {
            title: `Remove ${assignment.name}`,
            safety: isIdle(config, assignment) ? 'safe' : 'unsafe',
            edits: () => removeAssignment(config, assignment),
          },
        ],
      });
    }
  },
};

/** Whether nothing else looks at the switch: no reference, no service without a level, no other program's switch that copies it. */
function isIdle(config: Configuration, { name, value }: Assignment): boolean {
  const old = oldTlsSwitch(name);
  if (old === undefined || value.text.includes('$')) return false;
  // The levels and switches that take their default from this one's.
  const followers =
    old.prefix === 'smtpd' ? ['postscreen', 'tlsproxy'] : old.prefix === 'smtp' ? ['tlsproxy_client'] : [];
  const sides = [old.prefix, ...followers].map(prefix => oldTlsSwitch(`${prefix}_use_tls`)?.level ?? '');
  for (const level of sides) {
    if ((config.known(level) ?? '') === '') return false;
    const overrides = config.assignmentsOf(level).filter(({ file }) => file === 'master');
    if (overrides.some(override => override.value.text === '' || override.value.text.includes('$')))
      return false;
  }
  if (config.raw(old.level)?.includes('$') === true) return false;
  return !isReferredTo(config, name);
}
