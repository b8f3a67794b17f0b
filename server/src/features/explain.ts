import type { Catalogue, Prose } from '../catalogue/catalogue';
import type { Release } from '../catalogue/release';
import type { Rule } from '../rules/rule';
import { renderFamily, renderParameter, renderRule, renderTerm, type PageContext } from './page';

/**
 * The pages about a word in Markdown: a parameter, a per-transport family or a member of one, a rule, or terms of that name
 * (`may` is a level of both sides). Undefined for words that nobody knows.
 */
export function explain(
  catalogue: Catalogue,
  prose: Prose,
  rules: readonly Rule[],
  word: string,
  release: Release,
): string | undefined {
  const context: PageContext = { catalogue, prose, rules, release };
  const name = word.trim().replace(/^\$\{?|\}$/g, '');
  const suffix = name.replace(/^(?:<transport>|transport)?_/, '');
  const isParameter = catalogue.parameter(name) !== undefined;
  const family = isParameter ? undefined : renderFamily(suffix, context);
  const page = family ?? renderParameter(name, context);
  if (page !== undefined) return page;
  const rule = rules.find(({ id }) => id === name);
  if (rule !== undefined) return renderRule(rule);
  const terms = termsOf(catalogue, name);
  // In a list, `!SSLv2` and `>=TLSv1.2` are items: the page is that of the word.
  const found = terms.length > 0 ? terms : termsOf(catalogue, name.replace(/^(?:!|[<>]=)/, ''));
  const pages = found.map(id => renderTerm(id, context) ?? '');
  return pages.length === 0 ? undefined : pages.join('\n\n---\n\n');
}

/** The ids of the terms that a word can mean; names in another case only where none is spelt like it. */
function termsOf(catalogue: Catalogue, word: string): string[] {
  const matching = (equals: (text: string) => boolean): string[] =>
    catalogue.data.terms
      .filter(({ id, aliases }) => [id, id.slice(id.indexOf('/') + 1), ...aliases].some(equals))
      .map(({ id }) => id);
  const exact = matching(text => text === word);
  const folded = word.toLowerCase();
  return exact.length > 0 ? exact : matching(text => text.toLowerCase() === folded);
}
