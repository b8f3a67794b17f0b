import { commaAndSpace, tokens, type Token } from '../values/tokens';
import type { Rule } from './rule';
import { manual } from './sources';

export const mynetworksLacksIpv6Loopback: Rule = {
  id: 'mynetworks-lacks-ipv6-loopback',
  title: 'mynetworks without ::1',
  group: 'networks',
  severity: 'hint',
  parameters: ['mynetworks'],
  why: `Many programs connect to "localhost" over IPv6 first. Where mynetworks trusts 127.0.0.0/8 but not
    ::1, such a program on this very machine is treated like a stranger and may not send mail elsewhere.`,
  sources: [manual('mynetworks'), { title: 'IPV6_README', url: 'https://www.postfix.org/IPV6_README.html' }],
  bad: { main: 'mynetworks = ‹127.0.0.0/8›, 192.0.2.0/24\n' },
  good: { main: 'mynetworks = 127.0.0.0/8, [::1]/128, 192.0.2.0/24\n' },
  fix: 'unsafe',
  check({ config, report }) {
    const assignment = config.inForce('mynetworks');
    const value = config.known('mynetworks');
    if (assignment === undefined || value === undefined) return;
    if (config.known('inet_protocols') === 'ipv4') return;
    // ::1 may be in a table or in a file of patterns, or stand there without its brackets, which is told elsewhere.
    if (tokens(value).some(({ text }) => /^(!?\/|\[[0:.]*(:1)?[\]/]|!*[0:]*:1(?:\/|$)|[a-z]+:)/i.test(text)))
      return;
    const items = tokens(assignment.value.text);
    const loopback = items.find(({ text }) => text.startsWith('127.'));
    if (loopback === undefined) return;
    const separator = separatorAfter(assignment.value.text, items, loopback);
    const end = assignment.value.toFile(loopback).end;
    report({
      about: assignment,
      span: assignment.value.toFile(loopback),
      message:
        'Programs on this machine that connect over IPv6 come from ::1, which is not in this list, so they may not relay mail. Add [::1]/128.',
      fixes: [
        {
          title: 'Add [::1]/128',
          safety: 'unsafe',
          edits: () => [{ span: { start: end, end }, newText: `${separator}[::1]/128` }],
        },
      ],
    });
  },
};

/** What separates the items of a list: a comma or not, as the list has it around this item. */
function separatorAfter(text: string, items: readonly Token[], item: Token): string {
  const at = items.indexOf(item);
  const [left, right] = at + 1 < items.length ? [item, items[at + 1]] : [items[at - 1], item];
  const between = left === undefined || right === undefined ? ' ' : text.slice(left.end, right.start);
  if (!between.includes(',')) return ' ';
  return [...between].some(character => character !== ',' && commaAndSpace.includes(character)) ? ', ' : ',';
}
