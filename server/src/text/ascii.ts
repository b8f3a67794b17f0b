/** Character classes as Postfix sees them: C's isspace() and friends in the C locale, ASCII only. */

/** Blank, tab, newline, vertical tab, form feed, carriage return. A no-break space is not white space. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** What may stand in a `$name`: letters, digits and the underscore. */
export function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || code === 95 || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
  );
}

/** `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
