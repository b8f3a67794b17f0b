import type { Rule } from './rule';
import { manual } from './sources';

export const verpDelimiters: Rule = {
  id: 'verp-delimiters',
  title: 'VERP delimiters that are not allowed',
  group: 'values',
  severity: 'error',
  parameters: ['default_verp_delimiters', 'verp_delimiter_filter'],
  why: `Both characters of default_verp_delimiters have to be in verp_delimiter_filter. Every Postfix program looks
    at that when it starts, and stops with "bad first VERP delimiter character" where it is not so.`,
  sources: [manual('default_verp_delimiters'), manual('verp_delimiter_filter')],
  bad: { main: 'default_verp_delimiters = ‹#=›\n' },
  good: { main: 'default_verp_delimiters = +=\n' },
  check({ config, report }) {
    const delimiters = config.known('default_verp_delimiters');
    const filter = config.known('verp_delimiter_filter');
    // Another number of characters is told by wrong-length.
    if (delimiters?.length !== 2 || filter === undefined) return;
    const strange = [...delimiters].find(character => !filter.includes(character));
    const assignment = config.inForce('default_verp_delimiters') ?? config.inForce('verp_delimiter_filter');
    if (strange === undefined || assignment === undefined) return;
    report({
      span: assignment.value.text === '' ? assignment.nameSpan : assignment.value.span,
      about: assignment,
      message: `"${strange}" of default_verp_delimiters = ${delimiters} is not in verp_delimiter_filter = ${filter}, so no Postfix program starts. Use other delimiters, or add it to the filter.`,
    });
  },
};
