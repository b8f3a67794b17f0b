/** Arbitrary configurations: about forty entries that do not depend on each other, odd in every way that Postfix allows. */
import fc from 'fast-check';
import { commonMaster } from './cases';
import { expressionsOf, faults } from './generate-expressions';
import { layout, stray, value } from './generate-values';
import type { Directory } from './observe';
import { compareVersions, type Release } from './releases';

/** Configurations that a release reads to the end. `names` are the parameters that some release knows. */
export function readableDirectory(release: Release, names: readonly string[]): fc.Arbitrary<Directory> {
  const entry = entries(release, names);
  // Slots that shrink to nothing one by one: the array itself would shrink at its end only.
  const slots = fc.array(fc.option(entry, { freq: 20 }), { minLength: 40, maxLength: 44 });
  return fc
    .record({
      head: fc.constantFrom('', '', '', '# head\n\n', '  stray = x\n', '\ufeff', '\r\n'),
      slots,
      tail: fc.constantFrom('', '', '', '# end', 'mail_name = Last', '\n \n'),
      lines: fc.constantFrom<'lf' | 'crlf'>('lf', 'lf', 'lf', 'lf', 'lf', 'lf', 'lf', 'crlf'),
      services: fc.array(service(release), { maxLength: 4 }),
    })
    .map(({ head, slots, tail, lines, services }) => {
      const text = [head, 'mynetworks = 127.0.0.0/8\n', ...slots.map(slot => slot ?? ''), tail].join('');
      return directory(lines === 'crlf' ? text.replaceAll('\n', '\r\n') : text, services);
    });
}

/** Configurations with one entry that stops postconf, which then says nothing of the others. */
export function unreadableDirectory(release: Release, names: readonly string[]): fc.Arbitrary<Directory> {
  const entry = fc.option(entries(release, names));
  return fc
    .record({
      before: fc.array(entry, { minLength: 4, maxLength: 4 }),
      fault: fc.oneof(brokenLine, brokenExpression, cycle),
      after: fc.array(entry, { minLength: 2, maxLength: 2 }),
    })
    .map(({ before, fault, after }) =>
      directory([...before, fault, ...after].map(part => part ?? '').join(''), []),
    );
}

/** A directory as text that a failure report can show; of master.cf only what is not common. */
export function describeDirectory(directory: Directory): string {
  return Object.entries(directory.files)
    .map(
      ([name, content]) => [name, visible(content).replace(visible(Buffer.from(commonMaster)), '')] as const,
    )
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `--- ${name}\n${text}`)
    .join('\n');
}

function visible(content: Buffer): string {
  return content
    .toString('latin1')
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^\n -~]/g, char => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replaceAll(/ $/gm, '\\x20');
}

const strayBytes = Buffer.from(stray).toString('latin1');

function directory(main: string, services: readonly string[]): Directory {
  const bytes = Buffer.from(Buffer.from(main).toString('latin1').replaceAll(strayBytes, '\xfc'), 'latin1');
  return { files: { 'main.cf': bytes, 'master.cf': Buffer.from(commonMaster + services.join('')) } };
}

// A value refers to names further down only, so that nothing is a cycle:
// built-in names, user's names u0 … u7, then names with a plain value or never set.
const userNames = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'];
const plainNames = [
  'mail_name',
  'multi_instance_name',
  'stress',
  'myhostname',
  'mydomain',
  'compatibility_level',
];
/** Never set here; their defaults refer to plain names. */
const defaulted = [
  'smtpd_banner',
  'myorigin',
  'syslog_name',
  'smtpd_timeout',
  'append_dot_mydomain',
  'local_transport',
  'smtp_helo_name',
  'process_name',
];
const undefinedNames = ['nosuch', 'smtpd_tls_securty_level', 'X'];
/** Never referred to, so that anything may stand in them. */
const unusedNames = [
  'k0',
  'k1',
  'k2',
  'foo-bar',
  'foo.bar',
  '"q"',
  'MyDestination',
  'a/b',
  'bücher',
  `b${stray}cher`,
];
const rawNames = [
  'command_execution_directory',
  'default_rbl_reply',
  'forward_path',
  'luser_relay',
  'mailbox_command',
  'postscreen_reject_footer',
  'smtpd_expansion_filter',
  'smtpd_reject_footer',
];
/** Names whose value postconf evaluates for its own use, or that cannot be set. */
const special = [
  'inet_interfaces',
  'inet_protocols',
  'proxy_interfaces',
  'mynetworks_style',
  'smtpd_restriction_classes',
  'process_id',
  'process_name',
  'service_name',
  'config_directory',
];
const serviceNames = ['smtp', 'relay', 'lmtp', 'maildrop', 'mine', 'nosuch', 'smtpd'];
const familySuffixes = [
  'destination_concurrency_limit',
  'destination_rate_delay',
  'destination_recipient_limit',
  'delivery_slot_cost',
  'initial_destination_concurrency',
  'time_limit',
  'transport_rate_delay',
  'minimum_delivery_slots',
];

function entries(release: Release, names: readonly string[]): fc.Arbitrary<string> {
  const reserved = new Set([...plainNames, ...defaulted, ...rawNames, ...special]);
  const builtIn = names.filter(name => !reserved.has(name));
  const expressions = expressionsOf(release);
  const used = [...userNames, ...plainNames, ...defaulted, ...undefinedNames];
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...builtIn) },
    // Few names, so that some are defined twice.
    {
      weight: 2,
      arbitrary: fc.constantFrom('mydestination', 'virtual_alias_maps', 'smtp_use_tls', 'virtual_maps'),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...serviceNames), fc.constantFrom(...familySuffixes))
        .map(words => words.join('_')),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('tbl_server_host', 'tbl_hosts', 'tbl_bogus', 'tbl_query', 'tbl_dbpath'),
    },
  );
  const user = fc.nat(userNames.length - 1).chain(i => {
    const below = [...userNames.slice(i + 1), ...plainNames, ...undefinedNames];
    return line(fc.constant(`u${i}`), value(expressions(below)));
  });
  return fc.oneof(
    { weight: 20, arbitrary: line(name, value(expressions(used))) },
    { weight: 6, arbitrary: user },
    {
      weight: 3,
      arbitrary: line(fc.constantFrom(...unusedNames), value(fc.oneof(expressions(used), faults))),
    },
    { weight: 2, arbitrary: line(fc.constantFrom(...rawNames), value(fc.oneof(expressions(used), faults))) },
    { weight: 2, arbitrary: plainEntry(release) },
    {
      weight: 1,
      arbitrary: line(
        fc.constant('smtpd_restriction_classes'),
        layout(fc.constantFrom('u1', 'u2', 'u3', 'none', '$u7')),
      ),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '\n',
        '# note\n',
        '#\n',
        '  # note = x\n',
        ' \t\n',
        '\r\n',
        '# $nosuch ${\n',
      ),
    },
  );
}

function line(name: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const separator = fc.constantFrom(
    ' = ',
    ' = ',
    ' = ',
    ' = ',
    '=',
    ' =',
    '= ',
    '\t=\t',
    ' =\n  ',
    '\n = ',
    ' = \r\n ',
    '\n# c\n = ',
  );
  return fc.tuple(name, separator, text).map(parts => `${parts.join('')}\n`);
}

function plainEntry(release: Release): fc.Arbitrary<string> {
  const levels =
    compareVersions(release.version, '3.6') < 0
      ? ['0', '1', '2', '3']
      : ['0', '1', '2', '3.6', '3.6.1', '3.10', '9999'];
  return fc.oneof(
    line(fc.constant('compatibility_level'), fc.constantFrom(...levels)),
    line(
      fc.constantFrom('myhostname', 'mydomain'),
      fc.constantFrom('mail.example.com', 'example.org', 'host', 'a.b.c.example'),
    ),
    line(
      fc.constantFrom('mail_name', 'multi_instance_name', 'stress'),
      fc.constantFrom('', 'yes', 'Postfix x', 'a'),
    ),
  );
}

const brokenLine = fc.constantFrom(
  'bogus\n',
  'two words = x\n',
  'name: x\n',
  '= x\n',
  'na\n me = x\n',
  '<<<<<<< HEAD\n',
  '}\n',
  '\u00a0x\n',
  '\0= x\n',
  'a\0 = x\n',
  '=\n',
  'bogus\n# c\n more\n',
  '"quoted name" = x\n',
  '-o x=y z\n',
);
const brokenExpression = fc
  .tuple(fc.constantFrom('mydestination', 'smtp_destination_rate_delay', 'relayhost'), faults)
  .map(([name, text]) => `${name} = ${text}\n`);
const cycle = fc.constantFrom(
  'relayhost = $relayhost\n',
  'c0 = $c1\nc1 = ${c0}\nrelayhost = $c0\n',
  'relayhost = ${relayhost?x}\n',
  'c0 = $c0\n',
  'relayhost = ${nosuch?$relayhost}\n',
  'c0 = $c1\nc1 = $c0\nk0 = $c0\n',
);

function service(release: Release): fc.Arbitrary<string> {
  const expressions = expressionsOf(release)([...userNames.slice(2), 'mail_name', ...undefinedNames]);
  const text = fc.oneof(fc.constantFrom('', 'yes', 'a', '/x', 'a,b', '[::1]:25', '#x'), expressions);
  const name = fc.constantFrom(
    'mydestination',
    'smtpd_tls_security_level',
    'smtp_use_tls',
    'u1',
    'nosuch_override',
    'mailbox_command',
  );
  const single = text.filter(text => !/[\s{}]/.test(text));
  const override = fc.oneof(
    fc.tuple(name, single).map(([name, text]) => `-o ${name}=${text}`),
    fc.tuple(name, single).map(([name, text]) => `-o${name}=${text}`.replace(/^-o(?=.*o)/, '-o ')),
    fc.tuple(name, text).map(([name, text]) => `-o { ${name} = ${text} }`),
    fc.tuple(name, text).map(([name, text]) => `-o {${name}=${text}}`),
    fc.constantFrom('-v', '-o { smtpd_banner }', '-o myorigin = x'),
  );
  const gap = fc.constantFrom(' ', ' ', '\n  ', '\n# note\n\t', '\n\n ');
  return fc
    .tuple(
      fc.constantFrom(
        'mine unix - - n - - smtp',
        'mine unix - n n - - pipe',
        '2525 inet n - n - - smtpd',
        'smtp inet n - y - - smtpd',
        '[::1]:587 inet n - - - 10 smtpd',
        'tlsproxy unix - - n - 0 tlsproxy',
      ),
      fc.array(fc.tuple(gap, override), { maxLength: 4 }),
      fc.constantFrom('', '', ' user=x argv=/y ${sender}', ' {a b}'),
    )
    .map(([fields, overrides, rest]) => `${fields}${overrides.flat().join('')}${rest}\n`);
}
