import type { Configuration } from '../../config/configuration';
import type { ExpansionFailure } from '../../config/expand';
import type { ReadingProblem } from '../../config/reading';
import type { UsageComplaint } from '../../config/usage';
import type { BadService, ServiceProblem } from '../../syntax/parse-master';

/** What is wrong with a line of main.cf, for people. */
export function describeReading(problem: ReadingProblem): string {
  switch (problem.kind) {
    case 'leading-whitespace':
      return 'the line is indented, but there is nothing before it to continue: Postfix drops it with all that continues it';
    case 'null-byte':
      return 'a NUL byte cuts the line: Postfix does not see what follows';
    case 'missing-equals':
      return 'there is no "=" after the name: no Postfix program can read the file';
    case 'missing-name':
      return 'there is no name before the "=": no Postfix program can read the file';
    case 'overriding':
      return `${problem.node.name} is set again: the earlier value "${problem.earlier.value.text}" has no effect`;
  }
}

/** What postconf has to say of a name, for people. */
export function describeUsage({ kind, name, assignment }: UsageComplaint, config: Configuration): string {
  switch (kind) {
    case 'unused':
      return `${name} is not a parameter of Postfix ${branchOf(config)}, and nothing refers to it`;
    case 'removed':
      return `${name} is no parameter any more${insteadOf(name, config)}`;
    case 'deprecated':
      return `${name} will go in a later release${insteadOf(name, config)}`;
    case 'read-only':
      return `${name} is set by Postfix itself: the setting is ignored`;
    case 'undefined':
      return `${assignment.name} refers to ${name === '' ? 'an empty name' : name}, which is not defined: it stands for nothing`;
    case 'expression':
      return `${assignment.name} has an expression that Postfix cannot read`;
    case 'comment':
      return `${assignment.name} has a "#" after other text: it starts no comment there, but is part of the value`;
    case 'missing-brace':
      return `${assignment.name} has a "{" without its "}"`;
    case 'after-brace':
      return `${assignment.name} has text directly behind a "}"`;
  }
}

/** What is wrong with a line of master.cf, for people. */
export function describeMasterProblem(code: ServiceProblem['code'] | BadService['reason']): string {
  switch (code) {
    case 'orphan':
      return 'the line is indented, but there is no service before it to continue: Postfix drops it';
    case 'too-few-fields':
      return 'a service has eight columns, and this line has fewer';
    case 'bad-type':
      return 'the second column is not inet, unix, unix-dgram, fifo or pass';
    case 'bad-flag':
      return 'columns three to five take y, n or -';
    case 'bad-wakeup':
      return 'the sixth column takes a number of seconds, with or without a "?", or -';
    case 'bad-process-limit':
      return 'the seventh column takes a number or -';
    case 'missing-brace':
      return 'there is a "{" without its "}"';
    case 'after-brace':
      return 'there is text directly behind a "}": Postfix drops it';
    case 'missing-equals':
      return 'there is no "=" in the setting behind -o';
    case 'missing-name':
      return 'there is no name in the setting behind -o';
  }
}

/** Why a value cannot be expanded, for people. */
export function describeExpansionFailure(failure: ExpansionFailure, name: string | undefined): string {
  const of = name === undefined ? 'a value' : name;
  switch (failure) {
    case 'nesting':
      return `${of} refers to itself, or too deep: Postfix gives up`;
    case 'bad-level':
      return `${of} compares with something that is not a compatibility level`;
    case 'bad-domain':
      return `${of} converts a name that is no domain`;
    case 'bad-number':
      return `${of} compares a number that is too large`;
    default:
      return `${of} has an expression that Postfix cannot read (${failure.replaceAll('-', ' ')}): every program that needs it stops`;
  }
}

function insteadOf(name: string, config: Configuration): string {
  const replacement = config.catalogue.parameter(name)?.deprecated?.replacement;
  return replacement === undefined ? '' : `: use ${replacement}`;
}

function branchOf({ release }: Configuration): string {
  return `${release.major}.${release.minor}`;
}
