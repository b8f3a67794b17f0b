import {
  LSPErrorCodes,
  ResponseError,
  type Connection,
  type Position,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import { profileIds } from '../config/profile';
import { profileOf } from '../config/profiles';
import { effectiveText, type EffectiveMode } from '../features/effective';
import { hover } from '../features/hover';
import { safeDefaults, whyNoDefaults, type SafeDefaultsSide } from '../features/safe-defaults';
import { tlsOverview } from '../features/tls-overview';
import type { Service } from '../service';
import type { Lookup } from './features';

interface DocumentParams {
  readonly textDocument: TextDocumentIdentifier;
}

/** Requests beyond the protocol, behind the commands of our own client (client/src/protocol.ts). */
export function registerRequests(connection: Connection, service: Service, lookup: Lookup): void {
  connection.onRequest(
    'postfixMainCf/explain',
    async ({ textDocument, position }: DocumentParams & { position: Position }) => {
      const prose = await service.prose();
      const analysis = lookup.of(textDocument.uri);
      const found = analysis === undefined ? undefined : hover(analysis, position, prose);
      if (analysis === undefined || found === undefined) return null;
      const markdown =
        typeof found.contents === 'object' && 'value' in found.contents ? found.contents.value : '';
      const { start, end } = found.range ?? { start: position, end: position };
      return {
        markdown,
        title: analysis.text.slice(analysis.lines.offsetAt(start), analysis.lines.offsetAt(end)),
      };
    },
  );
  connection.onRequest(
    'postfixMainCf/effective',
    ({ textDocument, mode }: DocumentParams & { mode: EffectiveMode }) => {
      const analysis = lookup.of(textDocument.uri);
      return analysis === undefined
        ? null
        : { text: effectiveText(analysis, mode), languageId: 'postfix-main-cf' };
    },
  );
  connection.onRequest('postfixMainCf/tlsOverview', ({ textDocument }: DocumentParams) => {
    const analysis = lookup.of(textDocument.uri);
    return analysis === undefined ? null : tlsOverview(analysis);
  });
  connection.onRequest(
    'postfixMainCf/safeDefaults',
    ({ textDocument, side }: DocumentParams & { side: SafeDefaultsSide }) => {
      const analysis = lookup.of(textDocument.uri);
      if (analysis === undefined) return null;
      const reason = whyNoDefaults(analysis);
      if (reason !== undefined) return new ResponseError(LSPErrorCodes.RequestFailed, reason);
      return safeDefaults(analysis, side) ?? null;
    },
  );
  connection.onRequest('postfixMainCf/releases', () => releaseChoices(service));
  connection.onRequest('postfixMainCf/profiles', () =>
    profileIds.map(id => {
      const { title, summary } = profileOf(id);
      return { label: title, value: id, description: summary };
    }),
  );
}

/** Releases from 3.5 on, newest first, and `auto`. */
function releaseChoices({ catalogue }: Service): { label: string; value: string; description: string }[] {
  const branches = catalogue.data.branches.filter(({ name }) => {
    const [major = 0, minor = 0] = name.split('.').map(Number);
    return major > 3 || (major === 3 && minor >= 5);
  });
  return [
    { label: 'auto', value: 'auto', description: 'the installed Postfix, else the latest stable release' },
    ...branches.reverse().map(({ name, lastPatch }) => ({
      label: `Postfix ${name}`,
      value: name,
      description: lastPatch === undefined ? 'development snapshot' : `as of ${name}.${lastPatch}`,
    })),
  ];
}
