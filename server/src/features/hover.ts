import type { Hover, Position } from 'vscode-languageserver-types';
import type { Prose } from '../catalogue/catalogue';
import type { Assignment } from '../config/configuration';
import { expandText } from '../config/expand';
import { serviceAssignment, serviceValue } from '../config/instance';
import { rules } from '../rules/index';
import type { Reference } from '../syntax/expression';
import { referencesIn } from '../syntax/references';
import { touches, type Span } from '../text/span';
import type { Item } from '../values/value';
import type { Analysis } from './analysis';
import { assignmentAt, itemsAt, itemSpan } from './at-offset';
import { toOffset, toRange } from './convert';
import { here, lineOf } from './here';
import { itemPage, numberText } from './item-page';
import { masterPage } from './master-page';
import { code, paragraphs, renderParameter, renderSummary, splitLead, type PageContext } from './page';
import { tlsLines } from './tls-words';

/**
 * What a reader wants to know about the thing under the cursor: a parameter's page, a value's meaning, what `$name` stands
 * for. Comments and blanks have none.
 */
export function hover(analysis: Analysis, position: Position, prose: Prose): Hover | undefined {
  if (analysis.isLarge) return undefined;
  const offset = toOffset(analysis.lines, position);
  const assignment = assignmentAt(analysis, offset);
  const { catalogue, release } = analysis.config;
  const context: PageContext = { catalogue, prose, rules, release };
  const answer =
    assignment !== undefined
      ? answerAt(analysis, assignment, offset, context)
      : analysis.file === 'master'
        ? masterPage(analysis, offset, context)
        : undefined;
  if (answer === undefined || answer.markdown === '') return undefined;
  return {
    contents: { kind: 'markdown', value: answer.markdown },
    range: toRange(analysis.lines, answer.span),
  };
}

interface Answer {
  readonly markdown: string;
  readonly span: Span;
}

function answerAt(
  analysis: Analysis,
  assignment: Assignment,
  offset: number,
  context: PageContext,
): Answer | undefined {
  if (touches(assignment.nameSpan, offset)) {
    return { markdown: nameText(analysis, assignment, context), span: assignment.nameSpan };
  }
  const logical = assignment.value.toLogical(offset);
  if (logical === undefined) return undefined;
  const reference = referenceAt(analysis, assignment, offset);
  if (reference !== undefined) {
    const { name } = reference;
    const page = context.prose.page(`parameter/${name}`);
    return {
      markdown: paragraphs(
        `**$${name}** · ${referenceWords(analysis, assignment, name)}`,
        page === undefined ? '' : splitLead(page).lead,
      ),
      span: assignment.value.toFile(reference),
    };
  }
  const items = itemsAt(analysis, assignment, offset);
  const item = items.reduce<Item | undefined>(
    (best, next) => (best === undefined || next.end - next.start <= best.end - best.start ? next : best),
    undefined,
  );
  if (item === undefined) {
    return { markdown: wholeValueText(analysis, assignment, context), span: assignment.value.span };
  }
  return {
    markdown: itemPage(analysis, assignment, item, context) ?? wholeValueText(analysis, assignment, context),
    span: itemSpan(assignment, item),
  };
}

/** The page of the name, with what this file makes of it. */
function nameText(analysis: Analysis, assignment: Assignment, context: PageContext): string {
  const lines = [...here(analysis, assignment), ...tlsLines(analysis, assignment)];
  const page = renderParameter(assignment.name, context, lines);
  if (page !== undefined && assignment.parameter !== undefined) return page;
  const { name, value } = assignment;
  const isClass = analysis.config.valueContext.restrictionClasses.has(name.toLowerCase());
  const what = isClass
    ? 'a restriction class of this file'
    : `not a parameter of Postfix. Where other values say \`$${name}\`, they get ${code(value.text)}.`;
  return paragraphs(`**${name}** · ${what}`, ...lines);
}

function referenceAt(analysis: Analysis, assignment: Assignment, offset: number): Reference | undefined {
  const { text } = assignment.value;
  if (!text.includes('$')) return undefined;
  let found: Reference | undefined;
  for (const reference of referencesIn(analysis.config.expression(text))) {
    // Only the name of `${name?…}`: what follows has a meaning of its own.
    const span = reference.condition === undefined ? reference : { ...reference.nameSpan };
    if (touches(assignment.value.toFile(span), offset)) found = reference;
  }
  return found;
}

/** What `$name` stands for in that assignment, and where that is from. */
function referenceWords(analysis: Analysis, { service }: Assignment, name: string): string {
  const { config } = analysis;
  const source = serviceAssignment(config, service, name);
  if (source === undefined && config.defaultOf(name) === undefined) {
    return 'defined nowhere: it stands for nothing';
  }
  const { text, failure } = serviceValue(config, service, name);
  if (failure !== undefined) return 'cannot be expanded';
  if (text === `<${name}>`) return 'decided by the machine and by how Postfix was built';
  const origin =
    source === undefined ? 'its default' : `from ${lineOf(analysis, source.file, source.nameSpan.start)}`;
  return `${code(text)}, ${origin}`;
}

/** For values that mean something only as a whole: what the parameter takes and what this is. */
function wholeValueText({ config }: Analysis, assignment: Assignment, context: PageContext): string {
  const { name, parameter, value } = assignment;
  if (parameter === undefined) return '';
  const isExpanded = value.text.includes('$') && config.catalogue.parameter(name)?.raw !== true;
  const expansion = isExpanded ? expandText(value.text, config) : undefined;
  const expanded =
    expansion === undefined || expansion.failure !== undefined ? '' : `Expands to ${code(expansion.text)}.`;
  return paragraphs(numberText(assignment) ?? '', expanded, renderSummary(name, context) ?? '');
}
