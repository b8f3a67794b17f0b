import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { ProfileId, SeverityChoice } from '../../config/profile';
import { defaultSettings, type Settings } from '../../config/settings';
import { formatRelease, type Release } from '../../catalogue/release';
import type { Analysis } from '../../features/analysis';
import type { Service } from '../../service';
import { decideWorld, gatherSurroundings, nothingKnown } from '../../world';
import { kindOf, readSibling, type ConfigurationFile } from './read-file';

export interface AnalyseOptions {
  /** Undefined: the installed release, if it is the one that reads the file, else the latest stable. */
  readonly release: Release | undefined;
  readonly profile: ProfileId;
  readonly severities: Readonly<Record<string, SeverityChoice>>;
  /** Told why the file beside the one cannot be read. */
  readonly onFailure: (message: string) => void;
}

export interface AnalysedFile {
  readonly file: ConfigurationFile;
  readonly sibling: ConfigurationFile | undefined;
  readonly analysis: Analysis;
}

/** Analyses a file together with the one beside it, and with what this machine knows of the paths in it. */
export async function analyseFile(
  service: Service,
  file: ConfigurationFile,
  options: AnalyseOptions,
): Promise<AnalysedFile> {
  const sibling = await readSibling(file, options.onFailure);
  const isMaster = kindOf(file) === 'master';
  const uri = uriOf(file);
  const document = TextDocument.create(uri, isMaster ? 'postfix-master-cf' : 'postfix-main-cf', 1, file.text);
  const settings: Settings = {
    ...defaultSettings,
    postfixVersion: options.release === undefined ? 'auto' : formatRelease(options.release),
    profile: options.profile,
    rules: options.severities,
  };
  const siblingText = sibling === undefined ? undefined : { uri: uriOf(sibling), text: sibling.text };
  const analyse = (surroundings: typeof nothingKnown): Analysis => {
    const world = decideWorld(surroundings, settings, service.catalogue);
    return service.analyse({ document, settings, world, sibling: siblingText });
  };
  const first = analyse(nothingKnown);
  const surroundings = await gatherSurroundings({
    host: service.host,
    uri: isMaster && siblingText !== undefined ? siblingText.uri : uri,
    config: first.config,
    postconf: '',
    before: nothingKnown,
  });
  return { file, sibling, analysis: surroundings === nothingKnown ? first : analyse(surroundings) };
}

function uriOf(file: ConfigurationFile): string {
  return file.path === undefined ? 'untitled:main.cf' : URI.file(file.path).toString();
}
