import { formatRelease, isStillToCome } from '../catalogue/release';
import { usageOf } from '../config/usage';
import type { Rule } from './rule';

export const parameterTooNew: Rule = {
  id: 'parameter-too-new',
  title: 'Parameter of a later release',
  group: 'names',
  severity: 'warning',
  why: `The target release does not have this parameter yet, so it ignores the line. What the line is
    meant to do does not happen, and only postconf says so.`,
  sources: [{ title: 'Postfix release notes', url: 'https://www.postfix.org/announcements.html' }],
  bad: { main: '‹tls_config_file› = none\n', postfix: '3.5.10' },
  good: { main: 'myhostname = mail.example.com\n', postfix: '3.5.10' },
  check({ config, report }) {
    for (const { kind, name, assignment } of usageOf(config).complaints) {
      const parameter = config.catalogue.parameter(name);
      if (kind !== 'unused' || parameter === undefined || !isStillToCome(parameter, config.release)) continue;
      const backports =
        parameter.backports.length === 0 ? '' : ` (patch releases ${parameter.backports.join(', ')})`;
      report({
        file: assignment.file,
        span: assignment.nameSpan,
        tag: 'unnecessary',
        about: assignment,
        message: `${name} came with Postfix ${parameter.since}${backports}: Postfix ${formatRelease(config.release)} ignores this line. Set postfixMainCf.postfixVersion if the file is for a later release.`,
      });
    }
  },
};
