import { formatRelease, hasBackport } from '../catalogue/release';
import { removeEntry } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

/** First patch levels that accept an empty list. */
const accepted = ['3.6.17', '3.7.13', '3.8.0'];

export const emptyCurves: Rule = {
  id: 'empty-curves',
  title: 'Empty list of curves',
  group: 'tls',
  severity: 'error',
  parameters: ['tls_eecdh_auto_curves'],
  until: '3.8',
  why: `An empty tls_eecdh_auto_curves, which leaves the choice to OpenSSL, is accepted from 3.6.17, 3.7.13 and 3.8. Older patch levels
    stop every program that does TLS with "bad string length 0 < 1".`,
  sources: [manual('tls_eecdh_auto_curves')],
  bad: { main: 'mydestination =\n‹tls_eecdh_auto_curves› =\n', postfix: '3.7.11' },
  good: { main: 'mydestination =\n', postfix: '3.7.11' },
  fix: 'unsafe',
  check({ config, report }) {
    const entry = config.setting('tls_eecdh_auto_curves')?.winner;
    const assignment = config.inForce('tls_eecdh_auto_curves');
    if (entry === undefined || entry.value.text !== '' || hasBackport(config.release, accepted)) return;
    report({
      ...(assignment === undefined ? {} : { about: assignment }),
      span: entry.nameSpan,
      message: `Postfix ${formatRelease(config.release)} does not accept an empty tls_eecdh_auto_curves: every program that uses TLS stops, so no mail comes in or goes out. Remove the line.`,
      fixes: [{ title: 'Remove the empty setting', safety: 'unsafe', edits: () => removeEntry(entry) }],
    });
  },
};
