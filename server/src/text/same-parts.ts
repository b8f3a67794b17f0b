/** Whether what something was made from is still the same: as many parts, each the very same object or value. */
export function sameParts(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && now.every((part, index) => part === before[index]);
}
