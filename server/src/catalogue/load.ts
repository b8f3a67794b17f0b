import { Catalogue } from './catalogue';
import { facts } from './generated/facts';
import { unpackFacts } from './packed';

let loaded: Catalogue | undefined;

/** The catalogue that was compiled from server/data. Read once, when first asked for. */
export function loadCatalogue(): Catalogue {
  return (loaded ??= new Catalogue(unpackFacts(facts)));
}
