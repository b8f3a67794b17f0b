import type { Configuration } from '../config/configuration';
import { textOf } from '../text/span';
import { commaAndSpace, isDynamic, tokens } from '../values/tokens';
import { replaceInValue } from './edits';
import { clientLists, domainLists } from './list-parameters';
import type { Rule, RuleContext } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const networkNeverMatches: Rule = {
  id: 'network-never-matches',
  title: 'Pattern that matches nothing',
  group: 'networks',
  severity: 'warning',
  parameters: [...clientLists, ...domainLists],
  why: `Postfix compares elements of such a list with addresses and names as they stand. Shortened IPv4
    addresses, leading zeros, zones behind %, wildcards and braces equal none of them, and no message says so.`,
  sources: [manual('mynetworks')],
  bad: { main: 'mynetworks = 127.0.0.0/8, [::1]/128, ‹192.0.2.›\n' },
  good: { main: 'mynetworks = 127.0.0.0/8, [::1]/128, 192.0.2.0/24\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellWords(context);
    tellSubdomains(context);
    tellProblems(context, {
      codes: ['never-matches'],
      kinds: ['match-list'],
      advice: 'Write what is meant, or remove it.',
      // Quotes and semicolons have rules of their own; what stands for subdomains depends on other parameters.
      isMeant: ({ name, value }, problem) => {
        const text = textOf(value.text, problem);
        return !/^["']|["';]$/.test(text) && !(subdomainLists.has(name) && subdomains.test(text));
      },
    });
  },
};

/** Lists of strings: a domain equals itself and nothing else. */
const exactLists = ['mydestination', 'virtual_alias_domains', 'virtual_mailbox_domains'] as const;
/** Lists in which subdomains can be meant: by the name alone or by a dot before it (match_hostname). */
const parentLists = [...clientLists, 'relay_domains', 'fast_flush_domains'] as const;
const subdomainLists: ReadonlySet<string> = new Set<string>([...exactLists, ...parentLists]);
/** `*.example.com` or `.example.com`. */
const subdomains = /^\*?\.([^*.:/"';@{}[\]][^*:/"';@{}[\]]*)$/;

function tellSubdomains(context: RuleContext): void {
  const { config, report } = context;
  for (const name of subdomainLists) {
    for (const assignment of config.assignmentsOf(name)) {
      const list = tokens(assignment.value.text, commaAndSpace, true);
      for (const token of list) {
        if (token.text.startsWith('#')) break;
        const text = token.text.replace(/^!+/, '');
        const domain = subdomains.exec(text)?.[1];
        if (domain === undefined || isDynamic(text)) continue;
        const judged = judgeSubdomains(config, name, text, domain);
        // Beside the name itself the dot does no harm.
        if (judged === undefined || (judged.meant === domain && list.some(one => one.text === domain)))
          continue;
        const { meant, reason } = judged;
        const span = { start: token.end - text.length, end: token.end };
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(span),
          message: `"${text}" matches nothing, without a message: ${reason}`,
          fixes:
            meant === undefined
              ? []
              : [
                  {
                    title: `Write ${meant}`,
                    safety: 'unsafe',
                    edits: () => [replaceInValue(assignment, span, meant)],
                  },
                ],
        });
      }
    }
  }
}

/** Why a pattern for subdomains matches nothing, and what to write instead. */
function judgeSubdomains(
  config: Configuration,
  name: string,
  text: string,
  domain: string,
): { readonly reason: string; readonly meant: string | undefined } | undefined {
  if (exactLists.some(list => list === name))
    return {
      meant: undefined,
      reason: `${name} is compared word by word. List the subdomains, or describe them in a regexp: or pcre: table.`,
    };
  const byName = matchesByName(config, name);
  const isDot = text.startsWith('.');
  if (byName === undefined) {
    const reason = 'patterns are compared as they stand. Write what is meant, or remove it.';
    return isDot ? undefined : { meant: undefined, reason };
  }
  if (byName)
    return {
      meant: domain,
      reason: `in ${name} the name alone stands for its subdomains, too (parent_domain_matches_subdomains). Write ${domain}.`,
    };
  const reason = `patterns are compared as they stand. Write .${domain}.`;
  return isDot ? undefined : { meant: `.${domain}`, reason };
}

/** Whether a domain in a list stands for its subdomains; undefined where a table or `$name` decides. */
function matchesByName(config: Configuration, list: string): boolean | undefined {
  const value = config.known('parent_domain_matches_subdomains');
  if (value === undefined || /[:/!#$]/.test(value)) return undefined;
  return tokens(value, commaAndSpace).some(({ text }) => text.toLowerCase() === list);
}

/** `mynetworks = all` is meant to match every client, and is the name of a host. */
function tellWords({ config, report }: RuleContext): void {
  for (const name of clientLists) {
    for (const assignment of config.assignmentsOf(name)) {
      for (const token of tokens(assignment.value.text)) {
        if (token.text.startsWith('#')) break;
        if (!/^!*(all|any)$/i.test(token.text)) continue;
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(token),
          message: `"${token.text}" is taken for the name of a host, which no client has: it matches nothing, without a message. List addresses and networks.`,
        });
      }
    }
  }
}
