/**
 * Compiles server/data/profiles/*.yaml into what the server loads.
 *   node server/tools/run.mjs profiles write
 *   node server/tools/run.mjs profiles check    fails where a profile is incomplete or the output is not up to date
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import {
  profileIds,
  severities,
  tlsUses,
  type Profile,
  type ProfileId,
  type SeverityChoice,
  type TlsUse,
} from '../src/config/profile';
import { writeOrCheck } from './output';

export async function main(args: readonly string[], root: string): Promise<number> {
  const profiles = await readProfiles(path.join(root, 'server/data/profiles'));
  const missing = profileIds.filter(id => profiles.every(profile => profile.id !== id));
  if (missing.length > 0) throw new Error(`server/data/profiles: no file for ${missing.join(', ')}`);
  const literal = JSON.stringify(Object.fromEntries(profiles.map(profile => [profile.id, profile])), null, 2);
  const source = `// Compiled from server/data/profiles by server/tools/profiles.ts. Do not edit.
import type { Profile, ProfileId } from '../profile';

export const compiledProfiles: Readonly<Record<ProfileId, Profile>> = ${literal.replace(/: null\b/g, ': undefined')};
`;
  return writeOrCheck(args, root, [['server/src/config/generated/profiles.ts', source]]);
}

/** Reads all profiles, in the order in which they are offered. Throws with the file's name where one is incomplete. */
async function readProfiles(folder: string): Promise<Profile[]> {
  const files = (await readdir(folder)).filter(file => file.endsWith('.yaml'));
  const profiles = await Promise.all(
    files.map(async file => {
      const data = parse(await readFile(path.join(folder, file), 'utf8')) as Readonly<
        Record<string, unknown>
      >;
      return { order: Number(data.order), profile: readProfile(path.basename(file, '.yaml'), data) };
    }),
  );
  return profiles.sort((a, b) => a.order - b.order).map(({ profile }) => profile);
}

function readProfile(id: string, data: Readonly<Record<string, unknown>>): Profile {
  const fail = (message: string): never => {
    throw new Error(`server/data/profiles/${id}.yaml: ${message}`);
  };
  const isSeverity = (value: unknown): boolean => [...severities, 'off'].includes(String(value));
  const byUse = <T>(key: string, valid: (value: T) => boolean): Readonly<Record<TlsUse, T>> => {
    const table = data[key] as Partial<Record<TlsUse, T>> | undefined;
    for (const use of tlsUses) {
      const value = table?.[use];
      if (value === undefined || !valid(value)) fail(`${key}: no valid entry for ${use}`);
    }
    return table as Record<TlsUse, T>;
  };
  const text = (key: string): string => {
    const value = data[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : fail(`no ${key}`);
  };
  if (!(profileIds as readonly string[]).includes(id)) fail('config/profile.ts does not list this id');
  for (const [rule, severity] of Object.entries(data.severities ?? {})) {
    if (!isSeverity(severity)) fail(`severities: ${rule}: ${String(severity)} is not a severity`);
  }
  return {
    id: id as ProfileId,
    title: text('title'),
    summary: text('summary'),
    sources: data.sources as Profile['sources'],
    minimumProtocol: byUse(
      'minimum-protocol',
      ({ version, severity }) => /^TLSv1(\.[1-3])?$/.test(version) && isSeverity(severity),
    ),
    brokenProtocols: byUse<SeverityChoice>('broken-protocols', isSeverity),
    minimumGrade: byUse(
      'minimum-grade',
      ({ grade, severity }) => ['medium', 'high'].includes(grade) && isSeverity(severity),
    ),
    minimumRsaBits: Number(text('minimum-rsa-bits')),
    // JSON has no undefined: null is turned into it where the source text is written.
    maximumCertificateDays: data['maximum-certificate-days'] as number | undefined,
    severities: data.severities as Profile['severities'],
  };
}
