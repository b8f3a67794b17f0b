import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatDocument, formatOnEnter, formattingEdits } from '../../server/src/features/formatting';
import { applyEdits } from '../../server/src/text/edit';
import { analyse, uncaret, type AnalyseOptions } from '../support/example';

function format(text: string, options: AnalyseOptions = {}): string {
  return applyEdits(text, formattingEdits(analyse(text, options)));
}

function check(before: string, after: string, options: AnalyseOptions = {}): void {
  assert.equal(format(before, options), after);
}

const aligned: AnalyseOptions = { settings: { format: { alignValues: true, oneItemPerLine: false } } };
const both: AnalyseOptions = { settings: { format: { alignValues: true, oneItemPerLine: true } } };
const listed: AnalyseOptions = { settings: { format: { alignValues: false, oneItemPerLine: true } } };

describe('formatting', () => {
  it('has one style of " = "', () => {
    check('a=1\nb =2\nc= 3\nd   =   4\n', 'a = 1\nb = 2\nc = 3\nd = 4\n');
    check('mydestination =\nmyorigin=\n', 'mydestination =\nmyorigin =\n');
    check('mydestination=\n  a,\n  b\n', 'mydestination =\n  a,\n  b\n');
  });
  it('leaves a name and its = on different lines alone', () =>
    check('mydestination\n = a\n', 'mydestination\n = a\n'));
  it('takes away trailing blanks and adds the final newline', () => {
    check('# c  \nmyhostname = a \t\n   \n\nmydomain = b', '# c\nmyhostname = a\n\n\nmydomain = b\n');
  });
  it('keeps blanks that are part of a text', () =>
    check('smtpd_banner = a  \n  b\n', 'smtpd_banner = a  \n  b\n'));
  it('trims lines inside a list', () =>
    check('mynetworks = 127.0.0.0/8  \n  10.0.0.0/8 \n', 'mynetworks = 127.0.0.0/8\n  10.0.0.0/8\n'));
  it('leaves templates and files of other programs alone', () => {
    for (const text of ['myhostname={{ name }}  \n', 'bundle agent main\n{  \n'])
      assert.deepEqual(formatDocument(analyse(text)), []);
  });
  it('keeps CRLF', () => check('a=1  \r\nb = 2', 'a = 1\r\nb = 2\r\n'));
  it('leaves an empty file empty', () => check('', ''));
  it('aligns neighbours', () =>
    check('a=1\nlong_name = 2\n# c\nb=3\n', 'a         = 1\nlong_name = 2\n# c\nb = 3\n', aligned));
  it('writes long lists one item a line, arguments beside their restriction', () => {
    check(
      'smtpd_recipient_restrictions = permit_mynetworks, check_client_access hash:/etc/postfix/access, reject_unauth_destination\n',
      'smtpd_recipient_restrictions =\n    permit_mynetworks,\n    check_client_access hash:/etc/postfix/access,\n    reject_unauth_destination\n',
      listed,
    );
  });
  it('aligns the = of a list that it writes one item a line', () =>
    check(
      `a_name_that_is_longer_than_it = 1\nmynetworks=${'192.0.2.1 '.repeat(10)}\n`,
      `a_name_that_is_longer_than_it = 1\nmynetworks                    =\n    ${Array(10).fill('192.0.2.1').join('\n    ')}\n`,
      both,
    ));

  it('keeps what is in braces in one piece', () => {
    check(
      'smtpd_milters = { inet:localhost:8891, default_action=accept }, { inet:localhost:8892, default_action=accept }\n',
      'smtpd_milters =\n    { inet:localhost:8891, default_action=accept },\n    { inet:localhost:8892, default_action=accept }\n',
      listed,
    );
    check(
      'smtpd_client_restrictions = check_policy_service { unix:private/policy, timeout=10s }, check_client_access inline:{ {a = b} }\n',
      'smtpd_client_restrictions =\n    check_policy_service { unix:private/policy, timeout=10s },\n    check_client_access inline:{ {a = b} }\n',
      listed,
    );
    check(
      'virtual_alias_maps = pipemap:{hash:/etc/postfix/a, regexp:/etc/postfix/b}, hash:/etc/postfix/virtual\n',
      'virtual_alias_maps =\n    pipemap:{hash:/etc/postfix/a, regexp:/etc/postfix/b},\n    hash:/etc/postfix/virtual\n',
      listed,
    );
  });
  it('takes trailing blanks away in master.cf, but not inside the value of an override', () => {
    const master = 'smtp inet n - y - - smtpd  \n  -o { smtpd_banner = a  \n  b }  \n  -o x=1 \n# c ';
    const analysis = analyse('', { file: 'master', master });
    assert.equal(
      applyEdits(master, formattingEdits(analysis)),
      'smtp inet n - y - - smtpd\n  -o { smtpd_banner = a  \n  b }\n  -o x=1\n# c',
    );
  });
  it('touches only the lines that are selected', () => {
    const analysis = analyse('a=1\nb=2\nc=3\n');
    const selection = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    assert.deepEqual(
      formatDocument(analysis, selection).map(({ range }) => range.start.line),
      [1],
    );
  });

  /** Small files with the odd cases of the format. */
  const odd = fc.constantFrom(
    'mydestination = a,  b',
    'mydestination=a,\n\n# in between\n  b  \n\tc',
    'smtpd_banner = x   y  \n   z',
    'mynetworks =127.0.0.0/8  [::1]/128 \n 10.0.0.0/8',
    'foo\n = bar',
    '  stray = 1 ',
    'no equals',
    '# comment  ',
    '   ',
    '',
    'a=b\r',
    'smtpd_recipient_restrictions = permit_mynetworks permit_sasl_authenticated, check_sender_access hash:/x reject_unauth_destination,reject',
    'header_checks = regexp:{ {/a  b/ REJECT} }',
    'smtpd_milters = { inet:localhost:8891, default_action=accept }  {inet:h:1,{ connect_timeout = 3s }}, unix:/run/milter.sock',
    'smtpd_recipient_restrictions = check_policy_service { unix:private/policy, timeout=10s } check_client_access inline:{ {a b = c} }, reject',
    'x = $mydestination  ${y?{ a }:{b}}',
    'smtpd_tls_protocols = !SSLv2,!SSLv3  ',
    'n = a\0b  ',
  );
  /** Lists that fit on a line or just do not, once its `=` has moved. */
  const list = fc
    .tuple(
      fc.constantFrom('mynetworks', 'smtpd_recipient_restrictions'),
      fc.constantFrom('=', '   =   '),
      fc.nat(30),
    )
    .map(([name, equals, more]) => `${name}${equals}${'a'.repeat(20)}, ${'b'.repeat(10 + more)}`);
  const line = fc.oneof({ weight: 3, arbitrary: odd }, list);
  const file = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
    .map(([lines, end]) => lines.join('\n') + (end ? '\n' : ''));
  const numRuns = process.env['DEEP'] === '1' ? 20_000 : 1_000;

  for (const [name, options] of Object.entries({ plain: {}, aligned, listed, both })) {
    it(`changes nothing that Postfix reads, keeps comments, and is done after once (${name})`, () => {
      fc.assert(
        fc.property(file, text => {
          const before = analyse(text, options).config;
          const formatted = format(text, options);
          const after = analyse(formatted, options).config;
          assert.deepEqual([...after.settings.keys()], [...before.settings.keys()]);
          for (const setting of before.settings.values()) {
            const values = [setting, after.setting(setting.name)!].map(({ definitions }) =>
              definitions.map(({ value }) => readAs(setting.name, value.text)),
            );
            assert.deepEqual(values[1], values[0]);
          }
          const comments = (all: string): string[] =>
            all
              .split('\n')
              .filter(one => /^\s*#/.test(one))
              .map(one => one.trim());
          assert.deepEqual(comments(formatted), comments(text));
          assert.equal(format(formatted, options), formatted);
        }),
        { numRuns },
      );
    });
  }

  /** Lists as their words, everything else to the letter. */
  function readAs(name: string, value: string): string {
    const lists = [
      'mynetworks',
      'smtpd_recipient_restrictions',
      'smtpd_tls_protocols',
      'mydestination',
      'header_checks',
      'smtpd_milters',
    ];
    return lists.includes(name)
      ? value
          .split(/[\s,]+/)
          .filter(word => word !== '')
          .join(' ')
      : value;
  }
});

describe('formatting on Enter', () => {
  const enter = (marked: string): string => {
    const { text, offset } = uncaret(marked);
    const analysis = analyse(text);
    const edits = formatOnEnter(analysis, analysis.lines.positionAt(offset));
    return applyEdits(
      text,
      edits.map(({ range, newText }) => ({
        span: { start: analysis.lines.offsetAt(range.start), end: analysis.lines.offsetAt(range.end) },
        newText,
      })),
    );
  };
  it('takes away an indent that would continue a complete entry', () =>
    assert.equal(enter('myhostname = a\n    |'), 'myhostname = a\n'));
  it('leaves files of other programs alone', () => {
    const policy = 'bundle agent main\n{\n  vars:\n';
    assert.equal(enter(`${policy}    |`), `${policy}    `);
  });
  it('indents inside a list', () => assert.equal(enter('mydestination = a,\n|'), 'mydestination = a,\n    '));
  it('keeps the indent of the list', () =>
    assert.equal(enter('mydestination = a,\n  b,\n|'), 'mydestination = a,\n  b,\n  '));
  it('indents below a list without items, and nothing else', () => {
    assert.equal(enter('smtpd_relay_restrictions =\n|'), 'smtpd_relay_restrictions =\n    ');
    assert.equal(enter('relayhost =\n    |'), 'relayhost =\n');
  });
  it('goes on below a comment inside a list', () => {
    assert.equal(enter('mydestination = a,\n  b,\n# c\n|'), 'mydestination = a,\n  b,\n# c\n  ');
    assert.equal(enter('mydestination = a\n# c\n|'), 'mydestination = a\n# c\n');
  });
  it('indents what stood behind the caret in a value, and no entry', () => {
    assert.equal(enter('mydestination = a\n|b, c\n'), 'mydestination = a\n    b, c\n');
    assert.equal(enter('mydestination = a,\n  b\n|c\n'), 'mydestination = a,\n  b\n  c\n');
    assert.equal(enter('mydestination = a\n|biff = no\n'), 'mydestination = a\nbiff = no\n');
    for (const entry of ['relayhost   = x', 'relayhost \t=', 'relayhost=x'])
      assert.equal(enter(`foo = bar\n|${entry}\n`), `foo = bar\n${entry}\n`);
    assert.equal(enter('mydestination = a\n\n|what\n'), 'mydestination = a\n\nwhat\n');
  });
  it('keeps the indent of a line that is split in front of its first word', () => {
    const list = 'smtpd_client_restrictions = permit_mynetworks,\n';
    assert.equal(enter(`${list}  # c\n  \n|reject\n`), `${list}  # c\n  \n  reject\n`);
    assert.equal(enter(`${list}\t\n|reject\n`), `${list}\t\n\treject\n`);
    assert.equal(enter(`${list}  \n|biff = no\n`), `${list}  \nbiff = no\n`);
    assert.equal(enter('# c\n  \n|what\n'), '# c\n  \nwhat\n');
  });
  it('ends the list after its last item', () =>
    assert.equal(enter('mydestination = a,\n  b\n  |'), 'mydestination = a,\n  b\n'));
});
