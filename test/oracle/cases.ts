/** Reads the case files in `cases/`; their first one, lines.txt, explains the format. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Directory } from './observe';

export interface Case {
  readonly title: string;
  readonly directory: Directory;
}

const folder = path.join(process.env.PROJECT_ROOT ?? process.cwd(), 'test/oracle/cases');

/** The names of the case files that hold configurations. */
export function caseFiles(): string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.txt') && name !== 'tables.txt')
    .sort();
}

/** The cases of one file, in its order. */
export function readCases(file: string): Case[] {
  const sections = readFileSync(path.join(folder, file), 'utf8').split(/^=== /m).slice(1);
  return sections.map(section => {
    const end = section.indexOf('\n');
    return { title: section.slice(0, end), directory: readDirectory(section.slice(end + 1)) };
  });
}

/** Table references with the key to look up in them. */
export function readTableReferences(): { key: string; table: string }[] {
  return readFileSync(path.join(folder, 'tables.txt'), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap(line => {
      const blank = line.indexOf(' ');
      return blank < 0 ? [] : [{ key: line.slice(0, blank), table: line.slice(blank + 1) }];
    });
}

/** Services that every mail system has; cases that say nothing of master.cf get it. */
export const commonMaster = [
  'smtp inet n - n - - smtpd',
  'pickup unix n - n 60 1 pickup',
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'smtp unix - - n - - smtp',
  'relay unix - - n - - smtp',
  'local unix - n n - - local',
  'virtual unix - n n - - virtual',
  'lmtp unix - - n - - lmtp',
  'maildrop unix - n n - - pipe flags=DRXhu user=vmail argv=/usr/bin/maildrop -d ${recipient}',
  '',
].join('\n');

function readDirectory(text: string): Directory {
  const files: Record<string, Buffer> = {};
  const [main = '', ...others] = text.split(/^--- /m);
  files['main.cf'] = unescape(main);
  files['master.cf'] = Buffer.from(commonMaster);
  for (const other of others) {
    const end = other.indexOf('\n');
    const name = other.slice(0, end);
    if (name.startsWith('no ')) delete files[name.slice('no '.length)];
    else files[name] = unescape(other.slice(end + 1));
  }
  return { files };
}

const controls: Readonly<Record<string, string>> = {
  t: '\t',
  r: '\r',
  v: '\v',
  f: '\f',
  '0': '\0',
  '\\': '\\',
};

function unescape(text: string): Buffer {
  const shown = text.endsWith('\n\\c\n') ? text.slice(0, -'\n\\c\n'.length) : text === '\\c\n' ? '' : text;
  const bytes = Buffer.from(shown, 'utf8').toString('latin1');
  const raw = bytes.replaceAll(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gs,
    (_, byte?: string, unit?: string, control?: string) => {
      if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16));
      if (unit !== undefined) {
        return Buffer.from(String.fromCharCode(Number.parseInt(unit, 16)), 'utf8').toString('latin1');
      }
      const known = controls[control ?? ''];
      if (known === undefined) throw new Error(`unknown escape \\${control} in a case`);
      return known;
    },
  );
  return Buffer.from(raw, 'latin1');
}
