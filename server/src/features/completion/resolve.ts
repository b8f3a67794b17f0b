import { MarkupKind, type CompletionItem } from 'vscode-languageserver-types';
import { rules } from '../../rules/index';
import { renderFamily, renderParameter, renderRule, renderTerm, type PageContext } from '../page';

/** Adds the page of an item: the same text that a hover shows. */
export function resolveCompletion(item: CompletionItem, context: Omit<PageContext, 'rules'>): CompletionItem {
  const page = pageOf((item.data as { page?: unknown } | undefined)?.page, { ...context, rules });
  return page === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value: page } };
}

/** The page behind a key such as `parameter/myhostname`, `term/grade/high` or `rule/weak-protocols`. */
export function pageOf(key: unknown, context: PageContext): string | undefined {
  if (typeof key !== 'string') return undefined;
  const slash = key.indexOf('/');
  const id = key.slice(slash + 1);
  switch (key.slice(0, slash)) {
    case 'parameter':
      return renderParameter(id, context);
    case 'family':
      return renderFamily(id, context);
    case 'term':
      return renderTerm(id, context);
    case 'rule': {
      const rule = rules.find(candidate => candidate.id === id);
      return rule === undefined ? undefined : renderRule(rule);
    }
    default:
      return undefined;
  }
}
