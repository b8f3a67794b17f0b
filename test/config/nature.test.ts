import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileOf, isAnyFile, natureOf, siblingOf } from '../../server/src/config/nature';
import { placeholders } from '../../server/src/config/placeholders';
import { difference } from '../../server/src/text/difference';

const natures: readonly (readonly [nature: string, name: string, text: string])[] = [
  ['postfix', 'main.cf', ''],
  ['postfix', 'main.cf', 'smtpd'],
  ['postfix', 'main.cf', 'mydestination\nfoo\n'],
  ['postfix', 'main.cf', '<<<<<<< HEAD\na = b\n=======\na = c\n>>>>>>> x\n'],
  ['postfix', 'main.cf', 'smtpd_forbidden_commands = CONNECT regexp:{{/^[^A-Z]/ Bogus}}\n'],
  ['postfix', 'main.cf', 'relay_domains = ${{$compatibility_level} <level {2} ? {$mydestination} : {}}\n'],
  [
    'postfix',
    'main.cf',
    'mailbox_command = /usr/bin/procmail -a "$EXTENSION" DEFAULT=$HOME/Maildir/ ${USER}\n',
  ],
  ['postfix', 'main.cf', 'milter_mail_macros = i {mail_addr} {client_addr}\n'],
  ['postfix', 'main.cf', 'FOO = x\nmydestination = $FOO ${FOO}\n'],
  ['postfix', 'main.cf', '# set ${DOMAIN} and @NAME@ here, _FOO_ and {BAR}\nmyhostname = x\n'],
  ['postfix', 'main.cf', 'ldap_query_filter = (mail=%s)\nvirtual_mailbox_maps = pcre:{{/^(.*)@a$/ x}}\n'],
  ['postfix', 'master.cf', 'smtp inet n - n - - smtpd\n'],
  ['fragment', 'postfix-main.cf', 'myhostname = x\n'],
  ['fragment', 'postfix-master.cf', 'submission/inet/syslog_name=x\n'],
  ['template', 'main.cf.j2', ''],
  ['template', 'main.cf.in', ''],
  ['template', 'main.cf', '# {{ ansible_managed }}\nmyhostname = x\n'],
  ['template', 'main.cf', 'myhostname = {{ host }}\n'],
  ['template', 'main.cf', '{% if tls %}\nsmtpd_tls_security_level = may\n{% endif %}\n'],
  ['template', 'main.cf', '{{- if .Values.tls }}\na = b\n{{- end }}\n'],
  ['template', 'main.cf', 'myhostname = <%= @host %>\n'],
  ['template', 'main.cf', '<% if x -%>\na = b\n<% end %>\n'],
  ['template', 'main.cf', 'myhostname = ${HOSTNAME}\n'],
  ['template', 'main.cf', 'myorigin = ${DOMAIN}\n'],
  ['template', 'main.cf', 'relayhost = $RELAY_HOST\n'],
  ['template', 'main.cf', 'smtpd_banner = $myhostname (@DISTRO@)\n'],
  ['template', 'main.cf', 'myhostname = {MTA_HOSTNAME}\n'],
  ['template', 'main.cf', 'content_filter = x:[PH_SMTP_SERVER]:10024\n'],
  ['template', 'main.cf', 'myhostname = _MAIL_HOSTNAME_\n'],
  ['template', 'main.cf', 'myhostname = %%HOST%%\n'],
  ['template', 'main.cf', 'alias_maps = proxy:%{db_driver}:/x\n'],
  ['template', 'main.cf', 'alias_maps = proxy:mysql:{config_dir}/x.cf\n'],
  ['foreign', 'main.cf', '{\n\t"led" : true\n}\n'],
  ['foreign', 'main.cf', '[{}]'],
  ['foreign', 'main.cf', '# policy\nbundle agent main\n{\n  vars:\n    "x" string => "y";\n}\n'],
  ['foreign', 'main.cf', 'include "types.cf"\n\ncluster c1 (\n\tUserNames = { admin = x }\n\t)\n'],
  ['foreign', 'main.cf', 'system host1 (\n)\n'],
  ['foreign', 'main.cf', 'begin\nlet _a = 1;\n_a = 2;\nend\n'],
];

describe('nature', () => {
  for (const [nature, name, text] of natures) {
    it(`${nature}: ${name} ${JSON.stringify(text).slice(0, 70)}`, () =>
      assert.equal(natureOf(name, text), nature));
  }
});

describe('placeholders', () => {
  const found = (text: string, isTemplate = false): string[] =>
    placeholders(text, isTemplate).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

  it('are values or control', () => {
    const text = '{% if a %}\nmyhostname = {{ a }} <%= b %>\n<tmpl_if name="x">\n{# c #}';
    assert.deepEqual(found(text), [
      'control {% if a %}',
      'value {{ a }}',
      'value <%= b %>',
      'control <tmpl_if name="x">',
      'control {# c #}',
    ]);
  });
  it('are plain words only where the file is a template anyhow', () => {
    const text = 'a = {config_dir} %hostname @name@ ${x} $y';
    assert.deepEqual(found(text), []);
    assert.deepEqual(found(text, true), ['value {config_dir}', 'value %hostname', 'value @name@']);
  });
  it('are found in linear time', () => {
    for (const piece of ['{{ a ', '${A', '# ${AB} ', '<% ', '{# ']) {
      const text = piece.repeat(20_000);
      const start = performance.now();
      placeholders(text, true);
      assert.ok(performance.now() - start < 2_000);
    }
  });
});

describe('which of the two files it is', () => {
  const files: readonly (readonly [file: string, name: string, languageId: string])[] = [
    ['main', 'main.cf', 'conf'],
    ['main', 'main.cf', 'postfix-master-cf'],
    ['main', 'main.cf.j2', 'jinja'],
    ['main', 'postfix-main.cf', ''],
    ['main', 'Untitled-1', 'postfix-main-cf'],
    ['main', 'mymaster.cf', 'conf'],
    ['master', 'master.cf', 'plaintext'],
    ['master', 'master.cf', 'postfix-main-cf'],
    ['master', 'master.cf.proto', 'pfmain'],
    ['master', 'postfix-master.cf', 'conf'],
    ['master', 'Untitled-1', 'postfix-master-cf'],
  ];
  for (const [file, name, languageId] of files)
    it(`${name} (${languageId}): ${file}.cf`, () => assert.equal(fileOf(name, languageId), file));
});

describe('the file that is read together with one', () => {
  const pairs: readonly (readonly [name: string, other: string])[] = [
    ['main.cf', 'master.cf'],
    ['main.cf.j2', 'master.cf.j2'],
    ['main.cf-old', 'master.cf-old'],
  ];
  for (const [main, master] of pairs)
    it(`${main} and ${master}`, () => assert.deepEqual([siblingOf(main), siblingOf(master)], [master, main]));
  for (const name of ['postfix-main.cf', 'postfix-master.cf', 'my-main.cf', 'main.cfg', 'main', 'x.cf', ''])
    it(`none: ${name}`, () => assert.equal(siblingOf(name), undefined));
});

describe('whether it is a file of Postfix at all', () => {
  const files: readonly (readonly [isAny: boolean, name: string, languageId: string])[] = [
    [false, 'main.cf', 'ini'],
    [false, 'master.cf.in', 'plaintext'],
    [false, 'Untitled-1', 'postfix-main-cf'],
    [false, 'snippet.txt', 'pfmain'],
    [true, 'php.ini', 'ini'],
    [true, 'notes.txt', 'plaintext'],
  ];
  for (const [isAny, name, languageId] of files)
    it(`${name} (${languageId})`, () => assert.equal(isAnyFile(name, languageId), isAny));
});

describe('the nature of a file that is being edited', () => {
  const pieces = natures.map(([, , text]) => text);
  const line = fc.constantFrom(
    ...pieces,
    'FOO = x\n',
    '#FOO = x\n',
    'a = $FOO\n',
    '{"a": 1}\n',
    '# ',
    '\n',
    '',
  );
  const word = fc.constantFrom(
    '',
    'x',
    '$',
    '{{ a }}',
    '_A',
    '_',
    '@NAME',
    '@',
    '%',
    '#',
    '\n',
    '{',
    '}',
    'PH_',
  );
  const at = fc.nat(200);

  it('is what it would be if the file were new', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), at, at, word, (lines, start, length, typed) => {
        const before = lines.join('');
        const after = before.slice(0, start) + typed + before.slice(start + (length % 20));
        const judged = { text: before, nature: natureOf('main.cf', before), edit: difference(before, after) };
        assert.equal(natureOf('main.cf', after, judged), natureOf('main.cf', after));
      }),
      { numRuns: 2_000 },
    );
  });
});
