import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Catalogue } from '../../catalogue/catalogue';
import { formatBranch, parseRelease, type Release } from '../../catalogue/release';
import { profileIds, severities, type ProfileId, type SeverityChoice } from '../../config/profile';
import { CannotDo } from './failure';

type OptionsConfig = Readonly<Record<string, NonNullable<ParseArgsConfig['options']>[string]>>;
type Parsed<T extends OptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>;

/** Reads a command's arguments. @throws CannotDo on options that it does not have. */
export function readArguments<const T extends OptionsConfig>(
  command: string,
  args: readonly string[],
  options: T,
): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // node explains at length; its first sentence says what is wrong.
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new CannotDo(`${message.replace(/\.$/, '')}; see maincf ${command} --help`);
  }
}

/** The release that `--postfix` names; undefined for `auto` or nothing. */
export function releaseOption(value: string | undefined, catalogue: Catalogue): Release | undefined {
  if (value === undefined || value === 'auto') return undefined;
  const release = parseRelease(value);
  const known = catalogue.data.branches.map(({ name }) => name);
  if (release === undefined || !known.includes(formatBranch(release))) {
    throw new CannotDo(
      `--postfix ${value}: not a release that maincf knows; it knows ${known[0]} to ${known[known.length - 1]}`,
    );
  }
  return release;
}

/** The profile that `--profile` names. Throws `CannotDo` where there is no such profile. */
export function profileOption(value: string | undefined): ProfileId {
  return oneOf('--profile', value ?? 'postfix', profileIds);
}

/** `--severity RULE=LEVEL`, any number of times. */
export function severityOptions(
  values: readonly string[],
  ruleIds: readonly string[],
): Record<string, SeverityChoice> {
  return Object.fromEntries(
    values.map(value => {
      const [id = '', level = ''] = value.split('=', 2);
      if (!ruleIds.includes(id))
        throw new CannotDo(`--severity ${value}: there is no rule "${id}"; see maincf rules`);
      if (level === '') throw new CannotDo(`--severity ${value}: name a level as well: ${id}=warning`);
      return [id, oneOf(`--severity ${id}`, level, [...severities, 'off'] as const)];
    }),
  );
}

/** One of the words that an option takes. */
export function oneOf<T extends string>(option: string, value: string, words: readonly T[]): T {
  const found = words.find(word => word === value);
  if (found === undefined) throw new CannotDo(`${option} ${value}: possible are ${words.join(', ')}`);
  return found;
}
