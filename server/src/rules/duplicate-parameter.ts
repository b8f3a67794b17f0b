import { removeEntry } from './edits';
import type { Rule } from './rule';
import { quoted } from './wording';

export const duplicateParameter: Rule = {
  id: 'duplicate-parameter',
  title: 'Parameter set more than once',
  group: 'names',
  severity: 'warning',
  why: `Postfix keeps the last value of a name and drops the ones before it. Whoever edits the first one changes nothing, and
    the only message is a warning of postconf that the daemons do not repeat.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: '‹myhostname› = mail.example.com\nmyorigin = $mydomain\nmyhostname = mx.example.com\n' },
  good: { main: 'myorigin = $mydomain\nmyhostname = mx.example.com\n' },
  fix: 'safe',
  check({ config, report }) {
    for (const { winner, name, definitions } of config.repeated) {
      for (const entry of definitions) {
        if (entry === winner) continue;
        const same = entry.value.text === winner.value.text;
        report({
          span: entry.nameSpan,
          severity: same ? 'hint' : 'warning',
          tag: 'unnecessary',
          message: same
            ? `${name} is set again further down, to the same value: this line can go.`
            : `This value of ${name} is never used: the last one in the file wins, and that is ${quoted(winner.value.text)}.`,
          related: [{ file: 'main', span: winner.nameSpan, message: 'the value that Postfix uses' }],
          fixes: [
            {
              title: `Remove this ${name}`,
              // The same configuration is read before and after, but a reader may have meant this line.
              safety: same ? 'safe' : 'unsafe',
              edits: () => removeEntry(entry),
            },
          ],
        });
      }
    }
  },
};
