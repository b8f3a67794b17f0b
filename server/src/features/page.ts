import type { Catalogue, Prose } from '../catalogue/catalogue';
import type { Family, Parameter, Term } from '../catalogue/model';
import { formatRelease, hasBackport, isAtLeast, type Release } from '../catalogue/release';
import type { Rule } from '../rules/rule';
import { watching } from '../rules/watches';
import { kindWords } from './kind-words';
import { ruleLink } from './diagnostics';

/** What pages are made of. They are the same in hovers, in completion and in the terminal. */
export interface PageContext {
  readonly catalogue: Catalogue;
  readonly prose: Prose;
  readonly rules: readonly Rule[];
  /** The release whose defaults are shown. */
  readonly release: Release;
}

/**
 * The page of a parameter, or of a member of a per-transport family, in Markdown; undefined for unknown names. `here`: lines about
 * the file it is read in, shown below the first paragraph, so that one screen answers the question.
 */
export function renderParameter(
  name: string,
  context: PageContext,
  here: readonly string[] = [],
): string | undefined {
  const { catalogue } = context;
  const parameter = catalogue.parameter(name);
  if (parameter !== undefined) return parameterPage(parameter, context, here);
  const member = catalogue.familyOf(name);
  return member === undefined ? undefined : familyPage(name, member.family, member.service, context, here);
}

/** Only the title and the first paragraph of a parameter's page. */
export function renderSummary(name: string, context: PageContext): string | undefined {
  const parameter = context.catalogue.parameter(name);
  if (parameter !== undefined) {
    const prose = context.prose.page(`parameter/${name}`) ?? '';
    return paragraphs(titleLine(parameter, context), splitLead(prose).lead);
  }
  const member = context.catalogue.familyOf(name);
  return member === undefined
    ? undefined
    : familyPage(name, member.family, member.service, context, []).split('\n\n', 2).join('\n\n');
}

/** The page of a family itself: `destination_concurrency_limit`. */
export function renderFamily(suffix: string, context: PageContext): string | undefined {
  const family = context.catalogue.families.find(candidate => candidate.suffix === suffix);
  return family === undefined
    ? undefined
    : familyPage(`<transport>_${suffix}`, family, '<transport>', context, []);
}

/** The page of a term such as `protocol/TLSv1.2`; undefined where there is none. `before`: lines above its text. */
export function renderTerm(
  id: string,
  context: PageContext,
  before: readonly string[] = [],
): string | undefined {
  const term = context.catalogue.term(id);
  if (term === undefined) return undefined;
  const title = `**${term.title}**${sinceOf(term, context.release)}`;
  const prose = context.prose.page(`term/${id}`) ?? '';
  return paragraphs(title, ...before, prose, relatedLine(term.related, prose));
}

/** A text on one line, as the rules' are not in their source. */
export function asParagraph(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a rule reports and why. */
export function renderRule(rule: Rule): string {
  const sources = rule.sources.map(({ title, url }) => `[${title}](${url})`).join(' · ');
  return paragraphs(
    `**${rule.id}** · ${rule.title} · ${rule.severity}`,
    asParagraph(rule.why),
    `**Reported**\n\n${fence(rule.bad.main)}`,
    `**Better**\n\n${fence(rule.good.main)}`,
    sources,
    `[All about this rule](${ruleLink(rule.id)})`,
  );
}

function parameterPage(parameter: Parameter, context: PageContext, here: readonly string[]): string {
  const { name, sameAs } = parameter;
  const own = context.prose.page(`parameter/${name}`) ?? '';
  const { lead, rest } = splitLead(own);
  const twin = sameAs === undefined ? undefined : context.prose.page(`parameter/${sameAs}`);
  return paragraphs(
    titleLine(parameter, context),
    ...warnings(parameter, context),
    lead,
    ...here,
    rest,
    twin === undefined ? '' : `---\n\nThe rest is as for \`${sameAs}\`:\n\n${twin}`,
    relatedLine(parameter.related, twin ?? own),
    footer(name, name, context),
  );
}

function familyPage(
  name: string,
  family: Family,
  service: string,
  context: PageContext,
  here: readonly string[],
): string {
  const prose = (context.prose.page(`family/${family.suffix}`) ?? '').replaceAll('<transport>', service);
  const { lead, rest } = splitLead(prose);
  return paragraphs(
    `**${name}** · ${kindWords(family.kind)} · default ${code(family.default)}`,
    lead,
    ...here,
    rest,
    relatedLine(family.related, prose),
    footer(name, `transport_${family.suffix}`, context),
  );
}

/** Name, kind and default; what the default was before. */
function titleLine(parameter: Parameter, { catalogue, release }: PageContext): string {
  const parts = [`**${parameter.name}**`, kindWords(parameter.kind)];
  const value = catalogue.defaultOf(parameter, release);
  if (value !== undefined) {
    const change = catalogue.lastChange(parameter, release);
    const before = change === undefined ? '' : ` (changed in ${change.at}${from(change.before)})`;
    parts.push(`${defaultWords(parameter, value)}${before}`);
  }
  return parts.join(' · ') + (value === undefined ? '' : sinceOf(parameter, release));
}

function from(value: string): string {
  return value.length > longest ? '' : ` from ${code(value)}`;
}

/** Longer defaults would push the page off the first screen. */
const longest = 90;

function defaultWords({ computedFrom }: Parameter, value: string): string {
  if (computedFrom === 'file') return `default from other parameters, else ${code(value)}`;
  if (computedFrom === 'host') {
    return value === ''
      ? 'set by the system'
      : `default ${code(value)}, unless Postfix was built with another`;
  }
  return `default ${byLevel(value) ?? code(value.length > longest ? `${value.slice(0, longest)}…` : value)}`;
}

/** Defaults that depend on compatibility_level, in words. */
function byLevel(value: string): string | undefined {
  const match =
    /^\$\{\{\$compatibility_level\} <(?:level)? \{([\d.]+)\} \? \{([^{}]*)\} : \{([^{}]*)\}\}$/.exec(value);
  if (match === null) return undefined;
  const [, level = '', below = '', otherwise = ''] = match;
  return `${code(otherwise)}; below compatibility_level ${level} ${code(below)}`;
}

/** ` · since 3.6`, for what is newer than the oldest release anybody runs. */
function sinceOf({ since }: Pick<Term, 'since'>, release: Release): string {
  if (since === undefined || !isNewerThanAll(since)) return '';
  return isAtLeast(release, since) ? ` · since ${since}` : ` · **only since ${since}**`;
}

function isNewerThanAll(since: string): boolean {
  return since !== '' && !['1.', '2.'].some(old => since.startsWith(old) && !/^2\.(9|1\d)/.test(since));
}

/** Deprecated, without effect, too new, gone: each a line of its own above the prose. */
function warnings(parameter: Parameter, { catalogue, release }: PageContext): string[] {
  const { since, removed, deprecated, noEffectSince, backports } = parameter;
  const lines: string[] = [];
  const inForce = catalogue.exists(parameter, release);
  if (!inForce && since !== undefined && !isAtLeast(release, since) && !hasBackport(release, backports)) {
    const older = backports.length === 0 ? '' : ` (and ${backports.join(', ')})`;
    lines.push(
      `**Not in Postfix ${formatRelease(release)}**, which ignores it: it came with ${since}${older}.`,
    );
  }
  if (deprecated !== undefined) {
    const instead = deprecated.replacement === undefined ? '' : ` Set \`${deprecated.replacement}\` instead.`;
    const successor = catalogue.parameter(deprecated.replacement ?? '')?.since ?? '';
    const renamedIn = isNewerThanAll(successor) ? ` in ${successor}` : '';
    const when = deprecated.since === undefined ? '' : `; postconf warns from ${deprecated.since}`;
    lines.push(
      deprecated.rename
        ? `**Renamed** to \`${deprecated.replacement}\`${renamedIn}; the old name still works${when}.`
        : `**${removed === undefined ? 'Deprecated' : `Removed in ${removed}`}**${when}.${instead}`,
    );
  } else if (removed !== undefined) lines.push(`**Removed in ${removed}**; newer releases ignore it.`);
  if (noEffectSince !== undefined) lines.push(`**Without effect from ${noEffectSince}.**`);
  return lines;
}

/** Pages that have a "See also" of their own need no second one. */
function relatedLine(related: readonly string[], prose: string): string {
  if (related.length === 0 || prose.includes('**See also.**')) return '';
  return `**See also.** ${related.map(name => `\`${name}\``).join(', ')}.`;
}

function footer(name: string, anchor: string, { rules }: PageContext): string {
  const about = watching(rules, name);
  const parts: string[] = [];
  if (about.length > 0) {
    parts.push(`Checked by ${about.map(rule => `[${rule.id}](${ruleLink(rule.id)})`).join(', ')}`);
  }
  parts.push(`[Postfix manual](https://www.postfix.org/postconf.5.html#${anchor})`);
  return parts.join(' · ');
}

/** The first paragraph and the rest. */
export function splitLead(prose: string): { readonly lead: string; readonly rest: string } {
  const end = prose.indexOf('\n\n');
  return end === -1
    ? { lead: prose, rest: '' }
    : { lead: prose.slice(0, end), rest: prose.slice(end + 2).trimStart() };
}

/** A value as Markdown code; empty ones in words. */
export function code(value: string): string {
  if (value === '') return 'empty';
  const text = value.replaceAll(/\s+/g, ' ');
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function fence(mainCf: string): string {
  return `\`\`\`postfix-main-cf\n${mainCf.replaceAll(/[‹›]/g, '').trimEnd()}\n\`\`\``;
}

/** Joins what is there, with blank lines between. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('\n\n');
}
