import type { KindOf, RestrictionStage } from '../catalogue/kind';
import type { Restriction } from '../catalogue/model';
import { formatRelease } from '../catalogue/release';
import { isAddressText } from './address-pattern';
import { Collector } from './collector';
import { checkDnsListArgument } from './dns-list';
import { nearestWord, unfinishedWord } from './nearest';
import { addServer, addSplitServer, type ServerForm } from './server-address';
import { noAnswer, tableCandidates } from './table-candidates';
import { addSplitTable, addTable } from './table-reference';
import { candidate, isRemoved, isTooNew, sinceText, termId } from './terms';
import { commaAndSpace, isDynamic, tokens, type Token } from './tokens';
import type { Candidate, ValueContext, ValueKind } from './value';
import { possible, programsStop, quote } from './wording';

type Kind = KindOf<'restrictions'>;

const serverError = 'every client that gets this far is answered with 451';

/** What comes of a word that is no restriction. */
function unknownConsequence({ stage }: Kind): string {
  if (stage === 'postscreen')
    return 'postscreen ignores it and the rest of the list, with a warning in the log';
  return stage === 'header-rewrite' ? 'it is ignored, with a warning in the log' : serverError;
}

export const policyService: ServerForm = {
  noun: 'a policy service',
  options: [
    ...['default_action', 'max_idle', 'max_ttl', 'policy_context', 'request_limit', 'retry_delay', 'timeout'],
    'try_limit',
  ],
  consequence: 'the server (smtpd) stops and no mail comes in',
  bracesConsequence: 'the server (smtpd) stops and no mail comes in',
};

/** Where `type:table` alone means the stage's own access table. */
const stagesWithTable: ReadonlySet<RestrictionStage> = new Set([
  ...(['client', 'helo', 'sender', 'relay', 'recipient', 'etrn', 'class'] as const),
  ...(['postscreen', 'header-rewrite'] as const),
]);
/** After these Postfix looks at nothing more. */
const final: ReadonlySet<string> = new Set(['permit', 'reject', 'defer']);

/**
 * Access restrictions in the order in which smtpd asks them (generic_checks in smtpd_check.c). Names in any case. An
 * unknown one is noticed only when it is reached.
 */
export const restrictions: ValueKind<Kind> = {
  parse(text, kind, context) {
    const out = new Collector();
    const list = tokens(text, commaAndSpace, true);
    let last: string | undefined;
    let inComment = false;
    for (let i = 0; i < list.length; i++) {
      const token = list[i] as Token;
      if (token.text.startsWith('#')) {
        if (!inComment) out.comment(token.start, text, unknownConsequence(kind));
        inComment = true;
        continue;
      }
      if (last !== undefined) {
        const message = `${quote(token.text)} stands behind ${last}, where it is never asked`;
        out.problem(
          'unreachable-restriction',
          { start: token.start, end: text.length },
          message,
          'it is ignored',
        );
        last = undefined;
      }
      const name = token.text.toLowerCase();
      i += addRestriction(out, text, token, wordsBehind(list, i), kind, context, inComment);
      if (final.has(name) && !inComment && list[i + 1]?.text.startsWith('#') !== true) last = name;
    }
    return out;
  },
  candidates: (kind, context) => restrictionCandidates(kind, context),
};

/** The next two words before a comment: an argument, and what a blank tore off it. */
function wordsBehind(list: readonly Token[], at: number): Token[] {
  const words = list.slice(at + 1, at + 3);
  const comment = words.findIndex(({ text }) => text.startsWith('#'));
  return comment === -1 ? words : words.slice(0, comment);
}

/** Adds one restriction with its argument. Returns how many of the words behind it belong to it. */
function addRestriction(
  out: Collector,
  text: string,
  token: Token,
  behind: readonly Token[],
  kind: Kind,
  context: ValueContext,
  inComment: boolean,
): number {
  if (token.text.includes(':') && !token.text.startsWith('$')) {
    if (addSplitTable(out, text, token, behind[0], context)) return 1;
    addBareTable(out, text, token, kind, context);
    return 0;
  }
  if (isDynamic(token.text)) {
    out.add(token, token.text, 'restriction');
    return 0;
  }
  const name = token.text.toLowerCase();
  const restriction = context.catalogue.restriction(name);
  const isListed = kind.only?.includes(name) === true;
  if (restriction === undefined && !isListed) {
    if (kind.only === undefined && context.restrictionClasses.has(name))
      out.add(token, token.text, 'restriction-class');
    else if (!inComment) unknownRestriction(out, token, behind[0], kind, context);
    return 0;
  }
  const index = out.add(token, token.text, 'restriction', { term: termId(context, 'restriction', name) });
  if (kind.only !== undefined && !isListed) {
    const message = `${quote(token.text)} is not taken here: ${possible(kind.only)}`;
    out.problem('not-allowed-here', token, message, unknownConsequence(kind));
  } else if (restriction !== undefined) checkLifetime(out, token, restriction, context);
  const wanted = restriction === undefined ? argumentOf(name) : restriction.argument;
  return wanted === undefined ? 0 : addArgument(out, text, token, behind, wanted, index, context);
}

/** Restrictions outside the catalogue are those of single parameters: check_address_map. */
function argumentOf(name: string): Restriction['argument'] {
  return name.startsWith('check_') ? 'table' : undefined;
}

function addBareTable(out: Collector, text: string, token: Token, kind: Kind, context: ValueContext): void {
  const colon = token.text.indexOf(':');
  const before = token.text.slice(0, colon);
  const restriction = context.catalogue.restriction(before);
  if (restriction?.argument !== undefined) {
    out.add({ start: token.start, end: token.start + colon }, before, 'restriction', {
      term: termId(context, 'restriction', before.toLowerCase()),
    });
    const message = `${quote(token.text)} has a colon behind ${before}, so it is read as a table of that type`;
    out.problem('colon-after-restriction', token, message, serverError, [
      `${before} ${token.text.slice(colon + 1)}`,
    ]);
    return;
  }
  if (token.text.startsWith('{')) {
    out.add(token, token.text, 'argument');
    out.problem(
      'unknown-restriction',
      token,
      `${quote(token.text)} is not a restriction`,
      unknownConsequence(kind),
    );
    return;
  }
  if (kind.only !== undefined && isAddressText(token.text.replace(/[[\]]/g, ''))) {
    out.add(token, token.text, 'word');
    const consequence = token.text.startsWith('::') ? programsStop : unknownConsequence(kind);
    out.problem('unknown-restriction', token, addressNotTaken(token), consequence);
    return;
  }
  addTable(out, text, token, context);
  if (stagesWithTable.has(kind.stage) || kind.only !== undefined) return;
  const message = `${quote(token.text)} stands without a check_…_access: at this stage a table has no meaning of its own`;
  out.problem('table-without-restriction', token, message, serverError);
}

function unknownRestriction(
  out: Collector,
  token: Token,
  next: Token | undefined,
  kind: Kind,
  context: ValueContext,
): void {
  out.add(token, token.text, 'word');
  const names =
    kind.only ??
    context.catalogue.restrictions.filter(each => isAvailable(each, context)).map(({ name }) => name);
  const word = token.text.toLowerCase();
  const classes = kind.only === undefined ? context.restrictionClasses : [];
  const suggestion = meantRestriction(word, next, names, context) ?? nearestWord(word, classes);
  const message =
    kind.only === undefined
      ? `${quote(token.text)} is not a restriction, nor in smtpd_restriction_classes`
      : /^[\d.]+\/\d+$|^\d+(?:\.\d+){3}$/.test(word)
        ? addressNotTaken(token)
        : `${quote(token.text)} is not taken here: ${possible(kind.only)}`;
  out.problem('unknown-restriction', token, message, unknownConsequence(kind), [suggestion]);
}

function addressNotTaken({ text }: Token): string {
  return `${quote(text)} is not taken here: addresses and networks belong in a cidr: table`;
}

/** The restriction that was probably meant: begun and not ended, or misspelt, and with as many arguments as stand there. */
function meantRestriction(
  word: string,
  next: Token | undefined,
  names: readonly string[],
  context: ValueContext,
): string | undefined {
  const meant = unfinishedWord(word, names) ?? nearestWord(word, names);
  if (meant === undefined || hasOtherWord(word, meant, names)) return undefined;
  const takes = (context.catalogue.restriction(meant)?.argument ?? argumentOf(meant)) !== undefined;
  const has = isArgument(next, context);
  return has === undefined || has === takes ? meant : undefined;
}

/** Whether a word of one name stands in place of one of the other: neither is a slip of the other then. */
function hasOtherWord(written: string, meant: string, names: readonly string[]): boolean {
  const parts = written.split('_');
  const others = meant.split('_');
  const added = parts.filter(part => !others.includes(part));
  const missing = others.filter(part => !parts.includes(part));
  if (added.length === 0 || missing.length === 0) return false;
  const known = new Set(names.flatMap(name => name.split('_')));
  return added.every(part => known.has(part) && !missing.some(other => part.startsWith(other)));
}

/** Whether what stands behind a restriction is its argument; undefined where it can as well be a restriction of its own. */
function isArgument(next: Token | undefined, context: ValueContext): boolean | undefined {
  if (next === undefined || context.catalogue.restriction(next.text) !== undefined) return false;
  if (isDynamic(next.text) || next.text.includes(':')) return undefined;
  return /[.\d/{]/.test(next.text) && !context.restrictionClasses.has(next.text.toLowerCase());
}

function isAvailable(restriction: Restriction, { release }: ValueContext): boolean {
  return !isTooNew(restriction, release) && !isRemoved(restriction, release);
}

function checkLifetime(
  out: Collector,
  token: Token,
  restriction: Restriction,
  { catalogue, release }: ValueContext,
): void {
  if (isTooNew(restriction, release)) {
    const message = `${quote(token.text)} exists from Postfix ${sinceText(restriction, release)} on, not in ${formatRelease(release)}`;
    out.problem('too-new', token, message, serverError);
  } else if (isRemoved(restriction, release)) {
    const { removed = '', replacement } = restriction;
    const instead = replacement === undefined ? '' : `; use ${replacement}`;
    const message = `${quote(token.text)} does not exist any more from Postfix ${removed} on${instead}`;
    const isPlain =
      replacement !== undefined &&
      /^[\w, ]+$/.test(replacement) &&
      !replacement.includes(' or ') &&
      catalogue.restriction(replacement)?.argument === restriction.argument;
    out.problem('removed-word', token, message, serverError, [isPlain ? replacement : undefined]);
  }
}

/** Adds the argument that a restriction wants. Returns how many of the words behind it are one. */
function addArgument(
  out: Collector,
  text: string,
  token: Token,
  [argument, next]: readonly Token[],
  wanted: NonNullable<Restriction['argument']>,
  parent: number,
  context: ValueContext,
): number {
  const what = argumentWords[wanted];
  const isOtherRestriction =
    argument !== undefined && context.catalogue.restriction(argument.text) !== undefined;
  if (argument === undefined || isOtherRestriction) {
    const takesIt = isOtherRestriction && wanted === 'domain';
    const consequence =
      wanted !== 'domain'
        ? serverError
        : takesIt
          ? `${argument.text} is taken for that domain and is not asked any more`
          : 'it is ignored, with a warning in the log';
    out.problem('missing-argument', token, `${token.text} lacks ${what}`, consequence);
    if (takesIt) out.add(argument, argument.text, 'argument', { parent });
    return takesIt ? 1 : 0;
  }
  if (wanted === 'table' && addSplitTable(out, text, argument, next, context, parent)) return 2;
  if (wanted === 'server' && addSplitServer(out, text, argument, next, policyService, parent)) return 2;
  if (wanted === 'table') addTableArgument(out, text, token, argument, parent, context);
  else if (wanted === 'server') addServer(out, text, argument, policyService, context, parent);
  else {
    out.add(argument, argument.text, 'argument', { parent });
    if (isDynamic(argument.text)) return 1;
    if (wanted === 'domain') checkDnsListArgument(out, argument);
    else if (!/^\d+$/.test(argument.text)) {
      const suggestion = /^(\d+)s$/.exec(argument.text)?.[1];
      const message = `${quote(argument.text)} is not a number of seconds, which ${token.text} wants`;
      out.problem('bad-argument', argument, message, serverError, [suggestion]);
    }
  }
  return 1;
}

const argumentWords: Readonly<Record<NonNullable<Restriction['argument']>, string>> = {
  table: 'its table: type:name',
  server: 'the address of its server: inet:host:port or unix:path',
  domain: 'the domain of its DNS list',
  duration: 'its number of seconds',
};

function addTableArgument(
  out: Collector,
  text: string,
  token: Token,
  argument: Token,
  parent: number,
  context: ValueContext,
): void {
  if (argument.text.includes(':') || isDynamic(argument.text)) {
    addTable(out, text, argument, context, parent);
    return;
  }
  out.add(argument, argument.text, 'argument', { parent });
  const suggestions = argument.text.startsWith('/')
    ? [`$default_database_type:${argument.text}`, `texthash:${argument.text}`]
    : [];
  const message = `${quote(argument.text)} is not type:name, which ${token.text} wants`;
  out.problem('bad-argument', argument, message, serverError, suggestions);
}

/** What people write most, in the order in which it should stand. */
const usual = [
  ...[
    'permit_mynetworks',
    'permit_sasl_authenticated',
    'reject_unauth_destination',
    'defer_unauth_destination',
  ],
  ...['reject_non_fqdn_recipient', 'reject_unknown_recipient_domain', 'reject_non_fqdn_sender'],
  ...['reject_unknown_sender_domain', 'reject_invalid_helo_hostname', 'reject_non_fqdn_helo_hostname'],
  ...['reject_unauth_pipelining', 'reject_rbl_client', 'check_policy_service', 'check_client_access'],
  ...['check_sender_access', 'check_recipient_access', 'check_helo_access', 'permit', 'reject', 'defer'],
];

function restrictionCandidates({ stage, only }: Kind, context: ValueContext): Candidate[] {
  const offers: Candidate[] = [];
  for (const restriction of context.catalogue.restrictions) {
    const { name, argument, replacement } = restriction;
    if (!isAvailable(restriction, context) || (only !== undefined && !only.includes(name))) continue;
    const rank = rankOf(name, stage);
    const offer = candidate(context, name, 'restriction', 'restriction', rank);
    if (offer === undefined) continue;
    const insert = argument === undefined ? {} : { insert: `${name} ${snippets[argument]}`, isSnippet: true };
    offers.push({ ...offer, ...insert, ...(replacement === undefined ? {} : { deprecated: true }) });
  }
  for (const name of context.restrictionClasses) {
    offers.push({
      label: name,
      role: 'restriction-class',
      detail: 'restriction class of this file',
      rank: 5,
    });
  }
  if (!stagesWithTable.has(stage)) return offers;
  return [...offers, ...tableCandidates(context, 2 * usual.length + 4, noAnswer)];
}

/** What the stage is there for, before what is about another one. */
function rankOf(name: string, stage: RestrictionStage): number {
  const at = usual.indexOf(name);
  const about = name.endsWith('_unauth_destination') ? 'relay' : aboutStage.exec(name)?.[1];
  const rank = at === -1 ? usual.length + (about === stage ? 0 : 1) : at;
  const isOfOther = about !== undefined && about !== stage && !mixedStages.has(stage);
  return isOfOther ? usual.length + 2 + rank : rank;
}

const aboutStage = /_(client|helo|sender|recipient|etrn)(?:_|$)/;
/** Where people put restrictions of every stage, in one order. */
const mixedStages: ReadonlySet<RestrictionStage> = new Set(['relay', 'recipient', 'class']);

const snippets: Readonly<Record<NonNullable<Restriction['argument']>, string>> = {
  table: '${1:hash}:${2:/etc/postfix/}',
  server: '${1:unix:private/policy}',
  domain: '${1:zen.spamhaus.org}',
  duration: '${1:1}',
};
