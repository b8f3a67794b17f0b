import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Analysis } from '../../server/src/features/analysis';
import { effectiveText } from '../../server/src/features/effective';
import { rules } from '../../server/src/rules/index';
import { analyse, unmark } from '../support/example';
import { mistakenFiles } from '../support/generated-files';

/** What is taken over from the version before is what would be found anew. DEEP=1 tries ten times as many. */
const numRuns = process.env.DEEP === undefined ? 1_000 : 10_000;

const blocks = rules.flatMap(({ bad, good }) => [unmark(bad.main).text, unmark(good.main).text]);
const words = [
  ...[
    '#',
    '# ',
    ' ',
    '\n',
    '\n  ',
    '\n\n',
    '=',
    ' = ',
    '$',
    '${',
    '}',
    ',',
    ';',
    '"',
    'x',
    '\u00a0',
    '\0',
    '\r',
  ],
  ...[
    'myhostname',
    'smtpd_restriction_classes = mine\n',
    'mine',
    '$mydomain',
    '<<<<<<< a\n',
    'compatibility_level = 3.11\n',
  ],
  ...[
    '# postfix-main-cf: ignore-file\n',
    '# postfix-main-cf: ignore weak-protocols\n',
    '{{ name }}',
    'hash:/etc/aliases',
  ],
];

interface Typed {
  /** Where, in thousandths of the text. */
  readonly at: number;
  readonly length: number;
  readonly text: string;
  /** Whether it comes letter by letter. */
  readonly slowly: boolean;
  /** Whether somebody wants to know what is wrong before the next edit. */
  readonly asked: boolean;
}

const edit: fc.Arbitrary<Typed> = fc.record({
  at: fc.nat(1_000),
  length: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(200)),
  text: fc.oneof(fc.constant(''), fc.constantFrom(...words), fc.constantFrom(...blocks)),
  slowly: fc.boolean(),
  asked: fc.boolean(),
});

/** All that is said of a file, with what its fixes would do. */
function said(analysis: Analysis): unknown {
  const findings = analysis.findings.map(({ rule, file, span, severity, message, tag, related, fixes }) => ({
    rule: rule.id,
    ...{ file, span, severity, message, tag, related },
    fixes: fixes?.map(fix => ({ title: fix.title, safety: fix.safety, edits: fix.edits() })),
  }));
  return { findings, values: effectiveText(analysis, 'expanded') };
}

function isAsNew(analysis: Analysis): void {
  assert.deepEqual(said(analysis), said(analysis.withText(analysis.text, { anew: true })), analysis.text);
}

/** The texts that an edit leads through. */
function* steps(text: string, { at, length, text: typed, slowly }: Typed): Generator<string> {
  const start = Math.round((at / 1_000) * text.length);
  const [before, after] = [text.slice(0, start), text.slice(start + length)];
  if (slowly)
    for (let count = 1; count < typed.length; count += 1 + (typed.length >> 4))
      yield before + typed.slice(0, count) + after;
  yield before + typed + after;
}

describe('an edited file', function () {
  this.timeout(20 * 60_000);

  it('says what a new one would say, whatever is typed where', () => {
    fc.assert(
      fc.property(mistakenFiles(rules), fc.array(edit, { minLength: 1, maxLength: 6 }), (file, edits) => {
        const { main, master, postfix } = file;
        let analysis = analyse(main, { postfix, ...(master === undefined ? {} : { master }) });
        void analysis.findings;
        for (const typed of edits) {
          for (const text of steps(analysis.text, typed)) {
            analysis = analysis.withText(text);
            if (typed.asked) void analysis.findings;
          }
          if (typed.asked) isAsNew(analysis);
        }
        isAsNew(analysis);
      }),
      { numRuns },
    );
  });

  for (const sample of samples()) {
    it(`does so in ${sample.name}`, () => {
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
          let analysis = analyse(sample.main, sample);
          void analysis.findings;
          for (const typed of edits) {
            for (const text of steps(analysis.text, typed)) analysis = analysis.withText(text);
            isAsNew(analysis);
          }
        }),
        { numRuns: numRuns / 20 },
      );
    });
  }

  it('is typed anew for every rule, letter by letter', () => {
    for (const { bad, id } of rules) {
      const { main, world: _, ...options } = bad;
      const { text } = unmark(main);
      let analysis = analyse('mydomain = example.com\nmyorigin = $mydomain\n', options);
      void analysis.findings;
      for (let count = 1; count <= text.length; count++) {
        analysis = analysis.withText(
          `mydomain = example.com\n${text.slice(0, count)}\nmyorigin = $mydomain\n`,
        );
        void analysis.findings;
        if (count % 7 === 0 || count === text.length) isAsNew(analysis);
      }
      assert.ok(id);
    }
  });
});

interface Sample {
  readonly name: string;
  readonly main: string;
  readonly master?: string;
}

function samples(): Sample[] {
  const folder = path.join(process.env.PROJECT_ROOT as string, 'test/corpus/samples');
  return readdirSync(folder).map(name => {
    const read = (file: string): string => readFileSync(path.join(folder, name, file), 'utf8');
    const files = readdirSync(path.join(folder, name));
    return {
      name,
      main: read('main.cf'),
      ...(files.includes('master.cf') ? { master: read('master.cf') } : {}),
    };
  });
}
