/**
 * The same text in memory of its own. A slice of a file's text keeps all of that text in memory, so what outlives a version of the file
 * must not be made of slices.
 */
export function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
