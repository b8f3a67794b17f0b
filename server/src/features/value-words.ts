import ipaddr from 'ipaddr.js';
import type { DurationUnit } from '../catalogue/kind';
import { addressBits, formatAddress, networkOf, parseAddress, type Address } from '../values/network';
import { readDuration } from '../values/duration';
import type { CertificateFacts, FileFact, PemBlock } from '../config/world';

/** A network or address of a match list in words: its size, its first and last address, what it is for. */
export function networkWords(text: string): string | undefined {
  const bare = text.replace('[', '').replace(']', '');
  const slash = bare.indexOf('/');
  const address = parseAddress(slash === -1 ? bare : bare.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = addressBits(address.family);
  const length = slash === -1 ? bits : Number(bare.slice(slash + 1));
  if (!Number.isInteger(length) || length < 0 || length > bits) return undefined;
  const purpose =
    length === 0 ? 'the whole internet' : rangeWords[ipaddr.parse(formatAddress(address)).range()];
  const about = purpose === undefined ? '' : `, ${purpose}`;
  if (length === bits) return `one IPv${address.family} address${about}`;
  const first = formatAddress(networkOf(address, length));
  const last = formatAddress(lastOf(address, length));
  return `${countWords(bits - length)} IPv${address.family} addresses, \`${first}\` to \`${last}\`${about}`;
}

/** The last address of a network. */
function lastOf(address: Address, length: number): Address {
  const { family, parts } = networkOf(address, length);
  const bits = family === 4 ? 8 : 16;
  const all = 2 ** bits - 1;
  return {
    family,
    parts: parts.map((part, i) => part | (all >> Math.min(bits, Math.max(0, length - i * bits)))),
  };
}

function countWords(bits: number): string {
  return bits <= 24 ? (2 ** bits).toLocaleString('en') : `2^${bits}`;
}

const rangeWords: Readonly<Record<string, string>> = {
  loopback: 'this machine itself (loopback)',
  private: 'private (RFC 1918)',
  linkLocal: 'link-local',
  uniqueLocal: 'unique local (RFC 4193)',
  multicast: 'multicast',
  carrierGradeNat: "shared by a provider's customers (RFC 6598)",
  ipv4Mapped: 'IPv4-mapped: no client ever has it',
  unicast: 'public',
};

const units: readonly (readonly [DurationUnit, number, string])[] = [
  ['w', 604_800, 'week'],
  ['d', 86_400, 'day'],
  ['h', 3_600, 'hour'],
  ['m', 60, 'minute'],
  ['s', 1, 'second'],
];

/** A time such as `5d` in words: `5 days, that is 120 hours`. Undefined for what Postfix does not accept. */
export function durationWords(text: string, defaultUnit: DurationUnit): string | undefined {
  const read = readDuration(text, defaultUnit);
  if (read === undefined) return undefined;
  const { count, unit } = read;
  const index = units.findIndex(([letter]) => letter === unit);
  const [, seconds, word] = units[index] ?? ['s', 1, 'second'];
  const total = count * seconds;
  const written = quantity(count, word);
  // The largest unit that leaves nothing over, if it is not the one that is written; else the next smaller one.
  const rounder = units.find(([, size], at) => at < index && total >= size && total % size === 0);
  const other = rounder ?? units[index + 1];
  if (total === 0 || other === undefined) return written;
  return `${written}, that is ${quantity(total / other[1], other[2])}`;
}

function quantity(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}

/** A number of bytes in words: `9.8 MiB (10,240,000 bytes)`. Undefined below 1 kB, where the number says it. */
export function sizeWords(text: string): string | undefined {
  if (!/^\d{4,15}$/.test(text)) return undefined;
  const bytes = Number(text);
  const [unit, size] =
    bytes >= 2 ** 30 ? ['GiB', 2 ** 30] : bytes >= 2 ** 20 ? ['MiB', 2 ** 20] : ['KiB', 1024];
  const rounded = Math.round((bytes / size) * 10) / 10;
  return `${rounded * size === bytes ? '' : 'about '}${rounded} ${unit} (${bytes.toLocaleString('en')} bytes)`;
}

/** What is known of a file, a line each; nothing while nothing is known. */
export function fileWords(fact: FileFact, now: number | undefined): string[] {
  if (fact.kind === 'unknown') return [];
  if (fact.kind === 'missing') return ['There is no such file on this machine.'];
  return (fact.pem?.blocks ?? []).map(block => blockWords(block, now));
}

function blockWords(block: PemBlock, now: number | undefined): string {
  switch (block.kind) {
    case 'certificate':
      return certificateWords(block.certificate, now);
    case 'private-key':
      return block.encrypted ? '- a private key, encrypted: Postfix cannot use it' : '- a private key';
    case 'dh-parameters':
      return `- Diffie-Hellman parameters${block.bits === undefined ? '' : ` of ${block.bits} bits`}`;
    case 'other':
      return `- ${block.label}`;
  }
}

function certificateWords(certificate: CertificateFacts, now: number | undefined): string {
  const { names, subject, issuer, selfSigned, isAuthority, notAfter, keyType, keyBits } = certificate;
  const who = names.length === 0 ? subject : names.join(', ');
  const by = selfSigned ? 'self-signed' : `issued by ${issuer}`;
  const key = `${keyType}${keyBits === undefined ? '' : ` ${keyBits} bits`}`;
  const date = new Date(notAfter).toISOString().slice(0, 10);
  const validity = now !== undefined && notAfter < now ? `**expired on ${date}**` : `valid until ${date}`;
  return `- ${isAuthority ? 'authority' : 'certificate'} for ${who}: ${by}, ${validity}, ${key}`;
}
