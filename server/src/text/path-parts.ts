/** The folder of a path or URI, without the slash. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** What follows the last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
