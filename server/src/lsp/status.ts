import type { Connection } from 'vscode-languageserver';
import type { NotificationsToClient, Status } from '../../../protocol/messages';
import { formatRelease } from '../catalogue/release';
import { roleOf } from '../config/role';
import type { Analysis } from '../features/analysis';
import type { Lookup } from './features';

/** What the client shows of a file: release, profile, role, and what limits us. */
export function statusOf(analysis: Analysis): Status {
  const { uri, world, profile, nature, isLarge } = analysis;
  const note = isLarge
    ? 'the file is larger than 5 MB: highlighting and syntax only'
    : nature === 'foreign'
      ? 'this is not a file of Postfix'
      : nature === 'template'
        ? 'a template: only what does not depend on its placeholders is judged'
        : undefined;
  return {
    uri,
    release: formatRelease(world.release),
    source: world.releaseSource,
    profile: profile.id,
    role: nature === 'foreign' || isLarge ? '' : roleText(analysis),
    ...(note === undefined ? {} : { note }),
  };
}

/** The role in words; whether it was read from master.cf or inferred. */
function roleText({ config }: Analysis): string {
  const { role, isCertain } = roleOf(config);
  if (role === 'unknown') return '';
  const name = {
    mx: 'public mail server',
    submission: 'submission server',
    'null-client': 'null client',
    'relay-client': 'client of a relay host',
  }[role];
  return isCertain ? name : `${name} (inferred)`;
}

/** How long after a change the status is looked at again, in milliseconds: nobody reads it while typing. */
const patience = 200;

/** Sends the status of documents, each only when it differs from what was sent last. */
export class StatusSender {
  readonly #sent = new Map<string, string>();
  readonly #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly connection: Connection,
    readonly lookup: Lookup,
  ) {}

  /** Sends the first status of a document at once, and later ones when it was not changed for a moment. */
  update(uri: string): void {
    if (!this.#sent.has(uri)) {
      this.#send(uri);
      return;
    }
    this.#changed.add(uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const changed of this.#changed) this.#send(changed);
      this.#changed.clear();
    }, patience);
  }

  #send(uri: string): void {
    const analysis = this.lookup.of(uri);
    if (analysis === undefined) return;
    const status = statusOf(analysis);
    const text = JSON.stringify(status);
    if (this.#sent.get(uri) === text) return;
    this.#sent.set(uri, text);
    const method: keyof NotificationsToClient = 'postfixMainCf/status';
    void this.connection.sendNotification(method, status);
  }

  forget(uri: string): void {
    this.#sent.delete(uri);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
