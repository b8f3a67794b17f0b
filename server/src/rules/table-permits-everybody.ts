import type { Configuration } from '../config/configuration';
import { knownServiceValue, serviceAssignment } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import type { Span } from '../text/span';
import { commaAndSpace, tokens, type Token } from '../values/tokens';
import { inlineEntries, insideBraces } from './inline-entries';
import { isProtection, relayLists } from './relay-protection';
import type { Rule } from './rule';
import { isLoopbackOnly, servicesFor } from './services';
import { manual } from './sources';

/** The lists that a recipient goes through, beside those against relaying. */
const otherLists = ['smtpd_client_restrictions', 'smtpd_helo_restrictions', 'smtpd_sender_restrictions'];

/** Whose OK counts (check_… of servers, names and certificates may not permit), and what it is asked about. */
const permitting: ReadonlyMap<string, string | undefined> = new Map([
  ['check_client_access', undefined],
  ['check_recipient_access', undefined],
  ['check_sender_access', 'sender'],
  ['check_helo_access', 'HELO name'],
]);

export const tablePermitsEverybody: Rule = {
  id: 'table-permits-everybody',
  title: 'Access table that opens the relay',
  group: 'restrictions',
  severity: 'error',
  parameters: relayLists,
  why: `An OK from an access table ends the list it stands in, so that a reject_unauth_destination behind it is not asked. A static: table
    gives the same answer to everybody, and a sender or HELO name is whatever the client says. Where neither list against relaying
    refuses first, strangers can send mail to anywhere.`,
  sources: [
    manual('smtpd_relay_restrictions'),
    { title: 'SMTPD_ACCESS_README', url: 'https://www.postfix.org/SMTPD_ACCESS_README.html#danger' },
  ],
  bad: {
    main: 'compatibility_level = 3.11\nsmtpd_relay_restrictions = permit_mynetworks, ‹check_client_access static:OK›, reject_unauth_destination\n',
  },
  good: {
    main: 'compatibility_level = 3.11\nsmtpd_relay_restrictions = permit_mynetworks, check_client_access static:DUNNO, reject_unauth_destination\n',
  },
  check({ config, report }) {
    const told = new Set<string>();
    for (const service of servicesFor(config, 'smtpd')) {
      const opening = openingTable(config, service);
      if (opening === undefined || isLoopbackOnly(config, service)) continue;
      const { list, span, claim, text } = opening;
      const assignment = serviceAssignment(config, service, list);
      if (assignment === undefined) continue;
      const { file, value, nameSpan } = assignment;
      const key = `${file} ${nameSpan.start}`;
      if (told.has(key)) continue;
      told.add(key);
      const who =
        claim === undefined
          ? 'everybody'
          : `everybody who uses a ${claim} that it lists, which anybody can do,`;
      report({
        file,
        about: assignment,
        span: value.text === text ? value.toFile(span) : nameSpan,
        ...(claim === undefined ? {} : { severity: 'warning' }),
        message: `"${text.slice(span.start, span.end)}" permits ${who} before anything refuses to relay: this server is an open relay. Put reject_unauth_destination before it, or let the table answer DUNNO.`,
        related:
          service === undefined || file === 'master'
            ? []
            : [{ file: 'master', span: service.name.span, message: 'the service that relays' }],
      });
    }
  },
};

interface Opening {
  readonly list: string;
  /** The value that the span is in. */
  readonly text: string;
  readonly span: Span;
  /** What a client has to claim; undefined where it is permitted in any case. */
  readonly claim: string | undefined;
}

/** The table by which strangers get past all lists; undefined also where a list depends on what is not known. */
function openingTable(config: Configuration, service: Service | undefined): Opening | undefined {
  let found: Opening | undefined;
  for (const list of [...relayLists, ...otherLists]) {
    const text = knownServiceValue(config, service, list);
    const outcome = text === undefined ? 'unknown' : outcomeOf(config, text);
    if (outcome === 'refused' || outcome === 'unknown') return undefined;
    if (typeof outcome === 'object' && text !== undefined && relayLists.some(name => name === list))
      found ??= { list, text, ...outcome };
  }
  return found;
}

type Outcome = 'refused' | 'unknown' | 'permitted' | undefined;

/** What a list says of a stranger who sends to another domain and does nothing else wrong; the table that permits it. */
function outcomeOf(
  config: Configuration,
  text: string,
  depth = 0,
): Outcome | Pick<Opening, 'span' | 'claim'> {
  const words = tokens(text, commaAndSpace, true);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Token;
    const name = word.text.toLowerCase();
    if (name === 'permit') return 'permitted';
    if (isProtection(name)) return 'refused';
    if (permitting.has(name) || name.includes(':')) {
      const claim = permitting.get(name);
      const table = permitting.has(name) ? words[++i] : word;
      const answer = table === undefined ? 'unknown' : answerOf(config, table.text, claim, depth);
      if (answer === 'permitted' || answer === 'claimed')
        return {
          span: { start: word.start, end: table?.end ?? word.end },
          claim: answer === 'claimed' ? claim : undefined,
        };
      if (answer !== undefined) return answer;
      continue;
    }
    // Other tables, policy services and classes may refuse, and a login mismatch those who only claim to be somebody.
    if (!/^(?:permit_|reject_|warn_if_reject$|sleep$)/.test(name) || name.includes('login_mismatch'))
      return 'unknown';
    const restriction = config.catalogue.restriction(name);
    if (restriction === undefined) return 'unknown';
    if (restriction.argument !== undefined) i++;
  }
  return undefined;
}

/** What a table answers to everybody, or to those who claim what it lists. */
function answerOf(
  config: Configuration,
  table: string,
  claim: string | undefined,
  depth: number,
): Outcome | 'claimed' {
  const name = { start: table.indexOf(':') + 1, end: table.length };
  if (table.startsWith('static:')) {
    const { start, end } = insideBraces(table, name);
    return outcomeOfAction(config, table.slice(start, end), depth);
  }
  if (!table.startsWith('inline:') || claim === undefined) return 'unknown';
  const permits = inlineEntries(table, name).some(
    ({ value }) => outcomeOfAction(config, table.slice(value.start, value.end), depth) === 'permitted',
  );
  return permits ? 'claimed' : 'unknown';
}

/** access(5): OK and its like, or restrictions. */
function outcomeOfAction(config: Configuration, action: string, depth: number): Outcome {
  // A number is an OK, too, unless it is the code of a refusal.
  if (/^[45]\d\d(?!\d)/.test(action)) return 'refused';
  if (/^(?:ok|relay)(?:\s|$)|^\d+$/i.test(action)) return 'permitted';
  if (/^dunno(?:\s|$)/i.test(action)) return undefined;
  if (depth > 3) return 'unknown';
  const outcome = outcomeOf(config, action, depth + 1);
  if (typeof outcome !== 'object') return outcome;
  return outcome.claim === undefined ? 'permitted' : 'unknown';
}
