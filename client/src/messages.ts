// What is said to the server, and heard of it, beyond the Language Server Protocol.
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  NotificationsToClient,
  NotificationsToServer,
  RequestsToClient,
  RequestsToServer,
} from '../../protocol/messages';

/** Asks the server. */
export function ask<M extends keyof RequestsToServer>(
  client: BaseLanguageClient,
  method: M,
  params: RequestsToServer[M]['params'],
): Promise<RequestsToServer[M]['result']> {
  return client.sendRequest(method, params);
}

/** Answers what the server asks. */
export function answer<M extends keyof RequestsToClient>(
  client: BaseLanguageClient,
  method: M,
  handler: (params: RequestsToClient[M]['params']) => Promise<RequestsToClient[M]['result']>,
): void {
  client.onRequest<unknown, void>(method, handler);
}

/** Tells the server. */
export function tell<M extends keyof NotificationsToServer>(
  client: BaseLanguageClient,
  method: M,
  params: NotificationsToServer[M],
): Promise<void> {
  return client.sendNotification(method, params);
}

/** Hears what the server tells. */
export function hear<M extends keyof NotificationsToClient>(
  client: BaseLanguageClient,
  method: M,
  handler: (params: NotificationsToClient[M]) => void,
): void {
  client.onNotification(method, handler);
}
