import { TextDocument } from 'vscode-languageserver-textdocument';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { Configuration } from '../../server/src/config/configuration';
import { defaultSettings } from '../../server/src/config/settings';
import { usageOf } from '../../server/src/config/usage';
import type { Analysis } from '../../server/src/features/analysis';
import { codeActions } from '../../server/src/features/code-actions';
import { completion } from '../../server/src/features/completion';
import { diagnostics } from '../../server/src/features/diagnostics';
import { foldingRanges } from '../../server/src/features/folding';
import { formatDocument } from '../../server/src/features/formatting';
import { hover } from '../../server/src/features/hover';
import { outline } from '../../server/src/features/outline';
import { semanticTokens } from '../../server/src/features/semantic-tokens';
import { memoryHost } from '../../server/src/host/memory';
import { createService } from '../../server/src/service';
import { emptyWorld } from '../../server/src/world';
import { parseMainCf } from '../../server/src/syntax/parse-main';
import { parseMasterCf } from '../../server/src/syntax/parse-master';
import { measure, printTable, type Row } from './measure';
import { sampleMainCf, sampleMasterCf } from './sample';

const catalogue = loadCatalogue();
const service = createService({
  catalogue,
  host: memoryHost(),
  loadProse: async () => ({ page: () => undefined }),
});
const prose = { page: () => undefined };
const world = emptyWorld(catalogue.latestStable);

/** What is measured for one size: a name, the milliseconds that it may take for 1,000, 10,000 and 100,000 lines, and what to do. */
interface Subject {
  readonly name: string;
  readonly targets?: Readonly<Partial<Record<number, number>>>;
  /** Undone work is made anew for each run, so that nothing is remembered from the run before. */
  prepare(main: string, master: string): () => unknown;
}

const configure = (main: string, master: string): Configuration =>
  new Configuration({
    tree: parseMainCf(main),
    master: parseMasterCf(master),
    catalogue,
    release: catalogue.latestStable,
    host: undefined,
  });

let version = 0;
const analyse = (main: string, master: string): Analysis =>
  service.analyse({
    document: TextDocument.create('file:///etc/postfix/main.cf', 'postfix-main-cf', version++, main),
    settings: defaultSettings,
    world,
    sibling: { uri: 'file:///etc/postfix/master.cf', text: master },
  });

const configurationTargets = { 1_000: 1, 10_000: 8, 100_000: 80 };
const keystrokeTargets = { 1_000: 1, 10_000: 10, 100_000: 240 };
const tooLargeTargets = { 1_000: 10, 10_000: 10, 100_000: 10 };
const analysisTargets = { 1_000: 3, 10_000: 24, 100_000: 240 };

const subjects: readonly Subject[] = [
  { name: 'floor: split into lines', prepare: main => () => main.split('\n') },
  { name: 'parse', prepare: main => () => parseMainCf(main) },
  {
    name: 'parse and configuration',
    targets: configurationTargets,
    prepare: (main, master) => () => configure(main, master).assignments.length,
  },
  { name: '… and what counts as used', prepare: (main, master) => () => usageOf(configure(main, master)) },
  {
    name: 'analysis with all rules',
    targets: analysisTargets,
    prepare: (main, master) => () => diagnostics(analyse(main, master)),
  },
  { name: '… after a keystroke in a value', targets: keystrokeTargets, prepare: typeAndErase },
  ...features(),
  { name: 'a file that is too large', targets: tooLargeTargets, prepare: openTooLarge },
];

/** Opens a file of 20 MB, of which nothing is read, however many lines it has. */
function openTooLarge(main: string, master: string): () => unknown {
  const large = main.repeat(Math.ceil(20_000_000 / main.length));
  return () => diagnostics(analyse(large, master));
}

/** Types a character in the middle of the file, and takes it away again the next time. */
function typeAndErase(main: string, master: string): () => unknown {
  const at = main.indexOf('\n', main.indexOf(' = ', main.length >> 1));
  const typed = `${main.slice(0, at)}x${main.slice(at)}`;
  let analysis = analyse(main, master);
  diagnostics(analysis);
  return () => {
    analysis = analysis.withText(analysis.text === main ? typed : main);
    return diagnostics(analysis);
  };
}

/** Features answer from an analysis that is there. */
function features(): Subject[] {
  const feature = (name: string, run: (analysis: Analysis) => unknown): Subject => ({
    name,
    prepare(main, master) {
      const analysis = analyse(main, master);
      diagnostics(analysis);
      return () => run(analysis);
    },
  });
  /** At a value to choose from, the protocols of TLS where the sample is long enough to have them. */
  const atChoice = ({ text, lines }: Analysis): { line: number; character: number } => {
    const match = /^\w+_protocols = /m.exec(text) ?? /^\w+ = (?=yes$)/m.exec(text);
    if (match === null) throw new Error('the sample has nothing to complete');
    return lines.positionAt(match.index + match[0].length);
  };
  return [
    feature('completion of a value', analysis =>
      completion(analysis, atChoice(analysis), { snippets: true, listRange: true }),
    ),
    feature('completion of a name', analysis =>
      completion(
        analysis,
        { line: atChoice(analysis).line, character: 2 },
        { snippets: true, listRange: true },
      ),
    ),
    feature('hover', analysis => hover(analysis, { line: atChoice(analysis).line, character: 2 }, prose)),
    feature('code actions on a line', analysis => {
      const [found] = analysis.findings;
      if (found === undefined) throw new Error('the sample has nothing to repair');
      const { line } = analysis.lines.positionAt(found.span.start);
      const range = { start: { line, character: 0 }, end: { line, character: 20 } };
      return codeActions(analysis, range, {});
    }),
    feature('semantic tokens', analysis => semanticTokens(analysis)),
    feature('formatting', analysis => formatDocument(analysis)),
    feature('outline', analysis => outline(analysis)),
    feature('folding', analysis => foldingRanges(analysis)),
  ];
}

/** Measures everything on the sizes given; `only`: the subjects whose name has that word. Says whether all targets were met. */
export function main(sizes: readonly number[], only: string | undefined): boolean {
  const rows: Row[] = [];
  for (const { name, targets, prepare } of subjects) {
    if (only !== undefined && !name.includes(only)) continue;
    const milliseconds = sizes.map(lines => measure(prepare(sampleMainCf(lines), sampleMasterCf)));
    rows.push({ name, milliseconds, targets: sizes.map(lines => targets?.[lines]) });
  }
  return printTable(sizes, rows);
}
