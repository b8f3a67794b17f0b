import { formatRelease } from '../../catalogue/release';
import { ruleLink } from '../../features/diagnostics';
import { asParagraph } from '../../features/page';
import type { Command } from './command';
import { CannotDo } from './failure';
import { oneOf, readArguments, releaseOption } from './options';

const formats = ['text', 'json'] as const;

/** `maincf parameters`: the facts about all parameters of a release. */
export const parameters: Command = {
  summary: 'lists the parameters of a release with their facts',
  help: `Usage: maincf parameters [options]

  --format text|json   names and defaults, or all facts (default: text)
  --postfix VERSION    the Postfix release (default: the latest stable)
`,
  async run(args, { console, catalogue }) {
    const { values, positionals } = readArguments('parameters', args, {
      format: { type: 'string' },
      postfix: { type: 'string' },
    });
    if (positionals.length > 0) throw new CannotDo('parameters: takes no names; see maincf explain');
    const format = oneOf('--format', values.format ?? 'text', formats);
    const release = releaseOption(values.postfix, catalogue) ?? catalogue.latestStable;
    const known = catalogue.parameters.filter(parameter => catalogue.exists(parameter, release));
    if (format === 'text') {
      const lines = known.map(parameter =>
        `${parameter.name} = ${catalogue.defaultOf(parameter, release)}`.trimEnd(),
      );
      console.print(`${lines.join('\n')}\n`);
      return 0;
    }
    const facts = {
      version: 1,
      postfix: formatRelease(release),
      parameters: known.map(parameter => ({
        name: parameter.name,
        default: catalogue.defaultOf(parameter, release) ?? '',
        // Defaults that Postfix computes are those of one build on one machine.
        computed: parameter.computedFrom ?? null,
        kind: parameter.kind,
        theme: parameter.theme,
        programs: parameter.programs,
        since: parameter.since ?? null,
        deprecated: parameter.deprecated?.since ?? null,
        replacement: parameter.deprecated?.replacement ?? null,
        minLength: parameter.minLength,
        raw: parameter.raw,
        related: parameter.related,
      })),
      families: catalogue.families,
    };
    console.print(`${JSON.stringify(facts, undefined, 2)}\n`);
    return 0;
  },
};

/** `maincf rules`: what `maincf check` looks for. */
export const rules: Command = {
  summary: 'lists the rules of maincf check',
  help: `Usage: maincf rules [options]

  --format text|json   a line for each, or everything about them (default: text)
`,
  async run(args, { console, service }) {
    const { values, positionals } = readArguments('rules', args, { format: { type: 'string' } });
    if (positionals.length > 0) throw new CannotDo('rules: takes no names; see maincf explain');
    const format = oneOf('--format', values.format ?? 'text', formats);
    if (format === 'text') {
      const width = Math.max(...service.rules.map(({ id }) => id.length));
      const lines = service.rules.map(
        ({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(11)}  ${title}`,
      );
      console.print(`${lines.join('\n')}\n`);
      return 0;
    }
    const list = service.rules.map(
      ({ id, title, group, severity, why, sources, fix, since, until, ...rule }) => ({
        id,
        title,
        group,
        severity,
        parameters: rule.parameters ?? null,
        since: since ?? null,
        until: until ?? null,
        fix: fix ?? null,
        why: asParagraph(why),
        sources,
        url: ruleLink(id),
      }),
    );
    console.print(`${JSON.stringify({ version: 1, rules: list }, undefined, 2)}\n`);
    return 0;
  },
};
