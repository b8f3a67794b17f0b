import assert from 'node:assert/strict';
import { parseRelease, type Release } from '../../server/src/catalogue/release';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { assignmentsWith } from '../../server/src/config/assignments-with';
import { Configuration } from '../../server/src/config/configuration';
import { profileOf } from '../../server/src/config/profiles';
import { runRules } from '../../server/src/rules/engine';
import { rules } from '../../server/src/rules/index';
import type { Rule, RuleContext } from '../../server/src/rules/rule';
import { SilentRules } from '../../server/src/rules/silent-rules';
import { parseMainCf } from '../../server/src/syntax/parse-main';
import { parseMasterCf, type MasterCf } from '../../server/src/syntax/parse-master';
import { difference } from '../../server/src/text/difference';
import { emptyWorld } from '../../server/src/world';

const release = parseRelease('3.10') as Release;
const catalogue = loadCatalogue();
const world = emptyWorld(release);
const master = parseMasterCf('smtp inet n - y - - smtpd\n');

/** A rule that says something where `check` returns true, and counts how often it is asked. */
function counted(check: (context: RuleContext) => boolean): { rule: Rule; runs: () => number } {
  let runs = 0;
  const rule: Rule = {
    ...(rules[0] as Rule),
    id: 'counted',
    onTemplates: true,
    check(context) {
      runs++;
      if (check(context)) context.report({ span: { start: 0, end: 1 }, message: 'found' });
    },
  };
  return { rule, runs: () => runs };
}

interface Versions {
  readonly masters?: readonly MasterCf[];
  readonly worlds?: boolean;
}

/** Runs rules on one version of a file after the other; those that begin with `?` nobody looks at. `looked` is called after each look. */
function follow(
  followed: readonly Rule[],
  texts: readonly string[],
  { masters, worlds = false }: Versions = {},
  looked: () => void = () => {},
): void {
  let earlier: { config: Configuration; silent: SilentRules; text: string } | undefined;
  for (const [at, written] of texts.entries()) {
    const text = written.replace(/^\?/, '');
    const config = new Configuration({
      tree: parseMainCf(text),
      master: masters?.[at] ?? master,
      catalogue,
      release,
      host: undefined,
      earlier: earlier && { config: earlier.config, edit: difference(earlier.text, text) },
    });
    const input = {
      config,
      world: worlds ? emptyWorld(release) : world,
      profile: profileOf('postfix'),
      nature: 'postfix' as const,
    };
    const silent = new SilentRules(input, earlier?.silent);
    if (!written.startsWith('?')) {
      runRules(followed, { ...input, severities: {}, silent });
      looked();
    }
    earlier = { config, silent, text };
  }
}

/** How often a rule runs when one text after the other is there. */
function runsFor(
  check: (context: RuleContext) => boolean,
  texts: readonly string[],
  versions?: Versions,
): number {
  const { rule, runs } = counted(check);
  follow([rule], texts, versions);
  return runs();
}

const readsOrigin = ({ config }: RuleContext): boolean => config.known('myorigin') === 'bad';
const start = 'myorigin = $mydomain\nmydomain = example.com\nrelayhost =\n';

describe('a rule that found nothing', () => {
  const cases: readonly (readonly [what: string, runs: number, ...texts: string[]])[] = [
    ['does not run for another entry', 1, start, start.replace('relayhost =', 'relayhost = x')],
    ['nor for a new one', 1, start, `${start}mynetworks = 10.0.0.0/8\n`],
    ['nor for a comment', 1, start, `${start}# hello\n`],
    ['runs for what it reads', 2, start, start.replace('$mydomain', 'bad')],
    ['and for what that refers to', 2, start, start.replace('example.com', 'bad')],
    ['and when that goes', 2, start, start.replace(/mydomain = .*\n/, '')],
    ['and when it is set again further down', 2, start, `${start}mydomain = bad\n`],
    ['and when a line comes to continue it', 2, start, start.replace('\nrelayhost', '\n relayhost')],
    [
      'runs when that changed while nobody looked',
      2,
      start,
      `?${start.replace('example.com', 'bad')}`,
      `# x\n${start.replace('example.com', 'bad')}`,
    ],
    [
      'does not run when nothing else changed meanwhile',
      1,
      start,
      `?${start}# a\n`,
      `?${start}# ab\n`,
      `${start}# abc\n`,
    ],
    [
      'runs again once it has found something',
      3,
      start.replace('$mydomain', 'bad'),
      `# a\n${start.replace('$mydomain', 'bad')}`,
      start,
    ],
  ];
  for (const [what, runs, ...texts] of cases) {
    it(what, () => assert.equal(runsFor(readsOrigin, texts), runs));
  }

  it('runs when master.cf is another one', () => {
    const other = parseMasterCf('smtp inet n - y - - smtpd\n');
    assert.equal(runsFor(readsOrigin, [start, start], { masters: [master, other] }), 2);
  });
  it('runs when the world is another one', () => {
    assert.equal(runsFor(readsOrigin, [start, start], { worlds: true }), 2);
  });
  it('that asked for assignments of some sort runs when there are others of that sort', () => {
    const refers = ({ config }: RuleContext): boolean => assignmentsWith(config, '#').length > 0;
    assert.equal(runsFor(refers, [start, `${start}mynetworks = 10.0.0.0/8\n`]), 1);
    assert.equal(runsFor(refers, [start, `${start}mynetworks = 10.0.0.0/8 # x\n`]), 2);
  });
  it('that asked for all of the file runs for everything', () => {
    const readsAll = ({ config }: RuleContext): boolean => config.tree.text === '';
    assert.equal(runsFor(readsAll, [start, `# x\n${start}`]), 2);
  });
  it('that asked for odd lines runs where there are any', () => {
    const readsFaults = ({ config }: RuleContext): boolean => config.faults.length > 1;
    assert.equal(runsFor(readsFaults, [start, `# x\n${start}`]), 1);
    assert.equal(runsFor(readsFaults, [start, `${start}x\n`]), 2);
    assert.equal(runsFor(readsFaults, [`${start}x\n`, start]), 2);
  });
  it('that built on an empty list runs when that is empty no more', () => {
    const long = ({ settings }: Configuration): string[] =>
      [...settings.keys()].filter(name => name.length > 20);
    const buildsOn = ({ config }: RuleContext): boolean => config.derived(long).length > 1;
    assert.equal(runsFor(buildsOn, [start, `${start}mynetworks = 10.0.0.0/8\n`]), 1);
    assert.equal(runsFor(buildsOn, [start, `${start}smtp_tls_security_level = may\n`]), 2);
  });
});

describe('a keystroke', () => {
  it('runs few of the rules', () => {
    let ran: string[] = [];
    const spied = rules.map(rule => ({
      ...rule,
      check(context: RuleContext) {
        ran.push(rule.id);
        rule.check(context);
      },
    }));
    const base =
      'compatibility_level = 3.10\nmyhostname = mail.example.com\nmydestination = example.com\nbounce_size_limit = 50000\n';
    const counts: number[] = [];
    follow(spied, [base, base.replace('50000', '500001')], undefined, () => {
      counts.push(ran.length);
      if (counts.length === 1) ran = [];
    });
    const [first = 0, second = 0] = counts;
    assert.ok(first > 100, String(first));
    assert.ok(second < first / 4, `${second} of ${first}: ${ran.join(' ')}`);
  });
});
