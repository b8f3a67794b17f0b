import { protocols } from '../values/tls-protocols';
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

export const protocolGap: Rule = {
  id: 'protocol-gap',
  title: 'TLS version left out in the middle',
  group: 'tls',
  severity: 'error',
  parameters: ['*_tls_protocols', '*_tls_mandatory_protocols'],
  why: `A TLS client can offer only a range of versions. With a hole in the list OpenSSL keeps what is below it: "!TLSv1.1" alone leaves the
    client with TLS 1.0, current servers refuse that, and mail is deferred even at level encrypt. A server takes the newest version that
    both sides have, so there a hole only surprises.`,
  sources: [manual('smtp_tls_protocols')],
  bad: { main: 'smtp_tls_protocols = ‹!TLSv1.1›\n', postfix: '3.7' },
  good: { main: 'smtp_tls_protocols = >=TLSv1.2\n', postfix: '3.7' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, world, report }) {
    for (const list of certainProtocolLists(config)) {
      const { assignment, set, use } = list;
      if (!set.hasHole) continue;
      const isClient = use.startsWith('client');
      const first = protocols.indexOf(set.offered[0] ?? 'TLSv1');
      const missing = protocols.filter(
        (name, i) =>
          i > first && !set.enabled.includes(name) && set.enabled.some(other => protocols.indexOf(other) > i),
      );
      const value = listFrom('TLSv1.2', config, world, assignment);
      const hole = listed(missing.map(protocolTitle));
      report({
        ...placeOfList(list),
        severity: severityIfRead(isClient ? 'error' : 'information', list),
        message: isClient
          ? `${hole} is off between versions that are on. A client offers only what is below such a hole, here ${listed(set.offered.map(protocolTitle))}: servers refuse that, and mail is deferred. Write ${value}.`
          : `${hole} is off between versions that are on. The server still takes the newest version that both sides have; ${value} says what is usually meant.`,
        fixes: [listFix(config, assignment, value)],
      });
    }
  },
};
