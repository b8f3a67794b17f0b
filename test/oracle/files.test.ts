/** Whole files: this project's own, and a folder of real ones that POSTFIX_MAIN_CF_CORPUS names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commonMaster } from './cases';
import { observe, type Directory, type Observed } from './observe';
import { assertAgreement, describeReleases } from './suite';

const files = [
  path.join(process.env.PROJECT_ROOT ?? process.cwd(), 'test/corpus'),
  process.env.POSTFIX_MAIN_CF_CORPUS ?? '',
]
  .filter(folder => folder !== '' && existsSync(folder))
  .flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => /(?:^|\/)(?!master)[^/]*\.cf$/.test(name))
      .sort()
      .map(name => ({ name, file: path.join(folder, name) })),
  );

/** The file as main.cf, with the master.cf beside it. */
function directoryOf(file: string): Directory {
  const master = path.join(path.dirname(file), 'master.cf');
  return {
    files: {
      'main.cf': readFileSync(file),
      'master.cf': existsSync(master) ? readFileSync(master) : Buffer.from(commonMaster),
    },
  };
}

await describeReleases('files', release => {
  let observed: readonly Observed[];
  before(async () => {
    observed = await observe(
      release,
      files.map(({ file }) => directoryOf(file)),
    );
  });
  for (const [i, { name }] of files.entries()) {
    it(name, () => assertAgreement(release, observed[i]));
  }
});
