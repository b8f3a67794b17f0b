import { isAtLeast } from '../catalogue/release';
import type { Profile } from '../config/profile';
import { protocols, type Protocol } from '../values/tls-protocols';
import {
  certainProtocolLists,
  listFix,
  listFrom,
  placeOfList,
  protocolTitle,
  severityIfRead,
  type ProtocolList,
} from './protocol-lists';
import type { Fix, Rule, RuleContext } from './rule';
import { manual, rfc, tlsReadme } from './sources';
import { listed } from './wording';

export const weakProtocols: Rule = {
  id: 'weak-protocols',
  title: 'Old TLS versions left on',
  group: 'tls',
  severity: 'warning',
  parameters: ['*_tls_protocols', '*_tls_mandatory_protocols'],
  why: `SSLv2 and SSLv3 are broken. TLS 1.0 and 1.1 are retired by RFC 8996, but on opportunistic SMTP the alternative is often cleartext:
    Postfix's own default leaves them on, and RFC 9325 section 5.2 says no more than that its advice may be too strict there. So the
    severity depends on what the list is for and on the chosen profile. Only what the file says itself is judged, not the default.`,
  sources: [rfc(8996), rfc(9325, '5.2'), tlsReadme, manual('smtpd_tls_protocols')],
  bad: { main: 'smtpd_tls_protocols = ‹!SSLv2, !SSLv3›\n', postfix: '3.7' },
  good: { main: 'smtpd_tls_protocols = >=TLSv1.2\n', postfix: '3.7' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    const { config, profile, report } = context;
    for (const list of certainProtocolLists(config)) {
      const { set, use } = list;
      const minimum = profile.minimumProtocol[use];
      const weak = set.enabled.filter(name => isOlder(name, minimum.version));
      const hasTls = set.enabled.some(name => name !== 'SSLv3');
      // Nothing at all, or versions one by one: other rules tell of that.
      if (weak.length === 0 || !hasTls) continue;
      const isBroken = weak.includes('SSLv3');
      if (!isBroken && set.isInclusive && !set.enabled.includes('TLSv1.3')) continue;
      if (!isBroken && minimum.severity === 'information' && isDefault(context, list)) continue;
      report({
        ...placeOfList(list),
        severity: severityIfRead(isBroken ? profile.brokenProtocols[use] : minimum.severity, list),
        message: messageFor(list, weak, profile),
        fixes: fixesFor(context, list, weak),
      });
    }
  },
};

function isOlder(protocol: Protocol, minimum: string): boolean {
  return protocols.indexOf(protocol) < protocols.findIndex(name => name === minimum);
}

/** Whether the list says what the release does anyway. */
function isDefault({ config }: RuleContext, { assignment }: ProtocolList): boolean {
  return isAtLeast(config.release, '3.6') && assignment.value.text === config.defaultOf(assignment.name);
}

function messageFor(
  { assignment, use, isRead }: ProtocolList,
  weak: readonly Protocol[],
  profile: Profile,
): string {
  const { name } = assignment;
  const old = listed(weak.map(protocolTitle));
  const unread = isRead === false ? ' (no service reads this list at its level)' : '';
  if (weak.includes('SSLv3'))
    return `${name} leaves ${old} on${unread}: SSLv3 is broken (RFC 7568). Exclude it, and what is older than TLS 1.2 where nobody needs it.`;
  if (profile.id !== 'postfix')
    return `${name} leaves ${old} on${unread}; ${profile.title} asks for ${protocolTitle(profile.minimumProtocol[use].version as Protocol)} or newer.`;
  if (use.endsWith('-mandatory'))
    return `${name} leaves ${old} on${unread}, which RFC 8996 retires. Where TLS is required, TLS 1.2 or newer is what every current peer has.`;
  return use === 'server-opportunistic'
    ? `${name} leaves ${old} on${unread}, as Postfix does by default. RFC 8996 retires them, but a sender that has nothing newer would come in cleartext without them.`
    : `${name} leaves ${old} on${unread}, as Postfix does by default. RFC 8996 retires them, but to a server that has nothing newer mail would go in cleartext without them.`;
}

function fixesFor(
  { config, world, profile }: RuleContext,
  list: ProtocolList,
  weak: readonly Protocol[],
): Fix[] {
  const { assignment, use } = list;
  const { version, severity } = profile.minimumProtocol[use];
  const style = assignment.value.text;
  const strict = listFrom(version as Protocol, config, world, assignment);
  const fixes = [listFix(config, assignment, strict)];
  // What Postfix itself does: the least change that keeps peers with old versions.
  const tolerant = listFrom('TLSv1', config, world, assignment);
  const isChange = tolerant !== style && (weak.includes('SSLv3') || tolerant.startsWith('>='));
  if (profile.id === 'postfix' && severity === 'information' && isChange)
    fixes.push(listFix(config, assignment, tolerant, ' (the default)'));
  return fixes;
}
