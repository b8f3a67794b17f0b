import type { Rule } from './rule';

export const loneCarriageReturn: Rule = {
  id: 'lone-carriage-return',
  title: 'Carriage return that ends no line',
  group: 'syntax',
  severity: 'warning',
  why: `To Postfix a carriage return is a blank. Only a line feed ends a line, so in a file with the
    line ends of old Mac systems everything is one line, and the first name gets all of it as its value.`,
  sources: [],
  bad: { main: 'myhostname = mail.example.com‹\r›mydomain = example.com\n' },
  good: { main: 'myhostname = mail.example.com\nmydomain = example.com\n' },
  fix: 'unsafe',
  check({ config, report }) {
    const { text } = config.tree;
    if (!text.includes('\r')) return;
    for (const node of config.tree.nodes) {
      if (node.kind === 'blank') continue;
      const start = loneReturn(text, node.start, node.end);
      if (start === undefined) continue;
      report({
        span: { start, end: start + 1 },
        message:
          'There is a carriage return without a line feed here: for Postfix the line goes on. Put a line end in its place.',
        fixes: [
          {
            title: 'Put a line end in its place',
            safety: 'unsafe',
            edits: () => [{ span: { start, end: start + 1 }, newText: '\n' }],
          },
        ],
      });
    }
  },
};

/** The first one that stands before something else than white space at the end of a line. */
function loneReturn(text: string, from: number, to: number): number | undefined {
  for (let at = text.indexOf('\r', from); at !== -1 && at < to; at = text.indexOf('\r', at + 1)) {
    let next = at;
    while (text[next] === '\r' || text[next] === ' ' || text[next] === '\t') next++;
    if (next < text.length && text[next] !== '\n') return at;
    at = next - 1;
  }
  return undefined;
}
