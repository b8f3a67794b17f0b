import { isAtLeast } from '../catalogue/release';
import type { Configuration } from '../config/configuration';
import type { Service } from '../syntax/parse-master';
import { addAfter, replaceValue } from './edits';
import type { FileEdit, Fix, Rule, RuleContext } from './rule';
import { manual, rfc } from './sources';
import { relayClient, startTlsTarget } from './relay-client';
import { clientsOf, isMandatory, serversOf, serviceAssignment, type TlsService } from './tls-services';

export const wrappermodeLevel: Rule = {
  id: 'wrappermode-level',
  title: 'Port 465 without TLS from the first byte',
  group: 'tls',
  severity: 'error',
  parameters: ['smtp_tls_wrappermode', 'smtp_tls_security_level', 'smtpd_tls_wrappermode', 'relayhost'],
  why: `On port 465 both sides begin TLS at once, without STARTTLS. A client needs smtp_tls_wrappermode = yes and a level of encrypt or more,
    otherwise it waits for a greeting that never comes, or defers the mail; a server needs smtpd_tls_wrappermode = yes.`,
  sources: [manual('smtp_tls_wrappermode'), manual('smtpd_tls_wrappermode'), rfc(8314, '3.3')],
  bad: { main: 'relayhost = ‹[smtp.example.com]:465›\nsmtp_tls_security_level = may\n' },
  good: {
    main: 'relayhost = [smtp.example.com]:465\nsmtp_tls_wrappermode = yes\nsmtp_tls_security_level = encrypt\n',
  },
  fix: 'unsafe',
  check(context) {
    checkServers(context);
    checkRelay(context);
    checkLevels(context);
  },
};

function checkServers(context: RuleContext): void {
  const { config, report } = context;
  for (const { use, wrappermode, service } of serversOf(config)) {
    if (service === undefined) continue;
    if (use === 'submission' && wrappermode) checkSubmission(context, service);
    if (use !== 'submissions' || wrappermode) continue;
    report({
      file: 'master',
      span: service.name.span,
      message: `Clients begin TLS at once on port 465, but this service waits for STARTTLS: no mail program can connect. Add "-o smtpd_tls_wrappermode=yes" to it.`,
    });
  }
}

/** Port 587 with TLS from the first byte; in main.cf a rule of its own tells of the parameter. */
function checkSubmission({ config, report }: RuleContext, service: Service): void {
  const assignment = serviceAssignment(config, service, 'smtpd_tls_wrappermode');
  if (assignment?.file !== 'master') return;
  report({
    file: 'master',
    about: assignment,
    span: assignment.value.toFile({ start: 0, end: assignment.value.text.length }),
    severity: 'warning',
    message:
      'Mail programs wait for a greeting and STARTTLS on port 587, but with wrapper mode this service waits for TLS, until one of them gives up. Set smtpd_tls_wrappermode to no here; it belongs to port 465.',
    fixes: [
      {
        title: 'Set smtpd_tls_wrappermode to no',
        safety: 'unsafe',
        edits: () => [replaceValue(assignment, 'no')],
      },
    ],
  });
}

/** A relay on port 465 that the client calls without TLS. */
function checkRelay({ config, report }: RuleContext): void {
  const relayhost = config.inForce('relayhost');
  const target = config.known('relayhost');
  if (relayhost === undefined || target === undefined) return;
  if (!/:(465|smtps|submissions)\s*$/.test(target)) return;
  const client = relayClient(config);
  if (client === undefined || client.wrappermode) return;
  report({
    about: relayhost,
    span: relayhost.value.span,
    message: `${target} expects TLS from the first byte, which needs smtp_tls_wrappermode = yes and smtp_tls_security_level = encrypt: without them Postfix waits in vain for a greeting, and mail is deferred.`,
    fixes: fixesFor(config, client),
  });
}

function fixesFor(config: Configuration, client: TlsService): Fix[] {
  const entry = config.setting('relayhost')?.winner;
  if (entry === undefined || !isAtLeast(config.release, '3.0')) return [];
  const level = serviceAssignment(config, client.service, 'smtp_tls_security_level');
  const wrapper = serviceAssignment(config, client.service, 'smtp_tls_wrappermode');
  const edits = (): FileEdit[] => {
    const list: FileEdit[] = [
      wrapper === undefined ? addAfter(entry, 'smtp_tls_wrappermode', 'yes') : replaceValue(wrapper, 'yes'),
    ];
    if (isMandatory(client.level.value)) return list;
    list.push(
      level === undefined
        ? addAfter(entry, 'smtp_tls_security_level', 'encrypt')
        : replaceValue(level, 'encrypt'),
    );
    return list;
  };
  return [
    { title: 'Use TLS from the first byte (smtp_tls_wrappermode, level encrypt)', safety: 'unsafe', edits },
  ];
}

/** Wrapper mode with a level that does not require TLS: Postfix warns and defers. */
function checkLevels({ config, report }: RuleContext): void {
  const reported = new Set<unknown>();
  // There wrapper mode itself is wrong, which is told by a rule of its own.
  const wrong = startTlsTarget(config)?.client;
  for (const client of clientsOf(config)) {
    const { prefix, service, wrappermode, level } = client;
    if (!wrappermode || level.value === undefined || isMandatory(level.value) || client === wrong) continue;
    const assignment = serviceAssignment(config, service, `${prefix}_tls_wrappermode`);
    if (assignment === undefined || reported.has(assignment)) continue;
    reported.add(assignment);
    const name = `${prefix}_tls_security_level`;
    const existing = level.assignment?.name === name ? level.assignment : undefined;
    const entry = config.setting(`${prefix}_tls_wrappermode`)?.winner;
    const edits =
      existing !== undefined
        ? () => [replaceValue(existing, 'encrypt')]
        : entry !== undefined && assignment.file === 'main'
          ? () => [addAfter(entry, name, 'encrypt')]
          : undefined;
    report({
      about: assignment,
      file: assignment.file,
      span: assignment.value.span,
      message: `${assignment.name} = yes needs ${name} = encrypt or stronger, but the level is ${level.value === 'none' ? 'not set' : level.value}: Postfix warns and defers the mail.`,
      related:
        existing === undefined
          ? []
          : [{ file: existing.file, span: existing.value.span, message: 'the level' }],
      fixes: edits === undefined ? [] : [{ title: `Set ${name} to encrypt`, safety: 'unsafe', edits }],
    });
  }
}
