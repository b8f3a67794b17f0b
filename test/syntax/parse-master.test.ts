import assert from 'node:assert/strict';
import { parseMasterCf } from '../../server/src/syntax/parse-master';

/** The overrides of the only service of a master.cf, as `name=value`. */
function overridesOf(args: string): string[] {
  const { services } = parseMasterCf(`smtp inet n - n - - smtpd ${args}\n`);
  return (services[0]?.overrides ?? []).map(({ name, value }) => `${name}=${value.text}`);
}

function problemsOf(text: string): string[] {
  return parseMasterCf(text).services.flatMap(({ problems }) =>
    problems.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`),
  );
}

const options: readonly (readonly [title: string, args: string, ...overrides: string[]])[] = [
  ['a setting', '-o a=b', 'a=b'],
  ['several on lines of their own', '\n  -o a=b\n# no\n  -o c=$d', 'a=b', 'c=$d'],
  ['one word', '-oa=b', 'a=b'],
  ['run together with another option', '-vo a=b -v', 'a=b'],
  ['braces', '-o { a = b c } -o {d=e}', 'a=b c', 'd=e'],
  ['braces inside braces', '-o { a = {b c} }', 'a={b c}'],
  ['a value with an equals sign', '-o a=b=c', 'a=b=c'],
  ['options end at the first word that is none', 'x -o a=b'],
  ['options end at --', '-- -o a=b'],
  ['a setting without its equals sign', '-o a -o b=c', 'b=c'],
  ['an equals sign with blanks around it', '-o a = b'],
  ['nothing behind the option', '-o'],
];

const problems: readonly (readonly [title: string, text: string, ...problems: string[]])[] = [
  ['nothing', 'smtp inet n - n - - smtpd\n'],
  ['an unknown type', 'smtp tcp n - n - - smtpd\n', 'bad-type tcp'],
  ['unknown flags', 'smtp inet x yes N - - smtpd\n', 'bad-flag x', 'bad-flag yes', 'bad-flag N'],
  ['a wakeup time with a mark', 'pickup unix n - n 60? 1 pickup\n'],
  ['a wakeup time that is none', 'pickup unix n - n 60s 1 pickup\n', 'bad-wakeup 60s'],
  ['a limit that is none', 'pickup unix n - n 60 one pickup\n', 'bad-process-limit one'],
  ['an unclosed brace', 's inet n - n - - smtpd -o { a = b\n', 'missing-brace { a = b'],
  ['text behind a brace', 's inet n - n - - smtpd -o {a=b}c\n', 'after-brace c'],
  ['no equals sign in braces', 's inet n - n - - smtpd -o {a b}\n', 'missing-equals {a b}'],
  ['no name', 's inet n - n - - smtpd -o =b\n', 'missing-name =b'],
];

describe('parseMasterCf', () => {
  for (const [title, args, ...expected] of options) {
    it(`-o: ${title}`, () => assert.deepEqual(overridesOf(args), expected));
  }
  for (const [title, text, ...expected] of problems) {
    it(`problem: ${title}`, () => assert.deepEqual(problemsOf(text), expected));
  }

  it('reads the eight columns and where they stand', () => {
    const text = '# head\n\nsubmission inet n - y - - smtpd\n  -o syslog_name=postfix/submission\n';
    const { nodes, services } = parseMasterCf(text);
    assert.deepEqual(
      nodes.map(({ kind }) => kind),
      ['comment', 'blank', 'service'],
    );
    const [service] = services;
    assert.ok(service);
    const { name, type, chroot, command } = service;
    assert.deepEqual([name.text, type.text, chroot.text, command.text], ['submission', 'inet', 'y', 'smtpd']);
    assert.equal(text.slice(command.span.start, command.span.end), 'smtpd');
    const [override] = service.overrides;
    assert.ok(override);
    assert.equal(text.slice(override.start, override.end), 'syslog_name=postfix/submission');
    assert.equal(text.slice(override.nameSpan.start, override.nameSpan.end), 'syslog_name');
    assert.equal(text.slice(override.value.start, override.value.end), 'postfix/submission');
    assert.equal(override.braced, false);
  });

  it('keeps what is no service', () => {
    const { nodes, services } = parseMasterCf('  smtp inet\nsmtp inet n\n');
    assert.deepEqual(services, []);
    assert.deepEqual(
      nodes.map(node => (node.kind === 'bad-service' ? node.reason : node.kind)),
      ['orphan', 'too-few-fields'],
    );
  });
});
