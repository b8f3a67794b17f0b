import { isAtLeast, type Release } from '../catalogue/release';
import { optionFaults, type OptionFault } from '../config/master-options';
import type { MasterCf, Service } from '../syntax/parse-master';
import type { FileEdit, Fix, Rule, RuleContext } from './rule';
import { quoted } from './wording';

export const masterOption: Rule = {
  id: 'master-option',
  title: 'Argument in master.cf that stops its program',
  group: 'syntax',
  severity: 'error',
  why: `Arguments in master.cf end at blanks: -o name=value holds no blank, neither around the equals sign nor in the value,
    unless braces stand around it. Postfix's programs stop at a word that is no option. A line without indentation is
    another service, and one that is no service stops all of Postfix.`,
  sources: [{ title: 'master(5)', url: 'https://www.postfix.org/master.5.html' }],
  bad: {
    main: 'smtpd_tls_cert_file = none\n',
    master:
      'smtp inet n - y - - smtpd\n  -o smtpd_client_restrictions=permit_mynetworks, ‹reject›\n  -o ‹smtpd_tls_auth_only = yes›\n',
  },
  good: {
    main: 'smtpd_tls_cert_file = none\n',
    master:
      'smtp inet n - y - - smtpd\n  -o smtpd_client_restrictions=permit_mynetworks,reject\n  -o smtpd_tls_auth_only=yes\n',
  },
  fix: 'unsafe',
  aboutServices: true,
  check(context) {
    const { master } = context.config;
    if (master === undefined) return;
    checkLines(master, context);
    for (const service of master.services) {
      for (const fault of optionFaults(service)) {
        context.report({
          file: 'master',
          span: fault,
          message: messageFor(fault, service, context),
          fixes: fixesFor(fault, master, context),
        });
      }
    }
  },
};

/** Options that lost their indentation. */
function checkLines({ text, nodes }: MasterCf, { report }: RuleContext): void {
  let follows = false;
  for (const node of nodes) {
    if (node.kind === 'comment' || node.kind === 'blank') continue;
    const isOption = node.kind === 'bad-service' && text.startsWith('-o', node.start);
    if (!isOption) {
      follows = node.kind === 'service';
      continue;
    }
    const newline = text.indexOf('\n', node.start);
    const line = text.slice(node.start, newline === -1 ? node.end : newline).trimEnd();
    report({
      file: 'master',
      span: { start: node.start, end: node.start + line.length },
      message: `${quoted(line)} is not indented, so it is read as a service with too few columns, and Postfix does not start. Indent it to make it an argument of the service above.`,
      fixes: follows
        ? [
            {
              title: 'Indent the line',
              safety: 'unsafe',
              edits: () => [{ file: 'master', span: { start: node.start, end: node.start }, newText: '  ' }],
            },
          ]
        : [],
    });
  }
}

function messageFor(fault: OptionFault, { command }: Service, { config }: RuleContext): string {
  const text = quoted(config.master?.text.slice(fault.start, fault.end) ?? '');
  const program = command.text;
  switch (fault.code) {
    case 'blank-at-equals':
      return `${text} has a blank at its "=": the setting ends at the blank, and ${program} stops as soon as it starts. Write name=value without blanks.`;
    case 'blank-in-value':
      return `${text} does not belong to the value before it, which ends at the blank: ${program} stops as soon as it is needed. Write the value without blanks, or put braces around name and value.`;
    case 'missing-equals':
      return `${text} has no "=": ${program} stops as soon as it starts. Write name=value behind -o.`;
    case 'missing-name':
      return `${text} has no name before its "=": ${program} stops as soon as it starts. Write name=value behind -o.`;
    case 'comment':
      return `${text} is no comment: in master.cf comments have lines of their own. ${program} takes the words for arguments and stops.`;
    case 'stray-word':
      return `${text} is no option, and ${program} takes no other arguments: it stops as soon as it is needed.`;
  }
}

function fixesFor(fault: OptionFault, { text }: MasterCf, { config }: RuleContext): Fix[] {
  if (fault.code === 'comment') {
    const written = text.slice(fault.start, fault.end);
    if (written.includes('\n')) return [];
    const start = text.slice(0, fault.start).trimEnd().length;
    return [fixOf('Remove the comment', [{ file: 'master', span: { start, end: fault.end }, newText: '' }])];
  }
  if (fault.code !== 'blank-at-equals' && fault.code !== 'blank-in-value') return [];
  const [first] = fault.words;
  if (first === undefined) return [];
  const span = { start: first.span.start, end: fault.end };
  const written = text.slice(span.start, span.end);
  const logical = fault.words.map(word => word.text).join(' ');
  const [, name = '', value = ''] = /^([^=\s]*) ?= ?(.*)$/s.exec(logical) ?? [];
  // Quotes, and words that are settings themselves, were meant in another way.
  if (config.resolve(name) === undefined || /["'`{}]|[\s,]\w+=/.test(value)) return [];
  const joined = `${name}=${value.replace(/,\s+|\s+,/g, ',')}`;
  const fixes: Fix[] = [];
  if (!/\s/.test(joined) && !written.includes('\n'))
    fixes.push(fixOf(`Write ${joined}`, [{ file: 'master', span, newText: joined }]));
  if (isOwnWord(text, span.start) && hasBraces(config.release)) {
    const insert = (at: number, newText: string): FileEdit => {
      return { file: 'master', span: { start: at, end: at }, newText };
    };
    fixes.push(fixOf('Put braces around name and value', [insert(span.start, '{ '), insert(span.end, ' }')]));
  }
  return fixes;
}

/** Whether a setting stands apart from its `-o`. */
function isOwnWord(text: string, start: number): boolean {
  return /\s/.test(text[start - 1] ?? '');
}

function hasBraces(release: Release): boolean {
  return isAtLeast(release, '3.0');
}

function fixOf(title: string, edits: readonly FileEdit[]): Fix {
  return { title, safety: 'unsafe', edits: () => edits };
}
