/** A POSIX path with one slash at its start: more of them mean the same to Postfix, and no address of a file can begin with them. */
export function rooted(path: string): string {
  return path.replace(/^\/+/, '/');
}
