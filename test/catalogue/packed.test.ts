import assert from 'node:assert/strict';
import path from 'node:path';
import type { CatalogueData } from '../../server/src/catalogue/catalogue';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { unpackFacts } from '../../server/src/catalogue/packed';
import { compileFacts, type Facts } from '../../server/tools/catalogue/facts';
import { packFacts } from '../../server/tools/catalogue/pack';
import { readData } from '../../server/tools/catalogue/read-data';

const folder = path.join(process.env.PROJECT_ROOT ?? process.cwd(), 'server/data');

const sections = ['branches', 'parameters', 'families', 'terms', 'restrictions', 'tableTypes'] as const;

/** Fact by fact: the difference of two whole catalogues would be too long to read. JSON knows no undefined. */
function assertSame(data: CatalogueData, expected: Facts): void {
  const actual = { ...data, parameters: data.parameterNames.map(name => data.parameter(name)) };
  for (const section of sections) {
    assert.equal(actual[section].length, expected[section].length, section);
    for (const [index, fact] of expected[section].entries()) {
      assert.deepEqual(withoutUndefined(actual[section][index]), withoutUndefined(fact));
    }
  }
}

function withoutUndefined(fact: unknown): unknown {
  return JSON.parse(JSON.stringify(fact));
}

describe('facts in the bundle', () => {
  it('are the facts of server/data', async () => {
    const facts = compileFacts(await readData(folder));
    assertSame(unpackFacts(packFacts(facts)), facts);
    assertSame(loadCatalogue().data, facts);
  });

  it('share what repeats', () => {
    const kinds = new Set(loadCatalogue().parameters.map(({ kind }) => kind));
    assert.equal(kinds.size, new Set([...kinds].map(kind => JSON.stringify(kind))).size);
  });
});
