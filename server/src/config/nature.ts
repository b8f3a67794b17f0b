/**
 * What kind of file a document is. `postfix`: a main.cf or master.cf that Postfix reads as it is; `template`: one that another
 * program fills in first; `fragment`: lines that are appended to a main.cf; `foreign`: another program's file of that name.
 */
export type Nature = 'postfix' | 'template' | 'fragment' | 'foreign';

const templateSuffix = /\.(j2|jinja2?|erb|epp|tmpl|tpl|template|in|sed|ispconfig)$/i;

/** Judges by the file's name, and by its text where the name does not say. */
export function natureOf(fileName: string, _text: string): Nature {
  if (templateSuffix.test(fileName)) return 'template';
  if (/^postfix-main\.cf$/i.test(fileName)) return 'fragment';
  return 'postfix';
}
