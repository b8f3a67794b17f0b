import type { Assignment } from '../../config/configuration';
import type { SeverityChoice, TlsUse } from '../../config/profile';
import type { Candidate } from '../../values/value';
import { protocols } from '../../values/tls-protocols';
import type { Analysis } from '../analysis';

/** Cipher grades from the strongest to the weakest. */
const grades = ['high', 'medium', 'low', 'export', 'null'];

/**
 * Legal is not suggested: whether a rule would flag the candidate at warning or above. Reads the same profile that
 * the rules read.
 */
export function isBelowThreshold(
  analysis: Analysis,
  { name, parameter }: Assignment,
  candidate: Candidate,
): boolean {
  const use = useOf(name);
  const { profile } = analysis;
  switch (parameter?.kind.type) {
    case 'cipher-grade': {
      const minimum = grades.indexOf(profile.minimumGrade[use].grade);
      return minimum !== -1 && grades.indexOf(candidate.label) > minimum;
    }
    case 'tls-protocols': {
      const floor = /^>=(.*)$/.exec(candidate.label)?.[1];
      // A bare name switches every other version off, newer ones as well.
      if (floor === undefined) return /^\w/.test(candidate.label);
      const minimum = profile.minimumProtocol[use];
      const versions: readonly string[] = protocols;
      // A floor above the profile's is for those who know their peers; one below it would be flagged.
      const isBroken = floor.startsWith('SSL') && isLoud(profile.brokenProtocols[use]);
      return (
        isBroken || (versions.indexOf(floor) < versions.indexOf(minimum.version) && isLoud(minimum.severity))
      );
    }
    default:
      return false;
  }
}

function isLoud(severity: SeverityChoice): boolean {
  return severity === 'warning' || severity === 'error';
}

/** What a TLS parameter is used for, by its name. */
export function useOf(name: string): TlsUse {
  const side = /^(?:smtpd|postscreen|tlsproxy_tls)_/.test(name) ? 'server' : 'client';
  return `${side}-${name.includes('mandatory') ? 'mandatory' : 'opportunistic'}`;
}
