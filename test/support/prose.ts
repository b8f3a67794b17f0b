import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Prose } from '../../server/src/catalogue/catalogue';

const file = path.join(process.env['PROJECT_ROOT'] as string, 'server/dist/prose.json');
const pages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | undefined>;

/** The pages as the server ships them. */
export const prose: Prose = { page: key => pages[key] };
