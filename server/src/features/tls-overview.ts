import { formatRelease } from '../catalogue/release';
import { serviceAssignment, knownServiceValue, type ServiceUse } from '../config/instance';
import { roleOf } from '../config/role';
import { tlsPolicies, type TlsPolicy, type TlsRemark, type TlsSet } from '../config/tls-policy';
import { fileAt } from '../config/world';
import type { Finding } from '../rules/rule';
import { protocols } from '../values/tls-protocols';
import type { Analysis } from './analysis';
import type { Badge, Card, Overview, OverviewSection, Place, Row, Step, Tone } from './tls-overview-model';
import { tlsRemarkWords, whoCanTalk, whoGetsMail } from './tls-words';

const mostSteps = 8;

/** One page of how mail comes in and goes out with this file: per service the level, versions, ciphers, certificate, and what to do next. */
export function tlsOverview(analysis: Analysis): Overview {
  const { config, world, profile } = analysis;
  const policies = tlsPolicies(config);
  const role = roleOf(config);
  const source = { setting: 'as chosen', installed: 'as installed here', assumed: 'assumed' }[
    world.releaseSource
  ];
  const sections: OverviewSection[] = [
    {
      heading: 'Incoming mail',
      direction: 'incoming',
      summary: 'The server (smtpd): other servers and users connect to this machine.',
      cards: policies.filter(({ of }) => of.side === 'server').map(policy => serverCard(analysis, policy)),
    },
    {
      heading: 'Outgoing mail',
      direction: 'outgoing',
      summary: 'The client (smtp): this machine connects to other servers.',
      cards: policies
        .filter(({ of }) => of.side === 'client' && of.program === 'smtp')
        .map(policy => clientCard(analysis, policy)),
    },
    { heading: 'IPv4 and IPv6', cards: [networkCard(analysis)] },
  ];
  const steps = nextSteps(analysis);
  sections.push({
    heading: 'What to do next',
    ...(steps.length === 0
      ? { summary: 'Nothing: no finding about TLS or the network in this file.' }
      : { steps }),
  });
  return {
    title: 'TLS overview',
    summary: `Postfix ${formatRelease(world.release)} (${source}), profile ${profile.title}. ${roleText(role.role)}: ${role.reason}${role.isCertain ? '' : ' (inferred)'}.`,
    sections,
  };
}

function roleText(role: ReturnType<typeof roleOf>['role']): string {
  return {
    mx: 'A public mail server',
    submission: 'A submission server',
    'null-client': 'A null client',
    'relay-client': 'A client of a relay host',
    unknown: 'Role not known',
  }[role];
}

const useNames: Readonly<Record<ServiceUse, string>> = {
  mx: 'Port 25, from other mail servers',
  submission: 'Port 587, from users (submission)',
  submissions: 'Port 465, from users, TLS from the start (submissions)',
  local: 'For this machine only',
  other: 'Another server port',
  client: 'To other mail servers',
};

function serverCard(analysis: Analysis, policy: TlsPolicy): Card {
  const { service, use } = policy.of;
  const name =
    service === undefined ? '' : ` – ${service.name.text} ${service.type.text} ${service.command.text}`;
  const rows: Row[] = [
    levelRow(analysis, policy),
    ...policy.sets.flatMap(set => setRows(analysis, policy, set)),
    ...certificateRows(analysis, policy),
  ];
  rows.push({ label: 'Who can talk to us', text: whoCanTalk(policy) });
  return { heading: `${useNames[use]}${name}`, badge: verdict(policy), rows };
}

function clientCard(analysis: Analysis, policy: TlsPolicy): Card {
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
      ...placeOf(analysis, policy, 'relayhost'),
    });
  rows.push({ label: 'Who gets our mail', text: whoGetsMail(policy) });
  return {
    heading:
      service === undefined
        ? 'To other mail servers'
        : `${service.name.text} ${service.type.text} ${service.command.text}`,
    badge: verdict(policy),
    rows,
  };
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
    ...placeOf(analysis, policy, levelParameter),
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
      ...placeOf(analysis, policy, set.protocolsParameter),
    });
  } else if (set.protocols !== undefined) {
    const on = policy.of.side === 'client' ? set.protocols.offered : set.protocols.enabled;
    rows.push({
      label: `Versions${when}`,
      badges: protocols.map(version => versionBadge(version, on.includes(version))),
      ...placeOf(analysis, policy, set.protocolsParameter),
    });
  }
  rows.push({
    label: `Ciphers${when}`,
    text: set.cipherList ?? set.grade ?? 'not known',
    code: true,
    ...(set.cipherList === undefined ? {} : { note: `grade ${set.grade}; TLS 1.3 has suites of its own` }),
    ...placeOf(analysis, policy, set.gradeParameter),
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
    ...placeOf(analysis, policy, certificateParameter),
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

function networkCard(analysis: Analysis): Card {
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
  const assignment = serviceAssignment(analysis.config, undefined, name);
  const location =
    assignment === undefined ? undefined : placeAt(analysis, assignment.file, assignment.nameSpan.start);
  return {
    label,
    text: text.replace(/\s+/g, ' '),
    code: true,
    ...(location === undefined ? {} : { location }),
  };
}

function placeOf(analysis: Analysis, policy: TlsPolicy, name: string): Pick<Row, 'location'> {
  const assignment = serviceAssignment(analysis.config, policy.of.service, name);
  const location =
    assignment === undefined ? undefined : placeAt(analysis, assignment.file, assignment.nameSpan.start);
  return location === undefined ? {} : { location };
}

function placeAt(analysis: Analysis, file: 'main' | 'master', offset: number): Place | undefined {
  const document = file === analysis.file ? analysis : analysis.sibling;
  return document === undefined ? undefined : { uri: document.uri, ...document.lines.positionAt(offset) };
}

const order = { error: 0, warning: 1, information: 2, hint: 3 };
const tones: Readonly<Record<Finding['severity'], Tone>> = {
  error: 'problem',
  warning: 'problem',
  information: 'notice',
  hint: 'neutral',
};

/** The findings about TLS and the network, the worst first. */
function nextSteps(analysis: Analysis): Step[] {
  return analysis.findings
    .filter(
      ({ rule, severity }) =>
        severity !== 'hint' && ['tls', 'certificates', 'networks', 'sasl'].includes(rule.group),
    )
    .sort((a, b) => order[a.severity] - order[b.severity])
    .slice(0, mostSteps)
    .map(({ message, severity, file, span }) => {
      const location = placeAt(analysis, file, span.start);
      return { text: message, tone: tones[severity], ...(location === undefined ? {} : { location }) };
    });
}
