import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/text/edit';
import { fixAllKind } from '../../server/src/features/announced';
import { codeActions } from '../../server/src/features/code-actions';
import { toSpan } from '../../server/src/features/convert';
import { fixAll } from '../../server/src/features/fix';
import { canIgnoreHere, ignoreHere } from '../../server/src/features/ignore';
import type { Analysis } from '../../server/src/features/analysis';
import { openRelay } from '../../server/src/rules/open-relay';
import type { Finding } from '../../server/src/rules/rule';
import { analyse, uncaret, type AnalyseOptions } from '../support/example';

/** A fragment, so that no rule asks for what is not there. */
function fragment(main: string, options: AnalyseOptions = {}) {
  return analyse(main, { complete: false, ...options });
}

/** The same with one more finding, whose fix adds a comment at the beginning and never helps. */
function stubborn(analysis: Analysis): Analysis {
  const finding: Finding = {
    rule: openRelay,
    file: 'main',
    span: { start: 0, end: 0 },
    severity: 'error',
    message: 'still there',
    tag: undefined,
    related: undefined,
    about: undefined,
    fixes: [
      {
        title: 'Add a comment',
        safety: 'safe',
        edits: () => [{ span: { start: 0, end: 0 }, newText: '# comment\n' }],
      },
    ],
  };
  return {
    ...analysis,
    file: analysis.file,
    text: analysis.text,
    findings: [finding, ...analysis.findings],
    withText: text => stubborn(analysis.withText(text)),
  };
}

/** The actions at the caret, by title. */
function actionsAt(marked: string, options: AnalyseOptions & { only?: string[]; command?: string } = {}) {
  const { text, offset } = uncaret(marked);
  const analysis = fragment(text, options);
  const position = analysis.lines.positionAt(offset);
  const context = options.only === undefined ? {} : { only: options.only };
  const actions = codeActions(analysis, { start: position, end: position }, context, {
    ...(options.command === undefined ? {} : { setSeverityCommand: options.command }),
  });
  const after = (title: string): string => {
    const action = actions.find(candidate => candidate.title === title);
    assert.ok(action !== undefined, `no "${title}" among ${actions.map(one => one.title).join('; ')}`);
    const edits = action.edit?.changes?.[analysis.uri] ?? [];
    return applyEdits(
      text,
      edits.map(({ range, newText }) => ({ span: toSpan(analysis.lines, range), newText })),
    );
  };
  return { actions, titles: actions.map(({ title }) => title), after };
}

describe('code actions', () => {
  it('offer the fix first and mark it as preferred', () => {
    const { actions, after } = actionsAt('my|hostname = a.example.com\nmyhostname = b.example.com\n');
    assert.equal(actions[0]?.title, 'Remove this myhostname (changes the configuration)');
    assert.equal(actions[0]?.isPreferred, true);
    assert.equal(actions[0]?.diagnostics?.[0]?.code, 'duplicate-parameter');
    assert.equal(after(actions[0]?.title ?? ''), 'myhostname = b.example.com\n');
  });
  it('do not call a safe fix a change', () => {
    const { titles } = actionsAt('my|hostname = a.example.com\nmyhostname = a.example.com\n');
    assert.equal(titles[0], 'Remove this myhostname');
  });
  it('fix all findings of a rule at once', () => {
    const { after } = actionsAt('my|hostname = a.example\nmyhostname = b.example\nmyhostname = c.example\n');
    assert.equal(
      after('Fix all 2 findings of duplicate-parameter (changes the configuration)'),
      'myhostname = c.example\n',
    );
  });
  it('are none where nothing is wrong', () => {
    assert.deepEqual(actionsAt('myhostname = a.exam|ple.com\n').titles, []);
  });
  it('leave out quick-fixes where others are asked for', () => {
    assert.deepEqual(actionsAt('my|hostname = a\nmyhostname = b\n', { only: ['refactor'] }).titles, []);
  });
  it('name a command for the severity only where the client has one', () => {
    const main = 'my|hostname = a.example\nmyhostname = b.example\n';
    assert.ok(!actionsAt(main).titles.includes('Set severity of duplicate-parameter…'));
    const { actions } = actionsAt(main, { command: 'setSeverity' });
    const action = actions.find(({ title }) => title === 'Set severity of duplicate-parameter…');
    assert.deepEqual(action?.command?.arguments, [
      'duplicate-parameter',
      'file:///etc/postfix/postfix-main.cf',
    ]);
  });
});

describe('ignoring a finding', () => {
  const pieces = [
    'myhostname = a\n',
    'mydestination = $nosuch,\n',
    '\t$nosuch, a b\n',
    '  # note\n',
    '# postfix-main-cf: ignore nosuch-rule\n',
    '# a\0b\n',
    '\n',
    'smtpd_banner',
    ' = \r\n',
    '\ufeff',
    'relayhots = x',
  ];
  const title = 'Ignore duplicate-parameter here';
  it('puts a comment above the entry', () => {
    const { after } = actionsAt('# x\nmy|hostname = a.example\nmyhostname = b.example\n');
    assert.equal(
      after(title),
      '# x\n# postfix-main-cf: ignore duplicate-parameter\nmyhostname = a.example\nmyhostname = b.example\n',
    );
  });
  it('keeps the line ends of the file', () => {
    const { after } = actionsAt('my|hostname = a.example\r\nmyhostname = b.example\r\n');
    assert.ok(after(title).startsWith('# postfix-main-cf: ignore duplicate-parameter\r\nmyhostname'));
  });
  it('puts it inside a continued value where that covers the item', () => {
    const { after } = actionsAt('mydomain = x.example\nmydestination = $mydomain,\n    $my|domian\n');
    assert.equal(
      after('Ignore undefined-reference here'),
      'mydomain = x.example\nmydestination = $mydomain,\n    # postfix-main-cf: ignore undefined-reference\n    $mydomian\n',
    );
  });
  it('adds to a comment that is there', () => {
    const { after } = actionsAt(
      '# postfix-main-cf: ignore weak-protocols - x\nmy|hostname = a\nmyhostname = b\n',
    );
    assert.ok(after(title).startsWith('# postfix-main-cf: ignore weak-protocols, duplicate-parameter - x\n'));
  });
  it('silences the finding', () => {
    for (const main of [
      'my|hostname = a.example\nmyhostname = b.example\n',
      'mydomain = x.example\nmydestination = a $mydomain,\n  a.example $my|domian\n',
      'mydomain = x.example\nmydestination = $mydomain,\n# in between\n\n\t$my|domian\n',
    ]) {
      const { titles, after } = actionsAt(main);
      const ignored = after(titles.find(one => one.endsWith(' here')) ?? '');
      assert.doesNotMatch(ignored, /ignore-file/);
      assert.deepEqual(
        fragment(ignored).findings.map(({ rule }) => rule.id),
        [],
      );
    }
  });
  it('is offered for the whole file only where the finding stands in a comment, which no comment covers', () => {
    for (const main of [
      'mydomain = x.example\n# the en|d',
      'mydomain = x.example\n# a\u0000|b\n',
      '# postfix-main-cf: ignore nosuch-ru|le\nmydomain = x.example\n',
    ]) {
      const { titles, after } = actionsAt(main);
      const ignoring = titles.filter(one => one.startsWith('Ignore '));
      assert.equal(ignoring.length, 1, ignoring.join('; '));
      assert.match(ignoring[0] ?? '', / in this file$/);
      assert.deepEqual(fragment(after(ignoring[0] ?? '')).findings, []);
    }
  });
  it('does what it says, wherever the finding stands', () => {
    const property = fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 20 }), text => {
      const analysis = fragment(text);
      for (const finding of analysis.findings) {
        const edit = ignoreHere(analysis, finding);
        assert.equal(edit !== undefined, canIgnoreHere(analysis, finding));
        if (edit === undefined) continue;
        assert.doesNotMatch(edit.newText, /ignore-file/);
        const by = edit.newText.length;
        const after = fragment(applyEdits(text, [edit])).findings;
        const isThere = after.some(
          ({ rule, span }) => rule === finding.rule && span.start === finding.span.start + by,
        );
        assert.ok(!isThere, `${finding.rule.id} in ${JSON.stringify(text)}`);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
  it('can cover the whole file', () => {
    const { after } = actionsAt('my|hostname = a.example\nmyhostname = b.example\n');
    assert.deepEqual(fragment(after('Ignore duplicate-parameter in this file')).findings, []);
  });
  it('works behind -o', () => {
    const master = 'smtp inet n - n - - smtpd\n  -o smtpd_banner=$no|such\n';
    const { text, offset } = uncaret(master);
    const analysis = analyse('', { master: text, file: 'master' });
    const position = analysis.lines.positionAt(offset);
    const [action] = codeActions(analysis, { start: position, end: position }, {}).filter(({ title: one }) =>
      one.endsWith(' here'),
    );
    const [edit] = action?.edit?.changes?.[analysis.uri] ?? [];
    assert.equal(edit?.newText, '  # postfix-main-cf: ignore undefined-reference\n');
  });
});

describe('fix all', () => {
  const main = 'myhostname = a.example\nmyhostname = a.example\nmydomain = x\nmydomain = y';
  it('applies safe fixes only, until none is left', () => {
    const { text, applied } = fixAll(fragment(main));
    assert.equal(text, 'myhostname = a.example\nmydomain = x\nmydomain = y\n');
    assert.deepEqual(applied.map(({ finding }) => finding.rule.id).sort(), [
      'duplicate-parameter',
      'no-final-newline',
    ]);
  });
  it('applies the others where asked to, and the fixes of one rule', () => {
    assert.equal(fixAll(fragment(main), { unsafe: true }).text, 'myhostname = a.example\nmydomain = y\n');
    assert.equal(fixAll(fragment(main), { rule: 'no-final-newline' }).text, `${main}\n`);
  });
  it('does not make a fix that leaves its finding, and makes the others', () => {
    const { text, applied } = fixAll(stubborn(fragment(main)));
    assert.equal(text, 'myhostname = a.example\nmydomain = x\nmydomain = y\n');
    assert.deepEqual(applied.map(({ finding }) => finding.rule.id).sort(), [
      'duplicate-parameter',
      'no-final-newline',
    ]);
  });
  it('is a source action for saving', () => {
    const { titles, after } = actionsAt(`|${main}`, { only: ['source.fixAll'] });
    assert.deepEqual(titles, ['Apply all fixes that change nothing Postfix reads']);
    assert.equal(after(titles[0] ?? ''), 'myhostname = a.example\nmydomain = x\nmydomain = y\n');
    assert.deepEqual(actionsAt('|mydomain = x.example\n', { only: [fixAllKind] }).titles, []);
  });
});
