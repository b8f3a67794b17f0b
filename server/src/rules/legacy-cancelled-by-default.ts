import { compareLevels, isLevel } from '../config/compatibility-level';
import { isAtLeast } from '../catalogue/release';
import { addAfter, removeEntry } from './edits';
import { isYes } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

export const legacyCancelledByDefault: Rule = {
  id: 'legacy-cancelled-by-default',
  title: 'Older TLS setting that a new default overrides',
  group: 'tls',
  severity: 'warning',
  parameters: ['smtp_enforce_tls', 'smtp_use_tls', 'smtp_tls_security_level', 'compatibility_level'],
  since: '3.11',
  why: `From 3.11 smtp_tls_security_level is may by default, when compatibility_level is 3.11 or more. A level that is not empty overrides
    smtp_enforce_tls and smtp_use_tls: mail that had to go over verified TLS then goes to anybody, and what had TLS switched off gets it.`,
  sources: [manual('smtp_tls_security_level'), manual('smtp_enforce_tls')],
  bad: {
    main: 'compatibility_level = 3.11\nrelayhost = [mail.example.com]\nsmtp_enforce_tls = ‹yes›\nsmtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n',
    postfix: '3.11',
  },
  good: {
    main: 'compatibility_level = 3.11\nrelayhost = [mail.example.com]\nsmtp_tls_security_level = verify\nsmtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n',
    postfix: '3.11',
  },
  fix: 'unsafe',
  check({ config, report }) {
    if (!isAtLeast(config.release, '3.11') || config.isSet('smtp_tls_security_level')) return;
    const compatibility = config.known('compatibility_level') ?? '';
    if (!isLevel(compatibility) || compareLevels(compatibility, '3.11') < 0) return;
    const enforce = config.inForce('smtp_enforce_tls');
    const use = config.inForce('smtp_use_tls');
    const enforced = enforce !== undefined && isYes(enforce.value.text);
    const assignment = enforced ? enforce : use;
    const entry = config.setting(enforced ? 'smtp_enforce_tls' : 'smtp_use_tls')?.winner;
    // smtp_use_tls = yes is the level may, which is what the default says.
    if (
      assignment === undefined ||
      entry === undefined ||
      (!enforced && !/^no$/i.test(use?.value.text ?? ''))
    )
      return;
    const peername = config.known('smtp_tls_enforce_peername')?.toLowerCase();
    const level = enforced ? (peername === 'no' ? 'encrypt' : 'verify') : 'none';
    report({
      about: assignment,
      span: assignment.value.span,
      message: `With compatibility_level ${compatibility} the level is may by default, which overrides ${assignment.name} = ${assignment.value.text}: ${enforced ? 'TLS is no longer required' : 'TLS is used all the same'}. Write smtp_tls_security_level = ${level} if that is what is meant.`,
      fixes: [
        {
          title: `Replace it with smtp_tls_security_level = ${level}`,
          safety: 'unsafe',
          edits: () => [addAfter(entry, 'smtp_tls_security_level', level), ...removeEntry(entry)],
        },
      ],
    });
  },
};
