import { profiles } from '../../src/config/profiles';
import { asParagraph } from '../../src/features/page';
import type { Example, Finding, Rule, RuleGroup } from '../../src/rules/rule';
import { analyseExample, type ReadExample } from './example';

/** Themes in the order of the index, with their headings. */
const themes: Readonly<Record<RuleGroup, string>> = {
  syntax: 'How the file is written',
  names: 'Names of parameters',
  values: 'Values',
  deprecated: 'Deprecated, removed, without effect',
  tls: 'TLS',
  certificates: 'Certificates and keys',
  networks: 'Networks and IPv6',
  routing: 'Where mail goes',
  restrictions: 'Who may send mail',
  sasl: 'Authentication',
  limits: 'Limits',
  compatibility: 'Releases and compatibility',
  editor: 'Comments that silence rules',
};
const generated =
  '<!-- Written by server/tools/rules.ts from the rules in server/src/rules. Do not edit. -->';

/** The index of all rules by theme. */
export function indexPage(rules: readonly Rule[]): string {
  const sections = Object.entries(themes).flatMap(([group, heading]) => {
    const rows = rules.filter(rule => rule.group === group).map(indexRow);
    if (rows.length === 0) return [];
    return [
      `## ${heading}\n\n| rule | what it finds | severity | fix |\n| --- | --- | --- | --- |\n${rows.join('\n')}`,
    ];
  });
  return `${generated}

# Rules

A severity is changed with the setting \`postfixMainCf.rules\`, in one place with a comment on the line above it:
\`# postfix-main-cf: ignore <rule> – reason\`, in a whole file with \`# postfix-main-cf: ignore-file <rule> – reason\`. A fix is
**safe** where Postfix reads the same configuration before and after; all others are offered and never applied by themselves.

${sections.join('\n\n')}
`;
}

function indexRow(rule: Rule): string {
  return `| [${rule.id}](${rule.id}.md) | ${escapeCell(rule.title)} | ${rule.severity} | ${rule.fix ?? '–'} |`;
}

/** The page of one rule. */
export function rulePage(rule: Rule): string {
  const parts = [
    generated,
    `# ${rule.id}`,
    `**${rule.title}.** ${asParagraph(rule.why)}`,
    factsOf(rule),
    '## What is reported',
    exampleSection(rule, rule.bad, true),
    '## What is right',
    exampleSection(rule, rule.good, false),
    '## How to silence it',
    `In one place, with a comment on the line above:

\`\`\`postfix-main-cf
# postfix-main-cf: ignore ${rule.id} – the reason
\`\`\`

Everywhere, in the settings: \`"postfixMainCf.rules": { "${rule.id}": "off" }\`. On the command line: \`maincf check --help\`.`,
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function factsOf(rule: Rule): string {
  const others = profiles.flatMap(({ id, severities }) =>
    severities[rule.id] === undefined ? [] : [`${severities[rule.id]} in the profile \`${id}\``],
  );
  const rows: (readonly [string, string])[] = [
    ['Theme', themes[rule.group]],
    ['Severity', [rule.severity, ...others].join('; ')],
  ];
  if (rule.profiles !== undefined) rows.push(['Profiles', rule.profiles.map(id => `\`${id}\``).join(', ')]);
  if (rule.parameters !== undefined)
    rows.push(['Parameters', rule.parameters.map(name => `\`${name}\``).join(', ')]);
  if (rule.since !== undefined) rows.push(['From Postfix', rule.since]);
  if (rule.until !== undefined) rows.push(['Below Postfix', rule.until]);
  rows.push(['Fix', fixText(rule)]);
  if (rule.sources.length > 0)
    rows.push(['Sources', rule.sources.map(({ title, url }) => `[${title}](${url})`).join(', ')]);
  return `| | |\n| --- | --- |\n${rows.map(([key, text]) => `| ${key} | ${escapeCell(text)} |`).join('\n')}`;
}

function fixText(rule: Rule): string {
  if (rule.fix === undefined) return 'none';
  return rule.fix === 'safe'
    ? 'safe where Postfix reads the same configuration afterwards: then fix-all applies it'
    : 'offered, never applied by itself: it changes what Postfix reads';
}

function exampleSection(rule: Rule, example: Example, isBad: boolean): string {
  const read = analyseExample(example);
  const context = contextOf(example);
  const blocks = [
    ...(context === '' ? [] : [context]),
    fence('postfix-main-cf', read.main),
    ...(read.master === undefined ? [] : ['with this master.cf:', fence('postfix-master-cf', read.master)]),
  ];
  if (isBad) {
    const own = read.findings.filter(finding => finding.rule === rule);
    blocks.push(own.map(finding => reported(finding, read)).join('\n'));
  }
  return blocks.join('\n\n');
}

function reported(finding: Finding, { positionOf }: ReadExample): string {
  const { file, severity, message, span } = finding;
  const { line, column } = positionOf(file, span.start);
  const fixes = (finding.fixes ?? []).map(({ title, safety }) => `  - ${safety} fix: ${title}`);
  return [`- ${file}.cf, line ${line}, column ${column}: ${severity}: ${message}`, ...fixes].join('\n');
}

/** What the example needs around it, as a sentence. */
function contextOf({ postfix, profile, complete, world }: Example): string {
  const parts = [
    ...(postfix === undefined ? [] : [`Postfix ${postfix}`]),
    ...(profile === undefined ? [] : [`the profile \`${profile}\``]),
    ...(complete === false ? ['a fragment of a main.cf'] : []),
    ...(world?.files === undefined ? [] : ['the files that it names at hand']),
  ];
  return parts.length === 0 ? '' : `With ${parts.join(', ')}:`;
}

function fence(language: string, text: string): string {
  const visible = text
    .replace(/\r/g, '␍')
    .replace(/\0/g, '␀')
    .replace(/^\ufeff/, '␟')
    .replace(/\n$/, '');
  return `\`\`\`${language}\n${visible}\n\`\`\``;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
