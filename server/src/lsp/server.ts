import {
  DiagnosticRefreshRequest,
  TextDocuments,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings, type Settings } from '../config/settings';
import type { CodeActionOptions } from '../features/code-actions';
import { completion } from '../features/completion';
import { diagnostics } from '../features/diagnostics';
import { outline } from '../features/outline';
import { semanticTokens } from '../features/semantic-tokens';
import type { Service } from '../service';
import { completionOptions, registerCompletion } from './completion';
import { Analyses, siblingUriOf } from './documents';
import { registerFeatures, type Lookup } from './features';
import { pulls } from './handshake';
import { registerRequests } from './requests';
import { StatusSender } from './status';
import { SurroundingsKeeper } from './surroundings';
import { WarmUp } from './warm-up';

/** Speaks the Language Server Protocol over a connection whose client has said what it can do. */
export function startServer(connection: Connection, service: Service, params: InitializeParams): void {
  const documents = new TextDocuments(TextDocument);
  const analyses = new Analyses(service, uri => documents.get(uri), defaultSettings);
  const { capabilities } = params;
  const pushes = !pulls(params);
  const canRefresh = !pushes && capabilities.workspace?.diagnostics?.refreshSupport === true;
  const hasConfiguration = capabilities.workspace?.configuration === true;
  const given = params.initializationOptions as
    { trusted?: unknown; setSeverityCommand?: unknown; suggestCommand?: unknown } | undefined;
  const actionOptions: CodeActionOptions =
    typeof given?.setSeverityCommand === 'string' ? { setSeverityCommand: given.setSeverityCommand } : {};

  const completing = completionOptions(service, capabilities, given?.suggestCommand);

  const lookup: Lookup = {
    of(uri) {
      const document = documents.get(uri);
      return document === undefined ? undefined : analyses.of(document);
    },
    all: () => documents.all().map(document => analyses.of(document)),
  };
  const status = new StatusSender(connection, lookup);
  const publish = (document: TextDocument): void => {
    status.update(document.uri);
    if (!pushes) return;
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
    if (canRefresh) void connection.sendRequest(DiagnosticRefreshRequest.type);
  };
  /** Something beside the text changed: a client that pulls has to be told to. */
  const republish = (document: TextDocument): void => {
    publishInstance(document);
    if (canRefresh) void connection.sendRequest(DiagnosticRefreshRequest.type);
  };
  const warmUp = new WarmUp();
  const surroundings = new SurroundingsKeeper(documents, analyses, republish);
  // Only an explicit yes lets us run programs.
  surroundings.trusted = given?.trusted === true;
  const readSettings = async (): Promise<void> => {
    if (!hasConfiguration) return;
    const values = (await connection.workspace.getConfiguration('postfixMainCf')) as Partial<Settings> | null;
    const settings: Settings = { ...defaultSettings, ...values };
    if (JSON.stringify(settings) === JSON.stringify(analyses.settings)) return;
    analyses.settings = settings;
    refreshAll();
    await surroundings.refreshAll();
  };

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
  connection.onShutdown(() => {
    surroundings.dispose();
    status.dispose();
  });

  documents.onDidOpen(({ document }) => {
    warmUp.start(
      () => {
        if (documents.get(document.uri) !== document) return;
        const again = analyses.of(document).withText(document.getText());
        diagnostics(again);
        semanticTokens(again);
        outline(again);
        void completion(again, document.positionAt(again.text.length), completing);
      },
      () => service.host.now(),
    );
    void analyses.refresh(document.uri).then(changed => {
      if (documents.get(document.uri) !== document) return;
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
    if (pushes) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  connection.languages.diagnostics.on(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return { kind: 'full', items: document === undefined ? [] : diagnostics(analyses.of(document)) };
  });

  registerFeatures(connection, service, lookup, actionOptions);
  registerRequests(connection, service, lookup);
  registerCompletion(connection, service, lookup, completing);
  documents.listen(connection);
}
