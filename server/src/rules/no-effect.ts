import { isAtLeast } from '../catalogue/release';
import { obsoleteAssignments } from '../config/assignments-with';
import { removeAssignment } from './edits';
import { safeInRelease } from './history';
import { isReferredTo } from './referred';
import type { Rule } from './rule';
import { manual } from './sources';

export const noEffect: Rule = {
  id: 'no-effect',
  title: 'Parameter without effect',
  group: 'deprecated',
  severity: 'information',
  parameters: ['smtpd_tls_eecdh_grade', 'smtpd_tls_dh512_param_file', 'tls_eecdh_strong_curve'],
  why: `Postfix still accepts this parameter, but the target release does nothing with it. For the
    *_eecdh_grade parameters that is so from 3.6 on, where tls_eecdh_auto_curves decides; up to 3.5 they
    choose the curve.`,
  sources: [manual('smtpd_tls_eecdh_grade'), manual('tls_eecdh_auto_curves')],
  bad: { main: 'mydestination =\n‹smtpd_tls_eecdh_grade› = strong\n', postfix: '3.7' },
  good: { main: 'mydestination =\n', postfix: '3.7' },
  fix: 'safe',
  check({ config, world, report }) {
    for (const assignment of obsoleteAssignments(config)) {
      const since = assignment.parameter?.parameter?.noEffectSince;
      if (since === undefined || !isAtLeast(config.release, since)) continue;
      report({
        file: assignment.file,
        span: assignment.nameSpan,
        tag: 'unnecessary',
        about: assignment,
        message: `${assignment.name} does nothing from Postfix ${since} on. Remove it.`,
        fixes: [
          {
            title: `Remove ${assignment.name}`,
            safety: isReferredTo(config, assignment.name) ? 'unsafe' : safeInRelease(world),
            edits: () => removeAssignment(config, assignment),
          },
        ],
      });
    }
  },
};
