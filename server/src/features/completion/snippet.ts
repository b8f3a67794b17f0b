/** What a snippet becomes when every placeholder keeps what it proposes: for editors without snippets, and to try it. */
export function withDefaults(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:[^|,\\]|\\.)*)(?:[^|\\]|\\.)*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replace(/\\([$}\\])/g, '$1');
}
