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

export const emptyProtocolRange: Rule = {
  id: 'empty-protocol-range',
  title: 'List that leaves no TLS version',
  group: 'tls',
  severity: 'error',
  parameters: ['*_tls_protocols', '*_tls_mandatory_protocols'],
  why: `A lower bound above the upper one, or exclusions of everything, are accepted without a word, and then no TLS handshake succeeds: mail
    goes in cleartext or not at all.`,
  sources: [manual('smtpd_tls_protocols')],
  bad: { main: 'smtpd_tls_protocols = ‹>=TLSv1.3, <=TLSv1.2›\n', postfix: '3.7' },
  good: { main: 'smtpd_tls_protocols = >=TLSv1.2\n', postfix: '3.7' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, world, report }) {
    for (const list of certainProtocolLists(config)) {
      const { assignment, set } = list;
      if (set.enabled.some(name => name !== 'SSLv3')) continue;
      const { floor, ceiling } = set;
      const reason =
        set.enabled.length > 0
          ? 'leaves only SSLv3 on, which is broken and which OpenSSL no longer has'
          : floor !== undefined && ceiling !== undefined
            ? `asks for ${protocolTitle(floor)} or newer and for ${protocolTitle(ceiling)} or older at once`
            : 'switches every version off';
      const value = listFrom('TLSv1.2', config, world, assignment);
      report({
        ...placeOfList(list),
        severity: severityIfRead('error', list),
        message: `${assignment.name} ${reason}: no TLS handshake can succeed. Write ${value}.`,
        fixes: [listFix(config, assignment, value)],
      });
    }
  },
};
