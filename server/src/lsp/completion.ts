import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { completion, type CompletionOptions } from '../features/completion';
import { resolveCompletion } from '../features/completion/resolve';
import type { Service } from '../service';
import { cancelled, type Lookup } from './features';

/** What the client can do with completion items. */
export function completionOptions(
  service: Service,
  capabilities: ClientCapabilities,
  suggestCommand: string | undefined,
): CompletionOptions {
  const item = capabilities.textDocument?.completion;
  return {
    snippets: item?.completionItem?.snippetSupport === true,
    suggestCommand,
    listRange: item?.completionList?.itemDefaults?.includes('editRange') === true,
    readDirectory: uri => service.host.readDirectory(uri),
  };
}

export function registerCompletion(
  connection: Connection,
  service: Service,
  lookup: Lookup,
  options: CompletionOptions,
): void {
  let lastAsked = '';
  connection.onCompletion(({ textDocument, position }, token) => {
    if (token.isCancellationRequested) return cancelled();
    lastAsked = textDocument.uri;
    const analysis = lookup.of(textDocument.uri);
    return analysis === undefined ? null : completion(analysis, position, options);
  });
  connection.onCompletionResolve(async (item, token) => {
    const prose = await service.prose();
    if (token.isCancellationRequested) return cancelled();
    // Only items of the list that is shown are asked about.
    const release = lookup.of(lastAsked)?.config.release ?? service.catalogue.latestStable;
    return resolveCompletion(item, { catalogue: service.catalogue, prose, release });
  });
}
