import { explain as pagesAbout } from '../../features/explain';
import type { Command } from './command';
import { CannotDo } from './failure';
import { renderMarkdown } from './markdown';
import { readArguments, releaseOption } from './options';

const options = { postfix: { type: 'string' } } as const;

/** `maincf explain`: the page of a word, as the editor's hover has it. */
export const explain: Command = {
  summary: 'explains a parameter, a value or a rule',
  help: `Usage: maincf explain [options] NAME…

NAME is a parameter (smtpd_tls_security_level), a per-transport family (destination_rate_delay), a value that
has a page of its own (dane, !SSLv2, permit_mynetworks, hash) or a rule of maincf check.

  --postfix VERSION   the release whose defaults are shown (default: the latest stable)

Exit status: 0, or 2 where nothing is known about one of them.
`,
  async run(args, { console, service, catalogue, prose }) {
    const { values, positionals } = readArguments('explain', args, options);
    if (positionals.length === 0) throw new CannotDo('explain: no name given; see maincf explain --help');
    const release = releaseOption(values.postfix, catalogue) ?? catalogue.latestStable;
    const pages = await prose();
    const texts = positionals.flatMap(word => {
      const page = pagesAbout(catalogue, pages, service.rules, word, release);
      if (page === undefined) console.error(`explain: nothing is known about "${word}"`);
      return page === undefined ? [] : [renderMarkdown(page, console)];
    });
    console.print(texts.join('\n'));
    return texts.length === positionals.length ? 0 : 2;
  },
};
