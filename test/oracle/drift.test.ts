/** The catalogue against each release: every parameter it has, none it has not, every default the same. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { isAtLeast, parseRelease } from '../../server/src/catalogue/release';
import { parseMasterCf } from '../../server/src/syntax/parse-master';
import { branchOf, postconf, stockMaster, type Release } from './releases';
import { describeReleases } from './suite';

const catalogue = loadCatalogue();

/** Defaults that are not the release's own choice. Those of `computed:` pages are known to be the machine's or the builder's. */
const exceptions: readonly { readonly name: string; readonly branch: string; readonly why: string }[] = [
  {
    name: 'tls_eecdh_auto_curves',
    branch: '3.11',
    why: 'built with OpenSSL 3.5 or newer: ?X25519MLKEM768:DEFAULT',
  },
  { name: 'tls_ffdhe_auto_groups', branch: '3.11', why: 'built with OpenSSL 3.5 or newer: empty' },
];

await describeReleases('the catalogue', release => {
  let real: ReadonlyMap<string, string>;
  let ours: ReadonlyMap<string, string>;
  before(async () => {
    const master = await stockMaster(release);
    real = await realDefaults(release, master);
    ours = ourDefaults(release, master);
  });

  it('misses no parameter', () => {
    assert.deepEqual(
      [...real.keys()].filter(name => !ours.has(name)),
      [],
    );
  });

  it('invents no parameter', () => {
    assert.deepEqual(
      [...ours.keys()].filter(name => !real.has(name)),
      [],
    );
  });

  it('has every default', () => {
    const isExcepted = (name: string): boolean =>
      catalogue.parameter(name)?.computedFrom !== undefined ||
      exceptions.some(exception => exception.name === name && exception.branch === branchOf(release));
    const different = [...real].filter(
      ([name, value]) => ours.has(name) && ours.get(name) !== value && !isExcepted(name),
    );
    assert.deepEqual(
      different.map(([name, value]) => ({ name, real: value, ours: ours.get(name) })),
      [],
    );
  });

  it('needs each of its exceptions', () => {
    const unneeded = exceptions.filter(
      ({ name, branch }) => branch === branchOf(release) && real.get(name) === ours.get(name),
    );
    assert.deepEqual(unneeded, []);
  });
});

/** `postconf -d` beside the master.cf that comes with the release: its services have parameters of their own. */
async function realDefaults(release: Release, master: string): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postfix-drift-'));
  try {
    for (const [name, text] of [
      ['main.cf', ''],
      ['master.cf', master],
    ] as const) {
      const file = path.join(folder, name);
      await writeFile(file, text);
      // Postfix waits for a main.cf that is younger than two seconds.
      await utimes(file, new Date(0), new Date(Date.now() - 10_000));
    }
    const { stdout, status, stderr } = await postconf(release, ['-d'], folder);
    assert.equal(status, 0, stderr);
    return new Map(
      stdout
        .trimEnd()
        .split('\n')
        .map(line => {
          const equals = line.indexOf(' =');
          return [line.slice(0, equals), line.slice(equals + 2).trim()] as const;
        }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ourDefaults({ version }: Release, master: string): ReadonlyMap<string, string> {
  const release = parseRelease(version);
  assert.ok(release);
  const defaults = new Map<string, string>();
  for (const service of parseMasterCf(master).services) {
    for (const family of catalogue.families) {
      if (family.programs.includes(service.command.text) && isAtLeast(release, family.since ?? '1.1'))
        defaults.set(`${service.name.text}_${family.suffix}`, family.default);
    }
  }
  for (const parameter of catalogue.parameters) {
    const value = catalogue.defaultOf(parameter, release);
    if (value !== undefined) defaults.set(parameter.name, value);
  }
  return defaults;
}
