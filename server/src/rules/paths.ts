import { baseName } from '../text/path-parts';

/** Whether a path is in a folder that certbot or dehydrated keeps, where names tell what a file holds. */
export function isInLiveFolder(path: string): boolean {
  return /\/letsencrypt\/(live|archive)\/|\/dehydrated\/certs\//.test(path);
}

/** The names of the files that certbot makes, without `.pem`; under `archive` a number follows. */
export type CertbotName = 'privkey' | 'cert' | 'chain' | 'fullchain';

const certbotName = /^(privkey|cert|chain|fullchain)(\d*)\.pem$/;

/** Which of certbot's names a file has; undefined where it has another one. */
export function certbotNameOf(path: string): CertbotName | undefined {
  return certbotName.exec(baseName(path))?.[1] as CertbotName | undefined;
}

/** What certbot calls another file beside one of its own: `fullchain2.pem` beside `privkey2.pem`. */
export function certbotSibling(path: string, name: CertbotName): string {
  return `${name}${certbotName.exec(baseName(path))?.[2] ?? ''}.pem`;
}
