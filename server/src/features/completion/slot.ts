import { listKinds, type Kind, type KindType } from '../../catalogue/kind';
import type { Configuration } from '../../config/configuration';
import { milter } from '../../values/milters';
import { policyService } from '../../values/restrictions';
import type { ServerForm } from '../../values/server-address';
import type { Candidate } from '../../values/value';

/** What belongs at a place inside a value. */
export interface Slot {
  /** The kind of what is typed there; undefined where only `words` are possible, or what the disk has. */
  readonly kind: Kind | undefined;
  /** Names of settings, in the braces behind the address of a server. */
  readonly words: readonly Candidate[];
  /** How many characters of what is typed are settled already: `!` of `!192.0.2.1`, `proxy:` of `proxy:ha`. */
  readonly settled: number;
}

/** What belongs where `typed` stands, behind `before` in a value of that kind; undefined where nothing can be said. */
export function slotAt(config: Configuration, kind: Kind, before: string, typed: string): Slot | undefined {
  if (before.endsWith('}')) return undefined;
  const braces = openBraces(before);
  if (braces.some(brace => before[brace - 1] === '$')) return undefined;
  if (braces.length > 0) return insideBraces(config, kind, before, typed, braces);
  if (kind.type === 'restrictions') {
    const previous = /(\w+)[\s,]+$/.exec(before)?.[1];
    const argument = previous === undefined ? undefined : config.catalogue.restriction(previous)?.argument;
    if (argument !== undefined) return ofArgument(config, argument, typed);
  }
  if (!listKinds.has(kind.type) && before.trim() !== '') return undefined;
  if (holdsTables.has(kind.type)) return tableSlot(config, kind, typed);
  return { kind, words: [], settled: kind.type === 'match-list' ? (/^!+/.exec(typed)?.[0].length ?? 0) : 0 };
}

const holdsTables: ReadonlySet<KindType> = new Set(['table', 'tables', 'restrictions', 'match-list']);

function ofArgument(
  config: Configuration,
  argument: 'table' | 'server' | 'domain' | 'duration',
  typed: string,
): Slot | undefined {
  switch (argument) {
    case 'table':
      return tableSlot(config, accessTable, typed);
    case 'server':
      return { kind: { type: 'endpoint' }, words: [], settled: 0 };
    case 'duration':
      return { kind: { type: 'duration', unit: 's' }, words: [], settled: 0 };
    case 'domain':
      return undefined;
  }
}

/** Behind `proxy:` comes another table; behind other types a name, which nobody but the disk knows. */
function tableSlot({ catalogue }: Configuration, kind: Kind, typed: string): Slot {
  const negations = kind.type === 'match-list' ? (/^!+/.exec(typed)?.[0].length ?? 0) : 0;
  const types = typed.slice(negations).split(':').slice(0, -1);
  // An IPv6 address has colons of its own.
  const first = types[0] ?? '';
  const isAddress = /^[\da-f]{1,4}$/i.test(first) && catalogue.tableType(first) === undefined;
  if (!/^[a-z]/.test(first) || isAddress) return { kind, words: [], settled: negations };
  if (types.some(type => !wrappers.has(type) || catalogue.tableType(type) === undefined)) return onDisk;
  const inner = kind.type === 'table' ? kind : anyTable;
  return { kind: inner, words: [], settled: typed.lastIndexOf(':') + 1 };
}

const anyTable: Kind = { type: 'table' };
const accessTable: Kind = { type: 'table', access: true };

/** What only the disk knows, and habit. */
export const onDisk: Slot = { kind: undefined, words: [], settled: 0 };

/** Types that take `type:name` behind their colon, without braces. */
const wrappers: ReadonlySet<string> = new Set(['proxy', 'debug']);

function insideBraces(
  config: Configuration,
  kind: Kind,
  before: string,
  typed: string,
  braces: readonly number[],
): Slot | undefined {
  const outer = braces[0] as number;
  const inner = braces[braces.length - 1] as number;
  const type = typeBefore(before, inner);
  if (type === 'pipemap' || type === 'unionmap') return tableSlot(config, anyTable, typed);
  if (braces.some(brace => typeBefore(before, brace) !== undefined)) return undefined;
  const server = serverOf(kind, before.slice(0, outer));
  if (server === undefined || braces.length > 2) return undefined;
  const content = before.slice(inner + 1);
  if (braces.length === 1) {
    if (/^[\s,]*$/.test(content)) return { kind: { type: 'endpoint' }, words: [], settled: 0 };
    return settingSlot(config, server, typed, '=');
  }
  const name = /^\s*(\w+)\s*=\s*$/.exec(content)?.[1];
  if (name !== undefined) return { kind: kindOfSetting(config, server, name), words: [], settled: 0 };
  return /^\s*$/.test(content) ? settingSlot(config, server, typed, ' = ') : undefined;
}

function typeBefore(before: string, brace: number): string | undefined {
  return /([a-z][a-z0-9]*):$/.exec(before.slice(Math.max(0, brace - 20), brace))?.[1];
}

/** Servers that can have settings of their own, and the parameters whose place these take. */
interface Server {
  readonly form: ServerForm;
  readonly prefix: string;
}

function serverOf(kind: Kind, before: string): Server | undefined {
  if (kind.type === 'milters') return { form: milter, prefix: 'milter_' };
  if (kind.type === 'restrictions' && /\bcheck_policy_service[\s,]*$/i.test(before)) {
    return { form: policyService, prefix: 'smtpd_policy_service_' };
  }
  return undefined;
}

/** The name of a setting, or what stands behind its `=`. */
function settingSlot(config: Configuration, server: Server, typed: string, equals: string): Slot {
  const name = /^(\w+)=/.exec(typed)?.[1];
  if (name !== undefined) {
    return { kind: kindOfSetting(config, server, name), words: [], settled: name.length + 1 };
  }
  const words = server.form.options.map((option, rank): Candidate => {
    const parameter = config.catalogue.parameter(server.prefix + option);
    const standard = parameter === undefined ? undefined : config.raw(parameter.name);
    const insert = `${option}${equals}`;
    if (standard === undefined || standard === '' || /[\s,{}$]/.test(standard)) {
      return { label: option, insert: `${insert}\${1:}`, isSnippet: true, role: 'argument', rank };
    }
    return { label: option, insert: `${insert}\${1:${standard}}`, isSnippet: true, role: 'argument', rank };
  });
  return { kind: undefined, words, settled: 0 };
}

function kindOfSetting(config: Configuration, server: Server, name: string): Kind | undefined {
  return server.form.options.includes(name) ? config.resolve(server.prefix + name)?.kind : undefined;
}

/** Where the braces were opened that are still open. */
export function openBraces(text: string): number[] {
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') open.push(at);
    else if (text[at] === '}') open.pop();
  }
  return open;
}
