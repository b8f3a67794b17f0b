import assert from 'node:assert/strict';
import { definition, highlights, references } from '../../server/src/features/definition';
import { prepareRename, rename } from '../../server/src/features/rename';
import { applyEdits } from '../../server/src/text/edit';
import type { Analysis } from '../../server/src/features/analysis';
import { analyse, uncaret, type AnalyseOptions } from '../support/example';

function at(
  marked: string,
  options: AnalyseOptions = {},
): { analysis: Analysis; position: { line: number; character: number } } {
  const { text, offset } = uncaret(marked);
  const analysis = analyse(text, options);
  return { analysis, position: analysis.lines.positionAt(offset) };
}

const places = (
  found: readonly { uri: string; range: { start: { line: number; character: number } } }[],
): string[] =>
  found.map(
    ({ uri, range }) =>
      `${uri.slice(uri.lastIndexOf('/') + 1)}:${range.start.line + 1}:${range.start.character + 1}`,
  );

function definitions(marked: string, options?: AnalyseOptions): string[] {
  const { analysis, position } = at(marked, options);
  return places(definition(analysis, position));
}

/** main.cf and master.cf after a rename. */
function renamed(marked: string, newName: string, options?: AnalyseOptions): [string, string | undefined] {
  const { analysis, position } = at(marked, options);
  const { changes = {} } = rename(analysis, position, newName);
  const apply = (document: { uri: string; text: string; lines: Analysis['lines'] }): string =>
    applyEdits(
      document.text,
      (changes[document.uri] ?? []).map(({ range, newText }) => ({
        span: { start: document.lines.offsetAt(range.start), end: document.lines.offsetAt(range.end) },
        newText,
      })),
    );
  return [apply(analysis), analysis.sibling === undefined ? undefined : apply(analysis.sibling)];
}

const master = 'smtp inet n - y - - smtpd\n  -o smtpd_banner=$mine\n  -o { mine = x }\n';

describe('definition', () => {
  it('of a reference is where the name is set', () =>
    assert.deepEqual(definitions('mine = 1\nmydestination = $mi|ne\n'), ['main.cf:1:1']));
  it('in braces, conditions and nested', () => {
    assert.deepEqual(definitions('a = 1\nb = 2\nmydestination = ${a?{${|b}}:{c}}\n'), ['main.cf:2:1']);
  });
  it('of a duplicate is the one that wins', () =>
    assert.deepEqual(definitions('my|origin = a\nmyorigin = b\n'), ['main.cf:2:1']));
  it('of a reference to a duplicate as well', () =>
    assert.deepEqual(definitions('mine = a\nmine = b\nmydestination = $mi|ne\n', { master }), [
      'main.cf:2:1',
      'master.cf:3:8',
    ]));
  it('of a restriction class', () => {
    assert.deepEqual(
      definitions(
        'smtpd_restriction_classes = strict\nstrict = reject\nsmtpd_client_restrictions = stri|ct\n',
      ),
      ['main.cf:2:1'],
    );
  });
  it("of a database client's table are its parameters", () => {
    assert.deepEqual(
      definitions('acc_server_host = a\nacc_search_base = b\nvirtual_alias_maps = ldap:ac|c\n'),
      ['main.cf:1:1', 'main.cf:2:1'],
    );
  });
  it('includes overrides in master.cf', () => {
    assert.deepEqual(definitions('mine = 1\nmydestination = $mi|ne\n', { master }), [
      'main.cf:1:1',
      'master.cf:3:8',
    ]);
  });
  it('of nothing is nothing', () => assert.deepEqual(definitions('# com|ment\n'), []));
});

describe('references and highlights', () => {
  it('find the name in both files', () => {
    const { analysis, position } = at('mi|ne = 1\nmydestination = $mine ${mine?x}\n', { master });
    assert.deepEqual(places(references(analysis, position, false)), [
      'main.cf:2:18',
      'main.cf:2:25',
      'master.cf:2:20',
    ]);
    assert.deepEqual(
      highlights(analysis, position).map(({ kind }) => kind),
      [3, 2, 2],
    );
  });
});

describe('references and highlights of a table', () => {
  const marked =
    'acc_server_host = a\nacc_search_base = b\nvirtual_alias_maps = ldap:ac|c\ntransport_maps = proxy:ldap:acc\n';
  it('are its parameters and all places that use it', () => {
    const { analysis, position } = at(marked);
    assert.deepEqual(places(references(analysis, position, true)), [
      'main.cf:1:1',
      'main.cf:2:1',
      'main.cf:3:27',
      'main.cf:4:29',
    ]);
    assert.deepEqual(
      highlights(analysis, position).map(({ kind }) => kind),
      [3, 3, 2, 2],
    );
  });
});

describe('rename', () => {
  it('changes definitions and references, in master.cf too', () => {
    assert.deepEqual(renamed('mine = 1\nmydestination = $(mi|ne)\n', 'ours', { master }), [
      'ours = 1\nmydestination = $(ours)\n',
      'smtp inet n - y - - smtpd\n  -o smtpd_banner=$ours\n  -o { ours = x }\n',
    ]);
  });
  it('renames a restriction class', () => {
    const [main] = renamed(
      'smtpd_restriction_classes = stri|ct\nstrict = reject\nsmtpd_client_restrictions = strict\n',
      'hard',
    );
    assert.equal(main, 'smtpd_restriction_classes = hard\nhard = reject\nsmtpd_client_restrictions = hard\n');
  });
  it('renames a restriction class in tables that stand in braces, but no key', () => {
    const [main] = renamed(
      'smtpd_restriction_classes = fo|o\nfoo = reject\nsmtpd_client_restrictions = check_client_access inline:{a=foo} check_helo_access inline:{{a = foo}, { foo = foo }, foo=$foo}\n',
      'hard',
    );
    assert.equal(
      main,
      'smtpd_restriction_classes = hard\nhard = reject\nsmtpd_client_restrictions = check_client_access inline:{a=hard} check_helo_access inline:{{a = hard}, { foo = hard }, foo=$hard}\n',
    );
  });
  it('renames a table with its parameters', () => {
    const [main] = renamed('acc_server_host = a\nvirtual_alias_maps = ldap:ac|c proxy:ldap:acc\n', 'people');
    assert.equal(main, 'people_server_host = a\nvirtual_alias_maps = ldap:people proxy:ldap:people\n');
  });
  const refuses = (marked: string, why: RegExp, newName = 'other'): void => {
    const { analysis, position } = at(marked);
    assert.throws(() => {
      prepareRename(analysis, position);
      rename(analysis, position, newName);
    }, why);
  };
  it("refuses Postfix's own names and says why", () =>
    refuses('my|hostname = a\n', /is a parameter of Postfix/));
  it('refuses names that exist, or that something refers to', () => {
    refuses('mi|ne = 1\nx = $mine\n', /is used already/, 'x');
    refuses('mi|ne = 1\nx = $other\n', /is used already/);
    refuses('mi|ne = 1\n', /is a parameter of Postfix already/, 'relayhost');
  });
  it('refuses to make one of two tables, or to give a table a setting that it does not have', () => {
    const two = 'virtual_alias_maps = mysql:m|y\nmy_hosts = a\nalias_maps = mysql:neu\n';
    refuses(`${two}neu_hosts = b\n`, /is a lookup table already/, 'neu');
    refuses(two, /is a lookup table already/, 'neu');
    refuses(
      'virtual_alias_maps = mysql:m|y\nmy_hosts = a\nown_user = b\n',
      /own_user is used already/,
      'own',
    );
    refuses('virtual_alias_maps = ldap:m|y\nmy_bind = no\n', /mail_version is a parameter/, 'mail');
    refuses('fo|o = a\nmydestination = $foo\nalias_maps = mysql:my\n', /lookup table my\b/, 'my_user');
  });
  it('refuses to give a restriction class the name of a restriction', () => {
    const marked = 'smtpd_restriction_classes = stri|ct\nstrict = reject\n';
    for (const name of ['reject', 'permit', 'defer', 'reject_unauth_destination', 'Permit_MyNetworks'])
      refuses(marked, /is a restriction of Postfix/, name);
    assert.match(renamed('mi|ne = 1\nx = $mine\n', 'reject')[0], /^reject = 1/);
  });
  it('refuses names that Postfix fills in for each mail', () =>
    refuses('default_rbl_reply = $rbl_co|de\n', /is filled in by Postfix/));
  it('refuses names that no $ can reach', () => refuses('mi|ne = 1\n', /could not be referred to/, 'a-b'));
  it('refuses where there is no name', () => refuses('# c|\n', /no name/));
});
