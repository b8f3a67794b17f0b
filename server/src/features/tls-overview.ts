import type { Overview, Section } from '../../../protocol/overview';
import { formatRelease } from '../catalogue/release';
import { roleOf } from '../config/role';
import { tlsPolicies } from '../config/tls-policy';
import type { Analysis } from './analysis';
import { clientCard, networkCard, serverCard } from './tls-overview-cards';
import { nextSteps } from './tls-overview-steps';

const title = 'TLS overview';

/** One page of how mail comes in and goes out with this file: per service the level, versions, ciphers, certificate, and what to do next. */
export function tlsOverview(analysis: Analysis): Overview {
  const { config, world, profile } = analysis;
  if (analysis.isLarge)
    return { title, summary: 'The file is larger than 5 MB and is not read.', sections: [] };
  const policies = tlsPolicies(config);
  const role = roleOf(config);
  const source = { setting: 'as chosen', installed: 'as installed here', assumed: 'assumed' }[
    world.releaseSource
  ];
  const sections: Section[] = [
    {
      heading: 'Incoming mail',
      direction: 'incoming',
      summary: 'The server (smtpd): other servers and users connect to this machine.',
      cards: policies.filter(({ of }) => of.side === 'server').map(policy => serverCard(analysis, policy)),
    },
    {
      heading: 'Outgoing mail',
      direction: 'outgoing',
      summary: 'The client (smtp): this machine connects to other servers.',
      cards: policies
        .filter(({ of }) => of.side === 'client' && of.program === 'smtp')
        .map(policy => clientCard(analysis, policy)),
    },
    { heading: 'IPv4 and IPv6', cards: [networkCard(analysis)] },
  ];
  const steps = nextSteps(analysis, policies);
  sections.push({
    heading: 'What to do next',
    ...(steps.length === 0
      ? { summary: 'Nothing: no finding about TLS or the network in this file.' }
      : { steps }),
  });
  return {
    title,
    summary: `Postfix ${formatRelease(world.release)} (${source}), profile ${profile.title}. ${roleText(role.role)}: ${role.reason}${role.isCertain || role.role === 'unknown' ? '' : ' (inferred)'}.`,
    sections,
  };
}

function roleText(role: ReturnType<typeof roleOf>['role']): string {
  return {
    mx: 'A public mail server',
    submission: 'A submission server',
    'null-client': 'A null client',
    'relay-client': 'A client of a relay host',
    unknown: 'Role not known',
  }[role];
}
