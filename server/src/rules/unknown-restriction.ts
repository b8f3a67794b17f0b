import type { Assignment } from '../config/configuration';
import { programsStop } from '../values/wording';
import { missedProtections } from './misspelt-protection';
import type { Rule } from './rule';
import { manual } from './sources';
import { restrictionLists } from './list-parameters';
import { tellProblems } from './told-problems';

export const unknownRestriction: Rule = {
  id: 'unknown-restriction',
  title: 'Restriction that Postfix does not know',
  group: 'restrictions',
  severity: 'error',
  parameters: restrictionLists,
  why: `smtpd looks a restriction up only when a client gets that far in the list. For one that it does
    not know it logs "unknown smtpd restriction" and answers 451 "Server configuration error", so that
    client's mail waits. Names of restriction classes have to be in smtpd_restriction_classes.`,
  sources: [manual('smtpd_recipient_restrictions'), manual('smtpd_restriction_classes')],
  bad: { main: 'smtpd_sender_restrictions = ‹reject_unknown_sender_domian›\n' },
  good: { main: 'smtpd_sender_restrictions = reject_unknown_sender_domain\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    // A misspelt protection against relaying stops smtpd at once: relay-protection-misspelt says so.
    const missed = missedProtections(context.config);
    tellProblems(context, {
      codes: ['unknown-restriction'],
      isMeant: (assignment, { start }) =>
        !takesFew(assignment) &&
        !missed.some(other => other.assignment === assignment && other.word.start === start),
      advice: 'Correct it, or define it as a restriction class.',
    });
    // Lists of their own, in which Postfix ignores what it does not know.
    tellProblems(context, {
      codes: ['unknown-restriction'],
      isMeant: takesFew,
      severity: ({ consequence }) => (consequence === programsStop ? 'error' : 'warning'),
      advice: 'Correct or remove it.',
    });
  },
};

/** Whether a list takes only some restrictions, and no classes: postscreen_access_list, local_header_rewrite_clients. */
function takesFew({ parameter }: Assignment): boolean {
  return parameter?.kind.type === 'restrictions' && parameter.kind.only !== undefined;
}
