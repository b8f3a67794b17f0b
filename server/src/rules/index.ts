import { duplicateParameter } from './duplicate-parameter';
import type { Rule } from './rule';
import { unknownSuppression } from './unknown-suppression';
import { unneededSuppression } from './unneeded-suppression';

/** All rules, by theme: the order of docs/rules/README.md. The only list of them. */
export const rules: readonly Rule[] = [
  // names
  duplicateParameter,

  // editor
  unknownSuppression,
  unneededSuppression,
];
