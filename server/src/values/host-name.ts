import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { parseAddress } from './network';
import type { ValueKind } from './value';
import { severalWords } from './word-set';
import { programsStop, quote } from './wording';

/**
 * One host or domain name. Some parameters also take an address in brackets (smtp_helo_name), and myorigin the name of
 * a file that holds the name.
 */
export const hostName: ValueKind<KindOf<'host-name'>> = {
  parse(text) {
    const out = new Collector();
    const value = out.scalar(text, 'host');
    if (value === undefined || value.text === '') return out;
    if (value.text.startsWith('/')) {
      out.add(value, value.text, 'path');
      return out;
    }
    out.add(value, value.text, 'host');
    const separator = value.text.search(/[\s,]/);
    if (separator !== -1) severalWords(out, value, value.text.slice(0, separator), programsStop);
    else if (!isBracketedAddress(value.text)) {
      const why =
        hostNameError(value.text) ?? (isAscii(value.text) ? undefined : 'has letters outside ASCII');
      if (why === undefined) return out;
      const message = `${quote(value.text)} is not a host name: it ${why}`;
      out.problem('bad-host-name', value, message, undefined, [meantHostName(value.text)]);
    }
    return out;
  },
  candidates: () => [],
};

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

function isBracketedAddress(text: string): boolean {
  if (!text.startsWith('[') || !text.endsWith(']')) return false;
  const inside = text.slice(1, -1);
  return parseAddress(/^ipv6:/i.test(inside) ? inside.slice(5) : inside) !== undefined;
}

/**
 * What is wrong with a host name, as the rest of a sentence; undefined: nothing (valid_hostname(3)). Underscores pass, and
 * letters outside ASCII, which may still be turned into `xn--…`.
 */
export function hostNameError(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.length > 255) return 'is longer than 255 characters';
  let length = 0;
  let isNumeric = true;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code === 46) {
      if (length === 0 || at === name.length - 1) return 'has a dot in the wrong place';
      length = 0;
    } else if (code === 45) {
      isNumeric = false;
      length++;
      const next = name.charCodeAt(at + 1);
      if (length === 1 || Number.isNaN(next) || next === 46) return 'has a hyphen in the wrong place';
    } else if ((code >= 48 && code <= 57) || code > 127 || isLetterOrUnderscore(code)) {
      if (code < 48 || code > 57) isNumeric = false;
      if (++length > 63) return 'has a part of more than 63 characters';
    } else {
      return `has the character ${quote(name[at] as string)}`;
    }
  }
  return isNumeric ? 'has digits only' : undefined;
}

function isLetterOrUnderscore(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** Without quotes, port, trailing dot, `@` or `https://`. */
function meantHostName(text: string): string | undefined {
  const name = text
    .replace(/^["'<]+|["'>;]+$/g, '')
    .replace(/^[a-z]{1,10}:\/\//i, '')
    .replace(/^@|^\.+/, '')
    .replace(/[:/].*$/, '')
    .replace(/\.$/, '');
  return hostNameError(name) === undefined && isAscii(name) ? name : undefined;
}
