import type { Assignment } from '../config/configuration';
import { serviceAssignment } from '../config/instance';
import { tlsPolicies, type TlsPolicy, type TlsRemark, type TlsSet } from '../config/tls-policy';
import { protocolTitle } from '../rules/protocol-lists';
import { protocols, type Protocol } from '../values/tls-protocols';
import type { Analysis } from './analysis';

/**
 * What a parameter of TLS comes to in the services that take their value from this assignment: level, versions and the
 * list of ciphers for OpenSSL, or that its value is not read. Services of which the same is true share a line.
 */
export function tlsLines({ config }: Analysis, assignment: Assignment): string[] {
  if (!assignment.name.includes('tls')) return [];
  const services = new Map<string, string[]>();
  for (const policy of tlsPolicies(config)) {
    const words = policyWords(policy, assignment.name);
    if (words === undefined) continue;
    const source = serviceAssignment(config, policy.of.service, assignment.name);
    if (source?.file !== assignment.file || source.nameSpan.start !== assignment.nameSpan.start) continue;
    const { service, program } = policy.of;
    const name = service === undefined ? program : `${service.name.text} ${service.type.text}`;
    services.set(words, [...(services.get(words) ?? []), name]);
  }
  const lines = [...services].slice(0, mostLines);
  return lines.map(([words, names]) => {
    const named = names.map(name => `\`${name}\``).join(', ');
    return `**Effect**${config.master === undefined ? '' : ` on ${named}`}: ${words}`;
  });
}

/** More ways to use one value than this are for the TLS overview. */
const mostLines = 4;

/** What a policy makes of one of its parameters, or that it does not look at it; undefined for others. */
function policyWords(policy: TlsPolicy, name: string): string | undefined {
  const { prefix, of, level, sets } = policy;
  const library = /^tls_([a-z]+)_cipherlist$/.exec(name)?.[1];
  if (library !== undefined) {
    const used = sets.find(({ grade }) => grade === library);
    return used === undefined ? undefined : cipherWords(used);
  }
  if (name === policy.levelParameter || name === `${of.program}_tls_wrappermode`) return levelWords(policy);
  const start = [prefix, of.program].find(candidate => name.startsWith(`${candidate}_`));
  switch (name.slice((start ?? name).length + 1)) {
    case 'tls_security_level':
    case 'use_tls':
    case 'enforce_tls':
      return policy.levelFrom === 'unknown' ? undefined : `none; \`${policy.levelParameter}\` decides.`;
    case 'tls_protocols':
    case 'tls_mandatory_protocols':
      return setWords(policy, name, ({ protocolsParameter }) => protocolsParameter, versionWords);
    case 'tls_ciphers':
    case 'tls_mandatory_ciphers':
      return setWords(policy, name, ({ gradeParameter }) => gradeParameter, cipherWords);
    case 'tls_exclude_ciphers':
      return level === undefined ? undefined : sets[0] === undefined ? noTls : cipherWords(sets[0]);
    case 'tls_mandatory_exclude_ciphers': {
      const mandatory = sets.find(({ pair }) => pair === 'mandatory');
      if (level === undefined) return undefined;
      return mandatory === undefined
        ? `none; TLS is not required at level \`${level}\`.`
        : cipherWords(mandatory);
    }
    default:
      return undefined;
  }
}

const noTls = 'none; there is no TLS at level `none`.';

function levelWords(policy: TlsPolicy): string | undefined {
  const { level, levelFrom, levelParameter, remarks, sets } = policy;
  if (levelFrom === 'stops') return 'the program stops: this is none of its levels.';
  if (level === undefined) return undefined;
  const source = levelFrom === 'level' || levelFrom === 'nothing' ? '' : ` (from \`${levelParameter}\`)`;
  const reach = policy.of.side === 'server' ? whoCanTalk(policy) : whoGetsMail(policy);
  const versions = sets.map(set => ` ${sentence(versionWords(set, policy))}`);
  return (
    [`level \`${level}\`${source}. ${reach}`, ...new Set(versions)].join('') +
    remarks.map(remark => ` ${tlsRemarkWords[remark]}`).join('')
  );
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function setWords(
  policy: TlsPolicy,
  name: string,
  parameterOf: (set: TlsSet) => string,
  words: (set: TlsSet, policy: TlsPolicy) => string,
): string | undefined {
  const { level, sets } = policy;
  if (level === undefined) return undefined;
  const [first] = sets;
  if (first === undefined) return noTls;
  const used = sets.find(set => parameterOf(set) === name);
  if (used !== undefined) return words(used, policy);
  return `none; at level \`${level}\` \`${parameterOf(first)}\` counts.`;
}

/** Which versions are on and which are off. */
function versionWords({ protocols: set, when }: TlsSet, { of }: TlsPolicy): string {
  if (set === undefined || set.isDynamic) return 'the versions depend on what is not known here.';
  if (set.invalid !== undefined) return 'no TLS: the list of versions is invalid.';
  const on: readonly Protocol[] = of.side === 'client' ? set.offered : set.enabled;
  const off = protocols.filter(version => !on.includes(version));
  if (on.length === 0) return 'no version of TLS is on.';
  const destinations = { tlsa: ', to destinations with TLSA records', 'no-tlsa': ', to other destinations' };
  const where = when === undefined ? '' : destinations[when];
  return `${on.join(', ')} on${off.length === 0 ? '' : `, ${off.join(', ')} off`}${where}.`;
}

/** The list for OpenSSL, as Postfix logs it. */
function cipherWords({ cipherList, grade }: TlsSet): string {
  if (cipherList === undefined) return 'the list of ciphers depends on what is not known here.';
  return `OpenSSL gets \`${cipherList}\` (grade ${grade}); TLS 1.3 has suites of its own.`;
}

export const tlsRemarkWords: Readonly<Record<TlsRemark, string>> = {
  'becomes-encrypt': 'This level belongs to outgoing mail: the server uses encrypt instead.',
  'dane-becomes-may': 'Without DNSSEC lookups (smtp_dns_support_level = dnssec) dane is used as may.',
  'dane-only-defers': 'Without DNSSEC lookups (smtp_dns_support_level = dnssec) all mail is deferred.',
  'wrappermode-needs-encrypt': 'Wrapper mode needs the level encrypt or above: all mail is deferred.',
  'no-fingerprints': 'There is no fingerprint to match: all mail is deferred.',
  'no-certificate': 'No certificate is set: STARTTLS is announced, and then answered with 454.',
};

/** Who can send mail to a server with that policy. */
export function whoCanTalk({ level, levelFrom, remarks, isRequired, sets, wrappermode }: TlsPolicy): string {
  if (levelFrom === 'stops') return 'Nobody: smtpd stops.';
  if (remarks.includes('no-certificate'))
    return isRequired ? 'Nobody: TLS is required and fails.' : 'Everybody, in cleartext only.';
  if (level === undefined) return 'Not known.';
  if (level === 'none') return 'Everybody, in cleartext only.';
  const floor = sets[0]?.protocols?.enabled[0];
  const versions = floor === undefined ? 'TLS' : `${protocolTitle(floor)} or newer`;
  if (wrappermode) return `Clients that begin with TLS at once, with ${versions}.`;
  return isRequired
    ? `Only those that speak ${versions}.`
    : `Everybody: with TLS those that speak ${versions}, the others in cleartext.`;
}

/** Whose servers take mail from a client with that policy. */
export function whoGetsMail({ level, remarks, levelFrom, isRequired }: TlsPolicy): string {
  if (levelFrom === 'stops') return 'Nobody: the client stops.';
  if (
    remarks.some(
      remark =>
        remark === 'dane-only-defers' ||
        remark === 'wrappermode-needs-encrypt' ||
        remark === 'no-fingerprints',
    )
  )
    return 'Nobody: all mail is deferred.';
  switch (level) {
    case undefined:
      return 'Not known.';
    case 'none':
      return 'Everybody, in cleartext.';
    case 'may':
      return 'Everybody: encrypted where the other side offers TLS, in cleartext where it does not.';
    case 'dane':
      return 'Everybody: verified where TLSA records exist, encrypted where TLS is offered, else in cleartext.';
    case 'encrypt':
      return 'Only servers that offer TLS; their certificates are not checked.';
    default:
      return isRequired ? 'Only servers that prove who they are.' : 'Everybody.';
  }
}
