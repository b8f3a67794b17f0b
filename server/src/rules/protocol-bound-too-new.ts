import { formatRelease, type Release } from '../catalogue/release';
import { protocols, protocolSet } from '../values/tls-protocols';
import { listFix, listWithout, placeOfList, protocolLists, severityIfRead } from './protocol-lists';
import type { Rule } from './rule';
import { manual } from './sources';

const firstWithBounds: Release = { major: 3, minor: 6, patch: 0 };

export const protocolBoundTooNew: Rule = {
  id: 'protocol-bound-too-new',
  title: 'TLS version bound that the release does not know',
  group: 'tls',
  severity: 'error',
  parameters: ['*_tls_protocols', '*_tls_mandatory_protocols'],
  until: '3.6',
  why: `Bounds such as >=TLSv1.2 came with Postfix 3.6. Before that the list is invalid as a whole: the server answers STARTTLS with 454, and
    the client defers mail. A list of exclusions says the same to every release.`,
  sources: [manual('smtpd_tls_protocols')],
  bad: { main: 'smtpd_tls_protocols = ‹>=TLSv1.2›\n', postfix: '3.5' },
  good: { main: 'smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1\n', postfix: '3.5' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const list of protocolLists(config)) {
      const { assignment, parsed, problems } = list;
      if (!problems.some(({ code }) => code === 'too-new')) continue;
      const meant = protocolSet(parsed, firstWithBounds);
      const excluded = protocols.filter(name => !meant.enabled.includes(name));
      const isClear = meant.invalid === undefined && !meant.isDynamic && meant.enabled.length > 0;
      report({
        ...placeOfList(list),
        severity: severityIfRead('error', list),
        message: `Postfix ${formatRelease(config.release)} does not know >= and <=, which came with 3.6: the whole list is invalid, servers answer STARTTLS with 454 and clients defer mail. Exclude versions one by one.`,
        fixes: isClear ? [listFix(config, assignment, listWithout(excluded, assignment))] : [],
      });
    }
  },
};
