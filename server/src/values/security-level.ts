import type { KindOf, Side } from '../catalogue/kind';
import { Collector } from './collector';
import { nearestWord } from './nearest';
import { candidates, termId } from './terms';
import type { ValueKind } from './value';
import { singleWord } from './word-set';
import { possible, quote } from './wording';

/** All levels that Postfix knows, weakest first, in any case (tls_level.c). */
const clientLevels = ['none', 'may', 'encrypt', 'dane', 'dane-only', 'fingerprint', 'verify', 'secure'];
const serverLevels = clientLevels.slice(0, 3);
const becomeEncrypt: ReadonlySet<string> = new Set(['fingerprint', 'verify', 'secure']);

const stops: Readonly<Record<Side, string>> = {
  client: 'the client (smtp) stops and no mail leaves',
  server: 'the server (smtpd) stops and no mail comes in',
};

/** One level; empty leaves the choice to older parameters. */
export const securityLevel: ValueKind<KindOf<'security-level'>> = {
  parse(text, { side }, context) {
    const out = new Collector();
    const value = singleWord(out, text, 'security-level', stops[side], true);
    if (value === undefined) return out;
    const level = value.text.toLowerCase();
    const levels = side === 'server' ? serverLevels : clientLevels;
    const isLevel = levels.includes(level);
    const term = isLevel ? termId(context, `${side}-level`, level) : undefined;
    out.add(value, value.text, 'security-level', { term });
    if (isLevel) return out;

    if (becomeEncrypt.has(level)) {
      const message = `${quote(value.text)} is not a level of the server`;
      const consequence = 'the server (smtpd) takes it for encrypt, with a warning in the log';
      out.problem('level-becomes-encrypt', value, message, consequence, ['encrypt', 'may']);
    } else if (clientLevels.includes(level)) {
      const message = `${quote(value.text)} is a level of the client (smtp) only`;
      out.problem('level-stops-server', value, message, stops.server, ['may', 'encrypt']);
    } else {
      const message = `${quote(value.text)} is not a security level: ${possible(levels)}`;
      out.problem('unknown-word', value, message, stops[side], [meantLevel(level, levels)]);
    }
    return out;
  },
  candidates: ({ side }, context) => {
    // Whoever asks for a level rarely wants none of it.
    const levels = side === 'server' ? serverLevels : clientLevels;
    const offered = [...levels.slice(1), ...levels.slice(0, 1)];
    return candidates(context, offered, 'security-level', `${side}-level`);
  },
};

function meantLevel(word: string, levels: readonly string[]): string | undefined {
  if (['yes', 'true', 'on', '1', 'opportunistic', 'enabled', 'allow'].includes(word)) return 'may';
  if (['no', 'false', 'off', '0', 'disabled'].includes(word)) return 'none';
  if (['required', 'require', 'mandatory', 'enforce', 'must', 'starttls'].includes(word)) return 'encrypt';
  return nearestWord(word, levels);
}
