import assert from 'node:assert/strict';
import type { Side } from '../../protocol/messages';
import fc from 'fast-check';
import { profileIds } from '../../server/src/config/profile';
import type { Analysis } from '../../server/src/features/analysis';
import { safeDefaultEdits, safeDefaults } from '../../server/src/features/safe-defaults';
import { rules } from '../../server/src/rules/index';
import { applyEdits } from '../../server/src/text/edit';
import { analyse, type AnalyseOptions } from '../support/example';
import { mistakenFiles } from '../support/generated-files';

const releases = ['3.5', '3.6', '3.7', '3.8', '3.9', '3.10', '3.11'];
const services = 'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\ntlsmgr unix - - y 1000? 1 tlsmgr\n';
const submission =
  'submission inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt\n  -o smtpd_sasl_auth_enable=yes\n';

const roles: Readonly<Record<string, { readonly main: string; readonly master?: string }>> = {
  'a public mail server': {
    main: 'mydestination = $myhostname, example.com\nsmtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination\n',
    master: services + submission,
  },
  'a null client': {
    main: 'mydestination =\ninet_interfaces = loopback-only\nrelayhost = [mail.example.com]\n',
    master: services,
  },
  'a client of a relay host': {
    main: 'relayhost = [mail.example.com]:587\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = lmdb:/etc/postfix/sasl\n',
    master: services,
  },
  'a file without a master.cf': { main: 'myhostname = a.example.com\nmydestination = example.com\n' },
};

const certificate = 'smtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_key_file = /etc/ssl/mail.key\n';
const settings: Readonly<Record<string, string>> = {
  nothing: '',
  'a certificate alone': certificate,
  'TLS off': `${certificate}smtpd_tls_security_level = none\nsmtp_tls_security_level = none\n`,
  'old switches': `${certificate}smtpd_use_tls = yes\nsmtp_use_tls = yes\n`,
  'old demands': `${certificate}smtpd_enforce_tls = yes\nsmtp_enforce_tls = yes\n`,
  'weak protocols and grades': `${certificate}smtpd_tls_security_level = may
smtpd_tls_protocols = !SSLv2
smtpd_tls_mandatory_protocols = !SSLv2
smtpd_tls_mandatory_ciphers = null
smtp_tls_security_level = encrypt
smtp_tls_protocols = SSLv3, TLSv1
smtp_tls_mandatory_protocols = TLSv1
smtp_tls_mandatory_ciphers = low
`,
  'DANE without DNSSEC': `${certificate}smtpd_tls_security_level = may\nsmtp_tls_security_level = dane\n`,
  'verification without authorities': `${certificate}smtp_tls_security_level = verify\n`,
  'misspelt values': `${certificate}smtpd_tls_security_level = dane
smtpd_tls_protocols = >= TLSv1.2
smtp_tls_security_level = mya
smtp_tls_protocols = TLS1.2
smtp_tls_ciphers = hgih
`,
  'holes and TLS 1.3 alone': `${certificate}smtpd_tls_security_level = may
smtpd_tls_protocols = TLSv1.3
smtp_tls_security_level = may
smtp_tls_protocols = !TLSv1.1, !TLSv1.2
`,
  'values of its own': `${certificate}floor = !SSLv3
smtpd_tls_security_level = may
smtpd_tls_protocols = $floor
smtpd_tls_mandatory_protocols = $smtpd_tls_protocols
`,
};

function applied(analysis: Analysis, side: Side = 'both'): string {
  return applyEdits(analysis.text, safeDefaultEdits(analysis, side));
}

/** What is wrong with the TLS of main.cf and could be put right without asking a person for a file. */
function wrong({ findings }: Analysis): string[] {
  return findings
    .filter(({ rule, severity }) => rule.group === 'tls' && (severity === 'error' || severity === 'warning'))
    .filter(({ rule, fixes = [] }) => rule.aboutAbsence !== true || fixes.length > 0)
    .map(({ rule, message }) => `${rule.id}: ${message}`);
}

describe('safe defaults', function () {
  this.timeout(60_000);
  for (const [role, { main, master }] of Object.entries(roles)) {
    for (const [what, block] of Object.entries(settings)) {
      it(`leave nothing to find in ${role} with ${what}`, () => {
        for (const profile of profileIds) {
          for (const postfix of releases) {
            const before = analyse(`compatibility_level = 3.6\n${main}${block}`, {
              profile,
              postfix,
              ...(master === undefined ? {} : { master }),
            });
            const after = before.withText(applied(before));
            assert.deepEqual(wrong(after), [], `${profile}, ${postfix}:\n${after.text}`);
            assert.equal(applied(after), after.text);
          }
        }
      });
    }
  }

  const file = fc.tuple(mistakenFiles(rules), fc.constantFrom(...profileIds));
  it('touch no line that is not about TLS, keep line ends, and come to an end', () => {
    fc.assert(
      fc.property(file, ([{ main, master, postfix }, profile]) => {
        const before = analyse(main, { profile, postfix, ...(master === undefined ? {} : { master }) });
        const text = applied(before);
        if (text === main) return;
        const lines = text.split('\n');
        let at = 0;
        for (const line of kept(before)) {
          at = lines.indexOf(line, at) + 1;
          assert.notEqual(at, 0, `${JSON.stringify(line)} is gone from\n${text}`);
        }
        if (/^[^\n]*\r\n/.test(main) && !/[^\r]\n/.test(main)) assert.doesNotMatch(text, /[^\r]\n/);
        // What a value that Postfix cannot read hides shows when it can: once more, then no more.
        const again = applied(before.withText(text));
        assert.equal(applied(before.withText(again)), again);
      }),
      { numRuns: process.env.DEEP === undefined ? 500 : 20_000 },
    );
  });

  const edited: readonly [what: string, before: string, after: string, options?: AnalyseOptions][] = [
    [
      'the blanks of the file',
      'myhostname=a.example\nsmtp_tls_security_level=none\n',
      'myhostname=a.example\nsmtp_tls_security_level=may\nsmtp_tls_loglevel=1\n',
    ],
    [
      'comments inside a value',
      'smtp_tls_security_level = may\nsmtp_tls_loglevel = 1\nsmtp_tls_protocols =\n  # old\n  !SSLv2\n',
      'smtp_tls_security_level = may\nsmtp_tls_loglevel = 1\nsmtp_tls_protocols =\n  # old\n  >=TLSv1.2\n',
    ],
    [
      'carriage returns',
      'smtp_tls_security_level = none\r\nsmtp_tls_loglevel = 1\r\n',
      'smtp_tls_security_level = may\r\nsmtp_tls_loglevel = 1\r\n',
    ],
    [
      'a file that is right',
      'smtp_tls_security_level = may\nsmtp_tls_loglevel = 1\n',
      'smtp_tls_security_level = may\nsmtp_tls_loglevel = 1\n',
    ],
    [
      'another program’s file',
      'include "types.cf"\n\ncluster vcs (\n  )\n',
      'include "types.cf"\n\ncluster vcs (\n  )\n',
    ],
  ];
  for (const [what, before, after, options] of edited)
    it(`keep ${what}`, () => assert.equal(applied(analyse(before, options), 'outgoing'), after));

  it('of one side leave the other alone', () => {
    const analysis = analyse(`${certificate}smtp_tls_ciphers = export\nsmtpd_tls_ciphers = export\n`);
    assert.match(applied(analysis, 'outgoing'), /smtp_tls_ciphers = medium\n[^]*smtpd_tls_ciphers = export/);
    assert.match(applied(analysis, 'incoming'), /smtp_tls_ciphers = export\n[^]*smtpd_tls_ciphers = medium/);
  });
  it('turn nothing on for incoming mail without a certificate', () => {
    assert.doesNotMatch(applied(analyse('mydestination = example.com\n')), /smtpd_/);
  });
  it('want each change confirmed, and say what it is', () => {
    const edit = safeDefaults(analyse('smtp_tls_security_level = none\n'), 'outgoing');
    const annotations = Object.values(edit?.changeAnnotations ?? {});
    assert.ok(annotations.length > 1 && annotations.every(({ needsConfirmation }) => needsConfirmation));
    assert.equal(annotations[0]?.label, 'smtp_tls_security_level: opportunistic TLS for outgoing mail');
    assert.equal(
      safeDefaults(analyse('smtp_tls_security_level = may\nsmtp_tls_loglevel = 1\n'), 'both'),
      undefined,
    );
  });
});

/** The lines that stay: comments, blank lines, and entries that are not about TLS. */
function kept({ config, text }: Analysis): string[] {
  return config.tree.nodes.flatMap(node => {
    const lines = text.slice(node.start, node.end).split('\n').slice(0, -1);
    if (node.kind !== 'entry' || !/tls|dns_support|sasl/.test(node.name)) return lines;
    return lines.filter(line => /^\s*(#|$)/.test(line));
  });
}
