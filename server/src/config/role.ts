import { listensToOthers } from './address-families';
import type { Configuration } from './configuration';
import { mailServices, type ServiceUse } from './instance';

/**
 * What a Postfix is for. `mx`: it takes mail from other mail servers for some domain; `submission`: it takes mail from users
 * with a password only; `null-client`: it takes mail from its own machine only and hands all of it to a relay host;
 * `relay-client`: it hands its mail to a relay host, but also listens to other machines.
 */
export type Role = 'mx' | 'submission' | 'null-client' | 'relay-client' | 'unknown';

export interface RoleJudgement {
  readonly role: Role;
  /** Whether master.cf says it. Otherwise the role is guessed from main.cf, and messages say so. */
  readonly isCertain: boolean;
  /** What it was taken from, as the end of a sentence: `master.cf has a server on port 25`. */
  readonly reason: string;
  /** Whether users hand in mail with a password here, beside anything else it does. */
  readonly takesSubmissions: boolean;
}

/** The role of a configuration: from master.cf where there is one, else inferred from main.cf. */
export function roleOf(config: Configuration): RoleJudgement {
  return config.derived(judge);
}

function judge(config: Configuration): RoleJudgement {
  const reachable = listensToOthers(config);
  const relays = hasRelayHost(config);
  const uses = new Set(mailServices(config).map(({ use }) => use));
  const takesSubmissions = config.master === undefined ? saslIsOn(config) : hasSubmission(uses);
  const judged = (role: Role, isCertain: boolean, reason: string): RoleJudgement => ({
    role,
    isCertain,
    reason,
    takesSubmissions,
  });

  if (reachable === false) {
    if (relays)
      return judged('null-client', true, 'inet_interfaces names the loopback only, and relayhost is set');
    return judged('unknown', false, 'inet_interfaces names the loopback only');
  }
  if (config.master !== undefined) {
    if (!uses.has('mx')) {
      return hasSubmission(uses)
        ? judged('submission', true, 'master.cf has submission services and no server on port 25')
        : judged(relays ? 'null-client' : 'unknown', relays, 'master.cf has no server for other machines');
    }
    if (relays && !receivesForDomains(config)) {
      return judged('relay-client', false, 'relayhost is set, and no domain is received here');
    }
    return judged('mx', true, 'master.cf has a server on port 25');
  }
  if (relays && !receivesForDomains(config)) {
    return judged('relay-client', false, 'relayhost is set, and no domain is received here');
  }
  if (receivesForDomains(config)) return judged('mx', false, 'it receives mail for domains of its own');
  if (takesSubmissions) return judged('submission', false, 'users authenticate here');
  return judged('unknown', false, 'main.cf does not tell');
}

function hasSubmission(uses: ReadonlySet<ServiceUse>): boolean {
  return uses.has('submission') || uses.has('submissions');
}

function hasRelayHost(config: Configuration): boolean {
  return config.isSet('relayhost') && config.raw('relayhost') !== '';
}

function saslIsOn(config: Configuration): boolean {
  return config.known('smtpd_sasl_auth_enable')?.toLowerCase() === 'yes';
}

/** Whether the file names domains for which mail comes in: more than the machine's own names in mydestination. */
function receivesForDomains(config: Configuration): boolean {
  for (const name of [
    'virtual_mailbox_domains',
    'virtual_alias_domains',
    'virtual_alias_maps',
    'relay_domains',
  ]) {
    if (config.isSet(name) && config.raw(name) !== '' && config.raw(name) !== '$mydestination') return true;
  }
  const destination = config.isSet('mydestination') ? config.raw('mydestination') : '';
  return (destination ?? '')
    .split(/[\s,]+/)
    .some(word => word !== '' && !/^(\$[{(]?myhostname[)}]?|localhost(\..*)?)$/.test(word));
}
