import type { Kind } from '../catalogue/kind';
import { isAtLeast } from '../catalogue/release';
import type { Configuration } from '../config/configuration';
import type { Span } from '../text/span';
import { nearestWord } from '../values/nearest';
import { parseValue } from '../values/parse-value';
import type { ProblemCode } from '../values/problem-codes';
import type { Token } from '../values/tokens';
import { oneOf } from '../values/wording';
import { replaceInValue } from './edits';
import { assignmentsInForce } from './in-force';
import { policyEntries } from './policy-entries';
import type { Rule } from './rule';
import { manual } from './sources';

const names = ['smtp_tls_policy_maps', 'lmtp_tls_policy_maps'];
const levels = ['none', 'may', 'encrypt', 'dane', 'dane-only', 'fingerprint', 'verify', 'secure'];
/** At these, certificates are checked against authorities. */
const verifying = ['verify', 'secure'];
const yesOrNo = (value: string): boolean => /^(?:yes|no)$/i.test(value);
const notEmpty = (value: string): boolean => value !== '';

interface Attribute {
  readonly name: string;
  readonly since: string;
  /** The levels at which it has a place; any where left out. */
  readonly levels?: readonly string[];
  /** Whether it can be given only once. */
  readonly once?: true;
  readonly isValid?: (value: string) => boolean;
  /** How its value is read when a connection is made, and what then makes the handshake fail. */
  readonly kind?: Kind;
  readonly codes?: readonly ProblemCode[];
}

const attributes: readonly Attribute[] = [
  { name: 'ciphers', since: '2.3', once: true, isValid: notEmpty, kind: { type: 'cipher-grade' } },
  {
    name: 'protocols',
    since: '2.3',
    once: true,
    kind: { type: 'tls-protocols' },
    codes: ['unknown-protocol', 'too-new'],
  },
  { name: 'match', since: '2.3', levels: ['fingerprint', ...verifying], isValid: notEmpty },
  {
    name: 'exclude',
    since: '2.6',
    once: true,
    kind: { type: 'cipher-exclusions' },
    codes: ['bad-exclusion'],
  },
  { name: 'tafile', since: '2.11', levels: verifying },
  { name: 'connection_reuse', since: '3.4', isValid: yesOrNo },
  // A host name: no address, with or without brackets.
  {
    name: 'servername',
    since: '3.4',
    once: true,
    isValid: value => value !== '' && !/[[\]:/]|^[\d.]+$/.test(value),
  },
  { name: 'enable_rpk', since: '3.9', isValid: yesOrNo },
];

export const policyMapInline: Rule = {
  id: 'policy-map-inline',
  title: 'TLS policy that Postfix does not accept',
  group: 'tls',
  severity: 'error',
  parameters: names,
  why: `A policy is a security level and attributes for it. With an unknown level, an unknown attribute, or match at a level that verifies
    nothing, Postfix logs "client TLS configuration problem" and defers all mail for that destination; with a protocol or cipher grade
    that it does not know each handshake fails. After none, attributes are ignored with a warning. Only policies in main.cf itself are looked at, not those in files.`,
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
            const { suggestion, outcome = 'deferred' } = fault;
            report({
              about: assignment,
              file: assignment.file,
              span: assignment.value.toFile(fault.span),
              severity: outcome === 'ignored' ? 'warning' : 'error',
              message: `${fault.text}: ${outcomes[outcome](whom)}.`,
              fixes:
                suggestion === undefined
                  ? []
                  : [
                      {
                        title: `Write ${suggestion}`,
                        safety: 'unsafe',
                        edits: () => [replaceInValue(assignment, fault.span, suggestion)],
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
  readonly span: Span;
  readonly text: string;
  readonly suggestion?: string | undefined;
  /** What becomes of the mail; deferred where left out. */
  readonly outcome?: keyof typeof outcomes;
}

const outcomes = {
  ignored: () => 'Postfix warns and ignores it',
  deferred: (whom: string) => `mail for ${whom} is deferred with "client TLS configuration problem"`,
  // The policy is taken, and the connection fails.
  handshake: (whom: string) => `each TLS handshake fails, and mail for ${whom} is deferred`,
  cleartext: (whom: string) =>
    `each TLS handshake fails, and mail for ${whom} is deferred, then sent in cleartext`,
};

function faultsIn([first, ...rest]: readonly Token[], config: Configuration): Fault[] {
  if (first === undefined || first.text.includes('$')) return [];
  const level = first.text.toLowerCase();
  if (!levels.includes(level)) {
    const text = `"${first.text}" is not a TLS security level`;
    return [{ span: first, text, suggestion: nearestWord(level, levels) }];
  }
  const seen = new Set<string>();
  return rest.flatMap(word => {
    if (word.text.includes('$')) return [];
    if (level === 'none')
      return [{ span: word, text: `"${word.text}" means nothing at level none`, outcome: 'ignored' }];
    return faultsOf(word, level, seen, config);
  });
}

function faultsOf(word: Token, level: string, seen: Set<string>, config: Configuration): Fault[] {
  const fault = (text: string, suggestion?: string): Fault[] => [{ span: word, text, suggestion }];
  const equals = word.text.indexOf('=');
  if (equals === -1)
    return fault(`"${word.text}" is not an attribute: name=value is expected, without blanks or commas`);
  const name = word.text.slice(0, equals);
  const attribute = attributes.find(candidate => candidate.name === name.toLowerCase());
  if (attribute === undefined) {
    // Attributes for TLS reports came with 3.10; programs write them, not people.
    if (/^(policy_|mx_)/i.test(name) && isAtLeast(config.release, '3.10')) return [];
    const meant = nearestWord(
      name,
      attributes.map(candidate => candidate.name),
    );
    return fault(
      `"${name}" is not an attribute of a TLS policy`,
      meant === undefined ? undefined : `${meant}${word.text.slice(equals)}`,
    );
  }
  const value = word.text.slice(equals + 1);
  if (!isAtLeast(config.release, attribute.since))
    return fault(`The attribute "${name}" came with Postfix ${attribute.since}`);
  if (attribute.levels?.includes(level) === false)
    return fault(
      `"${attribute.name}" has no place at level ${level}: it belongs to ${oneOf(attribute.levels)}`,
    );
  if (attribute.once && seen.has(attribute.name))
    return fault(`"${attribute.name}" stands here for the second time`);
  seen.add(attribute.name);
  if (attribute.isValid?.(value) === false) {
    if (value === '') return fault(`"${attribute.name}" has no value`);
    return fault(
      `"${value}" is no value of "${attribute.name}"${attribute.isValid === yesOrNo ? ': it is yes or no' : ''}`,
    );
  }
  return handshakeFaults(attribute, value, word.start + equals + 1, config).map(found => ({
    ...found,
    outcome: level === 'may' ? 'cleartext' : 'handshake',
  }));
}

/** What is found in a value only when a connection is made. */
function handshakeFaults(
  { kind, codes }: Attribute,
  value: string,
  at: number,
  config: Configuration,
): Fault[] {
  if (kind === undefined) return [];
  const { problems } = parseValue(value, kind, config.valueContext);
  return problems
    .filter(({ code }) => codes === undefined || codes.includes(code))
    .map(({ start, end, message, suggestions }) => ({
      span: { start: at + start, end: at + end },
      text: message,
      suggestion: suggestions?.[0],
    }));
}
