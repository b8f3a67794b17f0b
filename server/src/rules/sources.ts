import type { Source } from './rule';

export const tlsReadme: Source = {
  title: 'Postfix TLS_README',
  url: 'https://www.postfix.org/TLS_README.html',
};

export const forwardSecrecyReadme: Source = {
  title: 'Postfix FORWARD_SECRECY_README',
  url: 'https://www.postfix.org/FORWARD_SECRECY_README.html',
};

/** The entry of a parameter in the manual. */
export function manual(name: string): Source {
  return { title: `postconf(5), ${name}`, url: `https://www.postfix.org/postconf.5.html#${name}` };
}

/** An RFC, or one section of it: `rfc(3207, '4')`. */
export function rfc(number: number, section?: string): Source {
  const url = `https://www.rfc-editor.org/rfc/rfc${number}`;
  if (section === undefined) return { title: `RFC ${number}`, url };
  return { title: `RFC ${number} section ${section}`, url: `${url}#section-${section}` };
}
