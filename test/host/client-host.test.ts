import assert from 'node:assert/strict';
import { memoryHost } from '../../server/src/host/memory';
import { clientHost, hostByScheme } from '../../server/src/lsp/client-host';

type Connection = Parameters<typeof clientHost>[0];

/** A client that answers as ours does, or not at all. */
function connectionTo(answers: Readonly<Record<string, unknown>>): Connection {
  const sendRequest = async (method: string): Promise<unknown> => {
    if (!(method in answers)) throw new Error(`Unhandled method ${method}`);
    return answers[method];
  };
  return { sendRequest } as unknown as Connection;
}

describe('the host that asks the editor', () => {
  it('reads bytes, kinds and folders', async () => {
    const host = clientHost(
      connectionTo({
        'postfixMainCf/readFile': { content: btoa('a\xff') },
        'postfixMainCf/stat': { kind: 'file', size: 2 },
        'postfixMainCf/readDirectory': { entries: [{ name: 'x', isDirectory: false }] },
      }),
    );
    assert.deepEqual(await host.readFile('vfs:/a', 10), Uint8Array.from([0x61, 0xff]));
    assert.deepEqual(await host.stat('vfs:/a'), { kind: 'file', size: 2 });
    assert.deepEqual(await host.readDirectory('vfs:/'), [{ name: 'x', isDirectory: false }]);
  });

  it('knows nothing where the client does not answer', async () => {
    const host = clientHost(connectionTo({}));
    assert.equal(await host.readFile('vfs:/a', 10), undefined);
    assert.deepEqual(await host.stat('vfs:/a'), { kind: 'unknown' });
    assert.deepEqual(await host.readDirectory('vfs:/'), []);
  });

  it('leaves files to the machine itself', async () => {
    const host = hostByScheme(
      memoryHost({ 'file:///a': 'local' }),
      clientHost(connectionTo({ 'postfixMainCf/readFile': { content: btoa('remote') } })),
    );
    const text = async (uri: string): Promise<string> =>
      new TextDecoder().decode(await host.readFile(uri, 10));
    assert.equal(await text('file:///a'), 'local');
    assert.equal(await text('vscode-vfs://github/a'), 'remote');
  });
});
