import type { Assignment, Configuration } from '../config/configuration';
import { expandText } from '../config/expand';
import { isDynamic, tokens, type Token } from '../values/tokens';
import type { Rule } from './rule';

/** The first list of each pair wins. mydestination and relay_domains may share domains: old defaults did. */
const conflicts = [
  [
    'mydestination',
    'virtual_alias_domains',
    'only its aliases work; other addresses are looked up among the local users',
  ],
  [
    'mydestination',
    'virtual_mailbox_domains',
    'mail to its virtual mailboxes is refused with "User unknown in local recipient table"',
  ],
  [
    'virtual_alias_domains',
    'virtual_mailbox_domains',
    'addresses without an alias are refused, whether or not they have a mailbox',
  ],
  ['virtual_alias_domains', 'relay_domains', 'addresses without an alias are refused and nothing is relayed'],
  ['virtual_mailbox_domains', 'relay_domains', 'its mail is delivered here and not relayed'],
] as const;

export const domainClassConflict: Rule = {
  id: 'domain-class-conflict',
  title: 'Domain in two address classes',
  group: 'routing',
  severity: 'warning',
  parameters: ['mydestination', 'virtual_alias_domains', 'virtual_mailbox_domains', 'relay_domains'],
  why: `A domain belongs to one address class, which decides where its mail goes and which users exist.
    Listed in two, the one that Postfix looks at first wins, trivial-rewrite writes "do not list domain … in
    BOTH …" to the log for each message, and the other list has no effect for it.`,
  sources: [{ title: 'ADDRESS_CLASS_README', url: 'https://www.postfix.org/ADDRESS_CLASS_README.html' }],
  bad: {
    main: 'mydomain = example.com\nmydestination = ‹$mydomain›, localhost\nvirtual_mailbox_domains = example.com\nvirtual_mailbox_maps = lmdb:/etc/postfix/vmailbox\nvirtual_mailbox_base = /var/mail/vhosts\n',
  },
  good: {
    main: 'mydomain = example.com\nmydestination = localhost\nvirtual_mailbox_domains = example.com\nvirtual_mailbox_maps = lmdb:/etc/postfix/vmailbox\nvirtual_mailbox_base = /var/mail/vhosts\n',
  },
  check({ config, report }) {
    const lists = new Map<string, ReadonlyMap<string, Place>>();
    const domainsOf = (name: string): ReadonlyMap<string, Place> => {
      let domains = lists.get(name);
      if (domains === undefined) lists.set(name, (domains = literalDomains(config, name)));
      return domains;
    };
    for (const [first, second, consequence] of conflicts) {
      // Two defaults are nobody's mistake.
      if (!config.isSet(first) && !config.isSet(second)) continue;
      // A list that only refers to the other one is the same mistake once, not once for each domain.
      for (const [domain, place] of domainsOf(first)) {
        const other = domainsOf(second).get(domain);
        if (other === undefined) continue;
        const shown = place.assignment === undefined ? other : place;
        const related = place.assignment === undefined ? undefined : other;
        if (shown.assignment === undefined || shown.item === undefined) continue;
        report({
          about: shown.assignment,
          span: shown.assignment.value.toFile(shown.item),
          message: `${domain} is in ${first} and in ${second}. ${first} wins: ${consequence}. List the domain in one of them only.`,
          related:
            related?.assignment === undefined || related.item === undefined
              ? []
              : [
                  {
                    file: 'main',
                    span: related.assignment.value.toFile(related.item),
                    message: `also listed in ${second}`,
                  },
                ],
        });
      }
    }
  },
};

/** Where a domain stands; nowhere where it comes from a default. */
interface Place {
  readonly assignment: Assignment | undefined;
  readonly item: Token | undefined;
}

/** The domains that a list names itself, in lower case; what is in files and tables is not looked at. */
function literalDomains(config: Configuration, name: string): ReadonlyMap<string, Place> {
  const domains = new Map<string, Place>();
  const assignment = config.inForce(name);
  // The old default of relay_domains is no wish of anybody.
  if (assignment === undefined && name === 'relay_domains') return domains;
  const text = assignment?.value.text ?? config.raw(name) ?? '';
  for (const item of tokens(text)) {
    for (const { text: domain } of tokens(expanded(config, item.text))) {
      if (/^[a-z0-9_][a-z0-9._-]*$/i.test(domain) && !domains.has(domain.toLowerCase()))
        domains.set(domain.toLowerCase(), { assignment, item });
    }
  }
  return domains;
}

function expanded(config: Configuration, text: string): string {
  if (!isDynamic(text)) return text;
  const expansion = expandText(text, config);
  return expansion.unknown.length === 0 && expansion.failure === undefined ? expansion.text : '';
}
