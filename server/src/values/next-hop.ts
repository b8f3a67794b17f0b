import type { KindOf } from '../catalogue/kind';
import { formatRelease, isAtLeast } from '../catalogue/release';
import { Collector } from './collector';
import { addDestination } from './destination';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';
import { severalWords } from './word-set';
import { quote } from './wording';

/** Where mail goes: one destination, or several that are tried in turn. */
export const nextHop: ValueKind<KindOf<'next-hop'>> = {
  parse(text, { several }, context) {
    const out = new Collector();
    const list = tokens(text, commaAndSpace);
    const second = list[1];
    if (second !== undefined && !second.text.startsWith('#')) {
      const whole = { text, start: 0, end: text.length };
      if (several === undefined) severalWords(out, whole, list[0]?.text ?? '');
      else if (!isAtLeast(context.release, several)) {
        const message = `${quote(text)} is a list: several destinations work from Postfix ${several} on, not in ${formatRelease(context.release)}`;
        out.problem('too-new', whole, message, 'the client (smtp) stops at each message for it', [
          list[0]?.text,
        ]);
      }
    }
    for (const token of list) {
      if (!out.isComment(token, text)) addDestination(out, token, token.text);
    }
    return out;
  },
  candidates: () => [
    {
      label: '[host]:port',
      insert: '[${1:smtp.example.com}]:${2:587}',
      isSnippet: true,
      role: 'host',
      detail: 'this host, without a look at MX records',
      rank: 0,
    },
    {
      label: 'domain',
      insert: '${1:example.com}',
      isSnippet: true,
      role: 'host',
      detail: 'the mail servers (MX) of a domain',
      rank: 1,
    },
  ],
};
