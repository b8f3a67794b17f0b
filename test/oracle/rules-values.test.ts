/** What the rules call an error in a value is what stops Postfix's programs, and the other way round. */
import assert from 'node:assert/strict';
import type { Kind } from '../../server/src/catalogue/kind';
import type { Parameter } from '../../server/src/catalogue/model';
import { parseRelease, type Release as Version } from '../../server/src/catalogue/release';
import type { RuleGroup } from '../../server/src/rules/rule';
import { analyse, service } from '../support/example';
import { postmapCheck } from './postmap';
import type { Release } from './releases';
import { describeReleases } from './suite';

/** Names whose values postmap checks against this machine, or uses before it can say anything. */
const dependOnMachine = new Set([
  'myorigin',
  'inet_interfaces',
  'proxy_interfaces',
  'mail_owner',
  'setgid_group',
  'default_privs',
  'config_directory',
  'queue_directory',
  'data_directory',
  'alternate_config_directories',
  'import_environment',
  'export_environment',
  'maillog_file',
  'mydomain',
]);

/** Names that every program reads, but postmap makes no use of. */
const unusedByPostmap = new Set([
  'alias_database',
  'default_cache_db_type',
  'default_database_type',
  'default_delivery_status_filter',
  'info_log_address_format',
  'internal_mail_filter_classes',
  'maillog_file_permissions',
  'non_bdb_custom_mapping',
  'smtputf8_autodetect_classes',
]);

/** What concerns one value; that values do not go together is not for postmap to say. */
const groups: readonly RuleGroup[] = ['syntax', 'values', 'compatibility'];

const texts = ['', 'x'];
const values: Partial<Record<Kind['type'], readonly string[]>> = {
  boolean: ['YES', 'no', 'true', '1', 'on', '', 'y', 'yes # why', '"yes"', 'yes;', 'yes no'],
  integer: ['5', '0', '-1', '+5', '010', '0x10', '100k', '', '2147483648', '1 000', '1e3', '5 # five'],
  size: ['52428800', '1M', '-5', '10000000000', '', '50 MB', '5 # five'],
  duration: [
    '1h',
    '10',
    '10 s',
    '10S',
    '1.5h',
    '-5s',
    '+5m',
    '0',
    '',
    '1h30m',
    '5y',
    'h',
    '9999w',
    '1month',
    '5s # x',
  ],
  'compatibility-level': ['0', '2', '3.6', '3.6.1', '9999', 'abc', '-1', '', '3.', '3.6 # x'],
  'host-name': [
    'mail.example.com',
    'host:25',
    '-x-.com',
    'a_b.example',
    'a b',
    '',
    '1.2.3.4',
    'x..y',
    'x.',
    '/etc/x',
  ],
};

await describeReleases('values that stop programs', release => {
  const version = parseRelease(release.version) as Version;
  const readByAll = service.catalogue.parameters.filter(
    parameter =>
      parameter.programs.includes('*') &&
      !dependOnMachine.has(parameter.name) &&
      !unusedByPostmap.has(parameter.name) &&
      service.catalogue.exists(parameter, version),
  );
  it('are those that rules call errors', async () => {
    const trials = readByAll.flatMap(parameter =>
      valuesOf(parameter).map(value => `${parameter.name} = ${value}`),
    );
    const wrong: string[] = [];
    for (let at = 0; at < trials.length; at += atOnce) {
      const some = trials.slice(at, at + atOnce);
      const answers = await Promise.all(some.map(trial => disagreement(release, trial)));
      wrong.push(...answers.filter(answer => answer !== undefined));
    }
    assert.deepEqual(wrong, []);
  });
});

/** How many programs run at the same time. One that stops sleeps for a second first, so more cost little. */
const atOnce = 100;

/** What Postfix and the rules say of a line, where they do not agree. */
async function disagreement(release: Release, line: string): Promise<string | undefined> {
  const main = `mynetworks = 127.0.0.0/8\nmyhostname = mail.example.com\n${line}\n`;
  const stop = await postmapCheck(release, main);
  const told = errorsIn(main, release.version);
  if ((stop === undefined) === (told.length === 0)) return undefined;
  return `${line}: Postfix: ${stop?.message ?? 'fine'}; rules: ${told.join() || 'fine'}`;
}

function valuesOf({ kind }: Parameter): readonly string[] {
  if (kind.type === 'enumeration' || kind.type === 'flags') {
    const words = kind.values.map(({ value }) => value);
    return [...words, ...words.map(word => word.toUpperCase()), '', 'nonsense', `${words[0]} # why`];
  }
  return values[kind.type] ?? texts;
}

function errorsIn(main: string, postfix: string): string[] {
  return analyse(main, { postfix, complete: false })
    .findings.filter(({ rule, severity }) => severity === 'error' && groups.includes(rule.group))
    .map(({ rule }) => rule.id);
}
