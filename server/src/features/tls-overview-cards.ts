import type { Badge, Card, Row, Tone } from '../../../protocol/overview';
import { listensToOthers } from '../config/address-families';
import { serviceAssignment, knownServiceValue, type ServiceUse } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import type { TlsPolicy, TlsRemark, TlsSet } from '../config/tls-policy';
import { fileAt } from '../config/world';
import { protocols } from '../values/tls-protocols';
import type { Analysis } from './analysis';
import { placeAt } from './tls-overview-steps';
import { tlsRemarkWords, whoCanTalk, whoGetsMail } from './tls-words';

const useNames: Readonly<Record<ServiceUse, string>> = {
  mx: 'Port 25, from other mail servers',
  submission: 'Port 587, from users (submission)',
  submissions: 'Port 465, from users, TLS from the start (submissions)',
  local: 'For this machine only',
  other: 'Another server port',
  client: 'To other mail servers',
};

/** A service that takes mail: its level, versions, ciphers, certificate, and who can reach it. */
export function serverCard(analysis: Analysis, policy: TlsPolicy): Card {
  const { service } = policy.of;
  const isLocal = policy.of.use === 'local' || listensToOthers(analysis.config) === false;
  const use = isLocal ? 'local' : policy.of.use;
  const rows: Row[] = [
    levelRow(analysis, policy),
    ...policy.sets.flatMap(set => setRows(analysis, policy, set)),
    ...certificateRows(analysis, policy),
  ];
  rows.push({
    label: 'Who can talk to us',
    text: isLocal ? 'Programs of this machine only.' : whoCanTalk(policy),
  });
  const badge = verdict(policy);
  return {
    heading: `${useNames[use]}${serviceName(service)}`,
    badge: isLocal && badge.tone === 'notice' ? { ...badge, tone: 'neutral' } : badge,
    rows,
  };
}

/** A service that sends mail. */
export function clientCard(analysis: Analysis, policy: TlsPolicy): Card {
  const { service } = policy.of;
  const relayhost = knownServiceValue(analysis.config, service, 'relayhost');
  const rows: Row[] = [
    levelRow(analysis, policy),
    ...policy.sets.flatMap(set => setRows(analysis, policy, set)),
  ];
  if (relayhost !== undefined && relayhost !== '')
    rows.push({
      label: 'Relay host',
      text: relayhost,
      code: true,
      ...placeOf(analysis, policy.of.service, 'relayhost'),
    });
  rows.push({ label: 'Who gets our mail', text: whoGetsMail(policy) });
  return {
    heading: `${whereTo(analysis, service)}${serviceName(service)}`,
    badge: verdict(policy),
    rows,
  };
}

function serviceName(service: Service | undefined): string {
  return service === undefined ? '' : ` – ${service.name.text} ${service.type.text} ${service.command.text}`;
}

/** What a client is for, as far as main.cf's transports say. */
function whereTo({ config }: Analysis, service: Service | undefined): string {
  const transport = service?.name.text;
  const is = (name: string): boolean => config.known(name)?.split(':', 1)[0] === transport;
  if (transport === undefined || is('default_transport')) return useNames.client;
  return is('relay_transport') ? 'To the domains that we relay for' : 'Another client';
}

function levelRow(analysis: Analysis, policy: TlsPolicy): Row {
  const { level, levelFrom, levelParameter, remarks } = policy;
  const text =
    levelFrom === 'stops'
      ? 'the program stops: this is none of its levels'
      : level === undefined
        ? 'depends on what is not known here'
        : policy.wrappermode && levelFrom === 'wrappermode'
          ? 'TLS from the first byte'
          : level;
  const note = remarks.map(remark => tlsRemarkWords[remark]).join(' ');
  return {
    label: 'Level',
    text,
    ...(note === '' ? {} : { note }),
    ...placeOf(analysis, policy.of.service, levelParameter),
  };
}

function setRows(analysis: Analysis, policy: TlsPolicy, set: TlsSet): Row[] {
  const when =
    set.when === 'tlsa' ? ' (with TLSA records)' : set.when === 'no-tlsa' ? ' (without TLSA records)' : '';
  const rows: Row[] = [];
  if (set.protocols?.invalid !== undefined) {
    rows.push({
      label: `Versions${when}`,
      badges: [{ text: 'the list is invalid', tone: 'problem' }],
      ...placeOf(analysis, policy.of.service, set.protocolsParameter),
    });
  } else if (set.protocols !== undefined) {
    const on = policy.of.side === 'client' ? set.protocols.offered : set.protocols.enabled;
    rows.push({
      label: `Versions${when}`,
      badges: protocols.map(version => versionBadge(version, on.includes(version))),
      ...placeOf(analysis, policy.of.service, set.protocolsParameter),
    });
  }
  rows.push({
    label: `Ciphers${when}`,
    text: set.cipherList ?? set.grade ?? 'not known',
    code: true,
    ...(set.cipherList === undefined ? {} : { note: `grade ${set.grade}; TLS 1.3 has suites of its own` }),
    ...placeOf(analysis, policy.of.service, set.gradeParameter),
  });
  return rows;
}

function versionBadge(version: string, on: boolean): Badge {
  const isNew = version === 'TLSv1.2' || version === 'TLSv1.3';
  const tone: Tone = on ? (isNew ? 'good' : version === 'SSLv3' ? 'problem' : 'notice') : 'neutral';
  return on ? { text: version, tone } : { text: version, tone, off: true };
}

function certificateRows(analysis: Analysis, policy: TlsPolicy): Row[] {
  const { certificates } = policy;
  if (policy.level === 'none') return [];
  if (certificates.isNone) return [{ label: 'Certificate', text: 'none, on purpose: anonymous TLS only' }];
  if (certificates.files.length === 0)
    return certificates.isConfigured === false
      ? [{ label: 'Certificate', badges: [{ text: 'not set', tone: 'problem' }] }]
      : [];
  return certificates.files.map(({ certificate, certificateParameter }) => ({
    label: 'Certificate',
    text: certificate,
    code: true,
    ...certificateNote(analysis, certificate),
    ...placeOf(analysis, policy.of.service, certificateParameter),
  }));
}

/** Name and expiry, where the file could be read. */
function certificateNote({ world }: Analysis, path: string): Pick<Row, 'note' | 'badges'> {
  const fact = fileAt(world, path);
  if (fact.kind === 'missing') return { badges: [{ text: 'missing', tone: 'problem' }] };
  if (fact.kind !== 'file') return {};
  const leaf = fact.pem?.blocks.find(block => block.kind === 'certificate');
  if (leaf?.kind !== 'certificate') return {};
  const { notAfter, names, subject } = leaf.certificate;
  const day = new Date(notAfter).toISOString().slice(0, 10);
  const left = world.now === undefined ? undefined : Math.floor((notAfter - world.now) / 86_400_000);
  const tone: Tone = left === undefined ? 'neutral' : left < 0 ? 'problem' : left < 14 ? 'notice' : 'good';
  const text =
    left === undefined
      ? `valid until ${day}`
      : left < 0
        ? `expired ${day}`
        : `valid until ${day} (${left} days)`;
  return { note: names.length > 0 ? names.slice(0, 5).join(', ') : subject, badges: [{ text, tone }] };
}

function verdict({ level, levelFrom, remarks, isRequired, sets }: TlsPolicy): Badge {
  const broken: readonly TlsRemark[] = [
    'dane-only-defers',
    'wrappermode-needs-encrypt',
    'no-fingerprints',
    'no-certificate',
  ];
  if (levelFrom === 'stops') return { text: 'does not start', tone: 'problem' };
  if (
    remarks.some(remark => broken.includes(remark)) ||
    sets.some(set => set.protocols?.invalid !== undefined)
  )
    return { text: 'TLS is broken', tone: 'problem' };
  if (level === undefined) return { text: 'not known', tone: 'neutral' };
  if (level === 'none') return { text: 'no TLS', tone: 'notice' };
  if (level === 'dane') return { text: 'DANE', tone: 'good' };
  return isRequired ? { text: 'TLS required', tone: 'good' } : { text: 'TLS when possible', tone: 'good' };
}

/** Which versions of IP are spoken, on which addresses, and who is trusted. */
export function networkCard(analysis: Analysis): Card {
  const { config } = analysis;
  const value = (name: string): string => config.known(name) ?? config.raw(name) ?? '';
  const all = value('inet_protocols').toLowerCase();
  const families = all.includes('all') || (all.includes('ipv4') && all.includes('ipv6')) ? 'both' : all;
  const rows: Row[] = [
    row(analysis, 'Protocols', 'inet_protocols', value('inet_protocols')),
    row(analysis, 'Listens on', 'inet_interfaces', value('inet_interfaces')),
    row(analysis, 'Prefers, for outgoing mail', 'smtp_address_preference', value('smtp_address_preference')),
    row(
      analysis,
      'Trusts',
      'mynetworks',
      config.isSet('mynetworks') ? value('mynetworks') : `by mynetworks_style = ${value('mynetworks_style')}`,
    ),
  ];
  const badge: Badge =
    families === 'both'
      ? { text: 'IPv4 and IPv6', tone: 'good' }
      : {
          text: families === '' ? 'no protocol' : `${families} only`,
          tone: families === '' ? 'problem' : 'notice',
        };
  return { heading: 'Addresses', badge, rows };
}

function row(analysis: Analysis, label: string, name: string, text: string): Row {
  return { label, text: text.replace(/\s+/g, ' '), code: true, ...placeOf(analysis, undefined, name) };
}

function placeOf(analysis: Analysis, service: Service | undefined, name: string): Pick<Row, 'location'> {
  const assignment = serviceAssignment(analysis.config, service, name);
  const location =
    assignment === undefined ? undefined : placeAt(analysis, assignment.file, assignment.nameSpan.start);
  return location === undefined ? {} : { location };
}
