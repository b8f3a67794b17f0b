import type { Readable, Writable } from 'node:stream';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  Disposable,
  RAL,
  type DataCallback,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';

/*
 * Messages in the framing of the Language Server Protocol (base protocol, "Header Part"), as the library's StreamMessageReader and -Writer have it.
 * Those wait a turn of the event loop for each message, and write header and content one after the other, so that the client wakes up twice: a
 * sixth of what a small answer takes. And where the client has gone, their errors end the server with a stack trace.
 */

/**
 * Reads messages as soon as their last byte is there. What is no message is reported as an error, and reading goes on behind it. The end of the
 * stream is not reported: a connection that knows of it would throw where somebody still answers what came before.
 */
export class StdioReader extends AbstractMessageReader implements MessageReader {
  readonly #stream: Readable;
  readonly #buffer = RAL().messageBuffer.create('utf-8');
  /** How many bytes of content belong to the header that was read last. */
  #length: number | undefined;

  constructor(stream: Readable) {
    super();
    this.#stream = stream;
  }

  listen(callback: DataCallback): Disposable {
    const receive = (chunk: Buffer): void => {
      this.#buffer.append(chunk);
      this.#readAll(callback);
    };
    this.#stream.on('data', receive);
    this.#stream.on('error', error => this.fireError(error));
    return Disposable.create(() => this.#stream.off('data', receive));
  }

  #readAll(callback: DataCallback): void {
    for (;;) {
      try {
        this.#length ??= this.#readHeader();
        if (this.#length === undefined) return;
        const content = this.#buffer.tryReadBody(this.#length);
        if (content === undefined) return;
        this.#length = undefined;
        callback(
          JSON.parse(
            Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString(),
          ) as Message,
        );
      } catch (error) {
        this.fireError(error);
      }
    }
  }

  #readHeader(): number | undefined {
    const headers = this.#buffer.tryReadHeaders(true);
    if (headers === undefined) return undefined;
    const length = headers.get('content-length') ?? '';
    if (!/^\d+$/.test(length)) throw new Error('A message has no Content-Length.');
    return Number(length);
  }
}

/** Writes each message at once and in one piece. A stream that nobody reads any more is reported as an error; a write never fails. */
export class StdioWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    stream.on('error', error => this.fireError(error));
  }

  write(message: Message): Promise<void> {
    const content = JSON.stringify(message);
    this.#stream.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
    return Promise.resolve();
  }

  end(): void {
    this.#stream.end();
  }
}
