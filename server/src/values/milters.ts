import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { addServer, addSplitServer, type ServerForm } from './server-address';
import { commaAndSpace, tokens, type Token } from './tokens';
import type { ValueKind } from './value';

export const milter: ServerForm = {
  noun: 'a milter',
  options: ['command_timeout', 'connect_timeout', 'content_timeout', 'default_action', 'protocol'],
  consequence: 'the milter is not asked, and milter_default_action decides',
  bracesConsequence: 'the program that would ask it stops',
};

/** Mail filters, asked in order. */
export const milters: ValueKind<KindOf<'milters'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const list = tokens(text, commaAndSpace, true);
    for (let i = 0; i < list.length; i++) {
      const token = list[i] as Token;
      if (out.isComment(token, text)) continue;
      if (addSplitServer(out, text, token, list[i + 1], milter)) i++;
      else addServer(out, text, token, milter, context);
    }
    return out;
  },
  candidates: () => [
    {
      label: 'inet:host:port',
      insert: 'inet:${1:localhost}:${2:8891}',
      isSnippet: true,
      role: 'host',
      detail: 'a milter over TCP',
      rank: 0,
    },
    {
      label: 'unix:path',
      insert: 'unix:${1:milter.sock}',
      isSnippet: true,
      role: 'path',
      detail: 'a milter on a socket, below queue_directory unless it begins with a slash',
      rank: 1,
    },
    {
      label: '{ inet:host:port, default_action=accept }',
      insert: '{ inet:${1:localhost}:${2:8891}, default_action=${3:accept} }',
      isSnippet: true,
      role: 'host',
      detail: 'a milter with settings of its own',
      rank: 2,
    },
  ],
};
