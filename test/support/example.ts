import { TextDocument } from 'vscode-languageserver-textdocument';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { parseRelease } from '../../server/src/catalogue/release';
import { defaultSettings, type Settings } from '../../server/src/config/settings';
import type { World } from '../../server/src/config/world';
import type { Analysis } from '../../server/src/features/analysis';
import { memoryHost } from '../../server/src/host/memory';
import { createService } from '../../server/src/service';
import { emptyWorld } from '../../server/src/world';
import type { Example } from '../../server/src/rules/rule';
import type { Span } from '../../server/src/text/span';

export const service = createService({
  catalogue: loadCatalogue(),
  host: memoryHost(),
  loadProse: async () => ({ page: () => undefined }),
  onCrash: (_rule, error) => {
    throw error;
  },
});

/** Takes the marks ‹…› out of a text and says what they marked, in order. */
export function unmark(marked: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  const open: number[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '‹') open.push(text.length);
    else if (character === '›') spans.push({ start: open.pop() ?? 0, end: text.length });
    else text += character;
  }
  return { text, spans: spans.sort((a, b) => a.start - b.start || b.end - a.end) };
}

/** Takes the caret `|` out of a text. */
export function uncaret(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  if (offset === -1) throw new Error('no | in the text');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

export interface AnalyseOptions extends Omit<Example, 'main'> {
  readonly file?: 'main' | 'master';
  readonly settings?: Partial<Settings>;
  readonly name?: string;
  /** Where the main.cf is; in /etc/postfix unless told. */
  readonly uri?: string;
}

/** Analyses a main.cf (or its master.cf) as an example describes it. */
export function analyse(main: string, options: AnalyseOptions = {}): Analysis {
  const release = parseRelease(options.postfix ?? '') ?? service.catalogue.latestStable;
  const world: World = { ...emptyWorld(release), ...options.world };
  const settings: Settings = {
    ...defaultSettings,
    profile: options.profile ?? 'postfix',
    ...options.settings,
  };
  const mainName = options.name ?? (options.complete === false ? 'postfix-main.cf' : 'main.cf');
  const mainUri = options.uri ?? `file:///etc/postfix/${mainName}`;
  const masterUri = 'file:///etc/postfix/master.cf';
  const asMaster = options.file === 'master';
  const document = asMaster
    ? TextDocument.create(masterUri, 'postfix-master-cf', 1, options.master ?? '')
    : TextDocument.create(mainUri, 'postfix-main-cf', 1, main);
  const sibling = asMaster
    ? { uri: mainUri, text: main }
    : options.master === undefined
      ? undefined
      : { uri: masterUri, text: options.master };
  return service.analyse({ document, settings, world, sibling });
}
