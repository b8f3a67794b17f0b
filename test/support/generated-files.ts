import fc from 'fast-check';
import type { Example, Rule } from '../../server/src/rules/rule';
import { unmark } from './example';

/** A file made of mistakes: entries of the rules' own bad examples between ordinary ones, in every layout. */
export interface GeneratedFile {
  readonly main: string;
  readonly master: string | undefined;
  readonly postfix: string;
}

/** Files that rules find something in. The rules' examples are the stock, so that a new rule takes part by itself. */
export function mistakenFiles(rules: readonly Rule[]): fc.Arbitrary<GeneratedFile> {
  const block = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...rules.flatMap(blocksOf)) },
    { weight: 2, arbitrary: fc.constantFrom(...ordinary) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...odd)).map(assign) },
  );
  return fc
    .record({
      blocks: fc.array(block, { minLength: 1, maxLength: 8 }),
      layout: fc.constantFrom<keyof typeof layouts>(
        'plain',
        'plain',
        'plain',
        'crlf',
        'aligned',
        'tight',
        'commented',
      ),
      end: fc.constantFrom('', '', '', 'no newline'),
      master: fc.constantFrom(undefined, undefined, ...masters),
      postfix: fc.constantFrom('3.11', '3.11', '3.5', '3.6', '3.7', '3.9', '3.12'),
    })
    .map(({ blocks, layout, end, master, postfix }) => {
      const text = layouts[layout](blocks.join(''));
      return { main: end === '' ? text : text.replace(/\r?\n$/, ''), master, postfix };
    });
}

/** An example as lines that can stand in another file. */
function blocksOf(rule: Rule): string[] {
  const texts = [rule.bad, rule.good].map((example: Example) => unmark(example.main).text);
  return texts.map(text => (text === '' || text.endsWith('\n') ? text : `${text}\n`));
}

const layouts = {
  plain: (text: string) => text,
  crlf: (text: string) => text.replace(/\r?\n/g, '\r\n'),
  aligned: (text: string) => text.replace(/^(\w+) = /gm, (_, name: string) => `${name.padEnd(32)} = `),
  tight: (text: string) => text.replace(/^(\w+) = /gm, '$1='),
  commented: (text: string) => text.replace(/^(\w)/gm, '# about the next line\n$1'),
};

const ordinary = [
  'compatibility_level = 3.11\n',
  'myhostname = mail.example.com\n',
  'mydomain = example.com\n',
  'myorigin = $mydomain\n',
  'mydestination = $myhostname, localhost.$mydomain,\n  # the web server\n  www.$mydomain,\n\n  localhost\n',
  'mynetworks = 127.0.0.0/8 [::1]/128\n',
  'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n',
  'smtp_tls_security_level = may\n',
  'inet_interfaces = all\n',
  'relayhost = [mail.example.net]:587\n',
  '# a comment\n',
  '\n',
  '#   indented = comment\n',
];

const names = [
  'soft_bounce',
  'message_size_limit',
  'ipc_timeout',
  'smtpd_tls_protocols',
  'smtp_tls_mandatory_protocols',
  'smtp_tls_ciphers',
  'smtpd_recipient_restrictions',
  'mydestination',
  'mynetworks',
  'virtual_alias_maps',
  'smtp_address_preference',
  'inet_protocols',
  'smtpd_banner',
  'my_own_name',
  'relayhost',
  'smtp_bind_address6',
];
const odd = [
  '',
  'yes',
  'true',
  '10M',
  '1h30m',
  '"quoted"',
  'value;',
  'may # why',
  '>= TLSv1.2',
  '!SSLv2, !TLSv1.1',
  '::1/128',
  '[::1]',
  '10.0.0.1/8',
  'hash:/etc/aliases',
  'hsah:/etc/aliases',
  'inline:{a = b}',
  'permit_mynetworks, reject_unauth_destinatoin',
  'reject_rbl_client',
  '$mydomian',
  '${mydomain',
  '$$',
  '{ a b',
  'a,\n  b # c\n  d',
  'Ünïcode “quotes”',
];

function assign([name, value]: [string, string]): string {
  return `${name} = ${value}\n`;
}

const masters = [
  'smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\nlocal unix - n n - - local\n',
  'smtp inet n - n - - smtpd\nsubmission inet n - n - - smtpd\n  -o smtpd_tls_security_level=encrypt\n  -o { smtpd_recipient_restrictions = permit_sasl_authenticated, reject }\nsmtp unix - - n - - smtp\ntlsproxy unix - - n - 0 tlsproxy\n',
  'smtp inet n - n - 1 postscreen\nsmtpd pass - - n - - smtpd\nsmtps inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes\n  # a comment\n  -o smtpd_use_tls=yes\nslow unix - - n - - smtp -o smtp_tls_security_level=none\n',
];
