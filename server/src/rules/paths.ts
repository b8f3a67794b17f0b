/** The folder of a path, without the slash. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** What follows the last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path is in a folder that certbot keeps, where names tell what a file holds. */
export function isInLiveFolder(path: string): boolean {
  return /\/letsencrypt\/(live|archive)\//.test(path);
}
