import { spawn } from 'node:child_process';

/** What a program left behind. Output is latin1: one character per byte, whatever the bytes mean. */
export interface ProgramResult {
  /** The exit status; -1 when the program could not be started, was killed or took too long. */
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. `timeout` is in milliseconds; never throws. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: {
    folder?: string;
    input?: string;
    timeout?: number;
    environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<ProgramResult> {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: options.folder,
      env: { ...process.env, LC_ALL: 'C', ...options.environment },
      timeout: options.timeout ?? 60_000,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('latin1').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('latin1').on('data', (text: string) => (stderr += text));
    child.on('error', error => resolve({ status: -1, stdout, stderr: stderr + error.message }));
    child.on('close', status => resolve({ status: status ?? -1, stdout, stderr }));
    // A program that ends before it has read everything is no error of ours.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '', 'latin1');
  });
}
