import {
  DiagnosticRefreshRequest,
  TextDocuments,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings, type Settings } from '../config/settings';
import type { CodeActionOptions } from '../features/code-actions';
import { diagnostics } from '../features/diagnostics';
import { outline } from '../features/outline';
import { semanticTokens } from '../features/semantic-tokens';
import type { Service } from '../service';
import { completionCapabilities, completionOptions, registerCompletion } from './completion';
import { Analyses, siblingUriOf } from './documents';
import { featureCapabilities, registerFeatures, type Lookup } from './features';
import { registerRequests } from './requests';
import { StatusSender } from './status';
import { SurroundingsKeeper } from './surroundings';
import { WarmUp } from './warm-up';

/** Speaks the Language Server Protocol over a connection that a front door made. Returns when listening. */
export function startServer(connection: Connection, service: Service): void {
  const documents = new TextDocuments(TextDocument);
  const analyses = new Analyses(service, uri => documents.get(uri), defaultSettings);
  let pulls = false;
  let canRefresh = false;
  let hasConfiguration = false;
  let clientCapabilities: ClientCapabilities = {};
  let actionOptions: CodeActionOptions = {};

  const status = new StatusSender(connection);
  const publish = (document: TextDocument): void => {
    status.send(analyses.of(document));
    if (pulls) return;
    void connection.sendDiagnostics({
      uri: document.uri,
      version: document.version,
      diagnostics: diagnostics(analyses.of(document)),
    });
  };
  /** The document, and its sibling where that is open too: what one says changes what is wrong in the other. */
  const publishInstance = (document: TextDocument): void => {
    publish(document);
    const sibling = documents.get(siblingUriOf(document.uri) ?? '');
    if (sibling !== undefined) publish(sibling);
  };
  const refreshAll = (): void => {
    for (const document of documents.all()) publish(document);
    if (pulls && canRefresh) void connection.sendRequest(DiagnosticRefreshRequest.type);
  };
  /** Something beside the text changed: a client that pulls has to be told to. */
  const republish = (document: TextDocument): void => {
    publishInstance(document);
    if (pulls && canRefresh) void connection.sendRequest(DiagnosticRefreshRequest.type);
  };
  const warmUp = new WarmUp();
  const surroundings = new SurroundingsKeeper(documents, analyses, republish);
  const readSettings = async (): Promise<void> => {
    if (!hasConfiguration) return;
    const values = (await connection.workspace.getConfiguration('postfixMainCf')) as Partial<Settings> | null;
    analyses.settings = { ...defaultSettings, ...values };
    refreshAll();
    await surroundings.refreshAll();
  };

  connection.onInitialize(({ capabilities, initializationOptions }): InitializeResult => {
    // Only an explicit yes lets us run programs.
    const given = initializationOptions as { trusted?: unknown; setSeverityCommand?: unknown } | undefined;
    surroundings.trusted = given?.trusted === true;
    if (typeof given?.setSeverityCommand === 'string') {
      actionOptions = { setSeverityCommand: given.setSeverityCommand };
    }
    clientCapabilities = capabilities;
    pulls = capabilities.textDocument?.diagnostic !== undefined;
    canRefresh = capabilities.workspace?.diagnostics?.refreshSupport === true;
    hasConfiguration = capabilities.workspace?.configuration === true;
    return {
      serverInfo: { name: 'postfix-language-server' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...featureCapabilities,
        ...completionCapabilities,
        ...(pulls
          ? {
              diagnosticProvider: {
                interFileDependencies: true,
                workspaceDiagnostics: false,
                identifier: 'postfix',
              },
            }
          : {}),
      },
    };
  });
  connection.onInitialized(() => {
    // Between the handshake and the first document there is time to read the catalogue.
    setTimeout(() => service.catalogue);
    void readSettings();
  });
  connection.onDidChangeConfiguration(() => void readSettings());

  connection.onNotification('postfixMainCf/trusted', (params: { trusted?: unknown } | null) => {
    surroundings.trusted = params?.trusted === true;
    void surroundings.refreshAll();
  });
  connection.onShutdown(() => surroundings.dispose());

  documents.onDidOpen(({ document }) => {
    warmUp.start(
      () => {
        const again = analyses.of(document).withText(document.getText());
        diagnostics(again);
        semanticTokens(again);
        outline(again);
      },
      () => service.host.now(),
    );
    void analyses.refresh(document.uri).then(changed => {
      if (changed) republish(document);
      return surroundings.refresh(document);
    });
  });
  documents.onDidSave(({ document }) => void surroundings.refresh(document));
  documents.onDidChangeContent(({ document }) => {
    publishInstance(document);
    surroundings.changed(document);
  });
  documents.onDidClose(({ document }) => {
    status.forget(document.uri);
    surroundings.forget(document.uri);
    analyses.forget(document.uri);
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  connection.languages.diagnostics.on(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return { kind: 'full', items: document === undefined ? [] : diagnostics(analyses.of(document)) };
  });

  const lookup: Lookup = {
    of(uri) {
      const document = documents.get(uri);
      return document === undefined ? undefined : analyses.of(document);
    },
    all: () => documents.all().map(document => analyses.of(document)),
  };
  registerFeatures(connection, service, lookup, () => actionOptions);
  registerRequests(connection, service, lookup);
  registerCompletion(connection, service, lookup, () => completionOptions(service, clientCapabilities));
  documents.listen(connection);
  connection.listen();
}
