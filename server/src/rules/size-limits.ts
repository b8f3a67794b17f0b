import type { Assignment, Configuration } from '../config/configuration';
import { knownServiceValue, serviceAssignment } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import { addAfter, rewriteValue } from './edits';
import type { FileEdit, RuleContext } from './rule';

/** The mailboxes that a program delivers into. */
interface Mailboxes {
  /** local(8) or virtual(8). */
  readonly program: string;
  /** The parameter with their size. */
  readonly limit: string;
  readonly title: string;
  /** What stays in the queue when the program does not start. */
  readonly mail: string;
}

/**
 * Reports limits that stop a program when it starts: a message that Postfix takes could be too large for any mailbox.
 * 0 and less mean no limit, for both. `services` are those that deliver; what they share is reported once.
 */
export function reportTooSmall(
  { config, report }: RuleContext,
  services: readonly (Service | undefined)[],
  { program, limit, title, mail }: Mailboxes,
): void {
  const reported = new Set<Assignment>();
  for (const service of services) {
    const size = number(knownServiceValue(config, service, limit));
    const message = number(knownServiceValue(config, service, 'message_size_limit'));
    if (size === undefined || message === undefined || size <= 0) continue;
    if (message > 0 && message <= size) continue;
    const own = serviceAssignment(config, service, limit);
    const shown = own ?? serviceAssignment(config, service, 'message_size_limit');
    if (shown === undefined || reported.has(shown)) continue;
    reported.add(shown);
    const consequence = `${program}(8) does not start, and ${mail} stays in the queue`;
    report({
      file: shown.file,
      about: shown,
      span: shown.value.span,
      message:
        message > 0
          ? `${limit} ${own === undefined ? `is ${size} by default` : `= ${size}`}, which is less than message_size_limit = ${message}: ${consequence}. Set it to 0 for no limit, or higher.`
          : `Messages have no limit, but ${title} have (${size}): ${consequence}. Set ${limit} to 0 as well.`,
      fixes: [
        {
          title: `Set ${limit} to 0 (no limit)`,
          safety: 'unsafe',
          edits: () => withoutLimit(config, limit, own),
        },
      ],
    });
  }
}

function withoutLimit(
  config: Configuration,
  limit: string,
  own: Assignment | undefined,
): readonly FileEdit[] {
  if (own !== undefined) return rewriteValue(config, own, '0');
  const entry = config.setting('message_size_limit')?.winner;
  return entry === undefined ? [] : [addAfter(entry, limit, '0')];
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
