import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Prose } from '../../server/src/catalogue/catalogue';
import { readProse } from '../../server/src/catalogue/prose';

const file = path.join(process.env['PROJECT_ROOT'] as string, 'server/dist/prose.txt');
/** The pages as the server ships them. */
export const prose: Prose = readProse(readFileSync(file, 'latin1'));
