import path from 'node:path';
import { formatRelease } from '../../catalogue/release';
import { readHostFacts } from '../../host/node/host-facts';
import type { Command } from './command';
import { CannotDo } from './failure';
import { readArguments, releaseOption } from './options';
import { encode, kindOf, readConfigurationFile, readSibling } from './read-file';
import { showConfiguration, type Complaint } from './show';

const options = {
  expand: { type: 'boolean', short: 'x' },
  defaults: { type: 'boolean', short: 'd' },
  postfix: { type: 'string' },
} as const;

/** `maincf show`: what postconf -n, -nx, -d and -dx would print. */
export const show: Command = {
  summary: 'prints the configuration as postconf does, without a Postfix',
  help: `Usage: maincf show [options] FILE

FILE is a main.cf; a folder stands for the main.cf in it, - for standard input.
Prints what the file sets, as postconf -n of that release does for the same folder, sorted and with blanks
squeezed. What postconf would warn about goes to standard error with file and line.

  --expand, -x        every $name replaced by its value (postconf -nx)
  --defaults, -d      the release's defaults, whatever the file sets (postconf -d)
  --postfix VERSION   the Postfix release: 3.7, 3.7.11 (default: the latest stable)

What only a machine decides (host name, interfaces, folders of the build) is taken from this one.
Exit status: 0, or 2 where postconf would stop or the file cannot be read.
`,
  async run(args, { console, catalogue, service }) {
    const { values, positionals } = readArguments('show', args, options);
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0)
      throw new CannotDo('show: name one file; see maincf show --help');
    const file = await readConfigurationFile(name);
    if (kindOf(file) === 'master') throw new CannotDo(`${name}: a master.cf; name the main.cf beside it`);
    let isMasterUnread = false;
    const master = await readSibling(file, message => {
      isMasterUnread = true;
      console.error(`warning: ${message}`);
    });
    if (file.encoding === 'latin1') console.error(`${file.name}: not UTF-8; read as latin1`);
    const release = releaseOption(values.postfix, catalogue) ?? catalogue.latestStable;
    const defaults = values.defaults === true;
    const shown = showConfiguration({
      mainCf: file.text,
      masterCf: master?.text,
      release: formatRelease(release),
      expand: values.expand === true,
      defaults,
      directory: file.path === undefined ? '/etc/postfix' : path.dirname(file.path),
      host: await readHostFacts(service.host, release, catalogue.data.branches),
    });
    const nameOf = (complaint: Complaint): string =>
      complaint.file === 'main' ? file.name : (master?.name ?? 'master.cf');
    for (const warning of shown.warnings) {
      if (!((defaults || isMasterUnread) && warning.kind === 'no-master'))
        console.error(`warning: ${placed(warning, nameOf(warning))}`);
    }
    if (shown.fatal !== undefined) throw new CannotDo(placed(shown.fatal, nameOf(shown.fatal)));
    const text = shown.lines.map(line => `${line}\n`).join('');
    console.printBytes(encode(text, file.encoding));
    return 0;
  },
};

function placed({ line, message }: Complaint, file: string): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}
