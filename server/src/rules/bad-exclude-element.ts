import { commaSpaceColon, tokens } from '../values/tokens';
import { replaceInValue } from './edits';
import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

const names = ['smtpd', 'smtp', 'lmtp', 'tlsproxy', 'tlsproxy_client'].flatMap(program => {
  const prefix = program === 'tlsproxy_client' ? program : `${program}_tls`;
  return [`${prefix}_exclude_ciphers`, `${prefix}_mandatory_exclude_ciphers`];
});

export const badExcludeElement: Rule = {
  id: 'bad-exclude-element',
  title: 'Operator in a list of excluded ciphers',
  group: 'tls',
  severity: 'error',
  parameters: names,
  why: `Each element of an exclusion list names ciphers to leave out; Postfix puts the "!" of OpenSSL before it. An element that begins
    with an operator of its own (! + - @) is refused at every handshake: the server drops the connection, and the client
    defers the mail.`,
  sources: [manual('smtpd_tls_exclude_ciphers')],
  bad: { main: 'smtpd_tls_exclude_ciphers = aNULL, ‹!MD5›, ‹-RC4›\n' },
  good: { main: 'smtpd_tls_exclude_ciphers = aNULL, MD5, RC4\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        for (const token of tokens(assignment.value.text, commaSpaceColon)) {
          if (!/^[!+\-@]/.test(token.text)) continue;
          const plain = token.text.replace(/^[!+\-@]+/, '');
          report({
            about: assignment,
            file: assignment.file,
            span: assignment.value.toFile(token),
            message: `"${token.text}" begins with an operator, which is not allowed here: every TLS handshake that uses this list fails. The list excludes what it names, so write ${plain === '' ? 'a name' : `"${plain}"`}.`,
            // `@STRENGTH` is an order, not a name.
            fixes:
              plain === '' || token.text.startsWith('@')
                ? []
                : [
                    {
                      title: `Write ${plain}`,
                      safety: 'unsafe',
                      edits: () => [replaceInValue(assignment, token, plain)],
                    },
                  ],
          });
        }
      }
    }
  },
};
