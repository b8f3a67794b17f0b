import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { addEndpoint, withoutPort } from './server-address';
import { isDynamic, type Token } from './tokens';
import type { ValueKind } from './value';
import { quote } from './wording';

/** The address of a server that speaks a protocol with Postfix; empty for none. */
export const endpoint: ValueKind<KindOf<'endpoint'>> = {
  parse(text) {
    const out = new Collector();
    const value = out.withoutComment(text);
    if (value === undefined || value.text === '') return out;
    addEndpoint(out, value.text, value);
    if (!isDynamic(value.text)) checkWithoutType(out, value);
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

/** What stands without `inet:` or `unix:`: `127.0.0.1` has no port, and `smtp:127.0.0.1:10025` a transport too much. */
function checkWithoutType(out: Collector, value: Token): void {
  const { text } = value;
  if (/^(?:\d{1,3}(?:\.\d{1,3}){3}|localhost|\[[\da-f:.]+\])$/i.test(text)) {
    withoutPort(out, value, text, text);
    return;
  }
  const [, transport, address] = /^([\w-]+):([\w.-]+:\w+|\[[\da-f:.]+\]:\w+)$/i.exec(text) ?? [];
  if (transport === undefined || address === undefined || /^(?:inet|unix|local)$/.test(transport)) return;
  const message = `${quote(transport)} in ${quote(text)} is taken for a part of the host: a server has no transport`;
  out.problem('unknown-endpoint-type', value, message, 'the connection to it fails', [`inet:${address}`]);
}
