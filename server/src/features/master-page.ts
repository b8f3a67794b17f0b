import { usualChroot } from '../config/chroot';
import type { Field, Service } from '../syntax/parse-master';
import { touches, type Span } from '../text/span';
import type { Analysis } from './analysis';
import { code, renderTerm, type PageContext } from './page';

/** What a word of a service in master.cf means, in Markdown, and where it stands; undefined between the words and elsewhere. */
export function masterPage(
  analysis: Analysis,
  offset: number,
  context: PageContext,
): { readonly markdown: string; readonly span: Span } | undefined {
  const service = serviceAt(analysis, offset);
  if (service === undefined) return undefined;
  for (const [column, page, words] of columns) {
    const field = service[column];
    if (!touches(field.span, offset)) continue;
    const markdown = renderTerm(`master/${page(field)}`, context, [words(analysis, service)]);
    // A program that is not one of Postfix's own has the page of its column.
    const otherwise = markdown ?? renderTerm('master/command', context);
    return otherwise === undefined ? undefined : { markdown: otherwise, span: field.span };
  }
  const option = service.arguments.find(({ text, span }) => /^-[vDo]+$/.test(text) && touches(span, offset));
  const markdown = option === undefined ? undefined : renderTerm('master/command', context);
  return option === undefined || markdown === undefined ? undefined : { markdown, span: option.span };
}

function serviceAt({ config }: Analysis, offset: number): Service | undefined {
  return config.master?.services.find(({ start, end }) => start <= offset && offset < end);
}

type Column = 'name' | 'type' | 'private' | 'unprivileged' | 'chroot' | 'wakeup' | 'processLimit' | 'command';

/** The columns in their order: the page about each, and what this file makes of it. */
const columns: readonly (readonly [
  column: Column,
  page: (field: Field) => string,
  words: (analysis: Analysis, service: Service) => string,
])[] = [
  ['name', () => 'service-name', nameWords],
  ['type', () => 'type', () => ''],
  ['private', () => 'private', (_, { private: field }) => standsFor(field, 'y')],
  ['unprivileged', () => 'unpriv', (_, { unprivileged }) => standsFor(unprivileged, 'y')],
  ['chroot', () => 'chroot', chrootWords],
  ['wakeup', () => 'wakeup', (_, { wakeup }) => wakeupWords(wakeup.text)],
  ['processLimit', () => 'maxproc', limitWords],
  ['command', ({ text }) => text, () => ''],
];

function standsFor({ text }: Field, standard: string): string {
  return text === '-' ? `**Here** \`-\` stands for \`${standard}\`.` : '';
}

function chrootWords({ config }: Analysis, { chroot }: Service): string {
  const usual = usualChroot(config);
  return usual === undefined ? '' : standsFor(chroot, usual);
}

function limitWords({ config }: Analysis, { processLimit }: Service): string {
  const { text } = processLimit;
  if (text === '0') return '**Here** there is no limit.';
  const standard = config.known('default_process_limit');
  return text === '-' && standard !== undefined
    ? `**Here** \`-\` stands for ${standard}, the \`default_process_limit\`.`
    : '';
}

function wakeupWords(text: string): string {
  const seconds = Number.parseInt(text, 10);
  if (!(seconds > 0)) return '**Here** nobody wakes the service.';
  return `**Here** every ${seconds} seconds${text.endsWith('?') ? ', once it has been used' : ''}.`;
}

/** Ports with the names that `/etc/services` has for them. */
const ports: Readonly<Record<string, number>> = {
  smtp: 25,
  smtps: 465,
  submissions: 465,
  submission: 587,
  qmqp: 628,
  lmtp: 24,
};

function nameWords(_: Analysis, { name, type, private: isPrivate }: Service): string {
  if (type.text === 'inet') {
    const port = ports[name.text.slice(name.text.lastIndexOf(':') + 1)];
    return port === undefined ? '' : `**Here** port ${port}.`;
  }
  const folder = isPrivate.text === 'n' ? 'public' : 'private';
  return `**Here** the socket ${code(`${folder}/${name.text}`)} below \`queue_directory\`.`;
}
