import { LSPErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import type { Choice, RequestsToServer } from '../../../protocol/messages';
import { profileIds } from '../config/profile';
import { profileOf } from '../config/profiles';
import { effectiveText } from '../features/effective';
import { hover } from '../features/hover';
import { safeDefaults, whyNoDefaults } from '../features/safe-defaults';
import { tlsOverview } from '../features/tls-overview';
import type { Service } from '../service';
import type { Lookup } from './features';

/** Requests beyond the protocol, behind the commands of our own client. */
export function registerRequests(connection: Connection, service: Service, lookup: Lookup): void {
  const answer = <M extends keyof RequestsToServer>(method: M, handler: Handler<M>): void =>
    void connection.onRequest<unknown, void>(method, handler);
  answer('postfixMainCf/explain', async ({ textDocument, position }) => {
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
  });
  answer('postfixMainCf/effective', ({ textDocument, mode }) => {
    const analysis = lookup.of(textDocument.uri);
    return analysis === undefined
      ? null
      : { text: effectiveText(analysis, mode), languageId: 'postfix-main-cf' };
  });
  answer('postfixMainCf/tlsOverview', ({ textDocument }) => {
    const analysis = lookup.of(textDocument.uri);
    return analysis === undefined ? null : tlsOverview(analysis);
  });
  answer('postfixMainCf/safeDefaults', ({ textDocument, side }) => {
    const analysis = lookup.of(textDocument.uri);
    if (analysis === undefined) return null;
    const reason = whyNoDefaults(analysis);
    if (reason !== undefined) return new ResponseError(LSPErrorCodes.RequestFailed, reason);
    return safeDefaults(analysis, side) ?? null;
  });
  answer('postfixMainCf/releases', () => releaseChoices(service));
  answer('postfixMainCf/profiles', () =>
    profileIds.map(id => {
      const { title, summary } = profileOf(id);
      return { label: title, value: id, description: summary };
    }),
  );
}

type Handler<M extends keyof RequestsToServer> = (
  params: RequestsToServer[M]['params'],
) => Answer<M> | Promise<Answer<M>>;
type Answer<M extends keyof RequestsToServer> = RequestsToServer[M]['result'] | ResponseError<void>;

/** Releases from 3.5 on, newest first, and `auto`. */
function releaseChoices({ catalogue }: Service): Choice[] {
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
