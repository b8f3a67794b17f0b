import { textOf } from '../text/span';
import { tokens } from '../values/tokens';
import { clientLists, domainLists } from './list-parameters';
import type { Rule, RuleContext } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const networkNeverMatches: Rule = {
  id: 'network-never-matches',
  title: 'Pattern that matches nothing',
  group: 'networks',
  severity: 'warning',
  parameters: [...clientLists, ...domainLists],
  why: `Postfix compares elements of such a list with addresses and names as they stand. Shortened IPv4
    addresses, leading zeros, zones behind %, wildcards and braces equal none of them, and no message says so.`,
  sources: [manual('mynetworks')],
  bad: { main: 'mynetworks = 127.0.0.0/8, [::1]/128, ‹192.0.2.›\n' },
  good: { main: 'mynetworks = 127.0.0.0/8, [::1]/128, 192.0.2.0/24\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellWords(context);
    tellProblems(context, {
      codes: ['never-matches'],
      kinds: ['match-list'],
      advice: 'Write what is meant, or remove it.',
      // Quotes and semicolons have rules of their own.
      isMeant: ({ value }, problem) => !/^["']|["';]$/.test(textOf(value.text, problem)),
    });
  },
};

/** `mynetworks = all` is meant to match every client, and is the name of a host. */
function tellWords({ config, report }: RuleContext): void {
  for (const name of clientLists) {
    for (const assignment of config.assignmentsOf(name)) {
      for (const token of tokens(assignment.value.text)) {
        if (token.text.startsWith('#')) break;
        if (!/^!*(all|any)$/i.test(token.text)) continue;
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(token),
          message: `"${token.text}" is taken for the name of a host, which no client has: it matches nothing, without a message. List addresses and networks.`,
        });
      }
    }
  }
}
