/**
 * Writes the parts of package.json that follow from the rules, the profiles and the catalogue: the schema of
 * `postfixMainCf.rules`, the releases and the profiles to choose from, the profiles' descriptions in package.nls.json, and in
 * the language configuration the parameters behind whose `=` Enter begins a list.
 *   node server/tools/run.mjs manifest write
 *   node server/tools/run.mjs manifest check
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadCatalogue } from '../src/catalogue/load';
import { listKinds } from '../src/catalogue/kind';
import { compareReleases, parseRelease, type Release } from '../src/catalogue/release';
import { severities } from '../src/config/profile';
import { profiles } from '../src/config/profiles';
import { rules } from '../src/rules/index';
import { writeOrCheck } from './output';

/** What the rules' behaviour is known for; older releases have facts and pages only. */
const oldest = parseRelease('3.5') as Release;
const choices = [...severities, 'off'];

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Record<string, Record<string, unknown>> };
  };
}

export async function main(args: readonly string[], root: string): Promise<number> {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const { properties } = manifest.contributes.configuration;
  const set = (setting: string, values: Record<string, unknown>): void => {
    const property = properties[`postfixMainCf.${setting}`];
    if (property === undefined) throw new Error(`package.json: there is no setting postfixMainCf.${setting}`);
    Object.assign(property, values);
  };
  set('postfixVersion', { enum: ['auto', ...releases()] });
  set('profile', {
    enum: profiles.map(({ id }) => id),
    markdownEnumDescriptions: profiles.map(({ id }) => `%${profileKey(id)}%`),
  });
  set('rules', { properties: Object.fromEntries(rulesByName()), additionalProperties: false });

  const strings = JSON.parse(await readFile(path.join(root, 'package.nls.json'), 'utf8')) as Record<
    string,
    string
  >;
  for (const { id, summary } of profiles) strings[profileKey(id)] = `${summary}.`;
  return writeOrCheck(args, root, [
    ['package.json', toJson(manifest)],
    ['package.nls.json', toJson(strings)],
    [languageConfiguration, withLists(await readFile(path.join(root, languageConfiguration), 'utf8'))],
  ]);
}

const languageConfiguration = 'syntaxes/language-configuration.json';

/** The language configuration with the names of all parameters that take a list in the one pattern that has names. */
function withLists(text: string): string {
  const pattern = /(?<="beforeText": "\^\(\?:)[\w|]+(?=\))/;
  if (!pattern.test(text)) throw new Error(`${languageConfiguration}: there is no rule with names`);
  const names = loadCatalogue()
    .parameters.filter(({ kind }) => listKinds.has(kind.type))
    .map(({ name }) => name);
  return text.replace(pattern, names.sort().join('|'));
}

function releases(): string[] {
  return loadCatalogue()
    .data.branches.map(({ name }) => name)
    .filter(name => compareReleases(parseRelease(name) as Release, oldest) >= 0);
}

function rulesByName(): [string, unknown][] {
  return [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, title, severity }) => [id, { enum: choices, default: severity, description: `${title}.` }]);
}

function profileKey(id: string): string {
  return `configuration.profile.${id}`;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
