import type { Assignment, Configuration } from './configuration';

/** Whether Postfix uses an assignment: it is behind `-o`, or the last of its name in main.cf. */
export function isInForce(config: Configuration, { file, name, nameSpan }: Assignment): boolean {
  return file === 'master' || config.setting(name)?.winner.nameSpan.start === nameSpan.start;
}

/** Whether a value says yes, as Postfix reads it. Not known counts as no. */
export function isYes(value: string | undefined): boolean {
  return value?.toLowerCase() === 'yes';
}
