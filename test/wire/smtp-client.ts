/** A mail client of a few lines: says what it is told and reports what comes back. */
import { connect, type Socket } from 'node:net';
import * as tls from 'node:tls';

/** A TLS session, or why there is none. */
export interface Handshake {
  /** `TLSv1.3`; undefined where the handshake failed. */
  readonly protocol: string | undefined;
  readonly cipher: string | undefined;
  readonly error: string | undefined;
}

export class SmtpClient {
  #socket: Socket;
  #received = '';
  #wake: (() => void) | undefined;
  #ended = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** Connects to a port of the loopback address, from another address of it if one is given. */
  static async connect(port: number, from = '127.0.0.1'): Promise<SmtpClient> {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    return new SmtpClient(socket);
  }

  /** Connects and speaks TLS from the first byte. */
  static async connectTls(
    port: number,
    options: tls.ConnectionOptions = {},
  ): Promise<[SmtpClient, Handshake]> {
    const client = await SmtpClient.connect(port);
    return [client, await client.#upgrade(options)];
  }

  /** The next reply, all its lines; an empty string when the server closed the connection or says nothing for long. */
  async reply(limit = 5000): Promise<string> {
    const end = Date.now() + limit;
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.#received);
      if (match !== null) {
        this.#received = this.#received.slice(match[0].length);
        return match[0].trimEnd().replaceAll('\r', '');
      }
      if (this.#ended || Date.now() >= end) return '';
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, end - Date.now());
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async say(command: string): Promise<string> {
    this.#socket.write(`${command}\r\n`);
    return this.reply();
  }

  /** After STARTTLS was answered with 220. */
  async startTls(options: tls.ConnectionOptions = {}): Promise<Handshake> {
    return this.#upgrade(options);
  }

  close(): void {
    this.#socket.destroy();
  }

  async #upgrade(options: tls.ConnectionOptions): Promise<Handshake> {
    this.#socket.removeAllListeners('data');
    const session = tls.connect({
      socket: this.#socket,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      // Old protocols need signatures that OpenSSL's usual security level forbids.
      ciphers: 'ALL:@SECLEVEL=0',
      ...options,
    });
    const error = await new Promise<string | undefined>(resolve => {
      session.once('secureConnect', () => resolve(undefined));
      session.once('error', problem => resolve(problem.message));
      session.once('close', () => resolve('connection closed'));
      setTimeout(() => resolve('no answer'), 5000).unref();
    });
    if (error !== undefined) {
      session.on('error', () => {});
      session.destroy();
      return { protocol: undefined, cipher: undefined, error };
    }
    this.#socket = session;
    this.#received = '';
    this.#listen();
    return {
      protocol: session.getProtocol() ?? undefined,
      cipher: session.getCipher().name,
      error: undefined,
    };
  }

  #listen(): void {
    this.#socket.on('data', (data: Buffer) => {
      this.#received += data.toString('latin1');
      this.#wake?.();
    });
    for (const event of ['error', 'close'] as const) {
      this.#socket.on(event, () => {
        this.#ended = true;
        this.#wake?.();
      });
    }
  }
}

/** EHLO, STARTTLS and the handshake; the reply where STARTTLS is refused. */
export async function tryStartTls(
  port: number,
  options: tls.ConnectionOptions = {},
): Promise<Handshake & { greeting: string; features: string; reply: string }> {
  const client = await SmtpClient.connect(port);
  try {
    const greeting = await client.reply();
    const features = await client.say('EHLO client.test');
    const reply = await client.say('STARTTLS');
    if (!reply.startsWith('220')) {
      return { greeting, features, reply, protocol: undefined, cipher: undefined, error: reply };
    }
    const handshake = await client.startTls(options);
    // With TLS 1.3 the client is ready before the server has agreed: only an answer shows that both are.
    const used = handshake.protocol === undefined || (await client.say('EHLO client.test')).startsWith('250');
    if (used) await client.say('QUIT');
    return { greeting, features, reply, ...(used ? handshake : { ...handshake, protocol: undefined }) };
  } finally {
    client.close();
  }
}

/** The protocol that comes about when the client offers one version only; undefined where it is refused. */
export async function negotiated(port: number, version: tls.SecureVersion): Promise<string | undefined> {
  return (await tryStartTls(port, { minVersion: version, maxVersion: version })).protocol;
}

/** Hands over a message; returns the reply to RCPT, or to the end of the data where that was accepted. */
export async function sendMessage(port: number, to: string, from = '127.0.0.1'): Promise<string> {
  const client = await SmtpClient.connect(port, from);
  try {
    await client.reply();
    await client.say('EHLO client.test');
    const mail = await client.say('MAIL FROM:<>');
    if (!mail.startsWith('250')) return mail;
    const recipient = await client.say(`RCPT TO:<${to}>`);
    if (!recipient.startsWith('250')) return recipient;
    await client.say('DATA');
    return await client.say('Subject: test\r\n\r\ntext\r\n.');
  } finally {
    client.close();
  }
}
