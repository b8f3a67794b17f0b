import { styleText } from 'node:util';
import type { Severity } from '../../config/profile';

/** Where a command writes. Everything it says on the side goes to `error`. */
export interface Console {
  print(text: string): void;
  /** Bytes as they are, for text that is not UTF-8. */
  printBytes(bytes: Uint8Array): void;
  /** One line on stderr, with the program's name in front. */
  error(message: string): void;
  /** Whether people see colours. */
  readonly hasColours: boolean;
}

/** The process's own streams. */
export function processConsole(): Console {
  process.stdout.on('error', error => {
    // Who reads only the beginning, such as head, closes the pipe: that is no error of ours.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(process.exitCode ?? 0);
    process.stderr.write(`maincf: the output cannot be written: ${error.message}\n`);
    process.exit(2);
  });
  // Nobody reads what is said on the side; the exit status still counts.
  process.stderr.on('error', () => undefined);
  return {
    print: text => void process.stdout.write(text),
    printBytes: bytes => void process.stdout.write(bytes),
    error: message => void process.stderr.write(`maincf: ${message}\n`),
    hasColours: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  };
}

const colours = { error: 'red', warning: 'yellow', information: 'blue', hint: 'gray' } as const;

/** A text in the colour of a severity, where the terminal shows colours. */
export function coloured(console: Console, severity: Severity, text: string): string {
  return console.hasColours ? styleText([colours[severity], 'bold'], text, { validateStream: false }) : text;
}

/** A text that recedes, where the terminal can show that. */
export function faint(console: Console, text: string): string {
  return console.hasColours ? styleText('dim', text, { validateStream: false }) : text;
}

/** A text in bold, where the terminal can show that. */
export function strong(console: Console, text: string): string {
  return console.hasColours ? styleText('bold', text, { validateStream: false }) : text;
}
