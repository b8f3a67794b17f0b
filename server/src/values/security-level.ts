import type { KindOf, Side } from '../catalogue/kind';
import { quote, ValueBuilder } from './build';
import { nearest } from './nearest';
import { isDynamic, tokens } from './tokens';
import type { Candidate, ParsedValue, ValueKind } from './value';

export const clientLevels = [
  'none',
  'may',
  'encrypt',
  'dane',
  'dane-only',
  'fingerprint',
  'verify',
  'secure',
] as const;
export const serverLevels = ['none', 'may', 'encrypt'] as const;
/** Levels of the client that the server takes for encrypt, with a warning. */
const becomeEncrypt = ['fingerprint', 'verify', 'secure'];
const fatalOnServer = ['dane', 'dane-only', 'halfdane'];

/** `smtp_tls_security_level` and its kin: one word, in any case; empty means that the older parameters decide. */
export const securityLevel: ValueKind<KindOf<'security-level'>> = {
  parse(text, { side }): ParsedValue {
    const builder = new ValueBuilder();
    if (isDynamic(text)) {
      builder.item(0, text.length, text, 'expression', { dynamic: true });
      return builder.result();
    }
    if (text === '') return builder.result();
    const [first, second] = tokens(text);
    const level = text.toLowerCase();
    if (first !== undefined && second !== undefined && isLevelOf(side, first.text.toLowerCase())) {
      builder.item(first.start, first.end, first.text, 'security-level', { term: termId(side, first.text) });
      if (!builder.comment(second, text)) {
        builder.problem(0, text.length, 'several-values', `"${quote(text)}" is more than one level`, {
          consequence: `${programs(side)} stops: Invalid TLS level`,
          suggestions: [first.text],
        });
      }
      return builder.result();
    }
    builder.item(
      0,
      text.length,
      text,
      'security-level',
      isLevelOf(side, level) ? { term: termId(side, level) } : {},
    );
    if (isLevelOf(side, level)) return builder.result();
    if (side === 'server' && becomeEncrypt.includes(level)) {
      builder.problem(
        0,
        text.length,
        'level-becomes-encrypt',
        `${level} is a level for outgoing mail (client, smtp)`,
        {
          consequence: 'the server warns and uses encrypt instead',
          suggestions: ['encrypt'],
        },
      );
    } else if (side === 'server' && fatalOnServer.includes(level)) {
      builder.problem(
        0,
        text.length,
        'client-level',
        `${level} is a level for outgoing mail (client, smtp)`,
        {
          consequence: 'smtpd stops: Invalid TLS level',
          suggestions: ['may', 'encrypt'],
        },
      );
    } else {
      builder.problem(0, text.length, 'unknown-level', `"${quote(text)}" is not a TLS security level`, {
        consequence: `${programs(side)} stops: Invalid TLS level`,
        suggestions: meant(side, level),
      });
    }
    return builder.result();
  },
  candidates({ side }): readonly Candidate[] {
    return levelsOf(side).map((level, rank) => ({
      label: level,
      role: 'security-level',
      term: termId(side, level),
      rank,
    }));
  },
};

export function levelsOf(side: Side): readonly string[] {
  return side === 'client' ? clientLevels : serverLevels;
}

function isLevelOf(side: Side, level: string): boolean {
  return levelsOf(side).includes(level);
}

function termId(side: Side, level: string): string {
  return `${side}-level/${level.toLowerCase()}`;
}

function programs(side: Side): string {
  return side === 'client' ? 'the mail client' : 'smtpd';
}

function meant(side: Side, level: string): string[] {
  if (level === 'yes' || level === 'opportunistic' || level === 'on') return ['may'];
  if (level === 'no' || level === 'off') return ['none'];
  return nearest(level, levelsOf(side));
}
