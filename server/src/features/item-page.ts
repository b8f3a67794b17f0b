import type { Kind } from '../catalogue/kind';
import type { Assignment } from '../config/configuration';
import { expandText } from '../config/expand';
import { resolvePath } from '../config/file-paths';
import { fileAt } from '../config/world';
import { baseName } from '../text/path-parts';
import type { Item } from '../values/value';
import type { Analysis } from './analysis';
import { lineOf } from './here';
import { pathWords } from './kind-words';
import { code, paragraphs, renderSummary, renderTerm, splitLead, type PageContext } from './page';
import { durationWords, fileWords, networkWords, sizeWords } from './value-words';

/** What one item of a value means, in Markdown; undefined where only the whole value means something. */
export function itemPage(
  analysis: Analysis,
  assignment: Assignment,
  item: Item,
  context: PageContext,
): string | undefined {
  const facts = itemFacts(analysis, assignment, item);
  const term =
    item.term !== undefined && isAbout(item.term, assignment.parameter?.kind)
      ? renderTerm(item.term, context, [operatorText(item, context)])
      : undefined;
  if (term !== undefined) return paragraphs(facts, term);
  if (facts !== '') {
    const isShort = item.role === 'host' || item.role === 'network' || item.role === 'path';
    return isShort ? paragraphs(facts, renderSummary(assignment.name, context) ?? '') : facts;
  }
  const parent =
    item.parent === undefined ? undefined : analysis.config.parsed(assignment).items[item.parent];
  return parent === undefined ? undefined : itemPage(analysis, assignment, parent, context);
}

/** The pages of names and addresses tell of lists of clients; other lists take the same items for other things. */
function isAbout(term: string, kind: Kind | undefined): boolean {
  if (!term.startsWith('network/') || term === 'network/file-pattern') return true;
  return kind?.type === 'match-list' && (kind.of === 'host-address' || kind.of === 'address');
}

const operatorPages: Readonly<Record<string, string>> = { '!': 'exclusion', '>=': 'floor', '<=': 'ceiling' };

/** What `!`, `>=` and `<=` do to the word behind them. */
function operatorText({ operator, role }: Item, { prose }: PageContext): string {
  if (operator === undefined) return '';
  const page =
    role === 'protocol' ? `protocol/${operatorPages[operator]}` : operator === '!' ? 'network/negation' : '';
  const text = prose.page(`term/${page}`);
  return text === undefined ? '' : `\`${operator}\` · ${splitLead(text).lead}`;
}

/** What is known of the item itself: how large a network is, which file is read. Empty where nothing is. */
function itemFacts(analysis: Analysis, assignment: Assignment, item: Item): string {
  if (item.dynamic === true && item.role !== 'path') return standsFor(analysis, item);
  switch (item.role) {
    case 'network':
    case 'host':
      return titled(item.text, networkWords(item.text));
    case 'unit':
      return numberText(assignment) ?? '';
    case 'path':
      return pathText(analysis, assignment, item);
    case 'table-name':
      return tableText(analysis, assignment, item);
    case 'transport':
    case 'service':
      return serviceText(analysis, item);
    case 'restriction-class':
      return classText(analysis, item);
    case 'word':
      return assignment.name === 'smtpd_restriction_classes' ? classText(analysis, item) : '';
    default:
      return '';
  }
}

function titled(text: string, words: string | undefined): string {
  return words === undefined ? '' : `**${text}** · ${words}`;
}

function standsFor({ config }: Analysis, item: Item): string {
  const { text, failure } = expandText(item.text, config);
  return failure === undefined ? `Stands for ${code(text)}.` : '';
}

/** A time or a size in words. */
export function numberText({ parameter, value }: Assignment): string | undefined {
  const kind = parameter?.kind;
  const words =
    kind?.type === 'duration'
      ? durationWords(value.text, kind.unit)
      : kind?.type === 'size'
        ? sizeWords(value.text)
        : undefined;
  return words === undefined ? undefined : titled(value.text, words);
}

/** What a path leads to, and what the file holds where that is known. */
function pathText(analysis: Analysis, assignment: Assignment, item: Item): string {
  if (item.text === 'none') return '';
  const path = resolvePath(analysis.config, item.text);
  if (path === undefined && item.dynamic === true) return standsFor(analysis, item);
  const full = path ?? item.text;
  const name = baseName(full) || full;
  const where = path === undefined ? ' below `queue_directory`' : path === item.text ? '' : ` (\`${path}\`)`;
  // A page of its own says what the file is.
  const what = item.term === undefined ? titled(name, `${whatPath(assignment.parameter?.kind)}${where}`) : '';
  const facts = path === undefined ? [] : fileWords(fileAt(analysis.world, path), analysis.world.now);
  return paragraphs(what, facts.join('\n'));
}

function whatPath(kind: Kind | undefined): string {
  switch (kind?.type) {
    case 'path':
    case 'paths':
      return pathWords[kind.of];
    case 'match-list':
      return pathWords.file;
    default:
      return 'a UNIX-domain socket';
  }
}

/** Which file a table is read from, and what makes it. */
function tableText(analysis: Analysis, assignment: Assignment, item: Item): string {
  const { config } = analysis;
  const parent = item.parent === undefined ? undefined : config.parsed(assignment).items[item.parent];
  const type = config.catalogue.tableType(parent?.text ?? '');
  const { text } = item;
  switch (type?.source) {
    case 'indexed': {
      const isAliases = assignment.name === 'alias_maps' || assignment.name === 'alias_database';
      const command = isAliases ? '`newaliases`' : `\`postmap ${type.name}:${text}\``;
      return titled(
        text,
        `Postfix reads \`${text}${type.suffix ?? ''}\`, which ${command} makes from \`${text}\`.`,
      );
    }
    case 'file':
      return text.startsWith('{')
        ? ''
        : titled(text, 'the file itself is the table; there is nothing to run after a change.');
    case 'client-configuration':
      return titled(text, `tells Postfix how to reach the ${type.name} server and what to ask it.`);
    default:
      return '';
  }
}

/** Which service of master.cf a name means. */
function serviceText(analysis: Analysis, item: Item): string {
  const service = analysis.config.master?.services.find(({ name }) => name.text === item.text);
  if (service === undefined) return '';
  const line = lineOf(analysis, 'master', service.start);
  return titled(item.text, `a service of master.cf that runs \`${service.command.text}\` (${line}).`);
}

/** What a restriction class of this file stands for. */
function classText(analysis: Analysis, { text }: Item): string {
  const setting = analysis.config.setting(text.toLowerCase());
  if (setting === undefined) return '';
  const line = lineOf(analysis, 'main', setting.winner.nameSpan.start);
  return titled(text, `a restriction class, from ${line}: ${code(setting.winner.value.text)}`);
}
