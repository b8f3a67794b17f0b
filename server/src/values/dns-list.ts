import type { Collector } from './collector';
import { hostNameError } from './host-name';
import { isDigit } from '../text/ascii';
import type { Token } from './tokens';
import { quote } from './wording';

/** The domain of a DNS list, and behind `=` which answers count: `zen.example=127.0.0.[2..11]`. */
export function checkDnsListArgument(out: Collector, token: Token, consequence?: string): void {
  const equals = token.text.indexOf('=');
  const domain = equals === -1 ? token.text : token.text.slice(0, equals);
  const why = hostNameError(domain);
  if (why !== undefined) {
    const cleaned = domain.replace(/^["'.]+|["';.]+$/g, '');
    const suggestion = hostNameError(cleaned) === undefined ? cleaned : undefined;
    const message = `${quote(domain)} is not the domain of a DNS list: it ${why}`;
    const span = { start: token.start, end: token.start + domain.length };
    out.problem('bad-argument', span, message, consequence, [suggestion]);
  } else if (equals !== -1 && !isAddressFilter(token.text, equals + 1)) {
    const filter = token.text.slice(equals + 1);
    const message = `${quote(filter)} is not a filter for addresses: four numbers, or [a;b..c] in the place of one`;
    out.problem('bad-argument', { start: token.start + equals + 1, end: token.end }, message, consequence, [
      meantFilter(filter),
    ]);
  }
}

/** `127.0.0.[2-11]`, `127.0.0.2..5`: ranges have two dots, and brackets around them. */
function meantFilter(filter: string): string | undefined {
  const meant = filter
    .replace(/(\d)-(?=\d)/g, '$1..')
    .replace(/(^|\.)(\d{1,3}\.\.\d{1,3})(?=\.|$)/g, '$1[$2]');
  return meant !== filter && isAddressFilter(meant, 0) ? meant : undefined;
}

/** Four parts with dots between: a byte, or a list of bytes and ranges in brackets (ip_match.c). */
function isAddressFilter(text: string, from: number): boolean {
  let at = from;
  const byte = (): number => {
    const start = at;
    while (at < text.length && isDigit(text.charCodeAt(at))) at++;
    return at === start || at - start > 3 ? -1 : Number(text.slice(start, at));
  };
  const range = (): boolean => {
    const low = byte();
    if (low === -1 || low > 255) return false;
    if (text.startsWith('..', at)) {
      at += 2;
      const high = byte();
      return high >= low && high <= 255;
    }
    return true;
  };
  for (let part = 0; part < 4; part++) {
    if (part > 0 && text[at++] !== '.') return false;
    if (text[at] === '[') {
      do {
        at++;
        if (!range()) return false;
      } while (text[at] === ';');
      if (text[at++] !== ']') return false;
    } else {
      const value = byte();
      if (value === -1 || value > 255) return false;
    }
  }
  return at === text.length;
}
