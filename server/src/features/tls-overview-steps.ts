import type { Location, Step, Tone } from '../../../protocol/overview';
import { listensToOthers } from '../config/address-families';
import type { TlsPolicy } from '../config/tls-policy';
import type { Finding } from '../rules/rule';
import type { Analysis } from './analysis';

const mostSteps = 8;
const order = { error: 0, warning: 1, information: 2, hint: 3 };
const tones: Readonly<Record<Finding['severity'], Tone>> = {
  error: 'problem',
  warning: 'problem',
  information: 'notice',
  hint: 'neutral',
};

/** The findings about TLS and the network, the worst first; then what no rule asks of everybody: TLS where there is none. */
export function nextSteps(analysis: Analysis, policies: readonly TlsPolicy[]): Step[] {
  const found = analysis.findings
    .filter(
      ({ rule, severity }) =>
        severity !== 'hint' && ['tls', 'certificates', 'networks', 'sasl'].includes(rule.group),
    )
    .sort((a, b) => order[a.severity] - order[b.severity])
    .map(({ message, severity, file, span }): Step => {
      const location = placeAt(analysis, file, span.start);
      return { text: message, tone: tones[severity], ...(location === undefined ? {} : { location }) };
    });
  return [...found, ...withoutTls(analysis, policies)].slice(0, mostSteps);
}

/** Whether a finding says already that a side has no TLS, and what to do. */
const saysSo: Readonly<Record<'server' | 'client', (finding: Finding) => boolean>> = {
  server: ({ rule, file }) =>
    rule.id === 'certificate-without-level' || (rule.id === 'tls-level-missing' && file === 'master'),
  client: ({ rule, file, about }) =>
    (rule.id === 'tls-level-missing' && file === 'main') ||
    // What they say of a server is about no assignment.
    ((rule.id === 'sasl-client-cleartext' || rule.id === 'wrappermode-level') &&
      about !== undefined &&
      !about.name.startsWith('lmtp_')),
};

function withoutTls(analysis: Analysis, policies: readonly TlsPolicy[]): Step[] {
  const { config, findings } = analysis;
  const steps: Step[] = [];
  const isBare = (side: 'server' | 'client'): boolean =>
    policies.some(({ of, level }) => of.side === side && of.program !== 'lmtp' && level === 'none') &&
    policies.every(({ of, level }) => of.side !== side || level === 'none') &&
    !findings.some(saysSo[side]);
  if (isBare('client')) {
    const text = 'Mail goes out without TLS. Set smtp_tls_security_level to may: it costs nothing.';
    steps.push({ text, tone: 'notice' });
  }
  if (listensToOthers(config) !== false && isBare('server')) {
    const text =
      'Mail comes in without TLS. Get a certificate, name it in smtpd_tls_chain_files, and set smtpd_tls_security_level to may.';
    steps.push({ text, tone: 'notice' });
  }
  return steps;
}

/** A place in one of the two files; undefined where the other one is not there. */
export function placeAt(analysis: Analysis, file: 'main' | 'master', offset: number): Location | undefined {
  const document = file === analysis.file ? analysis : analysis.sibling;
  return document === undefined ? undefined : { uri: document.uri, ...document.lines.positionAt(offset) };
}
