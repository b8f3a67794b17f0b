import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Catalogue, Prose } from './catalogue/catalogue';
import { Configuration } from './config/configuration';
import { fileOf, isAnyFile, natureOf, type Nature } from './config/nature';
import type { Profile } from './config/profile';
import { profileOf } from './config/profiles';
import type { Settings } from './config/settings';
import type { World } from './config/world';
import type { Analysis } from './features/analysis';
import type { Host } from './host/host';
import { runRules } from './rules/engine';
import { rules } from './rules/index';
import type { Finding, Rule } from './rules/rule';
import { SilentRules } from './rules/silent-rules';
import { parseMainCf } from './syntax/parse-main';
import { parseMasterCf, type MasterCf } from './syntax/parse-master';
import type { MainCf } from './syntax/tree';
import { difference } from './text/difference';
import { EditorLines } from './text/line-index';
import { baseName } from './text/path-parts';

/** Above this many UTF-16 units a file gets highlighting and syntax only. */
export const largeFileLimit = 5_000_000;

export interface ServiceOptions {
  readonly catalogue: Catalogue;
  readonly host: Host;
  /** Loads the pages; called once, when somebody first asks for one. */
  readonly loadProse: () => Promise<Prose>;
  /** Told of a rule that threw. */
  readonly onCrash?: (rule: Rule, error: unknown) => void;
}

/** The other file of the instance: open in the editor, or read from where it is. */
export interface Sibling {
  readonly uri: string;
  readonly text: string;
}

/** What is read of a document. */
export type SourceDocument = Readonly<Pick<TextDocument, 'uri' | 'languageId' | 'version' | 'getText'>>;

export interface AnalysisInput {
  readonly document: SourceDocument;
  readonly settings: Settings;
  readonly world: World;
  readonly sibling: Sibling | undefined;
  /** An earlier version of the document, which spares some of the work. */
  readonly previous?: Analysis | undefined;
}

/**
 * The façade: what every front door uses. Analyses are computed on demand and belong to one version of the text.
 */
export function createService(options: ServiceOptions) {
  const siblings = new SiblingReader();
  let prose: Promise<Prose> | undefined;

  return {
    /** Read when first asked for, so that a server answers `initialize` before it. */
    get catalogue(): Catalogue {
      return options.catalogue;
    },
    host: options.host,
    rules,

    /** The pages, loaded when first asked for. */
    prose(): Promise<Prose> {
      return (prose ??= options.loadProse());
    },

    /** Reads a document as Postfix does and finds what is wrong with it. Never throws on text. */
    analyse: (input: AnalysisInput): Analysis => new DocumentAnalysis(input, options, siblings),
  };
}

export type Service = ReturnType<typeof createService>;

/**
 * One version of a document. A class and not an object literal with getters, which V8 links with the one that was made before: each keystroke's
 * would keep the last one's in memory for a while.
 */
class DocumentAnalysis implements Analysis {
  readonly file: 'main' | 'master';
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lines: EditorLines;
  readonly config: Configuration;
  readonly world: World;
  readonly profile: Profile;
  readonly settings: Settings;
  readonly nature: Nature;
  readonly sibling: Analysis['sibling'];
  readonly isLarge: boolean;
  readonly #input: AnalysisInput;
  readonly #options: ServiceOptions;
  readonly #siblings: SiblingReader;
  /** Of the version before: made when first asked for, so that what keystrokes ask first does not wait for it. */
  #silentBefore: SilentRules | undefined;
  #silentRules: SilentRules | undefined;
  #findings: readonly Finding[] | undefined;
  /** Those of the rules that a request was about, where nobody has asked for all of them yet. */
  #some: { readonly ids: ReadonlySet<string>; readonly findings: readonly Finding[] } | undefined;

  constructor(input: AnalysisInput, options: ServiceOptions, siblings: SiblingReader) {
    const { document, settings, world, sibling } = input;
    // Without the earlier version, which would hold on to the one before it.
    this.#input = { document, settings, world, sibling };
    this.#options = options;
    this.#siblings = siblings;
    const name = baseName(document.uri);
    this.file = fileOf(name, document.languageId);
    this.uri = document.uri;
    this.version = document.version;
    this.text = document.getText();
    this.isLarge = this.text.length > largeFileLimit;
    // A large file is not even taken apart, and neither is one beside it: every feature finds nothing in it, and at once.
    const text = this.isLarge ? '' : this.text;
    const isRead = sibling !== undefined && sibling.text.length <= largeFileLimit;
    const beside = isRead ? siblings.read(sibling) : undefined;
    this.lines = new EditorLines(this.text);
    this.world = world;
    this.profile = profileOf(settings.profile);
    this.settings = settings;
    const { previous } = input;
    const earlier =
      previous instanceof DocumentAnalysis && !previous.isLarge && !this.isLarge
        ? {
            text: previous.text,
            nature: previous.nature,
            config: previous.config,
            silent: previous.#silent,
            edit: difference(previous.text, text),
          }
        : undefined;
    this.nature = isAnyFile(name, document.languageId) ? 'foreign' : natureOf(name, text, earlier);
    this.sibling = beside;
    this.config = new Configuration({
      tree: this.file === 'main' ? parseMainCf(text) : (beside?.main ?? parseMainCf('')),
      master: this.file === 'master' ? parseMasterCf(text) : beside?.master,
      catalogue: options.catalogue,
      release: world.release,
      host: world.host,
      earlier: this.file === 'main' ? earlier : undefined,
    });
    this.#silentBefore = earlier?.silent;
  }

  get #silent(): SilentRules {
    if (this.#silentRules === undefined) {
      this.#silentRules = new SilentRules(this, this.#silentBefore);
      this.#silentBefore = undefined;
    }
    return this.#silentRules;
  }

  get isJudged(): boolean {
    return this.#findings !== undefined;
  }

  get findings(): readonly Finding[] {
    return (this.#findings ??= this.#run(rules));
  }

  findingsOf(ids: ReadonlySet<string>): readonly Finding[] {
    const isWanted = ({ id }: Rule): boolean => ids.has(id);
    const wanted = rules.filter(isWanted);
    // Which comments silence nothing is known when all rules have run.
    if (this.#findings !== undefined || wanted.some(rule => rule.aboutSuppressions === true)) {
      return this.findings.filter(({ rule }) => isWanted(rule));
    }
    if (this.#some === undefined || ![...ids].every(id => this.#some?.ids.has(id))) {
      this.#some = { ids, findings: this.#run(wanted) };
    }
    return this.#some.findings.filter(({ rule }) => isWanted(rule));
  }

  withText(text: string, { anew = false }: { readonly anew?: boolean } = {}): Analysis {
    const { uri, languageId, version } = this.#input.document;
    const document = TextDocument.create(uri, languageId, version, text);
    const previous = anew ? undefined : this;
    return new DocumentAnalysis({ ...this.#input, document, previous }, this.#options, this.#siblings);
  }

  #run(wanted: readonly Rule[]): readonly Finding[] {
    if (this.isLarge) return [];
    const { config, world, profile, nature } = this;
    const { onCrash } = this.#options;
    return runRules(wanted, {
      config,
      world,
      profile,
      nature,
      severities: this.settings.rules,
      silent: this.#silent,
      ...(onCrash === undefined ? {} : { onCrash }),
    });
  }
}

/** A sibling, taken apart when somebody first needs it. */
class ReadSibling implements Sibling {
  #lines: EditorLines | undefined;
  #main: MainCf | undefined;
  #master: MasterCf | undefined;

  constructor(
    readonly uri: string,
    readonly text: string,
  ) {}

  get lines(): EditorLines {
    return (this.#lines ??= new EditorLines(this.text));
  }

  get main(): MainCf {
    return (this.#main ??= parseMainCf(this.text));
  }

  get master(): MasterCf {
    return (this.#master ??= parseMasterCf(this.text));
  }
}

/** More instances than anybody has open at once. */
const mostSiblings = 20;

/** Reads siblings once for as long as they stay the same: while somebody types in one file, the other does. */
class SiblingReader {
  readonly #read = new Map<string, ReadSibling>();

  read({ uri, text }: Sibling): ReadSibling {
    let read = this.#read.get(uri);
    if (read?.text !== text) {
      if (this.#read.size >= mostSiblings) this.#read.clear();
      this.#read.set(uri, (read = new ReadSibling(uri, text)));
    }
    return read;
  }
}
