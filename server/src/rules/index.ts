import { addressPreferenceFixed } from './address-preference-fixed';
import { addressPreferenceWithoutFamily } from './address-preference-without-family';
import { aliasesNotRebuilt } from './aliases-not-rebuilt';
import { askCcert } from './ask-ccert';
import { authWithoutTls } from './auth-without-tls';
import { badExcludeElement } from './bad-exclude-element';
import { bareNewline } from './bare-newline';
import { bareNewlineDefault } from './bare-newline-default';
import { berkeleyDbTable } from './berkeley-db-table';
import { bindAddress } from './bind-address';
import { blankBeforePrefixLength } from './blank-before-prefix-length';
import { bracketedIpv6Bind } from './bracketed-ipv6-bind';
import { byteOrderMark } from './byte-order-mark';
import { certWithoutChain } from './cert-without-chain';
import { certificateFileNames } from './certificate-file-names';
import { certificateExpired } from './certificate-expired';
import { certificateExpiresSoon } from './certificate-expires-soon';
import { certificateWithoutLevel } from './certificate-without-level';
import { chainAndCert } from './chain-and-cert';
import { chainFilesOrder } from './chain-files-order';
import { chainInCafile } from './chain-in-cafile';
import { chainIncomplete } from './chain-incomplete';
import { cipherlistOverride } from './cipherlist-override';
import { clientCertificateSet } from './client-certificate-set';
import { clientLevelOnServer } from './client-level-on-server';
import { clientTrustIsOwnCert } from './client-trust-is-own-cert';
import { compatibilityLevelInvalid } from './compatibility-level-invalid';
import { compatibilityLevelMissing } from './compatibility-level-missing';
import { conflictMarker } from './conflict-marker';
import { connectionReuseWithoutTlsproxy } from './connection-reuse-without-tlsproxy';
import { contentFilterLoop } from './content-filter-loop';
import { crlfInInetInterfaces } from './crlf-in-inet-interfaces';
import { daneWithoutDnssec } from './dane-without-dnssec';
import { deadDnsbl } from './dead-dnsbl';
import { deprecatedParameter } from './deprecated-parameter';
import { dhFileUnneeded } from './dh-file-unneeded';
import { dnsListSyntax } from './dns-list-syntax';
import { domainClassConflict } from './domain-class-conflict';
import { duplicateListItem } from './duplicate-list-item';
import { duplicateParameter } from './duplicate-parameter';
import { durationIgnoredText } from './duration-ignored-text';
import { emptyCurves } from './empty-curves';
import { emptyProtocolRange } from './empty-protocol-range';
import { emptyRelayRestrictions } from './empty-relay-restrictions';
import { emptyValue } from './empty-value';
import { enforceTls } from './enforce-tls';
import { fingerprintDigest } from './fingerprint-digest';
import { fingerprintWithoutMatch } from './fingerprint-without-match';
import { heloNotRequired } from './helo-not-required';
import { hostNameFromDefault } from './host-name-from-default';
import { inetInterfaces } from './inet-interfaces';
import { inetProtocols } from './inet-protocols';
import { inlineTableSyntax } from './inline-table-syntax';
import { interfaceWithoutProtocol } from './interface-without-protocol';
import { invalidBoolean } from './invalid-boolean';
import { invalidDuration } from './invalid-duration';
import { invalidEndpoint } from './invalid-endpoint';
import { invalidEnumeration } from './invalid-enumeration';
import { invalidExpression } from './invalid-expression';
import { invalidFeedback } from './invalid-feedback';
import { invalidFlag } from './invalid-flag';
import { invalidHostName } from './invalid-host-name';
import { invalidInteger } from './invalid-integer';
import { invalidList } from './invalid-list';
import { invalidSecurityLevel } from './invalid-security-level';
import { invalidSize } from './invalid-size';
import { invisibleCharacter } from './invisible-character';
import { ipv6Disabled } from './ipv6-disabled';
import { keyMismatch } from './key-mismatch';
import { keyReadableByOthers } from './key-readable-by-others';
import { keyWithoutCertificate } from './key-without-certificate';
import { legacyCancelledByDefault } from './legacy-cancelled-by-default';
import { levelWithoutCertificate } from './level-without-certificate';
import { loginMismatchWithoutMaps } from './login-mismatch-without-maps';
import { loneCarriageReturn } from './lone-carriage-return';
import { mailboxBelowMessageLimit } from './mailbox-below-message-limit';
import { mandatoryOnly } from './mandatory-only';
import { masterOption } from './master-option';
import { milterSyntax } from './milter-syntax';
import { minimumTls13 } from './minimum-tls13';
import { missingCaFile } from './missing-ca-file';
import { missingCertificateFile } from './missing-certificate-file';
import { missingEquals } from './missing-equals';
import { missingName } from './missing-name';
import { missingRejectUnauthDestination } from './missing-reject-unauth-destination';
import { misspeltExclusion } from './misspelt-exclusion';
import { mynetworksLacksIpv6Loopback } from './mynetworks-lacks-ipv6-loopback';
import { mynetworksStyle } from './mynetworks-style';
import { negationAlone } from './negation-alone';
import { networkHostBits } from './network-host-bits';
import { networkMask } from './network-mask';
import { networkNeverMatches } from './network-never-matches';
import { noEffect } from './no-effect';
import { noFinalNewline } from './no-final-newline';
import { notANullClient } from './not-a-null-client';
import { nullByte } from './null-byte';
import { openRelay } from './open-relay';
import { opportunisticHighCiphers } from './opportunistic-high-ciphers';
import { orphanLine } from './orphan-line';
import { overriddenByLevel } from './overridden-by-level';
import { parameterTooNew } from './parameter-too-new';
import { policyMapInline } from './policy-map-inline';
import { pqFirst } from './pq-first';
import { privilegedAccount } from './privileged-account';
import { protocolBoundTooNew } from './protocol-bound-too-new';
import { protocolGap } from './protocol-gap';
import { protocolInclusion } from './protocol-inclusion';
import { protocolSyntax } from './protocol-syntax';
import { protocolUnknown } from './protocol-unknown';
import { quotedValue } from './quoted-value';
import { readOnlyParameter } from './read-only-parameter';
import { recursiveReference } from './recursive-reference';
import { relayDeniedToUsers } from './relay-denied-to-users';
import { relayProtectionMisspelt } from './relay-protection-misspelt';
import { relayhostIsMyhostname } from './relayhost-is-myhostname';
import { relayhostMxLookup } from './relayhost-mx-lookup';
import { relayhostSyntax } from './relayhost-syntax';
import { removedParameter } from './removed-parameter';
import { removedRestriction } from './removed-restriction';
import { reqCcertAtMay } from './req-ccert-at-may';
import { restrictionArgument } from './restriction-argument';
import { restrictionClassUndefined } from './restriction-class-undefined';
import { restrictionTooNew } from './restriction-too-new';
import type { Rule } from './rule';
import { saslClientCleartext } from './sasl-client-cleartext';
import { saslClientNotEnabled } from './sasl-client-not-enabled';
import { saslClientNoPlaintext } from './sasl-client-no-plaintext';
import { saslClientWithoutMap } from './sasl-client-without-map';
import { saslPathForDovecot } from './sasl-path-for-dovecot';
import { saslType } from './sasl-type';
import { selfSignedOnSubmission } from './self-signed-on-submission';
import { serverEncryptOnMx } from './server-encrypt-on-mx';
import { socketOutsideChroot } from './socket-outside-chroot';
import { strayIndent } from './stray-indent';
import { strictLevelEverywhere } from './strict-level-everywhere';
import { tableFileMissing } from './table-file-missing';
import { readOnlyCache } from './read-only-cache';
import { tablePath } from './table-path';
import { tablePermitsEverybody } from './table-permits-everybody';
import { tableTypeTooNew } from './table-type-too-new';
import { tlsConfigFile } from './tls-config-file';
import { tlsLevelMissing } from './tls-level-missing';
import { tooVerboseLoglevel } from './too-verbose-loglevel';
import { trailingComment } from './trailing-comment';
import { trailingSemicolon } from './trailing-semicolon';
import { unbracketedIpv6 } from './unbracketed-ipv6';
import { undefinedReference } from './undefined-reference';
import { unknownCurve } from './unknown-curve';
import { unknownParameter } from './unknown-parameter';
import { unknownRestriction } from './unknown-restriction';
import { unknownSuppression } from './unknown-suppression';
import { unknownTableType } from './unknown-table-type';
import { unknownTlsOption } from './unknown-tls-option';
import { unknownTransport } from './unknown-transport';
import { unneededSuppression } from './unneeded-suppression';
import { unreachableRestriction } from './unreachable-restriction';
import { verifyWithoutTrust } from './verify-without-trust';
import { verpDelimiters } from './verp-delimiters';
import { virtualMailboxBaseMissing } from './virtual-mailbox-base-missing';
import { virtualMailboxBelowMessageLimit } from './virtual-mailbox-below-message-limit';
import { weakCertificate } from './weak-certificate';
import { weakCipherGrade } from './weak-cipher-grade';
import { weakDhFile } from './weak-dh-file';
import { weakProtocols } from './weak-protocols';
import { wrappermodeInMain } from './wrappermode-in-main';
import { wrappermodeLevel } from './wrappermode-level';
import { wrappermodeOnStarttlsPort } from './wrappermode-on-starttls-port';
import { wrongLength } from './wrong-length';

/** All rules, by theme: the order of docs/rules/README.md. The only list of them. */
export const rules: readonly Rule[] = [
  // syntax
  conflictMarker,
  missingEquals,
  missingName,
  orphanLine,
  strayIndent,
  noFinalNewline,
  byteOrderMark,
  nullByte,
  trailingComment,
  invalidExpression,
  recursiveReference,
  loneCarriageReturn,
  contentFilterLoop,
  crlfInInetInterfaces,
  quotedValue,
  trailingSemicolon,
  invisibleCharacter,

  // names
  duplicateParameter,
  unknownParameter,
  parameterTooNew,
  readOnlyParameter,
  undefinedReference,

  // values
  invalidBoolean,
  invalidInteger,
  invalidSize,
  invalidDuration,
  durationIgnoredText,
  invalidEnumeration,
  invalidFlag,
  invalidFeedback,
  emptyValue,
  hostNameFromDefault,
  invalidHostName,
  privilegedAccount,
  unknownTableType,
  tablePath,
  tableTypeTooNew,
  readOnlyCache,
  inlineTableSyntax,
  invalidList,
  berkeleyDbTable,
  invalidEndpoint,
  wrongLength,
  verpDelimiters,

  // deprecated
  removedParameter,
  deprecatedParameter,
  overriddenByLevel,
  noEffect,
  dhFileUnneeded,

  // tls
  clientCertificateSet,
  askCcert,
  wrappermodeInMain,
  connectionReuseWithoutTlsproxy,
  tooVerboseLoglevel,
  tlsConfigFile,
  pqFirst,
  emptyCurves,
  badExcludeElement,
  cipherlistOverride,
  fingerprintDigest,
  keyWithoutCertificate,
  chainAndCert,
  chainFilesOrder,
  certificateFileNames,
  certWithoutChain,
  chainInCafile,
  clientTrustIsOwnCert,
  invalidSecurityLevel,
  clientLevelOnServer,
  serverEncryptOnMx,
  levelWithoutCertificate,
  certificateWithoutLevel,
  tlsLevelMissing,
  daneWithoutDnssec,
  verifyWithoutTrust,
  fingerprintWithoutMatch,
  reqCcertAtMay,
  enforceTls,
  strictLevelEverywhere,
  legacyCancelledByDefault,
  weakProtocols,
  protocolUnknown,
  protocolSyntax,
  protocolBoundTooNew,
  protocolInclusion,
  protocolGap,
  emptyProtocolRange,
  minimumTls13,
  misspeltExclusion,
  weakCipherGrade,
  opportunisticHighCiphers,
  mandatoryOnly,
  unknownCurve,
  unknownTlsOption,
  wrappermodeLevel,
  wrappermodeOnStarttlsPort,
  policyMapInline,

  // certificates
  missingCertificateFile,
  missingCaFile,
  certificateExpired,
  certificateExpiresSoon,
  keyMismatch,
  keyReadableByOthers,
  chainIncomplete,
  weakCertificate,
  weakDhFile,
  selfSignedOnSubmission,

  // networks
  mynetworksStyle,
  mynetworksLacksIpv6Loopback,
  ipv6Disabled,
  addressPreferenceWithoutFamily,
  addressPreferenceFixed,
  unbracketedIpv6,
  networkHostBits,
  networkMask,
  blankBeforePrefixLength,
  negationAlone,
  networkNeverMatches,
  bracketedIpv6Bind,
  bindAddress,
  openRelay,
  tablePermitsEverybody,
  inetProtocols,
  interfaceWithoutProtocol,
  inetInterfaces,
  duplicateListItem,

  // routing
  relayhostIsMyhostname,
  relayhostMxLookup,
  dnsListSyntax,
  domainClassConflict,
  virtualMailboxBaseMissing,
  relayhostSyntax,
  unknownTransport,
  masterOption,
  milterSyntax,
  aliasesNotRebuilt,
  tableFileMissing,
  socketOutsideChroot,
  notANullClient,

  // restrictions
  restrictionClassUndefined,
  missingRejectUnauthDestination,
  relayDeniedToUsers,
  relayProtectionMisspelt,
  emptyRelayRestrictions,
  deadDnsbl,
  heloNotRequired,
  unreachableRestriction,
  unknownRestriction,
  removedRestriction,
  restrictionTooNew,
  restrictionArgument,

  // sasl
  saslClientWithoutMap,
  saslClientNoPlaintext,
  saslClientNotEnabled,
  saslClientCleartext,
  authWithoutTls,
  saslType,
  saslPathForDovecot,
  loginMismatchWithoutMaps,

  // limits
  bareNewline,
  bareNewlineDefault,
  mailboxBelowMessageLimit,
  virtualMailboxBelowMessageLimit,

  // compatibility
  compatibilityLevelMissing,
  compatibilityLevelInvalid,

  // editor
  unknownSuppression,
  unneededSuppression,
];
