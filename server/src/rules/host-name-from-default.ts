import { defaultsInName, foundOutFirst, valueInFile } from '../config/value-in-file';
import type { Rule } from './rule';
import { manual } from './sources';
import { listed } from './wording';

export const hostNameFromDefault: Rule = {
  id: 'host-name-from-default',
  title: 'Host name made from a default',
  group: 'values',
  severity: 'error',
  aboutAbsence: true,
  parameters: foundOutFirst,
  why: `Programs of Postfix find out myhostname and mydomain before any default, because defaults depend on
    them. A parameter that main.cf does not set is still empty then: myhostname = mail.$mydomain gives
    "mail." unless mydomain is set, and every program stops. postconf knows the defaults already and may
    show a name that looks right.`,
  sources: [manual('myhostname'), manual('mydomain')],
  bad: { main: 'myhostname = ‹mail.$mydomain›\n' },
  good: { main: 'mydomain = example.com\nmyhostname = mail.$mydomain\n' },
  check({ config, report }) {
    for (const name of foundOutFirst) {
      const assignment = config.inForce(name);
      if (assignment === undefined) continue;
      const missing = defaultsInName(name, config);
      if (missing.length === 0) continue;
      const are = missing.length === 1 ? 'is' : 'are';
      report({
        span: assignment.value.span,
        about: assignment,
        message: `${listed(missing)} ${are} not set in main.cf and therefore still empty when programs find out ${name}: they see "${valueInFile(name, config)?.text.trim()}", which is no host name, and stop. Set ${listed(missing)}, or write the name out.`,
      });
    }
  },
};
