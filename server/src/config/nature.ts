import type { TextEdit } from '../text/edit';
import { hasPlaceholders } from './placeholders';

/**
 * What kind of file a document is. `postfix`: a main.cf or master.cf that Postfix reads as it is; `template`: one that another
 * program fills in first; `fragment`: lines that are appended to a main.cf; `foreign`: another program's file of that name.
 */
export type Nature = 'postfix' | 'template' | 'fragment' | 'foreign';

const ofPostfix = /^(?:postfix-)?(main|master)\.cf\b/i;

/** Which of the two files a document is: by its name, since editors call its language what they like; else by our name for that. */
export function fileOf(fileName: string, languageId: string): 'main' | 'master' {
  const name = ofPostfix.exec(fileName)?.[1]?.toLowerCase();
  if (name === 'main' || name === 'master') return name;
  return languageId === 'postfix-master-cf' ? 'master' : 'main';
}

const readTogether = /^(main|master)(\.cf\b.*)$/;

/**
 * What the other file of an instance is called, in the same folder: `master.cf` for `main.cf`, `main.cf.j2` for `master.cf.j2`. Undefined for every
 * other name: Postfix reads `postfix-main.cf` with no master.cf before somebody puts it into a main.cf.
 */
export function siblingOf(fileName: string): string | undefined {
  const [, name, ending = ''] = readTogether.exec(fileName) ?? [];
  return name === undefined ? undefined : `${name === 'main' ? 'master' : 'main'}${ending}`;
}

/** What editors call files of which they know nothing more. */
const anyLanguage: ReadonlySet<string> = new Set([
  ...['', 'plaintext', 'text', 'txt', 'conf', 'config', 'cfg', 'ini', 'dosini', 'properties'],
]);

/** Whether neither the name nor the language says that a file is one of the two: an editor that sends us every file of settings. */
export function isAnyFile(fileName: string, languageId: string): boolean {
  return !ofPostfix.test(fileName) && anyLanguage.has(languageId.toLowerCase());
}

const templateSuffix = /\.(j2|jinja2?|erb|epp|tmpl|tpl|template|in|sed|ispconfig|mustache|gotmpl)$/i;

/** What was found of an earlier version of a file, and what became of that one. */
export interface Earlier {
  readonly text: string;
  readonly nature: Nature;
  readonly edit: TextEdit;
}

/**
 * Judges by the file's name, and by its text where the name does not say. Linear in the length of the text; where an earlier version is known,
 * mostly in that of what has changed.
 */
export function natureOf(fileName: string, text: string, before?: Earlier): Nature {
  if (templateSuffix.test(fileName)) return 'template';
  if (isForeign(text)) return 'foreign';
  if (!isStillWithout(text, before) && hasPlaceholders(text)) return 'template';
  return /^postfix-(main|master)\.cf$/i.test(fileName) ? 'fragment' : 'postfix';
}

/** What decides whether `$NAME` is a placeholder: a parameter of that name. */
const definition = /^[A-Z][A-Z0-9_]*[ \t]*=/m;

/** Whether an earlier version had no placeholders, and what has changed since brought none. */
function isStillWithout(text: string, before: Earlier | undefined): boolean {
  if (before === undefined || before.nature === 'template' || before.nature === 'foreign') return false;
  const { span, newText } = before.edit;
  // No placeholder is longer than a line.
  const lines = (of: string, end: number): string => {
    const newline = of.indexOf('\n', end);
    return of.slice(of.lastIndexOf('\n', span.start - 1) + 1, newline === -1 ? of.length : newline);
  };
  const changed = lines(text, span.start + newText.length);
  return (
    !definition.test(lines(before.text, span.end)) && !definition.test(changed) && !hasPlaceholders(changed)
  );
}

/** Lines that only a main.cf has. One of them is enough to take the file for one, broken or not. */
const setting = /^[a-z0-9][\w.-]*[ \t]*=(?!>)/im;

/** What stands in the other files called main.cf: JSON, CFEngine policies, Veritas clusters, programs of some language. */
const signs: readonly RegExp[] = [
  /^\s*[{[]\s*["{}[\]]/,
  /^(bundle|body|promise)[ \t]+\w+[ \t]+\w+/m,
  /^include[ \t]+"[^"\n]*\.cf"/m,
  /^(cluster|system|group)[ \t]+[\w.-]+[ \t]*\(/m,
  /^(let|def|fn|function|procedure|import|package)[ \t]+\w/m,
];

function isForeign(text: string): boolean {
  return !setting.test(text) && signs.some(sign => sign.test(text));
}
