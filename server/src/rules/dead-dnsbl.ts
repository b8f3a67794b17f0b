import type { Assignment } from '../config/configuration';
import { assignmentsOfKind } from '../config/assignments-with';
import { commaAndSpace, tokens, type Token } from '../values/tokens';
import { deadListOf } from './dead-dnsbls';
import { restrictionLists } from './list-parameters';
import { removeItem } from './remove-item';
import type { Rule } from './rule';
import { manual } from './sources';

export const deadDnsbl: Rule = {
  id: 'dead-dnsbl',
  title: 'DNS blocklist that has ended',
  group: 'restrictions',
  severity: 'warning',
  parameters: [...restrictionLists, 'postscreen_dnsbl_sites'],
  why: `A blocklist that has ended blocks no spam. At best each look-up is one query in vain for every
    client; where its name servers are gone, each client waits for a time-out; and some operators let a dead
    list answer yes to everything, so that a server which still asks it refuses all mail.`,
  sources: [
    manual('reject_rbl_client'),
    {
      title: 'RFC 6471 section 3.4, shutting down a DNSBL',
      url: 'https://www.rfc-editor.org/rfc/rfc6471#section-3.4',
    },
    { title: 'dnsbl.com, the state of blocklists', url: 'https://www.dnsbl.com/' },
  ],
  bad: {
    main: 'smtpd_client_restrictions = permit_mynetworks,\n  ‹reject_rbl_client dnsbl.sorbs.net›,\n  reject_rbl_client zen.spamhaus.org\n',
  },
  good: { main: 'smtpd_client_restrictions = permit_mynetworks,\n  reject_rbl_client zen.spamhaus.org\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    const lists = [
      ...assignmentsOfKind(config, 'restrictions'),
      ...config.assignmentsOf('postscreen_dnsbl_sites'),
    ];
    for (const assignment of lists) {
      for (const { domain, item } of dnsbls(assignment)) {
        const dead = deadListOf(domain);
        if (dead === undefined) continue;
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(item),
          message: dead.listsEverything
            ? `${domain} ended in ${dead.ended} and was set to list every address: all mail that is checked against it is refused. Remove it.`
            : `${domain} ended in ${dead.ended}: it stops no spam any more, and asking it only costs time. Remove it.`,
          fixes: [
            {
              title: `Remove ${domain}`,
              safety: 'unsafe',
              edits: () => removeItem(config, assignment, item),
            },
          ],
        });
      }
    }
  },
};

/** The DNSBL domains of a list, with the restriction that asks them. Spans are logical. */
function dnsbls({ name, value }: Assignment): { domain: string; item: { start: number; end: number } }[] {
  const found: { domain: string; item: { start: number; end: number } }[] = [];
  const words = tokens(value.text, commaAndSpace, true);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Token;
    if (word.text.startsWith('#')) break;
    if (name === 'postscreen_dnsbl_sites') found.push({ domain: zoneOf(word.text), item: word });
    if (!/^(reject_rbl_client|reject_rhsbl_\w+|permit_dnswl_client|permit_rhswl_client)$/i.test(word.text))
      continue;
    const argument = words[i + 1];
    if (argument === undefined) break;
    const before = words[i - 1];
    const start = before !== undefined && /^warn_if_reject$/i.test(before.text) ? before.start : word.start;
    found.push({ domain: zoneOf(argument.text), item: { start, end: argument.end } });
    i++;
  }
  return found;
}

/** `zen.spamhaus.org=127.0.0.[2..11]*3` → `zen.spamhaus.org`. */
function zoneOf(text: string): string {
  return text.split(/[=*]/, 1)[0] ?? text;
}
