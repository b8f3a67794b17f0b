import { trailingComments } from '../config/foreign-syntax';
import { defaultsInName, foundOutFirst } from '../config/value-in-file';
import { hostNameError } from '../values/host-name';
import { replaceValue } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';
import { quoted } from './wording';

export const invalidHostName: Rule = {
  id: 'invalid-host-name',
  title: 'Not a host name',
  group: 'values',
  severity: 'error',
  parameters: [...foundOutFirst, 'myorigin', 'smtp_tls_servername', 'lmtp_tls_servername'],
  why: `myhostname and mydomain have to be host names: letters, digits, hyphens and dots, no port, no
    trailing dot, no path of a file. With anything else every Postfix program stops with "bad parameter
    value". myorigin may also name a file that holds the name, but no second word.`,
  sources: [manual('myhostname'), manual('mydomain')],
  bad: { main: 'myhostname = ‹mail.example.com:25›\n' },
  good: { main: 'myhostname = mail.example.com\n' },
  fix: 'unsafe',
  check(context) {
    const { config, report } = context;
    for (const name of foundOutFirst) {
      const assignment = config.inForce(name);
      const value = config.known(name);
      if (assignment === undefined || value === undefined || value === '') continue;
      // The words of a comment make no host name; trailing-comment speaks of those.
      if (trailingComments(assignment).length > 0) continue;
      // host-name-from-default speaks of those.
      if (defaultsInName(name, config).length > 0) continue;
      const why = reasonAgainst(value);
      if (why === undefined) continue;
      const meant = meantName(value);
      report({
        span: assignment.value.span,
        about: assignment,
        message: `${quoted(value)} is not a host name: it ${why}. With it as ${name} no Postfix program starts.`,
        fixes:
          meant === undefined || assignment.value.text.includes('$')
            ? []
            : [{ title: `Write ${meant}`, safety: 'unsafe', edits: () => [replaceValue(assignment, meant)] }],
      });
    }
    tellProblems(context, {
      codes: ['several-words'],
      kinds: ['host-name'],
      isMeant: ({ name }) => name === 'myorigin',
    });
    tellProblems(context, {
      codes: ['bad-host-name'],
      kinds: ['host-name'],
      isMeant: ({ name }) => name.endsWith('_tls_servername'),
    });
  },
};

/** What Postfix has against a name of this machine, as the rest of a sentence. */
function reasonAgainst(name: string): string | undefined {
  if (name.startsWith('/')) return 'is a path, and only myorigin can be read from a file';
  // eslint-disable-next-line no-control-regex
  if (/[^\x00-\x7f]/.test(name)) return 'has letters outside ASCII, which it needs in the form "xn--…"';
  return hostNameError(name);
}

/** Without a port, a trailing dot, a scheme, or the user before an `@`. */
function meantName(text: string): string | undefined {
  const name = text
    .replace(/^[a-z]{1,10}:\/\//i, '')
    .replace(/^[^@\s]*@/, '')
    .replace(/[:/\s].*$/, '')
    .replace(/\.$/, '');
  return name !== '' && reasonAgainst(name) === undefined ? name : undefined;
}
