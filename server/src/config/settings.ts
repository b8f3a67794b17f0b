import type { ProfileId, SeverityChoice } from './profile';

/** What a user can set (`postfixMainCf.*`). */
export interface Settings {
  /** `auto` or a release. */
  readonly postfixVersion: string;
  readonly profile: ProfileId;
  /** Path of the postconf to ask for the installed release; empty: the one on the PATH, in /usr/sbin or in /usr/local/sbin. */
  readonly postconfPath: string;
  /** Severities by rule id. */
  readonly rules: Readonly<Record<string, SeverityChoice>>;
  readonly inlayHints: { readonly expansions: boolean; readonly defaults: boolean };
  readonly format: { readonly alignValues: boolean; readonly oneItemPerLine: boolean };
}

export const defaultSettings: Settings = {
  postfixVersion: 'auto',
  profile: 'postfix',
  postconfPath: '',
  rules: {},
  inlayHints: { expansions: false, defaults: false },
  format: { alignValues: false, oneItemPerLine: false },
};
