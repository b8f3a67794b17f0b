import { duplicateParameter } from './duplicate-parameter';
import type { Rule } from './rule';

/** All rules, by theme. The only list of them. */
export const rules: readonly Rule[] = [duplicateParameter];
