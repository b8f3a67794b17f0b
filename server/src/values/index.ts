import type { KindOf, KindType } from '../catalogue/kind';
import { bindAddress } from './bind-address';
import { boolean } from './boolean';
import { characters } from './characters';
import { cipherExclusions } from './cipher-exclusions';
import { cipherGrade } from './cipher-grade';
import { cipherString } from './cipher-string';
import { command } from './command';
import { compatibilityLevel } from './compatibility-level';
import { curves } from './curves';
import { digest } from './digest';
import { dnsLists } from './dns-lists';
import { domains } from './domains';
import { duration } from './duration';
import { endpoint } from './endpoint';
import { enumeration } from './enumeration';
import { feedback } from './feedback';
import { flags } from './flags';
import { hostName } from './host-name';
import { inetInterfaces } from './inet-interfaces';
import { integer } from './integer';
import { logLevel } from './log-level';
import { mailAddress } from './mail-address';
import { matchList } from './match-list';
import { milters } from './milters';
import { names } from './names';
import { nextHop } from './next-hop';
import { path } from './path';
import { paths } from './paths';
import { restrictions } from './restrictions';
import { securityLevel } from './security-level';
import { service } from './service';
import { size } from './size';
import { table } from './table';
import { tables } from './tables';
import { text } from './text';
import { tlsProtocols } from './tls-protocols';
import { transport } from './transport';
import type { ValueKind } from './value';

/** How each kind of value is read. One file per kind; this table is the only place that lists them. */
export const valueKinds: { readonly [T in KindType]: ValueKind<KindOf<T>> } = {
  'bind-address': bindAddress,
  boolean,
  characters,
  'cipher-exclusions': cipherExclusions,
  'cipher-grade': cipherGrade,
  'cipher-string': cipherString,
  command,
  'compatibility-level': compatibilityLevel,
  curves,
  digest,
  'dns-lists': dnsLists,
  domains,
  duration,
  endpoint,
  enumeration,
  feedback,
  flags,
  'host-name': hostName,
  'inet-interfaces': inetInterfaces,
  integer,
  'log-level': logLevel,
  'mail-address': mailAddress,
  'match-list': matchList,
  milters,
  names,
  'next-hop': nextHop,
  path,
  paths,
  restrictions,
  'security-level': securityLevel,
  service,
  size,
  table,
  tables,
  text,
  'tls-protocols': tlsProtocols,
  transport,
};
