/** One ASN.1 element in DER: its tag and where its contents are, as byte offsets. */
export interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

export const derSequence = 0x30;
export const derInteger = 0x02;
export const derObjectIdentifier = 0x06;

/** The element that begins at a byte offset; undefined where the bytes are no DER. */
export function derElement(bytes: Uint8Array, at: number, limit = bytes.length): DerElement | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const lengthBytes = first & 0x7f;
    // Indefinite lengths are not DER, and four bytes are far more than any certificate has.
    if (lengthBytes === 0 || lengthBytes > 4) return undefined;
    length = 0;
    for (let i = 0; i < lengthBytes; i++) length = length * 256 + (bytes[start + i] ?? 0);
    start += lengthBytes;
  }
  const end = start + length;
  return end > limit ? undefined : { tag, start, end };
}

/** The bits that an unsigned INTEGER needs. */
export function derIntegerBits(bytes: Uint8Array, { start, end }: DerElement): number {
  let at = start;
  while (at < end && bytes[at] === 0) at++;
  const top = bytes[at];
  return at === end || top === undefined ? 0 : (end - at) * 8 - Math.clz32(top) + 24;
}

/** An OBJECT IDENTIFIER in dots: `1.2.840.113549.1.1.11`. */
export function derObjectId(bytes: Uint8Array, { start, end }: DerElement): string {
  const numbers: number[] = [];
  let value = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (numbers.length === 0) {
      const first = Math.min(2, Math.floor(value / 40));
      numbers.push(first, value - first * 40);
    } else numbers.push(value);
    value = 0;
  }
  return numbers.join('.');
}
