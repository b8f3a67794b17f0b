import { askCcert } from './ask-ccert';
import { clientCertificateSet } from './client-certificate-set';
import { connectionReuseWithoutTlsproxy } from './connection-reuse-without-tlsproxy';
import { duplicateParameter } from './duplicate-parameter';
import { emptyCurves } from './empty-curves';
import { pqFirst } from './pq-first';
import type { Rule } from './rule';
import { tlsConfigFile } from './tls-config-file';
import { tooVerboseLoglevel } from './too-verbose-loglevel';
import { unknownSuppression } from './unknown-suppression';
import { unneededSuppression } from './unneeded-suppression';
import { wrappermodeInMain } from './wrappermode-in-main';

/** All rules, by theme: the order of docs/rules/README.md. The only list of them. */
export const rules: readonly Rule[] = [
  // names
  duplicateParameter,

  // tls
  clientCertificateSet,
  askCcert,
  wrappermodeInMain,
  connectionReuseWithoutTlsproxy,
  tooVerboseLoglevel,
  tlsConfigFile,
  pqFirst,
  emptyCurves,

  // editor
  unknownSuppression,
  unneededSuppression,
];
