import assert from 'node:assert/strict';
import { profileIds } from '../../server/src/config/profile';
import { tasks } from '../../server/src/features/snippets';
import { clients, completionsAt, textsWith } from '../support/completions';
import { analyse } from '../support/example';

/** The files that an empty line of a file can become with a task. */
async function filesWith(
  keyword: string,
  postfix: string,
  before = '',
  profile?: (typeof profileIds)[number],
) {
  const analysis = analyse(before, { postfix, ...(profile === undefined ? {} : { profile }) });
  const list = await completionsAt(analysis, before.length);
  const item = list.items.find(({ filterText }) => filterText === keyword);
  assert.ok(item, `${keyword} is not offered`);
  return textsWith(analysis, list, item).map(text => analysis.withText(text));
}

describe('task snippets', () => {
  for (const { keyword, title } of tasks) {
    it(`${title}: nothing to find in a new file`, async () => {
      for (const postfix of ['3.5', '3.7', '3.11']) {
        for (const profile of keyword === 'null-client' ? profileIds : (['postfix', 'bsi'] as const)) {
          for (const { text, findings } of await filesWith(keyword, postfix, '', profile)) {
            assert.doesNotMatch(text, /[{}|]|\$\d/, 'a placeholder is left');
            assert.deepEqual(
              findings.filter(({ severity }) => severity === 'error' || severity === 'warning'),
              [],
              `${postfix}, ${profile}:\n${text}`,
            );
          }
        }
      }
    });
    it(`${title}: lines of their own below others`, async () => {
      for (const { config } of await filesWith(keyword, '3.11', 'myhostname = a.example.com\n')) {
        const { nodes } = config.tree;
        assert.ok(nodes.every(({ kind }) => kind === 'entry' || kind === 'comment'));
        assert.ok(config.entries.every(({ value }) => !value.isMultiline));
        assert.ok(config.entries.every(({ name }) => config.resolve(name) !== undefined));
      }
    });
  }

  it('come by their keyword, after the names', async () => {
    const { items } = await completionsAt(analyse('dane'), 4);
    assert.deepEqual(
      items.filter(({ kind }) => kind === 15).map(({ filterText }) => filterText),
      ['dane'],
    );
    assert.equal((await completionsAt(analyse(''), 0)).items.at(-1)?.kind, 15);
  });
  it('stay away where a value follows, behind -o, and from editors without snippets', async () => {
    const kinds = async (text: string, offset: number, options = clients.rich) =>
      new Set((await completionsAt(analyse(text), offset, options)).items.map(({ kind }) => kind));
    assert.ok(!(await kinds('dan = x', 3)).has(15));
    assert.ok(!(await kinds('', 0, clients.plain)).has(15));
    const master = 'smtp inet n - y - - smtpd -o ';
    const behindO = await completionsAt(analyse('', { file: 'master', master }), master.length);
    assert.ok(behindO.items.length > 0 && behindO.items.every(({ kind }) => kind !== 15));
  });
});
