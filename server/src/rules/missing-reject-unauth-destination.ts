import { isAtLeast } from '../catalogue/release';
import type { Assignment, Configuration } from '../config/configuration';
import { serviceAssignment } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import { commaAndSpace, tokens } from '../values/tokens';
import { addAfter, replaceInValue, rewriteValue, separatorIn } from './edits';
import { isProtection, plainPermit, relayLists, relayProtection } from './relay-protection';
import { misspeltProtection } from './misspelt-protection';
import type { Fix, Rule } from './rule';
import { servicesFor } from './services';
import { manual } from './sources';

export const missingRejectUnauthDestination: Rule = {
  id: 'missing-reject-unauth-destination',
  title: 'No protection against relaying',
  group: 'restrictions',
  severity: 'error',
  parameters: relayLists,
  why: `smtpd wants at least one restriction that refuses strangers who send mail to other domains, before a
    plain permit, in smtpd_relay_restrictions or smtpd_recipient_restrictions. Without one it stops at every
    connection ("specify at least one working instance of …"), so that nobody runs an open relay by mistake.`,
  sources: [
    manual('smtpd_relay_restrictions'),
    { title: 'SMTPD_ACCESS_README', url: 'https://www.postfix.org/SMTPD_ACCESS_README.html#danger' },
  ],
  bad: {
    main: 'compatibility_level = 3.6\n‹smtpd_relay_restrictions› = permit_mynetworks, permit_sasl_authenticated\n',
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, world, report }) {
    const reported = new Set<Assignment>();
    let absent = false;
    for (const service of servicesFor(config, 'smtpd')) {
      if (relayProtection(config, service) !== 'missing') continue;
      if (misspeltProtection(config, service) !== undefined) continue;
      const assignment = listToMend(config, service);
      if (assignment === undefined) {
        absent = true;
        continue;
      }
      if (reported.has(assignment)) continue;
      reported.add(assignment);
      // Releases before 3.3 have a default that protects, and the release may be one of those.
      const isDoubtful = world.releaseSource === 'assumed' && isLeftToDefault(config, service);
      report({
        file: assignment.file,
        about: assignment,
        span: assignment.nameSpan,
        severity: isDoubtful ? 'warning' : 'error',
        message: adviceFor(assignment),
        related:
          service === undefined || assignment.file === 'master'
            ? []
            : [{ file: 'master', span: service.name.span, message: 'the service that does not start' }],
        fixes: additionFix(config, assignment),
      });
    }
    const [first] = config.entries;
    if (!absent || first === undefined || !isAtLeast(config.release, '3.3')) return;
    report({
      span: first.nameSpan,
      // The file may be older than the release that was assumed, or lines may be added to it later.
      severity: world.releaseSource === 'installed' ? 'error' : 'information',
      message: `Below compatibility_level 1 both smtpd_relay_restrictions and smtpd_recipient_restrictions are empty by default from Postfix 3.3 on, and then smtpd stops at every connection. Set compatibility_level or smtpd_relay_restrictions.`,
      fixes: [
        {
          title: 'Add smtpd_relay_restrictions',
          safety: 'unsafe',
          edits: () => [
            addAfter(
              config.entries[config.entries.length - 1] ?? first,
              'smtpd_relay_restrictions',
              'permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination',
            ),
          ],
        },
      ],
    });
  },
};

/** The list that was written for this: the relay restrictions unless they are empty and the recipient restrictions are not. */
function listToMend(config: Configuration, service: Service | undefined): Assignment | undefined {
  const [relay, recipient] = relayLists.map(name => written(config, service, name));
  if (
    relay === undefined ||
    (relay.value.text === '' && recipient !== undefined && recipient.value.text !== '')
  )
    return recipient ?? relay;
  return relay;
}

function adviceFor({ name, value }: Assignment): string {
  const stops = 'so smtpd stops at every connection';
  const permit = plainPermit(value.text);
  const words = tokens(value.text.slice(permit?.end ?? 0), commaAndSpace, true);
  const behind = words.find(({ text }) => isProtection(text))?.text;
  const nothing = 'refuses to relay for strangers';
  if (permit !== undefined && behind !== undefined)
    return `${name} ends with "permit" before ${behind} is reached, and nothing else ${nothing}, ${stops}. Put reject_unauth_destination before "permit".`;
  const place = permit !== undefined ? ` before "permit" in ${name}` : value.text === '' ? '' : ' at the end';
  return `Neither smtpd_relay_restrictions nor smtpd_recipient_restrictions ${nothing}, ${stops}. ${permit === undefined ? 'Add' : 'Put'} reject_unauth_destination${place}.`;
}

/** Where a list is set to something else than its default, which lists of all parameters repeat. */
function written(config: Configuration, service: Service | undefined, name: string): Assignment | undefined {
  const assignment = serviceAssignment(config, service, name);
  const isDefault = assignment?.file === 'main' && assignment.value.text === config.defaultOf(name);
  return isDefault ? undefined : assignment;
}

function isLeftToDefault(config: Configuration, service: Service | undefined): boolean {
  return written(config, service, 'smtpd_relay_restrictions') === undefined;
}

/** At the end, but before a plain `permit`, behind which nothing is asked. */
function additionFix(config: Configuration, assignment: Assignment): Fix[] {
  const { value, file } = assignment;
  const { text } = value;
  // The words of a comment and expressions are in the way.
  if (/[#$]/.test(text)) return [];
  const addition = 'reject_unauth_destination';
  const separator = separatorIn(assignment);
  const permit = plainPermit(text);
  return [
    {
      title: `Add ${addition}`,
      safety: 'unsafe',
      edits: () => {
        if (text === '') return rewriteValue(config, assignment, addition);
        if (permit !== undefined)
          return [
            replaceInValue(assignment, { start: permit.start, end: permit.start }, addition + separator),
          ];
        const newText = (text.endsWith(',') ? separator.replace(',', '') : separator) + addition;
        return [{ file, span: { start: value.end, end: value.end }, newText }];
      },
    },
  ];
}
