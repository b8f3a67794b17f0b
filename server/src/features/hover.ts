import type { Hover, Position } from 'vscode-languageserver-types';
import type { Prose } from '../catalogue/catalogue';
import { resolvePath } from '../config/file-paths';
import { expandText } from '../config/expand';
import type { Assignment } from '../config/configuration';
import { fileAt } from '../config/world';
import { rules } from '../rules/index';
import type { Reference } from '../syntax/expression';
import { referencesIn } from '../syntax/references';
import { touches, type Span } from '../text/span';
import type { Item } from '../values/value';
import type { Analysis } from './analysis';
import { assignmentAt, itemsAt, itemSpan } from './at-offset';
import { toOffset, toRange } from './convert';
import { here, lineOf } from './here';
import { pathWords } from './kind-words';
import { code, paragraphs, renderParameter, renderTerm, splitLead, type PageContext } from './page';
import { tlsLines } from './tls-words';
import { durationWords, fileWords, networkWords, sizeWords } from './value-words';

/**
 * What a reader wants to know about the thing under the cursor: a parameter's page, a value's meaning, what `$name` stands
 * for. Comments and blanks have none.
 */
export function hover(analysis: Analysis, position: Position, prose: Prose): Hover | undefined {
  if (analysis.isLarge) return undefined;
  const offset = toOffset(analysis.lines, position);
  const assignment = assignmentAt(analysis, offset);
  if (assignment === undefined) return undefined;
  const { catalogue, release } = analysis.config;
  const answer = answerAt(analysis, assignment, offset, { catalogue, prose, rules, release });
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
  const reference = referenceAt(analysis, assignment, logical);
  if (reference !== undefined) {
    return {
      markdown: referenceText(analysis, reference.name, context),
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
    markdown: itemText(analysis, assignment, item, context) ?? wholeValueText(analysis, assignment, context),
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

function referenceAt(analysis: Analysis, assignment: Assignment, logical: number): Reference | undefined {
  const { text } = assignment.value;
  if (!text.includes('$')) return undefined;
  let found: Reference | undefined;
  for (const reference of referencesIn(analysis.config.expression(text))) {
    // Only the name of `${name?…}`: what follows has a meaning of its own.
    const span = reference.condition === undefined ? reference : { ...reference.nameSpan };
    if (touches(span, logical)) found = reference;
  }
  return found;
}

/** What `$name` stands for, and where that is from. */
function referenceText(analysis: Analysis, name: string, context: PageContext): string {
  const { config } = analysis;
  const setting = config.setting(name);
  const expansion = config.value(name);
  const isKnown = setting !== undefined || config.defaultOf(name) !== undefined;
  const origin =
    setting !== undefined
      ? `from ${lineOf(analysis, 'main', setting.winner.nameSpan.start)}`
      : isKnown
        ? 'its default'
        : 'defined nowhere: it stands for nothing';
  const value = isKnown
    ? `${expansion.failure === undefined ? code(expansion.text) : 'cannot be expanded'}, `
    : '';
  const page = context.prose.page(`parameter/${name}`);
  return paragraphs(`**$${name}** · ${value}${origin}`, page === undefined ? '' : splitLead(page).lead);
}

/** What one item of a value means; undefined where only the whole value does. */
function itemText(
  analysis: Analysis,
  assignment: Assignment,
  item: Item,
  context: PageContext,
): string | undefined {
  const { config } = analysis;
  if (item.dynamic === true) {
    const { text, failure } = expandText(item.text, config);
    return failure === undefined ? `Stands for ${code(text)}.` : undefined;
  }
  const special = specialText(analysis, assignment, item, context);
  const term =
    item.term === undefined ? undefined : renderTerm(item.term, context, operatorText(item, context));
  if (special === undefined && term === undefined) return undefined;
  return paragraphs(special ?? '', term ?? '');
}

/** The pages of the operators of protocol lists and match lists, by kind of item. */
function operatorText({ operator, role }: Item, { prose }: PageContext): string[] {
  const page =
    role === 'protocol'
      ? ({ '!': 'exclusion', '>=': 'floor', '<=': 'ceiling' } as Record<string, string>)[operator ?? '']
      : undefined;
  const text = page === undefined ? undefined : prose.page(`term/protocol/${page}`);
  return text === undefined ? [] : [`\`${operator}\` · ${splitLead(text).lead}`];
}

function specialText(
  analysis: Analysis,
  assignment: Assignment,
  item: Item,
  context: PageContext,
): string | undefined {
  const kind = assignment.parameter?.kind;
  switch (item.role) {
    case 'network': {
      const words = networkWords(item.text);
      return words === undefined ? undefined : `**${item.text}** · ${words}`;
    }
    case 'host':
      return kind?.type === 'inet-interfaces' || kind?.type === 'bind-address'
        ? ((words: string | undefined) => words && `**${item.text}** · ${words}`)(networkWords(item.text))
        : undefined;
    case 'number':
    case 'unit':
      return numberText(assignment);
    case 'path':
      return pathText(analysis, assignment, item, context);
    case 'table-name':
      return tableText(analysis, assignment, item);
    default:
      return undefined;
  }
}

function numberText({ parameter, value }: Assignment): string | undefined {
  const kind = parameter?.kind;
  const words =
    kind?.type === 'duration'
      ? durationWords(value.text, kind.unit)
      : kind?.type === 'size'
        ? sizeWords(value.text)
        : undefined;
  return words === undefined ? undefined : `**${value.text}** · ${words}`;
}

/** What a path leads to, Let's Encrypt's names, and what the file holds where that is known. */
function pathText(
  analysis: Analysis,
  assignment: Assignment,
  item: Item,
  { prose }: PageContext,
): string | undefined {
  const kind = assignment.parameter?.kind;
  const of = kind?.type === 'path' || kind?.type === 'paths' ? kind.of : 'file';
  const path = resolvePath(analysis.config, item.text);
  const facts =
    path === undefined ? [] : fileWords(fileAt(analysis.world, path), analysis.world.now).join('\n');
  const name = item.text.slice(item.text.lastIndexOf('/') + 1);
  const page = prose.page(`term/letsencrypt/${name}`) ?? '';
  const where = path === undefined || path === item.text ? '' : ` (\`${path}\`)`;
  return paragraphs(
    `**${name === '' ? item.text : name}** · ${pathWords[of]}${where}`,
    ...[facts].flat(),
    page,
  );
}

/** Which file a table is read from, and what makes it. */
function tableText({ config }: Analysis, assignment: Assignment, item: Item): string | undefined {
  const parent = item.parent === undefined ? undefined : config.parsed(assignment).items[item.parent];
  const type = config.catalogue.tableType(parent?.text ?? '');
  if (type?.source === 'indexed' && type.suffix !== undefined) {
    const isAliases = assignment.name === 'alias_maps' || assignment.name === 'alias_database';
    const command = isAliases ? '`newaliases`' : `\`postmap ${type.name}:${item.text}\``;
    return `**${item.text}** · Postfix reads \`${item.text}${type.suffix}\`, which ${command} makes from \`${item.text}\`.`;
  }
  if (type?.source === 'file')
    return `**${item.text}** · the file itself is the table; postmap is not needed.`;
  if (type?.source === 'client-configuration') {
    return `**${item.text}** · tells Postfix how to reach the ${type.name} server and what to ask it.`;
  }
  return undefined;
}

/** For values that mean something only as a whole: what the parameter takes and what this is. */
function wholeValueText(analysis: Analysis, assignment: Assignment, context: PageContext): string {
  const { name, parameter, value } = assignment;
  if (parameter === undefined) return '';
  const number = numberText(assignment) ?? '';
  const expansion = value.text.includes('$') ? expandText(value.text, analysis.config) : undefined;
  const expanded =
    expansion === undefined || expansion.failure !== undefined ? '' : `Expands to ${code(expansion.text)}.`;
  const page = renderParameter(name, context);
  return paragraphs(number, expanded, page === undefined ? '' : page.split('\n\n').slice(0, 2).join('\n\n'));
}
