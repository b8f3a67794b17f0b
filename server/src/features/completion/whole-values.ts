import { isAtLeast } from '../../catalogue/release';
import { computedDefault } from '../../config/computed-defaults';
import type { Configuration } from '../../config/configuration';
import { readDuration } from '../../values/duration';
import { addressBits, formatAddress, hasHostBits, parseAddress } from '../../values/network';
import type { Candidate } from '../../values/value';
import { durationWords } from '../value-words';
import type { Analysis } from '../analysis';
import type { ValuePlace } from './place';

/** Longer defaults nobody wants to type again. */
const longestDefault = 60;

/** What could stand as the whole value, beside what its kind knows: the default, a list that makes sense as such, a time with its unit. */
export function wholeValues(analysis: Analysis, place: ValuePlace): Candidate[] {
  const { slot, before, after, prefix } = place;
  if (slot.kind?.type === 'duration' && /^\d+$/.test(prefix)) return withUnits(prefix, slot.kind.unit);
  if (slot.kind?.type === 'match-list' && /^(?:host-)?address$/.test(slot.kind.of)) {
    const networks = networksOf(prefix);
    if (networks.length > 0) return networks;
  }
  if (slot.kind?.type === 'next-hop') {
    const hosts = withPorts(prefix);
    if (hosts.length > 0) return hosts;
  }
  if (before.trim() !== '' || after.trim() !== '' || slot.kind !== place.valueKind) return [];
  return [...protocolLists(analysis, place), ...standard(analysis, place)];
}

/** The release's default, unless the kind offers it itself. Of two values the other one is what somebody wants who sets it. */
function standard(
  { config }: Analysis,
  { assignment: { name, parameter }, valueKind }: ValuePlace,
): Candidate[] {
  const text = defaultText(config, name);
  if (valueKind.type === 'boolean') {
    const other = { yes: 'no', no: 'yes' }[text];
    if (other === undefined) return [];
    return [
      { label: other, role: 'boolean' },
      { label: text, role: 'boolean', detail: 'default' },
    ];
  }
  if (text === '' || text.length > longestDefault || closedSets.has(valueKind.type)) return [];
  if (parameter?.parameter?.raw === true) return [];
  // Nobody types a choice between releases, or a name that is out of use.
  if (text.includes('${')) return [];
  const reference = /^\$(\w+)$/.exec(text)?.[1];
  if (reference !== undefined && config.catalogue.parameter(reference)?.deprecated !== undefined) return [];
  return [{ label: text, role: 'text', detail: 'default', rank: 0 }];
}

function defaultText(config: Configuration, name: string): string {
  const isOfFile = config.catalogue.parameter(name)?.computedFrom === 'file';
  const text = isOfFile ? computedDefault(name, config) : config.defaultOf(name);
  return typeof text === 'string' ? text.trim() : '';
}

/** Kinds that list all their values. */
const closedSets: ReadonlySet<string> = new Set([
  'enumeration',
  'security-level',
  'cipher-grade',
  'tls-protocols',
  'compatibility-level',
]);

/** Exclusions make sense only together: `!SSLv2` alone leaves SSLv3 on. */
function protocolLists({ config }: Analysis, { valueKind }: ValuePlace): Candidate[] {
  if (valueKind.type !== 'tls-protocols' || isAtLeast(config.release, '3.6')) return [];
  return [
    {
      label: '!SSLv2, !SSLv3, !TLSv1, !TLSv1.1',
      role: 'protocol',
      detail: 'TLSv1.2 and newer',
      rank: 0,
    },
    { label: '!SSLv2, !SSLv3', role: 'protocol', detail: 'TLSv1 and newer', rank: 1 },
  ];
}

/** An address that is typed, as Postfix wants it in a list: IPv6 in brackets, a network with its length. */
function networksOf(typed: string): Candidate[] {
  const [, text = '', given] = /^\[?([\da-f:.]+)\]?(?:\/(\d{1,3}))?$/i.exec(typed) ?? [];
  const address = parseAddress(text);
  if (address === undefined) return [];
  const { family } = address;
  const lengths = given !== undefined ? [Number(given)] : family === 4 ? [8, 16, 24] : [64];
  const length = lengths.find(bits => bits <= addressBits(family) && !hasHostBits(address, bits));
  if (length === undefined && given !== undefined) return [];
  const host = family === 4 ? formatAddress(address) : `[${formatAddress(address)}]`;
  const label = length === undefined ? host : `${host}/${length}`;
  return label === typed ? [] : [{ label, role: 'network', rank: 0 }];
}

/** A host in brackets that is typed, with the ports at which mail is handed over. */
function withPorts(typed: string): Candidate[] {
  const host = /^(\[[^\]]+\])(?::\d*)?$/.exec(typed)?.[1];
  if (host === undefined) return [];
  return [
    { label: `${host}:587`, role: 'host', detail: 'submission', rank: 0 },
    { label: `${host}:465`, role: 'host', detail: 'submission, TLS from the start', rank: 1 },
    { label: `${host}:25`, role: 'host', detail: 'from server to server', rank: 2 },
  ];
}

function withUnits(digits: string, standard: string): Candidate[] {
  return ['s', 'm', 'h', 'd', 'w'].flatMap((unit, rank) => {
    const label = `${digits}${unit}`;
    if (readDuration(label, 's') === undefined) return [];
    const words = durationWords(label, 's');
    const detail = unit === standard ? `${words}, what ${digits} alone means` : words;
    return [{ label, role: 'number', detail, rank }];
  });
}
