/** Whether a line that git wrote to mark a conflict begins at an offset. */
export function isConflictMarker(text: string, lineStart: number): boolean {
  const marker = text.slice(lineStart, lineStart + 8);
  return /^(<{7}|>{7}|\|{7}) /.test(marker) || /^={7}(\r?\n|$)/.test(marker);
}
