import { TextDocuments, type Connection, type InitializeParams } from 'vscode-languageserver';
import type { NotificationsToServer } from '../../../protocol/messages';
import { diagnostics } from '../features/diagnostics';
import type { Service } from '../service';
import { completionOptions, registerCompletion } from './completion';
import { Analyses, instanceOf, siblingUriOf } from './documents';
import { cancelled, registerFeatures, type ActionOptions, type Lookup } from './features';
import { pulls, resolvesActions } from './handshake';
import { initializationOptions } from './initialization-options';
import { openDocuments, type OpenDocument } from './open-document';
import { Publisher } from './publisher';
import { viewRefresher } from './refresh';
import { registerRequests } from './requests';
import { SettingsReader } from './settings';
import { StatusSender } from './status';
import { SurroundingsKeeper } from './surroundings';
import { keystrokeTasks, WarmUp } from './warm-up';
import { Watcher } from './watch';

/**
 * Speaks the Language Server Protocol over a connection whose client has said what it can do. `afterAnswers` does something when what the client
 * asked for meanwhile is answered: somebody waits for that.
 */
export function startServer(
  connection: Connection,
  service: Service,
  params: InitializeParams,
  afterAnswers: (work: () => void) => void,
): void {
  const documents = new TextDocuments(openDocuments);
  const { capabilities } = params;
  const pushes = !pulls(params);
  const options = initializationOptions(params);
  const settings = new SettingsReader(connection, {
    canAsk: capabilities.workspace?.configuration === true,
    postconfPath: options.postconfPath,
  });
  const analyses = new Analyses(
    service,
    uri => documents.get(uri),
    instance => settings.of(instance),
  );
  const watcher = new Watcher(connection, capabilities);
  const resolves = resolvesActions(capabilities);
  const actionOptions: ActionOptions = {
    resolves,
    setSeverityCommand: options.setSeverityCommand,
  };

  const completing = completionOptions(service, capabilities, options.suggestCommand);

  const lookup: Lookup = {
    of(uri) {
      const document = documents.get(uri);
      return document === undefined ? undefined : analyses.of(document);
    },
    isJudged(uri) {
      const document = documents.get(uri);
      return document !== undefined && analyses.isJudged(document);
    },
    all: () => documents.all().map(document => analyses.of(document)),
  };
  const status = options.status ? new StatusSender(connection, lookup) : undefined;
  const refreshViews = viewRefresher(connection, capabilities);
  const warmUp = new WarmUp(() => service.host.now(), afterAnswers);
  /** Prepares for the first keystroke, once the first findings are on the way to the client. */
  const prepare = (document: OpenDocument): void => {
    const { version } = document;
    warmUp.start(
      () => keystrokeTasks(analyses.of(document), completing),
      () => documents.get(document.uri) === document && document.version === version,
      document.getText().length,
    );
  };
  const send = (uri: string): void => {
    const document = documents.get(uri);
    if (document === undefined) return;
    void connection.sendDiagnostics({
      uri,
      version: document.version,
      diagnostics: diagnostics(analyses.of(document), { withData: resolves }),
    });
    prepare(document);
  };
  const publisher = new Publisher(send, afterAnswers, () => service.host.now());
  const publish = ({ uri }: OpenDocument): void => {
    status?.update(uri);
    if (pushes) publisher.add(uri);
  };
  /** The document, and its sibling where that is open too: what one says changes what is wrong in the other. */
  const publishInstance = (document: OpenDocument): void => {
    publish(document);
    const sibling = documents.get(siblingUriOf(document.uri) ?? '');
    if (sibling !== undefined) publish(sibling);
  };
  const refreshAll = (): void => {
    for (const document of documents.all()) publish(document);
    refreshViews();
  };
  /** Something beside the text changed: a client that pulls has to be told to. */
  const republish = (document: OpenDocument): void => {
    publishInstance(document);
    refreshViews();
  };
  const surroundings = new SurroundingsKeeper(documents, analyses, republish);
  surroundings.trusted = options.trusted;
  const settingsChanged = async (changed: boolean): Promise<void> => {
    if (!changed) return;
    refreshAll();
    await surroundings.refreshAll();
  };
  const readSettings = async (): Promise<void> => {
    const instances = new Set(documents.all().map(({ uri }) => instanceOf(uri)));
    await settingsChanged(await settings.read([...instances]));
  };
  /** Reads again what lies beside an open document. */
  const readBeside = async (document: OpenDocument, wasOpen = false): Promise<void> => {
    const changed = await analyses.refresh(document.uri);
    if (documents.get(document.uri) !== document) return;
    if (changed || wasOpen) republish(document);
    await surroundings.refresh(document);
  };

  connection.onInitialized(() => {
    // Between the handshake and the first document there is time to read the catalogue.
    setTimeout(() => service.catalogue);
    watcher.start();
    void readSettings();
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    if (settings.canAsk) void readSettings();
    else void settingsChanged(settings.receive((sent as { postfixMainCf?: unknown } | null)?.postfixMainCf));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const changed = new Set(changes.map(({ uri }) => decoded(uri)));
    for (const document of documents.all()) {
      const sibling = siblingUriOf(document.uri);
      if (sibling !== undefined && changed.has(decoded(sibling))) void readBeside(document);
    }
  });

  const trust: keyof NotificationsToServer = 'postfixMainCf/trusted';
  connection.onNotification(trust, (params: { trusted?: unknown } | null) => {
    surroundings.trusted = params?.trusted === true;
    void surroundings.refreshAll();
  });
  connection.onShutdown(() => {
    publisher.dispose();
    surroundings.dispose();
    status?.dispose();
  });

  documents.onDidOpen(({ document }) => {
    watcher.watch(document.uri);
    void readBeside(document);
    const instance = instanceOf(document.uri);
    void settings.read([instance]).then(async changed => {
      if (!changed) return;
      republish(document);
      await surroundings.refresh(document);
    });
  });
  documents.onDidSave(({ document }) => void surroundings.refresh(document));
  documents.onDidChangeContent(({ document }) => {
    publishInstance(document);
    surroundings.changed(document);
  });
  documents.onDidClose(({ document }) => {
    const { uri } = document;
    status?.forget(uri);
    surroundings.forget(uri);
    analyses.forget(uri);
    watcher.forget(uri, documents.all());
    if (pushes) void connection.sendDiagnostics({ uri, diagnostics: [] });
    // What was typed there and not saved is gone: the file on disk counts again.
    const sibling = documents.get(siblingUriOf(uri) ?? '');
    if (sibling === undefined) settings.forget(instanceOf(uri));
    else void readBeside(sibling, true);
  });
  connection.languages.diagnostics.on(({ textDocument }, token) => {
    // Without data: the client libraries of VS Code ask no more for a document where any comes with a cancellation.
    if (token.isCancellationRequested) return cancelled<never>();
    const document = documents.get(textDocument.uri);
    if (document === undefined) return { kind: 'full', items: [] };
    const items = diagnostics(analyses.of(document), { withData: resolves });
    // Not before: its time would be up when the answer is there, and before that is written.
    prepare(document);
    return { kind: 'full', items };
  });

  registerFeatures(connection, service, lookup, actionOptions);
  registerRequests(connection, service, lookup);
  registerCompletion(connection, service, lookup, completing);
  documents.listen(connection);
}

/** A URI as it reads: editors escape different characters in it. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
