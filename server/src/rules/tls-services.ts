import type { Assignment, Configuration } from '../config/configuration';
import { knownServiceValue, serviceAssignment, type ServiceUse } from '../config/instance';
import { tlsPolicies, type TlsLevel, type TlsPolicy } from '../config/tls-policy';
import type { Service } from '../syntax/parse-master';
import { isYes } from './in-force';

export { knownServiceValue as serviceValue, serviceAssignment } from '../config/instance';

/** A service that speaks SMTP or LMTP, with its level and where that is written. */
export interface TlsService {
  /** Undefined where main.cf stands alone, because no master.cf is known. */
  readonly service: Service | undefined;
  readonly side: 'server' | 'client';
  readonly use: ServiceUse;
  /** What the names of its level and of its old switches begin with. */
  readonly prefix: 'smtpd' | 'postscreen' | 'smtp' | 'lmtp';
  readonly wrappermode: boolean;
  readonly level: EffectiveLevel;
  readonly policy: TlsPolicy;
}

export interface EffectiveLevel {
  /** As it is meant: `dane` also where it comes to no more than `may`. Undefined where it is not known, or not valid. */
  readonly value: TlsLevel | undefined;
  /** What decides: the level, use_tls, enforce_tls or wrappermode. Undefined where that is a default. */
  readonly assignment: Assignment | undefined;
}

/** The levels at which mail does not go without TLS, so that the `*_mandatory_*` parameters count. */
export function isMandatory(level: TlsLevel | undefined): boolean {
  return level !== undefined && level !== 'none' && level !== 'may' && level !== 'dane';
}

/** The services that speak SMTP over the network. Without a master.cf, those that main.cf describes. */
export function tlsServices(config: Configuration): readonly TlsService[] {
  return config.derived(describeAll);
}

function describeAll(config: Configuration): readonly TlsService[] {
  return tlsPolicies(config).map(policy => describe(config, policy));
}

/** The services that receive mail. */
export function serversOf(config: Configuration): readonly TlsService[] {
  return tlsServices(config).filter(({ side }) => side === 'server');
}

/** The services that send mail. */
export function clientsOf(config: Configuration): readonly TlsService[] {
  return tlsServices(config).filter(({ side }) => side === 'client');
}

/** Whether a client has authorities to trust. What is not known may be some. */
export function hasTrust(config: Configuration, { service, prefix }: TlsService): boolean {
  const names = ['CAfile', 'CApath', 'trust_anchor_file'].map(name => `${prefix}_tls_${name}`);
  return (
    names.some(name => knownServiceValue(config, service, name) !== '') ||
    isYes(knownServiceValue(config, service, 'tls_append_default_CA'))
  );
}

function describe(config: Configuration, policy: TlsPolicy): TlsService {
  const { service, side, use, program } = policy.of;
  return {
    service,
    side,
    use,
    prefix: program,
    wrappermode: policy.wrappermode,
    level: {
      value: policy.remarks.includes('dane-becomes-may') ? 'dane' : policy.level,
      assignment: serviceAssignment(config, service, policy.levelParameter),
    },
    policy,
  };
}
