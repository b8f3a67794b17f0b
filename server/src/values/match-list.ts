import type { KindOf } from '../catalogue/kind';
import type { Span } from '../text/span';
import { Collector } from './collector';
import { addAddressPattern, isAddressText, unbracketedAddress } from './address-pattern';
import { tableCandidates } from './table-candidates';
import { addSplitTable, addTable } from './table-reference';
import { addressCandidate, termId } from './terms';
import { commaAndSpace, isDynamic, tokens, type Token } from './tokens';
import type { Candidate, ItemRole, ValueContext, ValueKind } from './value';
import { programsStop, quote } from './wording';

type MatchList = KindOf<'match-list'>;

/**
 * Patterns that are tried in order (match_list.c): `/file`, `type:table`, addresses in brackets, and what is compared as
 * it stands. Everything from a `#` on is dropped, the lines below included.
 */
export const matchList: ValueKind<MatchList> = {
  parse(text, kind, context) {
    const out = new Collector();
    const list = tokens(text, commaAndSpace, true);
    for (let i = 0; i < list.length; i++) {
      const token = list[i] as Token;
      if (token.text.startsWith('#')) {
        out.comment(token.start, text, 'everything behind it is dropped, the lines below included');
        break;
      }
      const next = list[i + 1];
      if (addSplitTable(out, text, withoutNegation(token), next, context)) i++;
      else addPattern(out, text, token, list[i - 1], kind, context);
    }
    return out;
  },
  candidates({ of }, context) {
    const addresses: Candidate[] =
      of === 'host-address' || of === 'address'
        ? [
            addressCandidate(context, '127.0.0.0/8', 'network', 'ipv4-network', 'this host, IPv4', 0),
            addressCandidate(context, '[::1]/128', 'network', 'ipv6-network', 'this host, IPv6', 1),
            addressCandidate(context, '[fe80::]/64', 'network', 'ipv6-network', 'link-local neighbours', 2),
          ]
        : [];
    return [...addresses, ...tableCandidates(context, 10)];
  },
};

function addPattern(
  out: Collector,
  text: string,
  token: Token,
  previous: Token | undefined,
  { of }: MatchList,
  context: ValueContext,
): void {
  const pattern = withoutNegation(token);
  const negations = pattern.start - token.start;
  const operator = negations === 0 ? undefined : '!'.repeat(negations);
  const add = (role: ItemRole, page: string): number =>
    out.add(token, pattern.text, role, { operator, term: termId(context, 'network', page) });

  if (pattern.text === '') {
    out.add(token, token.text, 'text');
    const message = `${quote(token.text)} has no pattern: an exclamation mark must touch the pattern that it negates`;
    const next = /^\s+([^\s,#!][^\s,]{0,200})/.exec(text.slice(token.end, token.end + 210))?.[1];
    const span =
      next === undefined ? token : { start: token.start, end: text.indexOf(next, token.end) + next.length };
    out.problem('lone-negation', span, message, programsStop, [
      next === undefined ? undefined : token.text + next,
    ]);
  } else if (pattern.text.startsWith('/')) {
    add('path', 'file-pattern');
    checkLoneMask(out, text, pattern, previous);
  } else if (isDynamic(pattern.text) && !/^[a-z]+:/.test(pattern.text)) {
    add(of === 'string' ? 'word' : 'host', 'host-pattern');
  } else if (pattern.text.startsWith('[') || !pattern.text.includes(':') || pattern.text.startsWith('{')) {
    if (of === 'host-address' || of === 'address') {
      addAddressPattern(out, token, pattern, operator, of === 'host-address', context);
    } else {
      add(
        of === 'string' ? 'word' : 'host',
        pattern.text.startsWith('.') ? 'domain-pattern' : 'host-pattern',
      );
      checkName(out, pattern, of === 'domain');
    }
  } else if (isAddressText(pattern.text)) {
    add('network', pattern.text.includes('/') ? 'ipv6-network' : 'ipv6-address');
    unbracketedAddress(out, pattern);
  } else {
    // The `!` stands before the table's own items.
    const first = out.items.length;
    addTable(out, text, pattern, context);
    const item = out.items[first];
    if (item !== undefined && operator !== undefined)
      out.items[first] = { ...item, start: token.start, operator };
  }
}

function withoutNegation(token: Token): Token {
  let negations = 0;
  while (token.text.charCodeAt(negations) === 33) negations++;
  if (negations === 0) return token;
  return { text: token.text.slice(negations), start: token.start + negations, end: token.end };
}

/** `10.0.0.0 /8`: the blank makes a file of the mask. */
function checkLoneMask(out: Collector, text: string, pattern: Token, previous: Token | undefined): void {
  if (!/^\/\d{1,3}$/.test(pattern.text)) return;
  const isMask = previous !== undefined && /^!*[\d.]+$|^!*\[[\da-f:.]+\]$/i.test(previous.text);
  const span: Span = isMask ? { start: previous.start, end: pattern.end } : pattern;
  const message = `${quote(text.slice(span.start, span.end))} has a blank before its mask: ${pattern.text} is read as the name of a file`;
  const consequence = 'whoever is looked up in the list gets a temporary error (451)';
  out.problem('lone-mask', span, message, consequence, isMask ? [`${previous.text}${pattern.text}`] : []);
}

/** Names and words are compared as they stand, so that quotes and wildcards match nothing. */
function checkName(out: Collector, pattern: Token, isDomain: boolean): void {
  const { text } = pattern;
  let meant: string | undefined;
  if (/^["'].*["']$|^["';]|["';]$/.test(text)) meant = text.replace(/^["';]+|["';]+$/g, '');
  else if (isDomain && text.startsWith('@')) meant = text.slice(1);
  else if (isDomain && text.includes(';')) meant = text.replace(/;+/g, ', ');
  else if (isDomain && text.includes('@')) {
    const message = `${quote(text)} is a mail address, and only domains are compared here`;
    out.problem('never-matches', pattern, message, 'it matches nothing, without a message');
    return;
  } else if (!text.startsWith('{') && !(isDomain && text.includes('*'))) return;
  const message = `${quote(text)} equals no name: patterns are compared as they stand`;
  out.problem('never-matches', pattern, message, 'it matches nothing, without a message', [
    meant === '' ? undefined : meant,
  ]);
}
