import { TextDocument } from 'vscode-languageserver-textdocument';
import { loadCatalogue } from '../../src/catalogue/load';
import { parseRelease } from '../../src/catalogue/release';
import { defaultSettings } from '../../src/config/settings';
import { memoryHost } from '../../src/host/memory';
import type { Example, Finding } from '../../src/rules/rule';
import { createService } from '../../src/service';
import { emptyWorld } from '../../src/world';

const service = createService({
  catalogue: loadCatalogue(),
  host: memoryHost(),
  loadProse: async () => ({ page: () => undefined }),
  onCrash: (_rule, error) => {
    throw error;
  },
});

export interface ReadExample {
  /** Both files without the marks. */
  readonly main: string;
  readonly master: string | undefined;
  readonly findings: readonly Finding[];
  /** Both from 1, as the command line shows them. */
  positionOf(file: 'main' | 'master', offset: number): { readonly line: number; readonly column: number };
}

/** Analyses an example of a rule as its tests do. */
export function analyseExample(example: Example): ReadExample {
  const main = withoutMarks(example.main);
  const master = example.master === undefined ? undefined : withoutMarks(example.master);
  const release = parseRelease(example.postfix ?? '') ?? service.catalogue.latestStable;
  const name = example.complete === false ? 'postfix-main.cf' : 'main.cf';
  const { findings } = service.analyse({
    document: TextDocument.create(`file:///etc/postfix/${name}`, 'postfix-main-cf', 1, main),
    settings: { ...defaultSettings, profile: example.profile ?? 'postfix' },
    world: { ...emptyWorld(release), ...example.world },
    sibling: master === undefined ? undefined : { uri: 'file:///etc/postfix/master.cf', text: master },
  });
  return {
    main,
    master,
    findings,
    positionOf: (file, offset) => {
      const before = (file === 'main' ? main : (master ?? '')).slice(0, offset).split('\n');
      return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    },
  };
}

function withoutMarks(text: string): string {
  return text.replace(/[‹›]/g, '');
}
