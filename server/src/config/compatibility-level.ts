/** Whether a text is a compatibility level as Postfix 3.6 and later read it: N, N.M or N.M.P. */
export function isLevel(text: string): boolean {
  return /^\d{1,9}(\.\d{1,9}(\.\d{1,9})?)?$/.test(text.trim());
}

/** Compares levels number by number, so that 3.10 is above 3.6. */
export function compareLevels(left: string, right: string): number {
  const a = left.trim().split('.').map(Number);
  const b = right.trim().split('.').map(Number);
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
