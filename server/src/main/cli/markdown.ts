import { faint, strong, type Console } from './console';

/** A page in Markdown as a terminal shows it: bold titles, no marks around words, addresses behind what they are for. */
export function renderMarkdown(markdown: string, console: Console): string {
  let isCode = false;
  const lines = markdown.split('\n').flatMap(line => {
    if (line.startsWith('```')) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return [`    ${line}`.trimEnd()];
    if (/^(---|\*\*\*)$/.test(line)) return [faint(console, '─'.repeat(60))];
    return [renderLine(line, console)];
  });
  return `${lines.join('\n').trim()}\n`;
}

function renderLine(line: string, console: Console): string {
  return line
    .replace(/^#+ (.*)$/, '**$1**')
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, (_, text: string, url: string) =>
      text === url ? url : `${text} ${faint(console, `<${url}>`)}`,
    )
    .replace(/\*\*([^*\n]+)\*\*/g, (_, text: string) => strong(console, text))
    .replace(/``\s?(.*?)\s?``|`([^`\n]*)`/g, (_, long?: string, short?: string) => long ?? short ?? '')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|])/g, '$1');
}
