/** Names of the internet in the two forms they have (RFC 3492, RFC 5890), as far as Postfix needs them. */

const base = 36;
const minimum = 1;
const maximum = 26;
const firstCode = 128;

/** The ASCII form of a domain: `xn--bcher-kva.example`. Undefined where a label has none, and for no text at all. */
export function domainToAscii(domain: string): string | undefined {
  if (domain === '') return undefined;
  return eachLabel(domain, label => {
    if (isAscii(label)) return label;
    const mapped = label.toLowerCase().normalize('NFC');
    return /^[\p{L}\p{M}\p{N}-]+$/u.test(mapped) ? `xn--${encode(mapped)}` : undefined;
  });
}

/** The form of a domain that people read: `bücher.example`. Undefined where a label is no name in disguise. */
export function domainToUnicode(domain: string): string | undefined {
  return eachLabel(domain, label => {
    if (!/^xn--/i.test(label)) return label;
    const decoded = decode(label.slice(4).toLowerCase());
    if (decoded === undefined || isAscii(decoded) || /[\p{C}\p{Z}]/u.test(decoded)) return undefined;
    return `xn--${encode(decoded)}` === label.toLowerCase() ? decoded : undefined;
  });
}

function eachLabel(domain: string, convert: (label: string) => string | undefined): string | undefined {
  const labels: string[] = [];
  for (const label of domain.split('.')) {
    const converted = convert(label);
    if (converted === undefined) return undefined;
    labels.push(converted);
  }
  return labels.join('.');
}

/** Whether a text has no other characters than those of ASCII. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= firstCode) return false;
  return true;
}

function encode(label: string): string {
  const codes = Array.from(label, character => character.codePointAt(0) as number);
  let output = codes
    .filter(code => code < firstCode)
    .map(code => String.fromCharCode(code))
    .join('');
  const basic = output.length;
  if (basic > 0) output += '-';
  let code = firstCode;
  let delta = 0;
  let bias = 72;
  for (let handled = basic; handled < codes.length; delta++, code++) {
    const next = Math.min(...codes.filter(candidate => candidate >= code));
    delta += (next - code) * (handled + 1);
    code = next;
    for (const candidate of codes) {
      if (candidate < code) delta++;
      if (candidate !== code) continue;
      let rest = delta;
      for (let k = base; ; k += base) {
        const threshold = thresholdAt(k, bias);
        if (rest < threshold) break;
        output += digit(threshold + ((rest - threshold) % (base - threshold)));
        rest = Math.floor((rest - threshold) / (base - threshold));
      }
      output += digit(rest);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
  }
  return output;
}

function decode(text: string): string | undefined {
  const end = text.lastIndexOf('-');
  const codes = Array.from(end > 0 ? text.slice(0, end) : '', character => character.charCodeAt(0));
  let code = firstCode;
  let position = 0;
  let bias = 72;
  for (let at = end > 0 ? end + 1 : 0; at < text.length;) {
    const before = position;
    let weight = 1;
    for (let k = base; ; k += base) {
      const value = '0123456789'.includes(text[at] ?? '.')
        ? text.charCodeAt(at) - 22
        : text.charCodeAt(at) - 97;
      if (!(value >= 0 && value < base)) return undefined;
      at++;
      position += value * weight;
      const threshold = thresholdAt(k, bias);
      if (value < threshold) break;
      weight *= base - threshold;
    }
    bias = adapt(position - before, codes.length + 1, before === 0);
    code += Math.floor(position / (codes.length + 1));
    position %= codes.length + 1;
    if (code > 0x10ffff) return undefined;
    codes.splice(position++, 0, code);
  }
  return String.fromCodePoint(...codes);
}

function thresholdAt(k: number, bias: number): number {
  return Math.max(minimum, Math.min(maximum, k - bias));
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > 455; k += base) rest = Math.floor(rest / (base - minimum));
  return k + Math.floor((36 * rest) / (rest + 38));
}

function digit(value: number): string {
  return 'abcdefghijklmnopqrstuvwxyz0123456789'[value] as string;
}
