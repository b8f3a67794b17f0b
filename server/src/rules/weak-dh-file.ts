import { pathReferences } from '../config/file-paths';
import { blocksAt, placeOf } from './certificate-files';
import { removeEntry } from './edits';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';
import { forwardSecrecyReadme, manual } from './sources';

export const weakDhFile: Rule = {
  id: 'weak-dh-file',
  title: 'Weak Diffie-Hellman parameters',
  group: 'certificates',
  severity: 'warning',
  parameters: ['smtpd_tls_dh1024_param_file'],
  why: `Whatever its name says, Postfix offers the parameters of smtpd_tls_dh1024_param_file in every release. A file of 1024 bits gives key
    exchanges that can be broken, and clients that refuse them; without a file Postfix or OpenSSL chooses 2048 bits or more.`,
  sources: [manual('smtpd_tls_dh1024_param_file'), forwardSecrecyReadme],
  bad: {
    main: 'compatibility_level = 2\nsmtpd_tls_dh1024_param_file = ‹/etc/postfix/dh1024.pem›\nmydestination =\n',
    postfix: '3.5',
    world: exampleWorld({ '/etc/postfix/dh1024.pem': [{ kind: 'dh-parameters', bits: 1024 }] }),
  },
  good: {
    main: 'compatibility_level = 2\nmydestination =\n',
    postfix: '3.5',
  },
  fix: 'unsafe',
  check({ config, world, report }) {
    for (const [assignment, references] of pathReferences(config)) {
      const [reference] = references;
      if (!assignment.name.endsWith('_dh1024_param_file') || reference === undefined) continue;
      const blocks = blocksAt(world, reference.path);
      if (blocks === undefined) continue;
      const parameters = blocks.find(block => block.kind === 'dh-parameters');
      const bits = parameters?.kind === 'dh-parameters' ? parameters.bits : undefined;
      if (parameters !== undefined && (bits === undefined || bits >= 2048)) continue;
      const entry = assignment.file === 'main' ? config.setting(assignment.name)?.winner : undefined;
      report({
        ...placeOf(reference),
        message:
          bits === undefined
            ? `${reference.path} holds no DH parameters: Postfix warns and uses its own. Remove ${assignment.name}.`
            : `${reference.path} holds parameters of ${bits} bits, which Postfix then offers: too few to be safe. Without ${assignment.name} it uses 2048 bits or more.`,
        fixes:
          entry === undefined
            ? []
            : [{ title: `Remove ${assignment.name}`, safety: 'unsafe', edits: () => removeEntry(entry) }],
      });
    }
  },
};
