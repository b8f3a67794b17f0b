import type { EffectiveMode } from '../../../protocol/messages';
import { formatRelease } from '../catalogue/release';
import { computedDefault } from '../config/computed-defaults';
import { isReadOnly, type Configuration } from '../config/configuration';
import { unknown } from '../config/expand';
import { usageOf } from '../config/usage';
import type { Analysis } from './analysis';

/**
 * The configuration as Postfix reads it, as a text in main.cf's own syntax: what the file sets (`postconf -n`), the same expanded
 * (`postconf -nx`), or only what differs from the defaults of the target release. What Postfix does not read comes last, as comments.
 */
export function effectiveText(analysis: Analysis, mode: EffectiveMode): string {
  const { config } = analysis;
  if (analysis.isLarge) return '# The file is larger than 5 MB and is not read.\n';
  const names = [...config.settings.keys()].sort();
  const used = names.filter(name => isUsed(config, name));
  const unused = names.filter(name => !isUsed(config, name));
  const lines = used.flatMap(name =>
    mode === 'defaults-diff' ? difference(config, name) : line(config, name, mode),
  );
  if (unused.length > 0 && mode !== 'defaults-diff') {
    lines.push('', `# Postfix ${formatRelease(config.release)} does not read:`);
    for (const name of unused) lines.push(`# ${setting(name, config.raw(name) ?? '')}`);
  }
  return `${heading(analysis, mode)}\n${lines.join('\n')}\n`;
}

/** As postconf counts. While there is no master.cf, a transport of any name may be in it. */
function isUsed(config: Configuration, name: string): boolean {
  if (isReadOnly(name)) return false;
  const ofTransport = config.master === undefined && config.resolve(name)?.family !== undefined;
  return ofTransport || usageOf(config).isUsed(name);
}

function line(config: Configuration, name: string, mode: 'set' | 'expanded'): string[] {
  if (mode === 'set') return [setting(name, config.raw(name) ?? '')];
  const { text, failure } = config.value(name);
  if (failure === undefined) return [setting(name, text)];
  return [`# cannot be expanded, and programs that read it stop: ${setting(name, config.raw(name) ?? '')}`];
}

function difference(config: Configuration, name: string): string[] {
  const value = config.raw(name) ?? '';
  const standard = computedDefault(name, config) ?? config.defaultOf(name);
  if (standard === undefined) return ['# not a parameter of Postfix', setting(name, value), ''];
  if (standard === unknown) return ['# default: taken from the machine', setting(name, value), ''];
  if (squeeze(standard) === squeeze(value)) return [];
  return [`# default: ${squeeze(standard) || '(empty)'}`, setting(name, value), ''];
}

function heading({ config, nature }: Analysis, mode: EffectiveMode): string {
  const release = formatRelease(config.release);
  const lines = [
    {
      set: `What main.cf sets, as Postfix ${release} reads it (postconf -n)`,
      expanded: `What main.cf sets, with every $name expanded, as Postfix ${release} reads it (postconf -nx)`,
      'defaults-diff': `What main.cf sets differently from the defaults of Postfix ${release}`,
    }[mode],
  ];
  if (mode === 'expanded') lines.push('<name> stands for what only the machine that runs Postfix knows.');
  if (nature === 'template') lines.push('This is a template: its placeholders stand as they are.');
  const overrides = config.assignments.filter(({ file }) => file === 'master').length;
  if (overrides > 0) {
    lines.push(
      overrides === 1
        ? 'master.cf sets one parameter more, for a single service.'
        : `master.cf sets ${overrides} more, each for a single service.`,
    );
  }
  return lines.map(text => `# ${text}\n`).join('');
}

function setting(name: string, value: string): string {
  return `${name} = ${squeeze(value)}`.trimEnd();
}

/** As postconf shows values: white space of every length as one blank. */
function squeeze(text: string): string {
  return text
    .split(/[ \t\r\n]+/)
    .filter(word => word !== '')
    .join(' ');
}
