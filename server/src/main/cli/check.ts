import type { AnalysedFile } from './analyse';
import { analyseFile } from './analyse';
import type { Command } from './command';
import { CannotDo } from './failure';
import { oneOf, profileOption, readArguments, releaseOption, severityOptions } from './options';
import { readConfigurationFile, type ConfigurationFile } from './read-file';
import { jsonReport, reportFindings, type FileReport } from './report';
import { sarifReport } from './report-sarif';
import { textReport } from './report-text';

const options = {
  format: { type: 'string' },
  postfix: { type: 'string' },
  profile: { type: 'string' },
  severity: { type: 'string', multiple: true },
} as const;

/** `maincf check`: what is wrong with files, in three formats. */
export const check: Command = {
  summary: 'reports mistakes in main.cf files and the master.cf beside them',
  help: `Usage: maincf check [options] FILE…

FILE is a main.cf or a master.cf; a folder stands for the main.cf in it, - for standard input.
The other file of the pair is read from the same folder.

  --format text|json|sarif   how to report (default: text)
  --postfix VERSION          the Postfix release that reads the file: 3.7, 3.7.11 (default: the
                             installed one if the file is its own, else the latest stable)
  --profile PROFILE          postfix, mozilla-intermediate, ncsc-2025, bsi, null-client
  --severity RULE=LEVEL      error, warning, information, hint or off for a rule; any number of times

Lines and columns count from 1; columns count UTF-16 units, as editors do.
Exit status: 0 nothing at warning or above, 1 something, 2 it could not be done.
`,
  async run(args, { console, service, catalogue, version }) {
    const { values, positionals } = readArguments('check', args, options);
    const format = oneOf('--format', values.format ?? 'text', ['text', 'json', 'sarif']);
    const chosen = {
      release: releaseOption(values.postfix, catalogue),
      profile: profileOption(values.profile),
      severities: severityOptions(
        values.severity ?? [],
        service.rules.map(({ id }) => id),
      ),
      onFailure: (message: string) => console.error(message),
    };
    if (positionals.length === 0) throw new CannotDo('check: no file named; see maincf check --help');

    const analysed: AnalysedFile[] = [];
    let failed = false;
    for (const file of await readAll(positionals, message => {
      failed = true;
      console.error(message);
    })) {
      if (file.encoding === 'latin1') console.error(`${file.name}: not UTF-8; read as latin1`);
      const one = await analyseFile(service, file, chosen);
      if (one.analysis.nature === 'foreign')
        console.error(`${file.name}: not a Postfix main.cf; nothing to check`);
      analysed.push(one);
    }
    const reports = reportFindings(analysed);
    if (format === 'json') console.print(jsonReport(reports));
    else if (format === 'sarif') console.print(sarifReport(reports, service.rules, version));
    else console.print(textReport(reports, console));
    return failed ? 2 : exitStatus(reports);
  },
};

/** Reads what can be read; the rest is told one by one. A file that is named twice is read once. */
async function readAll(
  names: readonly string[],
  onFailure: (message: string) => void,
): Promise<ConfigurationFile[]> {
  const files: ConfigurationFile[] = [];
  for (const name of new Set(names)) {
    try {
      const file = await readConfigurationFile(name);
      if (file.path === undefined || !files.some(({ path }) => path === file.path)) files.push(file);
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error;
      onFailure(error.message);
    }
  }
  return files;
}

function exitStatus(reports: readonly FileReport[]): number {
  const isBad = reports.some(({ findings }) =>
    findings.some(({ severity }) => severity === 'error' || severity === 'warning'),
  );
  return isBad ? 1 : 0;
}
