import { parseMainCf } from '../../src/syntax/parse-main';
import type { Page } from './read-data';

export interface KnownNames {
  readonly isParameter: (name: string) => boolean;
  readonly terms: ReadonlySet<string>;
}

/** Themes whose pages go deep: people come here for TLS and IPv6. */
const deepThemes = /^(?:tls-|networks$)/;
const deepWords = 70;

/** What is wrong with the text of a page: too short, links and names that lead nowhere, examples that Postfix would not read. */
export function proseProblems(page: Page, known: KnownNames): string[] {
  const problems: string[] = [];
  const examples: string[] = [];
  const prose = page.body.replaceAll(/^```(.*)\n([\s\S]*?)^```$/gm, (_, language: string, text: string) => {
    if (language === 'postfix-main-cf') examples.push(text);
    else if (language !== '') problems.push(`an example in the language ${language}`);
    return '';
  });

  // A twin says what is different; the other page follows it.
  const isTwin = page.matter['same-as'] !== undefined;
  if (!isTwin && sentenceCount(prose) < 2) problems.push('fewer than two sentences');
  if (prose === '') problems.push('no text');
  const isDeep =
    page.key.startsWith('parameter/') && deepThemes.test(page.folder) && page.matter['removed'] === undefined;
  if (isDeep && !isTwin && prose.split(/\s+/).length < deepWords)
    problems.push(`fewer than ${deepWords} words`);
  if (/^(?:This parameter|Specifies)\b/.test(prose)) problems.push('the first sentence says nothing');

  for (const [, target = ''] of prose.matchAll(/\]\(([^)]*)\)/g)) {
    if (!target.startsWith('https://')) problems.push(`a link to ${target}`);
  }
  for (const [, name = ''] of prose.matchAll(/`([a-z0-9]+(?:_[A-Za-z0-9]+)+)`/g)) {
    if (looksLikeParameter.test(name) && !isKnown(name, page, known))
      problems.push(`there is no page for ${name}`);
  }
  for (const example of examples) problems.push(...exampleProblems(example, known));
  return problems;
}

/** Words of this form in code are parameters, or names that the page itself explains. */
const looksLikeParameter = /^(?:smtp|smtpd|lmtp|tls|tlsproxy|postscreen|qmgr|virtual|relay|default|address)_/;

function isKnown(name: string, { matter }: Page, { isParameter, terms }: KnownNames): boolean {
  if (isParameter(name)) return true;
  const values = matter['values'];
  if (Array.isArray(values) && values.includes(name)) return true;
  return [...terms].some(id => id.endsWith(`/${name}`));
}

/** Ends of sentences, code left out. */
function sentenceCount(prose: string): number {
  return prose.replaceAll(/`[^`]*`/g, 'x').match(/[.:!](?=\s|$|\*)/g)?.length ?? 0;
}

/** An example consists of complete lines of main.cf, and of names that Postfix knows or that the example uses itself. */
function exampleProblems(example: string, { isParameter }: KnownNames): string[] {
  const { nodes } = parseMainCf(example);
  const problems: string[] = [];
  for (const node of nodes) {
    if (node.kind === 'malformed' || node.kind === 'orphan') {
      problems.push(`an example with the line ${JSON.stringify(example.slice(node.start, node.end).trim())}`);
    } else if (node.kind === 'entry' && !isParameter(node.name) && !isUsed(node.name, example)) {
      problems.push(`an example that sets ${node.name}, which is not a parameter`);
    }
  }
  return problems;
}

/** Whether an example's own name is used in it: as `$name`, as a restriction class, or as the name of a client table. */
function isUsed(name: string, example: string): boolean {
  const others = example.replaceAll(new RegExp(`^${name.replaceAll(/\W/g, '\\$&')}\\s*=`, 'gm'), '');
  const client = name.slice(0, Math.max(0, name.indexOf('_')));
  return (
    new RegExp(`\\b${name.replaceAll(/\W/g, '\\$&')}\\b`).test(others) ||
    (client !== '' && others.includes(`:${client}`))
  );
}
