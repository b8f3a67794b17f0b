import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { addressBits, hasHostBits, parseAddress } from './network';
import { addressCandidate, candidates, termId } from './terms';
import { commaAndSpace, isDynamic, tokens, type Token } from './tokens';
import type { ValueContext, ValueKind } from './value';
import { quote } from './wording';

const words = ['all', 'loopback-only'];
const lookedFor = 'Postfix looks for a host of that name, and its programs that find none stop';
/** Names that systems give to network interfaces, and that nobody gives to a host. */
const interfaceName =
  /^(?:lo0?|(?:eth|ens|eno|wlan|br|bond|docker|venet|veth|vmbr|virbr|tun|tap|wg|ppp)\d{1,5}|enp\d{1,5}s\d{1,5}(?:f\d{1,3})?|wlp\d{1,5}s\d{1,5}|enx[\da-f]{12})(?:[.:]\d{1,5})?$/i;
const notFound = 'Postfix looks for a host of that name, finds none and does not start';

/** `all` or `loopback-only` alone where they are known, else host names and addresses, without masks (own_inet_addr.c). */
export const inetInterfaces: ValueKind<KindOf<'inet-interfaces'>> = {
  parse(text, kind, context) {
    const out = new Collector();
    const list = tokens(text, commaAndSpace);
    const isAlone = list.length === 1 || list[1]?.text.startsWith('#') === true;
    for (const token of list) {
      if (out.isComment(token, text)) break;
      if (isDynamic(token.text)) out.add(token, token.text, 'host');
      else addInterface(out, token, { isAlone, isKeyword: kind.keywords !== false }, context);
    }
    return out;
  },
  candidates: ({ keywords }, context) =>
    // Addresses of other machines are anybody's guess.
    keywords === false
      ? []
      : [
          ...candidates(context, words, 'host', 'inet-interfaces').map(word => ({ ...word, isAlone: true })),
          addressCandidate(context, '127.0.0.1', 'host', 'ipv4-address', 'this host, IPv4', 2),
          addressCandidate(context, '[::1]', 'host', 'ipv6-address', 'this host, IPv6', 3),
        ],
};

function addInterface(
  out: Collector,
  token: Token,
  { isAlone, isKeyword }: { readonly isAlone: boolean; readonly isKeyword: boolean },
  context: ValueContext,
): void {
  const { text } = token;
  const word = words.find(each => each === text.toLowerCase());
  const inside = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const address = parseAddress(inside);
  const term =
    word === undefined
      ? address === undefined
        ? undefined
        : termId(context, 'network', `ipv${address.family}-address`)
      : isKeyword
        ? termId(context, 'inet-interfaces', word)
        : undefined;
  out.add(token, token.text, 'host', { term });

  if (word !== undefined) {
    if (!isKeyword) {
      const message = `${quote(text)} has a meaning in inet_interfaces only: here it is a host name`;
      out.problem('no-keyword-here', token, message, lookedFor);
    } else if (!isAlone) {
      const message = `${quote(text)} has its meaning only as the whole value: beside others it is a host name`;
      out.problem('not-alone', token, message, notFound);
    } else if (word !== text) {
      out.problem('wrong-case', token, `${quote(text)} is a host name here: the word is ${word}`, notFound, [
        word,
      ]);
    }
  } else if (text.includes('/')) {
    const plain = text.slice(0, text.indexOf('/'));
    const message = `${quote(text)} has a mask: addresses of interfaces are written without one`;
    const address = parseAddress(plain.replace(/^\[|\]$/g, ''));
    const length = Number(/^\/(\d{1,3})/.exec(text.slice(plain.length))?.[1]);
    // The address of a network is none of this machine's.
    const isNetwork =
      address !== undefined && length < addressBits(address.family) && !hasHostBits(address, length);
    const isPlain = address !== undefined && !plain.includes('[');
    out.problem('has-mask', token, message, notFound, [
      isNetwork ? undefined : isPlain ? plain : closed(plain),
    ]);
  } else if (text === '*') {
    const message = `${quote(text)} is not a wildcard here`;
    out.problem('interface-name', token, message, notFound, [isAlone && isKeyword ? 'all' : undefined]);
  } else if (interfaceName.test(text)) {
    const message = `${quote(text)} is the name of a network interface: the list holds addresses and host names`;
    out.problem('interface-name', token, message, notFound);
  } else if (/^\[ipv6:/i.test(text)) {
    const message = `${quote(text)} has a prefix that belongs to mail addresses`;
    out.problem('ipv6-prefix', token, message, notFound, [`[${text.slice(6)}`]);
  } else if (text.startsWith('[') && !text.endsWith(']')) {
    out.problem('missing-bracket', token, `${quote(text)} lacks its closing bracket`, notFound, [`${text}]`]);
  }
}

function closed(text: string): string | undefined {
  if (!text.startsWith('[')) return undefined;
  return text.endsWith(']') ? text : `${text}]`;
}
