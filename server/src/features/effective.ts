import { usageOf } from '../config/usage';
import type { Analysis } from './analysis';

export type EffectiveMode = 'set' | 'expanded' | 'defaults-diff';

/**
 * The configuration as Postfix reads it, as a text in main.cf's own syntax: what the file sets (`postconf -n`), the same expanded
 * (`postconf -nx`), or only what differs from the defaults of the target release.
 */
export function effectiveText({ config, world, nature }: Analysis, mode: EffectiveMode): string {
  const { isUsed } = usageOf(config);
  const names = [...config.settings.keys()]
    .filter(name => config.resolve(name) !== undefined || isUsed(name))
    .sort();
  const lines = names.flatMap(name => {
    const value = mode === 'expanded' ? config.value(name).text : (config.raw(name) ?? '');
    if (mode !== 'defaults-diff') return [setting(name, value)];
    const standard = config.defaultOf(name);
    if (standard !== undefined && squeeze(standard) === squeeze(value)) return [];
    return [
      ...(standard === undefined
        ? ['# not a parameter of Postfix']
        : [`# default: ${squeeze(standard) || '(empty)'}`]),
      setting(name, value),
      '',
    ];
  });
  const release = `${world.release.major}.${world.release.minor}`;
  const title = {
    set: `What main.cf sets, as Postfix ${release} reads it (postconf -n)`,
    expanded: `What main.cf sets, with every $name expanded, as Postfix ${release} reads it (postconf -nx)`,
    'defaults-diff': `What main.cf sets differently from the defaults of Postfix ${release}`,
  }[mode];
  const unknown =
    mode === 'expanded' ? '# <name> stands for what only the machine that runs Postfix knows.\n' : '';
  const template = nature === 'template' ? '# This is a template: its placeholders stand as they are.\n' : '';
  const overrides = config.assignments.filter(({ file }) => file === 'master').length;
  const services =
    overrides === 0 ? '' : `# master.cf overrides ${overrides} of these for single services.\n`;
  return `# ${title}\n${unknown}${template}${services}\n${lines.join('\n')}\n`;
}

function setting(name: string, value: string): string {
  return `${name} = ${squeeze(value)}`.trimEnd();
}

/** As postconf shows values: white space of every length as one blank. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
