import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { checkDnsListArgument } from './dns-list';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';
import { quote } from './wording';

const stops = 'postscreen stops, and no mail comes in';
const largest = 2 ** 31;

/** The DNS lists that postscreen asks: `domain=filter*weight` (postscreen_dnsbl.c). */
export const dnsLists: ValueKind<KindOf<'dns-lists'>> = {
  parse(text) {
    const out = new Collector();
    for (const token of tokens(text, commaAndSpace, true)) {
      if (!out.isWord(token, text, 'word')) continue;
      out.add(token, token.text, 'word');
      const star = token.text.indexOf('*');
      const end = star === -1 ? token.text.length : star;
      const list = { text: token.text.slice(0, end), start: token.start, end: token.start + end };
      checkDnsListArgument(out, list, stops);
      const weight = token.text.slice(end + 1);
      if (star === -1 || (/^[-+]?\d{1,10}$/.test(weight) && Math.abs(Number(weight)) < largest)) continue;
      const message = `${quote(weight)} in ${quote(token.text)} is not a weight: a whole number, negative for lists of good senders`;
      out.problem(
        'bad-weight',
        { start: weight === '' ? list.end : list.end + 1, end: token.end },
        message,
        stops,
      );
    }
    return out;
  },
  candidates: () => [],
};
