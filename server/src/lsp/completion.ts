import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { completion, type CompletionOptions } from '../features/completion';
import { resolveCompletion } from '../features/completion/resolve';
import type { Service } from '../service';
import { cancelled, type Lookup } from './features';

/** What the client can do with completion items. */
export function completionOptions(
  service: Service,
  capabilities: ClientCapabilities,
  suggestCommand?: unknown,
): CompletionOptions {
  const item = capabilities.textDocument?.completion;
  return {
    snippets: item?.completionItem?.snippetSupport === true,
    suggestCommand: typeof suggestCommand === 'string' ? suggestCommand : undefined,
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
  connection.onCompletion(({ textDocument, position }, token) => {
    if (token.isCancellationRequested) return cancelled();
    const analysis = lookup.of(textDocument.uri);
    return analysis === undefined ? null : completion(analysis, position, options);
  });
  connection.onCompletionResolve(async (item, token) => {
    const prose = await service.prose();
    if (token.isCancellationRequested) return cancelled();
    // Documentation speaks of the release of the document last asked about; all open files of a workspace share it mostly.
    const [analysis] = lookup.all();
    const release = analysis?.config.release ?? service.catalogue.latestStable;
    return resolveCompletion(item, { catalogue: service.catalogue, prose, release });
  });
}
