import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { addEndpoint } from './server-address';
import type { ValueKind } from './value';

/** The address of a server that speaks a protocol with Postfix; empty for none. */
export const endpoint: ValueKind<KindOf<'endpoint'>> = {
  parse(text) {
    const out = new Collector();
    const value = out.withoutComment(text);
    if (value !== undefined && value.text !== '') addEndpoint(out, value.text, value);
    return out;
  },
  candidates: () => [
    {
      label: 'inet:host:port',
      insert: 'inet:${1:localhost}:${2:10025}',
      isSnippet: true,
      role: 'host',
      detail: 'over TCP',
      rank: 0,
    },
    {
      label: 'unix:path',
      insert: 'unix:${1:private/name}',
      isSnippet: true,
      role: 'path',
      detail: 'a socket',
      rank: 1,
    },
  ],
};
