/** The pages are in our own words: nothing in them is copied from the Postfix manual. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { readData } from '../../server/tools/catalogue/read-data';
import { manualTexts, sharedRuns } from './manual-text';
import { manualFolder } from './releases';

const data = path.join(process.env.PROJECT_ROOT ?? process.cwd(), 'server/data');
const folder = await manualFolder();

describe('own words', () => {
  it('are told from copied ones', () => {
    const manual = ['Specify a list of host or domain names, "/file/name" or "type:table" patterns.'];
    const runs = (page: string): string[] =>
      sharedRuns(new Map([['page', page]]), manual).map(({ run }) => run);
    assert.deepEqual(runs('Here one must specify a list of host or domain names, or else.'), [
      'specify a list of host or domain names',
    ]);
    assert.deepEqual(runs('A list of host or domain names.'), []);
    assert.deepEqual(runs('Write `specify a list of host or domain names`.'), []);
  });

  if (folder === undefined) it.skip('in every page: no suite has postfix-doc');
  else {
    it('in every page', async () => {
      const texts = await manualTexts(folder);
      assert.ok(texts.length > 100, `only ${texts.length} texts in the manual`);
      assert.deepEqual(sharedRuns((await readData(data)).prose, texts), []);
    });
  }
});
