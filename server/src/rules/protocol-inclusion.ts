import type { Protocol } from '../values/tls-protocols';
import {
  certainProtocolLists,
  listFix,
  listFrom,
  placeOfList,
  protocolTitle,
  severityIfRead,
} from './protocol-lists';
import type { Rule } from './rule';
import { manual } from './sources';
import { listed } from './wording';

export const protocolInclusion: Rule = {
  id: 'protocol-inclusion',
  title: 'List of single TLS versions',
  group: 'tls',
  severity: 'warning',
  parameters: ['*_tls_protocols', '*_tls_mandatory_protocols'],
  why: `A version named without "!" or ">=" makes the list one of what is on, and switches everything else off, newer versions included. Such
    a line grows old: TLS 1.3 stays off until somebody thinks of it.`,
  sources: [manual('smtpd_tls_protocols')],
  bad: { main: 'smtp_tls_protocols = ‹TLSv1.2›\n', postfix: '3.7' },
  good: { main: 'smtp_tls_protocols = >=TLSv1.2\n', postfix: '3.7' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, world, report }) {
    for (const list of certainProtocolLists(config)) {
      const { assignment, set, problems } = list;
      const [oldest] = set.enabled;
      if (!set.isInclusive || oldest === undefined || set.enabled.includes('TLSv1.3')) continue;
      if (problems.some(({ code }) => code === 'blank-after-bound')) continue;
      if (set.enabled.every(name => name === 'SSLv3')) continue;
      const floor: Protocol = 'TLSv1.2';
      const value = listFrom(floor, config, world, assignment);
      report({
        ...placeOfList(list),
        severity: severityIfRead('warning', list),
        message: `Naming versions without "!" leaves only ${listed(set.enabled.map(protocolTitle))} on: TLS 1.3 is off. Write ${value}, which keeps newer versions on.`,
        fixes: [listFix(config, assignment, value)],
      });
    }
  },
};
