/** A mail server of a few lines that takes everything and remembers how it came. */
import { createServer, type Server, type Socket } from 'node:net';
import * as tls from 'node:tls';

export interface Delivery {
  readonly recipient: string;
  /** `TLSv1.3`; undefined for cleartext. */
  readonly protocol: string | undefined;
  readonly cipher: string | undefined;
}

export interface SinkOptions {
  readonly key: string;
  readonly certificate: string;
  /** Undefined: STARTTLS is not offered. */
  readonly protocols: { readonly min: tls.SecureVersion; readonly max: tls.SecureVersion } | undefined;
}

export class Sink {
  readonly deliveries: Delivery[] = [];
  /** What handshakes failed with. */
  readonly failures: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(options: SinkOptions) {
    const secureContext =
      options.protocols &&
      tls.createSecureContext({
        key: options.key,
        cert: options.certificate,
        minVersion: options.protocols.min,
        maxVersion: options.protocols.max,
        ciphers: 'ALL:@SECLEVEL=0',
      });
    this.#server = createServer(socket => this.#serve(socket, secureContext, undefined));
  }

  static async listen(options: SinkOptions): Promise<Sink> {
    const sink = new Sink(options);
    sink.#server.listen(0, '127.0.0.1');
    await new Promise(resolve => sink.#server.once('listening', resolve));
    return sink;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #serve(
    socket: Socket,
    secureContext: tls.SecureContext | undefined,
    session: tls.TLSSocket | undefined,
  ): void {
    this.#sockets.add(socket);
    let recipient = '';
    let pending = '';
    let data = false;
    const answer = (text: string) => socket.write(`${text}\r\n`);
    if (session === undefined) answer('220 sink.test ESMTP');
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      pending += bytes.toString('latin1');
      for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
        const line = pending.slice(0, end).trimEnd();
        pending = pending.slice(end + 1);
        if (data) {
          if (line !== '.') continue;
          data = false;
          const protocol = session?.getProtocol() ?? undefined;
          this.deliveries.push({ recipient, protocol, cipher: session?.getCipher().name });
          answer('250 taken');
        } else if (/^EHLO/i.test(line)) {
          answer(secureContext && session === undefined ? '250-sink.test\r\n250 STARTTLS' : '250 sink.test');
        } else if (/^STARTTLS/i.test(line) && secureContext) {
          socket.removeAllListeners('data');
          answer('220 go ahead');
          const secure = new tls.TLSSocket(socket, { isServer: true, secureContext });
          secure.on('error', error => this.failures.push(error.message));
          this.#serve(secure, secureContext, secure);
          return;
        } else if (/^RCPT TO:/i.test(line)) {
          recipient = /<(.*)>/.exec(line)?.[1] ?? '';
          answer('250 ok');
        } else if (/^DATA/i.test(line)) {
          data = true;
          answer('354 go ahead');
        } else if (/^QUIT/i.test(line)) {
          answer('221 bye');
          socket.end();
        } else answer('250 ok');
      }
    });
  }
}
