// How much of the core the tests reach. V8 counts in this process, block by block; monocart lays the counts over the
// sources of the bundles, and knows which blocks are branches.
import { CoverageReport } from 'monocart-coverage-reports';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Per cent of the lines and of the branches of each folder. */
const least = 95;
const folders = ['server/src/syntax', 'server/src/values', 'server/src/config'];

/**
 * Begins to count what is imported from now on. The returned function ends it: given the folder of the bundles and
 * their source maps, it prints what they cover and which lines not or in part, and returns a complaint for each figure below 95 %.
 */
export async function startCoverage() {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async bundles => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    session.disconnect();
    const scripts = result.filter(
      ({ url }) => url.startsWith('file:') && fileURLToPath(url).startsWith(bundles + path.sep),
    );
    const files = await coveredFiles(await Promise.all(scripts.map(withSource)));
    const complaints = folders.flatMap(folder => reportFolder(folder, files));
    for (const complaint of complaints) console.log(complaint);
    return complaints;
  };
}

async function withSource(script) {
  const file = fileURLToPath(script.url);
  const [source, sourceMap] = await Promise.all([readFile(file, 'utf8'), readFile(`${file}.map`, 'utf8')]);
  return { ...script, source, sourceMap: JSON.parse(sourceMap) };
}

async function coveredFiles(scripts) {
  const outputDir = await mkdtemp(path.join(tmpdir(), 'coverage-'));
  try {
    const report = new CoverageReport({
      outputDir,
      reports: 'none',
      logging: 'error',
      sourceFilter: source => folderOf(source) !== undefined && !source.includes('/generated/'),
    });
    await report.add(scripts);
    return (await report.generate()).files;
  } finally {
    await rm(outputDir, { recursive: true, force: true });
  }
}

function folderOf(source) {
  return folders.find(folder => source.startsWith(`${folder}/`));
}

/** Prints the figures of a folder and returns those that are too low. */
function reportFolder(folder, files) {
  const inside = files.filter(({ sourcePath }) => folderOf(sourcePath) === folder);
  const sum = (unit, key) => inside.reduce((total, { summary }) => total + summary[unit][key], 0);
  const figures = ['lines', 'branches'].map(unit => {
    const total = sum(unit, 'total');
    return { unit, percent: total === 0 ? 0 : (100 * sum(unit, 'covered')) / total };
  });
  console.log(
    `coverage of ${folder}: ${figures.map(({ unit, percent }) => `${percent.toFixed(1)} % of ${unit}`).join(', ')}`,
  );
  for (const { sourcePath, data } of inside) {
    const missed = Object.keys(data.lines).filter(line => !(data.lines[line] > 0));
    if (missed.length > 0) console.log(`  ${sourcePath}:${missed.join(',')}`);
  }
  return figures
    .filter(({ percent }) => percent < least)
    .map(({ unit }) => `too little: less than ${least} % of the ${unit} of ${folder}`);
}
