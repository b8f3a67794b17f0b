import type { Rule } from './rule';
import { tellProblems } from './told-problems';

/** What unknown-tls-option tells of. */
const toldOfTls: ReadonlySet<string> = new Set(['tls_ssl_options', 'tls_disable_workarounds']);

export const invalidFlag: Rule = {
  id: 'invalid-flag',
  title: 'Unknown word in a list of options',
  group: 'values',
  severity: 'error',
  why: `The parameter takes words of a fixed set, separated by blanks or commas. One that Postfix does
    not know, or knows in another case only, stops the program that reads the list.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'notify_classes = resource, ‹sofware›\n' },
  good: { main: 'notify_classes = resource, software\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['unknown-word', 'wrong-case', 'too-new', 'removed-word'],
      kinds: ['flags'],
      // Some programs only warn, and go on without the word.
      severity: ({ consequence }) =>
        consequence?.startsWith('it is ignored') === true ? 'warning' : undefined,
      isMeant: ({ name }) => !toldOfTls.has(name),
    });
  },
};
