import assert from 'node:assert/strict';
import { SettingsReader } from '../../server/src/lsp/settings';

const instance = 'file:///etc/postfix/main.cf';

describe('settings of an instance', () => {
  let answers: ((profile: string) => void)[] = [];
  /** A client that answers when the test says so, with one profile for everything that it was asked for. */
  const connection = {
    workspace: {
      getConfiguration: (items: unknown[]) =>
        new Promise(resolve => {
          answers.push(profile => resolve([{}, ...items.slice(1).map(() => ({ profile }))]));
        }),
    },
  } as unknown as ConstructorParameters<typeof SettingsReader>[0];
  const reader = (): SettingsReader =>
    new SettingsReader(connection, { canAsk: true, postconfPath: undefined });
  beforeEach(() => (answers = []));

  it('are kept until it is closed', async () => {
    const settings = reader();
    const read = settings.read([instance]);
    answers[0]?.('bsi');
    assert.equal(await read, true);
    assert.equal(settings.of(instance).profile, 'bsi');
    settings.forget(instance);
    assert.equal(settings.of(instance).profile, 'postfix');
  });
  it('are dropped where they come after that', async () => {
    const settings = reader();
    const read = settings.read([instance]);
    settings.forget(instance);
    answers[0]?.('bsi');
    assert.equal(await read, false);
    assert.equal(settings.of(instance).profile, 'postfix');
  });
  it('are those that were asked for last', async () => {
    const settings = reader();
    const reads = [settings.read([instance]), settings.read([instance])];
    answers[1]?.('bsi');
    answers[0]?.('ncsc-2025');
    assert.deepEqual(await Promise.all(reads), [false, true]);
    assert.equal(settings.of(instance).profile, 'bsi');
  });
});
