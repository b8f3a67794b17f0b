import { sourceOf } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import { lineEnding } from './edits';
import type { Rule } from './rule';
import { servicesFor } from './services';
import { manual } from './sources';

const loopback = String.raw`(?:127\.[\d.]+|localhost|\[?::1\]?)`;
const filterAddress = new RegExp(String.raw`^[\w-]+:(?:inet:)?\[?${loopback}\]?:(\d{1,5})$`, 'i');
const serviceAddress = new RegExp(String.raw`^${loopback}:(\d{1,5})$`, 'i');
/** How far above its own port a filter hands mail back, as a rule: 10024 and 10025. */
const farthest = 4;

export const contentFilterLoop: Rule = {
  id: 'content-filter-loop',
  title: 'Content filter that gets its own mail back',
  group: 'routing',
  severity: 'error',
  parameters: ['content_filter'],
  why: `content_filter in main.cf holds for every service that takes mail in, also for the one that takes it back from the
    filter. Without an empty content_filter of its own that one sends the mail to the filter again, until it has gone round so
    often that it is returned.`,
  sources: [
    manual('content_filter'),
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
  check({ config, report }) {
    const filter = config.inForce('content_filter');
    const port = filterAddress.exec(config.known('content_filter') ?? '')?.[1];
    if (config.master === undefined || filter === undefined || port === undefined) return;
    const local = servicesFor(config, 'smtpd').filter(
      service => service?.type.text === 'inet' && serviceAddress.test(service.name.text),
    ) as readonly Service[];
    // Where one of them ends the round, the others are for something else.
    if (local.some(({ overrides }) => overrides.some(({ name }) => name === 'content_filter'))) return;
    const source = sourceOf(config, 'master');
    for (const { name, command } of local) {
      const distance = Number(serviceAddress.exec(name.text)?.[1]) - Number(port);
      if (distance < 1 || distance > farthest) continue;
      const at = command.span.end;
      const newline = lineEnding(source);
      const endsLine = /^[ \t]*(?:\r?\n|$)/.test(source.slice(at, at + 200));
      report({
        file: 'master',
        span: name.span,
        message: `This service takes mail back from the content filter and sends it there again: content_filter = ${filter.value.text} holds here, too. Add "-o content_filter=" to it.`,
        related: [{ file: 'main', span: filter.value.span, message: 'the filter' }],
        fixes: [
          {
            title: 'Add -o content_filter= to the service',
            safety: 'unsafe',
            edits: () => [
              {
                file: 'master',
                span: { start: at, end: at },
                newText: endsLine ? `${newline}  -o content_filter=` : ' -o content_filter=',
              },
            ],
          },
        ],
      });
    }
  },
};
