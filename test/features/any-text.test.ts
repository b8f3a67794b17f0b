import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { rules } from '../../server/src/rules/index';
import { askEverything } from '../support/every-feature';
import { analyse } from '../support/example';
import { mistakenFiles } from '../support/generated-files';

/** No text makes a feature throw or speak of places that there are not. POSTFIX_MAIN_CF_CORPUS names more files to look at. */
const numRuns = process.env.DEEP === undefined ? 300 : 20_000;

/** Pieces that mean something to Postfix, to templates or to the protocol, so that odd combinations come up often. */
const pieces = [
  ...[
    'smtpd_tls_security_level',
    'mydestination',
    'smtpd_recipient_restrictions',
    'my_own',
    'smtpd_milters',
    'virtual_alias_maps',
    'smtpd_tls_cert_file',
  ],
  ...[' = ', '=', '\n', '\n', '\n  ', '\r\n', '\r', '\t', ' ', ',', ':', '#', '# ', '!', '>=', '/', '-'],
  ...[
    '$',
    '${',
    '$(',
    '$$',
    '{',
    '}',
    '{ ',
    ' }',
    '(',
    ')',
    '?',
    '[',
    ']',
    '"',
    '\0',
    '\ufeff',
    '\u2028',
    '\ud83d\ude00',
    '\ud83d',
    '\u00e9',
  ],
  ...[
    'may',
    'TLSv1.2',
    'hash:',
    '/etc/x',
    '//etc/x',
    '[::1]',
    '127.0.0.0/8',
    'reject',
    'check_client_access',
    'inline:{',
    'yes',
    '10s',
  ],
  ...[
    '{{ x }}',
    '{% if x %}',
    '<%= x %>',
    '@X@',
    '<<<<<<< a',
    '# postfix-main-cf: ignore ',
    'weak-protocols',
    'https://a.example/',
  ],
  ...['smtp inet n - y - - smtpd', ' -o ', '-o { ', 'submission', '-v'],
];
const texts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 1, arbitrary: mistakenFiles(rules).map(({ main }) => main) },
);
const names = ['main.cf', 'postfix-main.cf', 'main.cf.j2'];

describe('any text', function () {
  this.timeout(20 * 60_000);
  it('can be a main.cf, with anything beside it', async () => {
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.option(texts),
        fc.nat(),
        fc.constantFrom(...names),
        async (main, master, at, name) => {
          const beside = master === null ? {} : { master };
          await askEverything(analyse(main, { ...beside, name }), at % (main.length + 1));
        },
      ),
      { numRuns },
    );
  });
  it('can be a master.cf', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, fc.nat(), async (main, master, at) => {
        await askEverything(analyse(main, { master, file: 'master' }), at % (master.length + 1));
      }),
      { numRuns },
    );
  });
  it('can be cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(mistakenFiles(rules), fc.nat(), async ({ main, master }, at) => {
        const text = main.slice(0, at % (main.length + 1));
        await askEverything(analyse(text, master === undefined ? {} : { master }), text.length);
      }),
      { numRuns },
    );
  });
});

const corpus = process.env.POSTFIX_MAIN_CF_CORPUS;
if (corpus !== undefined && corpus !== '') {
  describe('files of a corpus', function () {
    this.timeout(60_000);
    for (const folder of ['real', 'templates', 'not-postfix'].filter(name =>
      existsSync(path.join(corpus, name)),
    )) {
      for (const file of readdirSync(path.join(corpus, folder)).sort()) {
        it(`${folder}/${file}`, async () => {
          const text = readFileSync(path.join(corpus, folder, file)).toString('latin1');
          const analysis = analyse(text, {
            name: folder === 'templates' ? `main.cf${path.extname(file)}` : 'main.cf',
          });
          for (let at = 0; at <= text.length; at += 1 + Math.floor(text.length / 60))
            await askEverything(analysis, at);
        });
      }
    }
  });
}
