import type { Entry, MainCf } from '../syntax/tree';
import { remembered } from '../text/remembered';
import type { Span } from '../text/span';
import type { Configuration } from '../config/configuration';

/** A part of the file that belongs together: under a heading comment, or a run of parameters of one theme. */
export interface Section extends Span {
  readonly title: string;
  /** The heading itself; for themes the first entry. */
  readonly titleSpan: Span;
  readonly entries: readonly Entry[];
}

/** Titles of the themes of the catalogue; folders that belong to one title are shown together. */
const themeTitles: Readonly<Record<string, string>> = {
  'identity-and-routing': 'Identity and routing',
  networks: 'Networks and IPv6',
  dns: 'DNS',
  'tls-incoming': 'TLS for incoming mail',
  'tls-outgoing': 'TLS for outgoing mail',
  'tls-lmtp': 'TLS for LMTP',
  'tls-library': 'TLS library',
  'tls-tlsproxy': 'TLS proxy',
  'tls-postscreen': 'TLS for incoming mail',
  postscreen: 'Postscreen',
  restrictions: 'Access restrictions',
  sasl: 'Authentication (SASL)',
  milters: 'Milters',
  'address-verification': 'Address verification',
  addresses: 'Addresses and rewriting',
  'local-delivery': 'Local delivery',
  'virtual-delivery': 'Virtual delivery',
  'queue-and-bounces': 'Queue and bounces',
  limits: 'Limits',
  content: 'Content and headers',
  'smtp-server': 'Incoming mail (server)',
  'smtp-client': 'Outgoing mail (client)',
  'lmtp-client': 'LMTP client',
  logging: 'Logging',
  'lookup-tables': 'Lookup tables',
  'multi-instance': 'Several instances',
  installation: 'Installed files',
  processes: 'Processes',
  'local-submission': 'Mail from this machine',
};

/** What people call a theme, the folder of a page under server/data/parameters. */
export function themeTitle(theme: string): string {
  return themeTitles[theme] ?? theme;
}

/** The sections of a main.cf in the order of the file: by its own headings if it has any, else by theme. */
export function sectionsOf(config: Configuration): readonly Section[] {
  const headings = headingsIn(config.tree);
  return headings.length >= 2 ? sectionsByHeading(config.tree, headings) : sectionsByTheme(config);
}

interface Heading {
  readonly title: string;
  readonly span: Span;
  /** Where its comment block starts. */
  readonly start: number;
}

function sectionsByHeading(tree: MainCf, headings: readonly Heading[]): Section[] {
  const entries = tree.lines.filter(node => node.kind === 'entry');
  let next = 0;
  return headings.map((heading, index) => {
    const limit = headings[index + 1]?.start ?? tree.text.length;
    while (next < entries.length && (entries[next] as Entry).start < heading.start) next++;
    const first = next;
    while (next < entries.length && (entries[next] as Entry).start < limit) next++;
    return {
      title: heading.title,
      titleSpan: heading.span,
      start: heading.start,
      end: limit,
      entries: entries.slice(first, next),
    };
  });
}

function sectionsByTheme(config: Configuration): Section[] {
  const sections: { title: string; titleSpan: Span; start: number; end: number; entries: Entry[] }[] = [];
  for (const entry of config.entries) {
    const parameter = config.resolve(entry.name);
    const theme = parameter?.parameter?.theme ?? (parameter === undefined ? undefined : 'limits');
    const title = theme === undefined ? 'Own parameters' : themeTitle(theme);
    const last = sections[sections.length - 1];
    if (last?.title === title) {
      last.entries.push(entry);
      last.end = entry.end;
    } else {
      sections.push({
        title,
        titleSpan: entry.nameSpan,
        start: entry.start,
        end: entry.end,
        entries: [entry],
      });
    }
  }
  return sections;
}

const decoration = /^[\s#*=~_.+-]*$/;

/** The comment blocks that introduce what follows them. */
function headingsIn({ nodes, text }: MainCf): Heading[] {
  const headings: Heading[] = [];
  for (let i = 0; i < nodes.length; i++) {
    if (nodes[i]?.kind !== 'comment') continue;
    const { start } = nodes[i] as Span;
    while (nodes[i + 1]?.kind === 'comment') i++;
    const heading = headingOf(text.slice(start, nodes[i]?.end));
    if (heading === undefined) continue;
    const { title } = heading;
    const titleStart = start + heading.start;
    headings.push({ title, span: { start: titleStart, end: titleStart + title.length }, start });
  }
  return headings;
}

interface HeadingText {
  readonly title: string;
  /** In the comment block. */
  readonly start: number;
}

const rememberedHeading = remembered(2_000, readHeading);
/** Longer blocks are not kept, in UTF-16 units. */
const longestKept = 1_000;

function headingOf(block: string): HeadingText | undefined {
  return block.length > longestKept ? readHeading(block) : rememberedHeading(block);
}

/** The first words of a comment block that is short, or framed by a line of `###` or `---`. */
function readHeading(block: string): HeadingText | undefined {
  const words: { readonly line: string; readonly start: number }[] = [];
  let isFramed = false;
  let start = 0;
  for (const line of block.split('\n')) {
    if (decoration.test(line)) isFramed ||= line.trim().length > 3;
    else words.push({ line, start });
    start += line.length + 1;
  }
  const [first] = words;
  if (first === undefined) return undefined;
  isFramed ||= /^\s*#\s*(?:-{2,}|={2,}|\*{2,}|#)|(?:-{2,}|={2,}|\*{2,}|#{2,})\s*$/.test(first.line);
  if (words.length > (isFramed ? 4 : 1)) return undefined;
  const line = first.line.replace(/^[\s#*=~_+-]+/, '').replace(/[\s#*=~_:+-]+$/, '');
  const title = isFramed || isShort(line) ? line : topicOf(line);
  if (title === undefined || title === '' || title.length > 70 || /^[\w-]+\s*=/.test(title)) return undefined;
  return { title, start: first.start + first.line.indexOf(title) };
}

/** A few words, and no sentence. */
function isShort(line: string): boolean {
  return !/[.;,]$/.test(line) && line.split(/\s+/, 7).length <= 6;
}

/** "Outgoing mail" of "Outgoing mail: encrypt where the other side can."; undefined for a sentence without a topic. */
function topicOf(line: string): string | undefined {
  const colon = line.indexOf(': ');
  const topic = line.slice(0, colon);
  const isTopic = colon > 0 && /^[A-Z]/.test(topic) && topic.split(/\s+/, 5).length <= 4;
  return isTopic && !/^(?:caution|default|example|hint|important|note|see|todo|warning)\b/i.test(topic)
    ? topic
    : undefined;
}
