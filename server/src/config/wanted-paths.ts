import type { PathKind } from '../catalogue/kind';
import type { Configuration } from './configuration';
import { pathReferences, tableFiles } from './file-paths';

/** What a world should find out about a path: `pem` what the file holds, `presence` only whether it is there. */
export type Wanted = 'pem' | 'presence';

const pemFiles: ReadonlySet<PathKind['of']> = new Set(['certificate', 'key', 'ca-file', 'dh-parameters']);

/** The paths that rules and hovers would like to know about. */
export function wantedPaths(config: Configuration): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const references of pathReferences(config).values()) {
    for (const { path, of } of references) {
      if (pemFiles.has(of)) wanted.set(path, 'pem');
      else if (of === 'ca-directory' && !wanted.has(path)) wanted.set(path, 'presence');
    }
  }
  for (const { source, indexed } of tableFiles(config)) {
    if (!wanted.has(source)) wanted.set(source, 'presence');
    if (!wanted.has(indexed)) wanted.set(indexed, 'presence');
  }
  return wanted;
}
