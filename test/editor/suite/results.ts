// What a run leaves behind. The launcher believes this file and nothing else: an extension host that dies
// is reported as a success by the editor itself.

export interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Milliseconds. */
  readonly duration: number;
  readonly error?: string;
}

export interface Results {
  /** The extension host that really ran the suite. */
  readonly host: 'node' | 'web';
  readonly editor: string;
  readonly tests: readonly TestResult[];
}
