import type { Configuration } from '../config/configuration';
import type { Nature } from '../config/nature';
import type { Profile } from '../config/profile';
import type { Settings } from '../config/settings';
import type { World } from '../config/world';
import type { Finding } from '../rules/rule';
import type { MasterCf } from '../syntax/parse-master';
import type { EditorLines } from '../text/line-index';

/**
 * Everything that is known about one document at one version: what features are pure functions of. A main.cf and its
 * sibling master.cf are one instance, so the analysis of either has both; `file` says which one the document is.
 */
export interface Analysis {
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
  /** The other file of the instance, if it could be read. */
  readonly sibling: { readonly uri: string; readonly text: string; readonly lines: EditorLines } | undefined;
  /** Above 5 MB: highlighting and syntax only. */
  readonly isLarge: boolean;
  /** Whether the findings are computed. */
  readonly isJudged: boolean;
  /** The findings in both files, computed when first asked for. */
  readonly findings: readonly Finding[];
  /** The findings of some rules; the others do not run for it. */
  findingsOf(rules: ReadonlySet<string>): readonly Finding[];
  /** The same instance with another text of the document. What is the same in both is not computed again, unless `anew`. */
  withText(text: string, options?: { readonly anew?: boolean }): Analysis;
}

/** The parsed master.cf of the instance; undefined where it is not known. */
export function masterCfOf(analysis: Analysis): MasterCf | undefined {
  return analysis.config.master;
}
