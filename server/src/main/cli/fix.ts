import { readFile } from 'node:fs/promises';
import { fixAll, type AppliedFix } from '../../features/fix';
import { analyseFile } from './analyse';
import type { Command, CommandContext } from './command';
import type { Console } from './console';
import { CannotDo } from './failure';
import { profileOption, readArguments, releaseOption } from './options';
import { encode, readConfigurationFile, type ConfigurationFile } from './read-file';
import { unifiedDiff } from './unified-diff';
import { replaceFile } from './write-file';

const options = {
  unsafe: { type: 'boolean' },
  rule: { type: 'string' },
  diff: { type: 'boolean' },
  postfix: { type: 'string' },
  profile: { type: 'string' },
} as const;

/** `maincf fix`: applies the fixes of findings to files. */
export const fix: Command = {
  summary: 'mends what can be mended, in place',
  help: `Usage: maincf fix [options] FILE…

Applies the fixes of the findings in each file and says what it did. A safe fix leaves the configuration that
Postfix reads as it is: only those are applied unless --unsafe says otherwise. The file is replaced at once,
with its encoding, mode and owner. With - as FILE the result goes to standard output.

  --unsafe            also fixes after which Postfix reads another configuration: read the result
  --rule RULE         only the findings of one rule
  --diff              prints what would change, and changes nothing
  --postfix VERSION   the Postfix release that reads the file
  --profile PROFILE   as in maincf check

Exit status: 0, 1 where --diff has something to show, 2 it could not be done.
`,
  async run(args, context) {
    const { values, positionals } = readArguments('fix', args, options);
    const { service, catalogue, console } = context;
    const { rule } = values;
    if (rule !== undefined && !service.rules.some(({ id }) => id === rule)) {
      throw new CannotDo(`--rule ${rule}: there is no such rule; see maincf rules`);
    }
    if (positionals.length === 0) throw new CannotDo('fix: no file named; see maincf fix --help');
    const chosen = {
      release: releaseOption(values.postfix, catalogue),
      profile: profileOption(values.profile),
      severities: {},
      onFailure: (message: string) => console.error(message),
    };
    /** Returns whether there is something to fix. */
    const fixOne = async (name: string): Promise<boolean> => {
      const file = await readConfigurationFile(name);
      const { analysis } = await analyseFile(service, file, chosen);
      const fixed = fixAll(analysis, {
        ...(values.unsafe === true ? { unsafe: true } : {}),
        ...(rule === undefined ? {} : { rule }),
      });
      if (values.diff === true) {
        console.printBytes(encode(unifiedDiff(file.name, file.text, fixed.text), file.encoding));
      } else {
        await write(file, fixed.text, context);
        tell(file, fixed.applied, console);
      }
      return fixed.text !== file.text;
    };
    let wouldChange = false;
    let failed = false;
    for (const name of new Set(positionals)) {
      try {
        if (await fixOne(name)) wouldChange = true;
      } catch (error) {
        if (!(error instanceof CannotDo)) throw error;
        failed = true;
        console.error(error.message);
      }
    }
    return failed ? 2 : values.diff === true && wouldChange ? 1 : 0;
  },
};

async function write(file: ConfigurationFile, text: string, { console }: CommandContext): Promise<void> {
  const bytes = encode(text, file.encoding);
  if (file.path === undefined) {
    console.printBytes(bytes);
    return;
  }
  if (text === file.text) return;
  const before = encode(file.text, file.encoding);
  const now = await readFile(file.path);
  if (!now.equals(before)) throw new CannotDo(`${file.name}: changed meanwhile; not touched`);
  await replaceFile(file.path, bytes);
}

function tell(file: ConfigurationFile, applied: readonly AppliedFix[], console: Console): void {
  for (const { finding, fix: done } of applied)
    console.error(`${file.name}: ${done.title} [${finding.rule.id}]`);
  if (applied.length === 0) console.error(`${file.name}: nothing to fix`);
}
