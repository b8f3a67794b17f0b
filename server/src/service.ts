import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Catalogue, Prose } from './catalogue/catalogue';
import { Configuration } from './config/configuration';
import { natureOf } from './config/nature';
import { profileOf } from './config/profiles';
import type { Settings } from './config/settings';
import type { World } from './config/world';
import type { Analysis } from './features/analysis';
import type { Host } from './host/host';
import { runRules } from './rules/engine';
import { rules } from './rules/index';
import type { Finding, Rule } from './rules/rule';
import { parseMainCf } from './syntax/parse-main';
import { parseMasterCf, type MasterCf } from './syntax/parse-master';
import type { MainCf } from './syntax/tree';
import { LineIndex } from './text/line-index';

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

export interface AnalysisInput {
  readonly document: TextDocument;
  readonly settings: Settings;
  readonly world: World;
  readonly sibling: Sibling | undefined;
}

/**
 * The façade: what every front door uses. Analyses are computed on demand and belong to one version of the text.
 */
export function createService(options: ServiceOptions) {
  let prose: Promise<Prose> | undefined;

  const analyse = ({ document, settings, world, sibling }: AnalysisInput): Analysis => {
    const text = document.getText();
    const file = document.languageId === 'postfix-master-cf' ? 'master' : 'main';
    const isLarge = text.length > largeFileLimit;
    const nature = natureOf(document.uri.slice(document.uri.lastIndexOf('/') + 1), text);
    const lines = new LineIndex(text);
    const siblingLines = sibling === undefined ? undefined : new LineIndex(sibling.text);
    const main: MainCf = parseMainCf(file === 'main' ? text : (sibling?.text ?? ''));
    const masterText = file === 'master' ? text : sibling?.text;
    const master: MasterCf | undefined = masterText === undefined ? undefined : parseMasterCf(masterText);
    const config = new Configuration({
      tree: main,
      master,
      catalogue: options.catalogue,
      release: world.release,
      host: world.host,
    });
    const profile = profileOf(settings.profile);
    let findings: readonly Finding[] | undefined;
    let some: { readonly ids: ReadonlySet<string>; readonly findings: readonly Finding[] } | undefined;
    const run = (wanted: readonly Rule[]): readonly Finding[] =>
      isLarge
        ? []
        : runRules(wanted, {
            config,
            world,
            profile,
            nature,
            severities: settings.rules,
            ...(options.onCrash === undefined ? {} : { onCrash: options.onCrash }),
          });
    return {
      file,
      uri: document.uri,
      version: document.version,
      text,
      lines,
      config,
      world,
      profile,
      settings,
      nature,
      sibling:
        sibling === undefined || siblingLines === undefined ? undefined : { ...sibling, lines: siblingLines },
      isLarge,
      get findings() {
        return (findings ??= run(rules));
      },
      findingsOf(ids) {
        const wanted = rules.filter(({ id }) => ids.has(id));
        // Which comments silence nothing is known when all rules have run.
        if (wanted.some(rule => rule.aboutSuppressions === true)) findings ??= run(rules);
        if (findings === undefined && (some === undefined || ![...ids].every(id => some?.ids.has(id)))) {
          some = { ids, findings: run(wanted) };
        }
        return (findings ?? some?.findings ?? []).filter(({ rule }) => ids.has(rule.id));
      },
      withText: other =>
        analyse({
          document: TextDocument.create(document.uri, document.languageId, document.version, other),
          settings,
          world,
          sibling,
        }),
    };
  };

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
    analyse,
  };
}

export type Service = ReturnType<typeof createService>;
