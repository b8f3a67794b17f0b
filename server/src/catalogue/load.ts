import { Catalogue, type CatalogueData } from './catalogue';
import { facts } from './generated/facts';

let loaded: Catalogue | undefined;

/** The catalogue that was compiled from server/data. Read once, when first asked for. */
export function loadCatalogue(): Catalogue {
  return (loaded ??= new Catalogue(JSON.parse(facts) as CatalogueData));
}
