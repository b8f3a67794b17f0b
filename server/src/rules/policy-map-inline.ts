import { isAtLeast } from '../catalogue/release';
import type { Configuration } from '../config/configuration';
import { nearestWord } from '../values/nearest';
import type { Token } from '../values/tokens';
import { replaceInValue } from './edits';
import { assignmentsInForce } from './in-force';
import { policyEntries } from './policy-entries';
import type { Rule } from './rule';
import { manual } from './sources';

const names = ['smtp_tls_policy_maps', 'lmtp_tls_policy_maps'];
const levels = ['none', 'may', 'encrypt', 'dane', 'dane-only', 'fingerprint', 'verify', 'secure'];
/** Levels at which a server is known by something, so that `match` has a meaning. */
const matching = ['dane', 'dane-only', 'fingerprint', 'verify', 'secure'];
const attributes = [
  { name: 'ciphers', since: '2.3' },
  { name: 'protocols', since: '2.3' },
  { name: 'match', since: '2.3' },
  { name: 'exclude', since: '2.6' },
  { name: 'tafile', since: '2.11' },
  { name: 'connection_reuse', since: '3.4' },
  { name: 'servername', since: '3.4' },
  { name: 'enable_rpk', since: '3.9' },
];

export const policyMapInline: Rule = {
  id: 'policy-map-inline',
  title: 'TLS policy that Postfix does not accept',
  group: 'tls',
  severity: 'error',
  parameters: names,
  why: `A policy is a security level and attributes for it. With an unknown level, an unknown attribute, or match at a level that verifies
    nothing, Postfix logs "client TLS configuration problem" and defers all mail for that destination; after none, attributes are
    ignored with a warning. Only policies in main.cf itself are looked at, not those in files.`,
  sources: [manual('smtp_tls_policy_maps')],
  bad: {
    main: 'smtp_tls_policy_maps = inline:{ { example.com = ‹encrpyt› } }\n',
  },
  good: {
    main: 'smtp_tls_policy_maps = inline:{ { example.com = encrypt } }\n',
  },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        for (const { destination, words } of policyEntries(config, assignment)) {
          const whom = destination === undefined ? 'all destinations' : destination;
          for (const fault of faultsIn(words, config)) {
            const { suggestion } = fault;
            const consequence = fault.isIgnored
              ? 'Postfix warns and ignores it'
              : `mail for ${whom} is deferred with "client TLS configuration problem"`;
            report({
              about: assignment,
              file: assignment.file,
              span: assignment.value.toFile(fault.word),
              severity: fault.isIgnored ? 'warning' : 'error',
              message: `${fault.text}: ${consequence}.`,
              fixes:
                suggestion === undefined
                  ? []
                  : [
                      {
                        title: `Write ${suggestion}`,
                        safety: 'unsafe',
                        edits: () => [replaceInValue(assignment, fault.word, suggestion)],
                      },
                    ],
            });
          }
        }
      }
    }
  },
};

interface Fault {
  readonly word: Token;
  readonly text: string;
  readonly suggestion?: string | undefined;
  /** Whether Postfix goes on without it. */
  readonly isIgnored?: boolean;
}

function faultsIn([first, ...rest]: readonly Token[], config: Configuration): Fault[] {
  if (first === undefined || first.text.includes('$')) return [];
  const level = first.text.toLowerCase();
  if (!levels.includes(level))
    return [
      {
        word: first,
        text: `"${first.text}" is not a TLS security level`,
        suggestion: nearestWord(level, levels),
      },
    ];
  return rest.flatMap(word => faultOf(word, level, config) ?? []);
}

function faultOf(word: Token, level: string, config: Configuration): Fault | undefined {
  if (word.text.includes('$')) return undefined;
  if (level === 'none') return { word, text: `"${word.text}" means nothing at level none`, isIgnored: true };
  const equals = word.text.indexOf('=');
  const name = equals === -1 ? word.text : word.text.slice(0, equals);
  if (equals === -1)
    return { word, text: `"${word.text}" is not an attribute: name=value is expected, without blanks` };
  const attribute = attributes.find(candidate => candidate.name === name.toLowerCase());
  if (attribute === undefined) {
    // Attributes for TLS reports came with 3.10; programs write them, not people.
    if (/^(policy_|mx_)/i.test(name) && isAtLeast(config.release, '3.10')) return undefined;
    const meant = nearestWord(
      name,
      attributes.map(candidate => candidate.name),
    );
    return {
      word,
      text: `"${name}" is not an attribute of a TLS policy`,
      suggestion: meant === undefined ? undefined : `${meant}${word.text.slice(equals)}`,
    };
  }
  if (!isAtLeast(config.release, attribute.since))
    return { word, text: `The attribute "${name}" came with Postfix ${attribute.since}` };
  if (attribute.name === 'match' && !matching.includes(level))
    return { word, text: `"match" has no place at level ${level}, which verifies no certificate` };
  return undefined;
}
