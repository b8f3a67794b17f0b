import { removeEntry } from './edits';
import type { Rule } from './rule';
import { forwardSecrecyReadme, manual } from './sources';

const names = ['high', 'medium', 'low', 'export', 'null'].map(grade => `tls_${grade}_cipherlist`);

export const cipherlistOverride: Rule = {
  id: 'cipherlist-override',
  title: 'Cipher list of our own',
  group: 'tls',
  severity: 'information',
  parameters: names,
  why: `The lists behind the cipher grades follow OpenSSL: Postfix's manual asks you to leave them alone. A list that was copied once
    leaves out what came later, has no effect on TLS 1.3, and applies to every service. From 3.8 the old ciphers it is usually meant to
    keep out are excluded anyway.`,
  sources: [manual('tls_medium_cipherlist'), forwardSecrecyReadme],
  bad: { main: 'mydestination =\ntls_medium_cipherlist = ‹ECDHE+AESGCM:!aNULL›\n' },
  good: { main: 'mydestination =\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const name of names) {
      const assignment = config.inForce(name);
      const entry = config.setting(name)?.winner;
      if (assignment === undefined || entry === undefined || assignment.value.text === '') continue;
      if (assignment.value.text === config.defaultOf(name)) continue;
      report({
        about: assignment,
        span: assignment.value.span,
        message: `${name} replaces the list that Postfix keeps for its grade. TLS 1.3 does not use it, and it becomes outdated: exclude single ciphers with smtpd_tls_exclude_ciphers instead, or remove it.`,
        fixes: [{ title: `Remove ${name}`, safety: 'unsafe', edits: () => removeEntry(entry) }],
      });
    }
  },
};
