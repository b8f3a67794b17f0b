/** What happened to a public list: when it ended, and what it answers now, where that is known. */
interface DeadList {
  readonly ended: string;
  /** It lists every address, so that all mail is refused. */
  readonly listsEverything?: true;
}

/**
 * Zones of lists that ended, with all that is below them. Each was announced by its operators; dnsbl.com and the archives of the
 * projects that shipped them tell the dates.
 */
const zones: Readonly<Record<string, DeadList>> = {
  'sorbs.net': { ended: 'June 2024' },
  'ix.dnsbl.manitu.net': { ended: 'January 2025' },
  'dnsbl.inps.de': { ended: 'May 2020' },
  'dul.ru': { ended: '2015', listsEverything: true },
  'ahbl.org': { ended: '2015', listsEverything: true },
  'njabl.org': { ended: '2013' },
  'rfc-ignorant.org': { ended: '2012' },
  'dsbl.org': { ended: '2008' },
  'ordb.org': { ended: '2006', listsEverything: true },
};

/** The dead list that a DNSBL domain belongs to; undefined for all others. */
export function deadListOf(domain: string): (DeadList & { readonly zone: string }) | undefined {
  const labels = domain.toLowerCase().split('.');
  for (let i = 0; i < labels.length - 1; i++) {
    const zone = labels.slice(i).join('.');
    const dead = Object.hasOwn(zones, zone) ? zones[zone] : undefined;
    if (dead !== undefined) return { ...dead, zone };
  }
  return undefined;
}
