import { replaceInValue } from './edits';
import { missedProtections } from './misspelt-protection';
import { relayLists } from './relay-protection';
import type { Rule } from './rule';
import { manual } from './sources';

export const relayProtectionMisspelt: Rule = {
  id: 'relay-protection-misspelt',
  title: 'Misspelt protection against relaying',
  group: 'restrictions',
  severity: 'error',
  parameters: relayLists,
  why: `A restriction that smtpd does not know counts as missing when it checks, at its start, that the
    lists refuse to relay for strangers. It then stops at every connection with "specify at least one
    working instance of …".`,
  sources: [manual('smtpd_relay_restrictions')],
  bad: {
    main: 'smtpd_relay_restrictions = permit_mynetworks, ‹reject_unauth_destinaton›\n',
  },
  good: {
    main: 'smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    for (const { assignment, word, meant } of missedProtections(config)) {
      report({
        file: assignment.file,
        about: assignment,
        span: assignment.value.toFile(word),
        message: `"${word.text}" is not a restriction, and nothing else in the two lists refuses to relay for strangers, so smtpd stops at every connection. It is spelt ${meant}.`,
        fixes: [
          {
            title: `Write ${meant}`,
            safety: 'unsafe',
            edits: () => [replaceInValue(assignment, word, meant)],
          },
        ],
      });
    }
  },
};
