import type { Assignment } from '../config/configuration';
import { sourceOf } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import { lineEnding } from './edits';
import type { Rule, RuleContext } from './rule';
import { servicesFor } from './services';
import { manual } from './sources';

const loopback = String.raw`(?:127\.[\d.]+|localhost|\[?::1\]?)`;
/** Where a filter on this host listens: behind a transport, or a server that smtpd itself connects to. */
const filters = [
  ['content_filter', new RegExp(String.raw`^[\w-]+:(?:inet:)?\[?${loopback}\]?:(\d{1,5})$`, 'i')],
  ['smtpd_proxy_filter', new RegExp(String.raw`^(?:inet:)?(?:\[?${loopback}\]?:)?(\d{1,5})$`, 'i')],
] as const;
const serviceAddress = new RegExp(String.raw`^${loopback}:(\d{1,5})$`, 'i');
/** How far above its own port a filter hands mail back, as a rule: 10024 and 10025. */
const farthest = 4;

export const contentFilterLoop: Rule = {
  id: 'content-filter-loop',
  title: 'Content filter that gets its own mail back',
  group: 'routing',
  severity: 'error',
  parameters: filters.map(([name]) => name),
  why: `content_filter in main.cf holds for every service that takes mail in, also for the one that takes it back from the
    filter. Without an empty content_filter of its own that one sends the mail to the filter again, until it has gone round so
    often that it is returned. With smtpd_proxy_filter each round waits for the next,
    until there are no more processes and the mail is refused with 451.`,
  sources: [
    manual('content_filter'),
    manual('smtpd_proxy_filter'),
    { title: 'FILTER_README', url: 'https://www.postfix.org/FILTER_README.html#advanced_filter' },
  ],
  bad: {
    main: 'content_filter = smtp-amavis:[127.0.0.1]:10024\n',
    master:
      'smtp inet n - y - - smtpd\nsmtp-amavis unix - - y - 2 smtp\n‹127.0.0.1:10025› inet n - y - - smtpd\n  -o mynetworks=127.0.0.0/8\n',
  },
  good: {
    main: 'content_filter = smtp-amavis:[127.0.0.1]:10024\n',
    master:
      'smtp inet n - y - - smtpd\nsmtp-amavis unix - - y - 2 smtp\n127.0.0.1:10025 inet n - y - - smtpd\n  -o content_filter=\n  -o mynetworks=127.0.0.0/8\n',
  },
  fix: 'unsafe',
  check(context) {
    const { config } = context;
    if (config.master === undefined) return;
    for (const [name, address] of filters) {
      const filter = config.inForce(name);
      const port = address.exec(config.known(name) ?? '')?.[1];
      if (filter !== undefined && port !== undefined) tellServices(context, filter, Number(port));
    }
  },
};

/** Reports the services that take mail back from a filter and have none of its name of their own. */
function tellServices({ config, report }: RuleContext, filter: Assignment, port: number): void {
  const { name: parameter } = filter;
  const local = servicesFor(config, 'smtpd').filter(
    service => service?.type.text === 'inet' && serviceAddress.test(service.name.text),
  ) as readonly Service[];
  // Where one of them ends the round, the others are for something else.
  if (local.some(({ overrides }) => overrides.some(({ name }) => name === parameter))) return;
  const source = sourceOf(config, 'master');
  const option = `-o ${parameter}=`;
  for (const { name, command } of local) {
    const distance = Number(serviceAddress.exec(name.text)?.[1]) - port;
    if (distance < 1 || distance > farthest) continue;
    const at = command.span.end;
    const newline = lineEnding(source);
    const endsLine = /^[ \t]*(?:\r?\n|$)/.test(source.slice(at, at + 200));
    report({
      file: 'master',
      span: name.span,
      message: `This service takes mail back from the content filter and sends it there again: ${parameter} = ${filter.value.text} holds here, too. Add "${option}" to it.`,
      related: [{ file: 'main', span: filter.value.span, message: 'the filter' }],
      fixes: [
        {
          title: `Add ${option} to the service`,
          safety: 'unsafe',
          edits: () => [
            {
              file: 'master',
              span: { start: at, end: at },
              newText: endsLine ? `${newline}  ${option}` : ` ${option}`,
            },
          ],
        },
      ],
    });
  }
}
