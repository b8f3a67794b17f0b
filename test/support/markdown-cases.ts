import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { profileIds, severities, type ProfileId, type Severity } from '../../server/src/config/profile';

/**
 * The cases of one rule, written as prose: `test/rules/<id>.md`. Each fenced block ```postfix-main-cf is a file, with ‹…› around
 * what the rule finds in it, and nothing else. A block ```postfix-master-cf right below it is its sibling. Blocks with the word
 * `fixed` right below those are what is left after the rule's best fixes were applied.
 *
 * Words behind the language: `postfix=3.5`, `profile=bsi`, `complete=false`, `file=main.cf.j2`, `severity=error` (of all findings),
 * `crlf`, `bom`, `no-newline` (at the end). In the text ␀ stands for a NUL byte, ␍ for CR, ␉ for a tab.
 */
export interface MarkdownCase {
  readonly title: string;
  readonly main: string;
  readonly master: string | undefined;
  readonly fixed: { readonly main?: string; readonly master?: string } | undefined;
  readonly postfix: string | undefined;
  readonly profile: ProfileId | undefined;
  readonly complete: boolean | undefined;
  readonly file: string | undefined;
  readonly severity: Severity | undefined;
}

interface Block {
  readonly language: string;
  readonly words: ReadonlyMap<string, string>;
  readonly text: string;
  readonly line: number;
  /** Whether only blank lines stand between this block and the one before. */
  readonly attached: boolean;
}

/** All cases under a folder of Markdown files, by the name of the file. */
export async function readCases(folder: string): Promise<Map<string, MarkdownCase[]>> {
  const files = (await readdir(folder)).filter(file => file.endsWith('.md')).sort();
  const cases = await Promise.all(
    files.map(async file => {
      const text = await readFile(path.join(folder, file), 'utf8');
      return [path.basename(file, '.md'), casesOf(blocksOf(text, file), file)] as const;
    }),
  );
  return new Map(cases);
}

function blocksOf(markdown: string, file: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  let attached = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (!line.startsWith('```')) {
      if (line.trim() !== '') attached = false;
      continue;
    }
    const [language = '', ...rest] = line.slice(3).trim().split(/\s+/);
    const words = rest.map(word => [word.split('=', 1)[0] as string, word.replace(/^[^=]*=?/, '')] as const);
    const end = lines.indexOf('```', at + 1);
    if (end === -1) throw new Error(`${file}:${at + 1}: the block is not closed`);
    const content = lines.slice(at + 1, end).map(content => `${content}\n`);
    blocks.push({ language, words: new Map(words), text: content.join(''), line: at + 1, attached });
    attached = true;
    at = end;
  }
  return blocks;
}

const knownWords = [
  'postfix',
  'profile',
  'complete',
  'file',
  'severity',
  'crlf',
  'bom',
  'no-newline',
  'fixed',
];

function casesOf(blocks: readonly Block[], file: string): MarkdownCase[] {
  const cases: MarkdownCase[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as Block;
    const { words } = block;
    if (block.language !== 'postfix-main-cf') continue;
    const where = `${file}:${block.line}`;
    for (const word of words.keys()) if (!knownWords.includes(word)) throw new Error(`${where}: ${word}?`);
    if (words.has('fixed')) throw new Error(`${where}: a fixed block without the one that it was`);
    const follows = (language: string, fixed: boolean): string | undefined => {
      const next = blocks[at + 1];
      if (next?.attached !== true || next.language !== language || next.words.has('fixed') !== fixed)
        return undefined;
      at++;
      return textOf(next);
    };
    const master = follows('postfix-master-cf', false);
    const fixedMain = follows('postfix-main-cf', true);
    const fixedMaster = follows('postfix-master-cf', true);
    cases.push({
      title: `line ${block.line}`,
      main: textOf(block),
      master,
      fixed:
        fixedMain === undefined && fixedMaster === undefined
          ? undefined
          : {
              ...(fixedMain === undefined ? {} : { main: fixedMain }),
              ...(fixedMaster === undefined ? {} : { master: fixedMaster }),
            },
      postfix: words.get('postfix'),
      profile: oneOf(profileIds, words.get('profile'), where),
      complete: words.has('complete') ? words.get('complete') !== 'false' : undefined,
      file: words.get('file'),
      severity: oneOf(severities, words.get('severity'), where),
    });
  }
  if (cases.length === 0) throw new Error(`${file}: no case`);
  return cases;
}

function textOf({ text, words }: Block): string {
  let result = text.replaceAll('␀', '\0').replaceAll('␍', '\r').replaceAll('␉', '\t');
  if (words.has('no-newline')) result = result.replace(/\n$/, '');
  if (words.has('crlf')) result = result.replaceAll('\n', '\r\n');
  return words.has('bom') ? `\ufeff${result}` : result;
}

function oneOf<T extends string>(
  values: readonly T[],
  value: string | undefined,
  where: string,
): T | undefined {
  if (value === undefined || (values as readonly string[]).includes(value)) return value as T | undefined;
  throw new Error(`${where}: ${value} is none of ${values.join(', ')}`);
}
