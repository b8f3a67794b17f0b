import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis';
import { fit } from './match';
import { sortText } from './names';
import type { ColumnPlace } from './place';

/** The pages of the columns in their order; those of the programs stand beside them. */
const pages = ['service-name', 'type', 'private', 'unpriv', 'chroot', 'wakeup', 'maxproc', 'command'];
/** What usually stands in the columns before the program. */
const usual: readonly (readonly string[])[] = [
  [],
  ['inet', 'unix', 'pass', 'unix-dgram', 'fifo'],
  ['-', 'n', 'y'],
  ['-', 'n', 'y'],
  ['-', 'n', 'y'],
  ['-', '60', '300', '1000?'],
  ['-', '0', '1'],
];

/** Internet services cannot be private (master(5)). */
const neverPrivate: readonly string[] = ['n'];

/** What could stand in a column of a service in master.cf. */
export function columnCompletions(
  { config }: Analysis,
  { column, words: before, prefix }: ColumnPlace,
): CompletionItem[] {
  const isProgram = column === pages.length - 1;
  const words = isProgram
    ? config.catalogue.data.terms
        .map(({ id }) => /^master\/(.*)$/.exec(id)?.[1] ?? '')
        .filter(word => word !== '' && !pages.includes(word))
    : column === 2 && before[1] === 'inet'
      ? neverPrivate
      : (usual[column] ?? []);
  return words
    .filter(word => fit(word, prefix) !== undefined)
    .map((label, index) => ({
      label,
      kind: isProgram ? CompletionItemKind.Module : CompletionItemKind.EnumMember,
      sortText: sortText(index),
      data: { page: `term/master/${isProgram ? label : pages[column]}` },
    }));
}
