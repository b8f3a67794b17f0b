import { remembered } from '../../text/remembered';

/** What a snippet becomes when every placeholder keeps what it proposes: for editors without snippets, and to try it. */
export const withDefaults = remembered(1_000, snippet =>
  snippet
    .replace(/\$\{\d+\|((?:[^|,\\]|\\.)*)(?:[^|\\]|\\.)*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replace(/\\([$}\\])/g, '$1'),
);
