import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { StreamMessageReader, StreamMessageWriter, type Message } from 'vscode-jsonrpc/node';
import { StdioReader, StdioWriter } from '../../server/src/main/stdio-transport';

const root = process.env['PROJECT_ROOT'] as string;

const messages = fc.array(
  fc.record({
    jsonrpc: fc.constant('2.0'),
    method: fc.string({ unit: 'binary' }),
    params: fc.jsonValue({ stringUnit: 'grapheme' }),
  }),
  { maxLength: 5 },
);

/** The bytes of messages, as the protocol has them. */
function framed(all: readonly unknown[]): Buffer {
  return Buffer.concat(
    all.map(message => {
      const content = Buffer.from(JSON.stringify(message));
      return Buffer.concat([Buffer.from(`Content-Length: ${content.length}\r\n\r\n`), content]);
    }),
  );
}

/** What the reader makes of chunks of bytes. */
function read(chunks: readonly Buffer[]): { messages: Message[]; errors: string[] } {
  const stream = new PassThrough();
  const reader = new StdioReader(stream);
  const result = { messages: [] as Message[], errors: [] as string[] };
  reader.onError(({ message }) => result.errors.push(message));
  reader.listen(message => result.messages.push(message));
  for (const chunk of chunks) stream.emit('data', chunk);
  return result;
}

const asJson = (all: readonly unknown[]): unknown => JSON.parse(JSON.stringify(all));

describe('messages over standard input and output', () => {
  it('are read however they are cut into pieces', () => {
    fc.assert(
      fc.property(messages, fc.array(fc.nat()), (all, cuts) => {
        const bytes = framed(all);
        const ends = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort((a, b) => a - b);
        const chunks = [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
        assert.deepEqual(read(chunks), { messages: asJson(all), errors: [] });
      }),
    );
  });

  it('are written as the library reads them, and read as it writes them', async () => {
    await fc.assert(
      fc.asyncProperty(messages, async all => {
        const [ours, theirs] = [new PassThrough(), new PassThrough()];
        const received: { byUs: Message[]; byThem: Message[] } = { byUs: [], byThem: [] };
        new StreamMessageReader(ours).listen(message => received.byThem.push(message));
        new StdioReader(theirs).listen(message => received.byUs.push(message));
        const [writer, library] = [new StdioWriter(ours), new StreamMessageWriter(theirs)];
        for (const message of all) await Promise.all([writer.write(message), library.write(message)]);
        while (received.byThem.length < all.length || received.byUs.length < all.length) await sleep(1);
        assert.deepEqual(received, { byUs: asJson(all), byThem: asJson(all) });
      }),
      { numRuns: 30 },
    );
  });

  it('are handed over in the turn in which their last byte arrives, and written in one piece', async () => {
    const stream = new PassThrough();
    const pieces: string[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece.toString()));
    await new StdioWriter(stream).write({ jsonrpc: '2.0' });
    assert.deepEqual(pieces, ['Content-Length: 17\r\n\r\n{"jsonrpc":"2.0"}']);
    assert.equal(read([Buffer.from(pieces.join(''))]).messages.length, 1);
  });

  it('that are none are reported, and what follows them is read', () => {
    const good = { jsonrpc: '2.0', method: 'good' };
    const bad = Buffer.from('Content-Length: 5\r\n\r\n{bad}');
    const headless = Buffer.from('Content-Type: none\r\n\r\n');
    const result = read([Buffer.concat([bad, framed([good]), headless, framed([good])])]);
    assert.deepEqual(result.messages, [good, good]);
    assert.equal(result.errors.length, 2);
  });
});

describe('the process of a server', function () {
  this.timeout(20_000);
  let server: ChildProcessWithoutNullStreams;
  let stderr: string;

  /** Starts a server, and waits until it has said what it can do. Its client says that it is a process that lives on. */
  async function start(caches = path.join(root, 'out/caches'), ...nodeOptions: string[]): Promise<void> {
    const program = path.join(root, 'server/bin/postfix-language-server.js');
    server = spawn(process.execPath, [...nodeOptions, program, '--stdio'], {
      env: { ...process.env, XDG_CACHE_HOME: caches },
    });
    stderr = '';
    server.stderr.on('data', data => (stderr += data));
    const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
    send({
      id: 1,
      method: 'initialize',
      params: { processId: process.pid, rootUri: null, capabilities },
    });
    await once(server.stdout, 'data');
    send({ method: 'initialized', params: {} });
  }
  afterEach(() => server.kill());

  function send(message: object): void {
    server.stdin.write(framed([{ jsonrpc: '2.0', ...message }]));
  }

  it('ends when its input ends, once it has answered', async () => {
    await start();
    let answered = '';
    server.stdout.on('data', data => (answered += data));
    send({ id: 2, method: 'workspace/symbol', params: { query: 'a' } });
    server.stdin.end();
    const [status] = await once(server, 'exit');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(answered, /"id":2/);
  });

  it('ends without a word when nobody reads its answers', async () => {
    await start();
    server.stdout.destroy();
    send({ id: 2, method: 'workspace/symbol', params: { query: 'a' } });
    const [status] = await once(server, 'exit');
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('hears what is said at once after the answer to initialize, also where it is not compiled yet', async () => {
    const caches = mkdtempSync(path.join(os.tmpdir(), 'caches-'));
    try {
      // It is a race, and was lost every fourth time.
      for (let run = 0; run < 12; run++) {
        await start(caches);
        let said = '';
        server.stdout.on('data', data => (said += data));
        while (!said.includes('client/registerCapability')) await once(server.stdout, 'data');
        server.kill();
      }
    } finally {
      rmSync(caches, { recursive: true });
    }
  });

  it('outlives a fault, and says what it was', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'fault-'));
    const faulty = path.join(folder, 'faulty.cjs');
    writeFileSync(
      faulty,
      `process.once('SIGUSR2', () => {
        setTimeout(() => { throw new Error('thrown') });
        setTimeout(() => Promise.reject(new Error('rejected')));
      });`,
    );
    try {
      await start(undefined, '--require', faulty);
      let said = '';
      server.stdout.on('data', data => (said += data));
      server.kill('SIGUSR2');
      while (!said.includes('Error: thrown') || !said.includes('Error: rejected'))
        await once(server.stdout, 'data');
      send({ id: 2, method: 'workspace/symbol', params: { query: 'a' } });
      while (!said.includes('"id":2')) await once(server.stdout, 'data');
      assert.equal(stderr, '');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
