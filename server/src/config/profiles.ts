import type { Profile, ProfileId } from './profile';

const postfix: Profile = {
  id: 'postfix',
  title: "Postfix's own recommendations",
  sources: [{ title: 'Postfix TLS_README', url: 'https://www.postfix.org/TLS_README.html' }],
  minimumProtocol: {
    'server-opportunistic': { version: 'TLSv1.2', severity: 'information' },
    'server-mandatory': { version: 'TLSv1.2', severity: 'information' },
    'client-opportunistic': { version: 'TLSv1.2', severity: 'information' },
    'client-mandatory': { version: 'TLSv1.2', severity: 'information' },
  },
  minimumGrade: {
    'server-opportunistic': { grade: 'medium', severity: 'warning' },
    'server-mandatory': { grade: 'medium', severity: 'error' },
    'client-opportunistic': { grade: 'medium', severity: 'warning' },
    'client-mandatory': { grade: 'medium', severity: 'warning' },
  },
  minimumRsaBits: 2048,
  maximumCertificateDays: undefined,
  severities: {},
};

/** A profile by its id. */
export function profileOf(id: ProfileId): Profile {
  return { ...postfix, id };
}
