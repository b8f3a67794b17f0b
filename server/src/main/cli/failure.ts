/** Something that was asked for cannot be done: one line on stderr and exit status 2. */
export class CannotDo extends Error {}
