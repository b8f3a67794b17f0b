import type { Configuration } from '../config/configuration';
import { isInvisible } from '../config/foreign-syntax';
import { logicalLineText, type Malformed, type Node } from '../syntax/tree';
import { firstFrom } from '../text/span';
import { isConflictMarker } from './conflict-lines';
import type { FileEdit, Fix, Rule } from './rule';
import { quoted } from './wording';

export const missingEquals: Rule = {
  id: 'missing-equals',
  title: 'Line without "="',
  group: 'syntax',
  severity: 'error',
  why: `A line that begins in the first column has to be "name = value". One that is not makes the whole
    main.cf unusable: every Postfix program stops with "missing '=' after attribute name", and mail
    stops with them. The usual cause is a continued list whose line lost its indentation, or a colon in
    place of the equals sign.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'mynetworks = 127.0.0.0/8,\n‹192.0.2.0/24›\n' },
  good: { main: 'mynetworks = 127.0.0.0/8,\n  192.0.2.0/24\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const node of config.faults) {
      const { text, nodes } = config.tree;
      if (node.kind !== 'malformed' || node.reason !== 'missing-equals') continue;
      // Markers and invisible characters are told by rules of their own.
      if (isConflictMarker(text, node.start) || isInvisible(text[node.start])) continue;
      const [first] = node.segments;
      if (first === undefined) continue;
      report({
        span: { start: first.start, end: first.start + text.slice(first.start, first.end).trimEnd().length },
        message: `${quoted(logicalLineText(text, node))} has no "=" after a name, so every Postfix program stops here and no mail moves. Write "name = value", or indent the line if it continues the one above.`,
        fixes: fixesOf(config, node, nodes[firstFrom(nodes, node.start) - 1]),
      });
    }
  },
};

/** A known name at the start wants its `=`; anything else probably continues the entry above. */
function fixesOf(config: Configuration, node: Malformed, above: Node | undefined): Fix[] {
  const source = config.tree.text;
  const line = logicalLineText(source, node);
  const match = /^([A-Za-z]\w*)(\s*)(:?)(\s*)/.exec(line);
  const name = match?.[1] ?? '';
  if (match !== null && config.resolve(name) !== undefined && line.length > match[0].length) {
    const start = node.start + name.length;
    return [
      {
        title: `Write "=" after ${name}`,
        safety: 'unsafe',
        edits: () => [{ span: { start, end: node.start + match[0].length }, newText: ' = ' }],
      },
    ];
  }
  // A word in capitals, as EOF, ended a here-document in a shell script; no value goes on with it.
  if (above?.kind !== 'entry' || /^[A-Z_]+$/.test(line.trim())) return [];
  return [
    {
      title: `Indent the line, so that it continues ${above.name}`,
      safety: 'unsafe',
      edits: () => [indented(node, indentOf(source, above.segments.slice(1)))],
    },
  ];
}

function indented({ start }: Malformed, indent: string): FileEdit {
  return { span: { start, end: start }, newText: indent };
}

/** The indentation that the entry's other lines have. */
function indentOf(source: string, continuations: readonly { readonly start: number }[]): string {
  const [line] = continuations;
  const indent = line === undefined ? '' : /^[ \t]*/.exec(source.slice(line.start, line.start + 100))?.[0];
  return indent === undefined || indent === '' ? '  ' : indent;
}
