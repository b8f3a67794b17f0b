import type { Configuration } from '../config/configuration';
import type { Service } from '../syntax/parse-master';
import { addAfter, replaceValue } from './edits';
import type { Fix, Rule } from './rule';
import { manual, rfc } from './sources';
import { clientsOf, serviceAssignment, serviceValue } from './tls-services';

export const daneWithoutDnssec: Rule = {
  id: 'dane-without-dnssec',
  title: 'DANE without DNSSEC',
  group: 'tls',
  severity: 'warning',
  parameters: [
    ...['smtp_tls_security_level', 'smtp_dns_support_level', 'smtp_host_lookup'],
    ...['lmtp_tls_security_level', 'lmtp_dns_support_level', 'lmtp_host_lookup'],
  ],
  why: `DANE takes a server's key from DNS, which is worth something only when the answer is signed. Postfix asks for signed answers only with
    smtp_dns_support_level = dnssec and dns in smtp_host_lookup. Otherwise dane works like may, with a warning for each destination, and
    dane-only defers all mail.`,
  sources: [manual('smtp_dns_support_level'), rfc(7672, '2.2')],
  bad: { main: 'smtp_tls_security_level = ‹dane›\n' },
  good: { main: 'smtp_tls_security_level = dane\nsmtp_dns_support_level = dnssec\n' },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<unknown>();
    for (const { service, prefix, level } of clientsOf(config)) {
      const { value, assignment } = level;
      if ((value !== 'dane' && value !== 'dane-only') || assignment === undefined) continue;
      if (reported.has(assignment)) continue;
      const missing = whatIsMissing(config, service, prefix);
      if (missing === undefined) continue;
      reported.add(assignment);
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        severity: value === 'dane' ? 'warning' : 'error',
        message: `${value} needs ${missing.name} = ${missing.value}, because unsigned DNS answers prove nothing: ${
          value === 'dane' ? 'without it Postfix uses may instead' : 'without it all mail is deferred'
        }. The resolver of this machine must validate DNSSEC.`,
        fixes: fixesFor(config, service, prefix, missing),
      });
    }
  },
};

interface Missing {
  readonly name: string;
  readonly value: string;
}

function whatIsMissing(
  config: Configuration,
  service: Service | undefined,
  prefix: string,
): Missing | undefined {
  const support = `${prefix}_dns_support_level`;
  const lookup = `${prefix}_host_lookup`;
  const supported = serviceValue(config, service, support);
  if (supported !== undefined && supported.toLowerCase() !== 'dnssec')
    return { name: support, value: 'dnssec' };
  const lookups = serviceValue(config, service, lookup);
  if (lookups !== undefined && !lookups.split(/[\s,]+/).includes('dns'))
    return { name: lookup, value: 'dns' };
  return undefined;
}

function fixesFor(
  config: Configuration,
  service: Service | undefined,
  prefix: string,
  { name, value }: Missing,
): Fix[] {
  const existing = serviceAssignment(config, service, name);
  const title = `Set ${name} to ${value}`;
  if (existing !== undefined)
    return [{ title, safety: 'unsafe', edits: () => [replaceValue(existing, value)] }];
  const entry = config.setting(`${prefix}_tls_security_level`)?.winner;
  if (entry === undefined) return [];
  return [{ title, safety: 'unsafe', edits: () => [addAfter(entry, name, value)] }];
}
