// The entry that the editor calls inside its extension host, in node or in a web worker alike.
import './setup';
import './activation.test';
import './features.test';
import './commands.test';
import { Uri, version, workspace } from 'vscode';
import type { Results, TestResult } from './results';

/** Runs everything and writes results.json beside the workspace folder. */
export async function run(): Promise<void> {
  const tests = await new Promise<TestResult[]>(resolve => {
    const collected: TestResult[] = [];
    const collect = (state: TestResult['state']) => (test: Mocha.Test, error?: Error) =>
      collected.push({
        title: test.fullTitle(),
        state,
        duration: test.duration ?? 0,
        ...(error ? { error: error.stack ?? String(error) } : {}),
      });
    // Not mocha.run, which looks for a browser's address and page.
    const runner = Mocha.prototype.run.call(mocha, () => resolve(collected));
    runner.on('pass', collect('passed'));
    runner.on('fail', collect('failed'));
    runner.on('pending', collect('skipped'));
  });
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('the suite runs in a workspace folder');
  const host = 'WorkerGlobalScope' in globalThis ? 'web' : 'node';
  const results: Results = { host, editor: version, tests };
  await workspace.fs.writeFile(
    Uri.joinPath(folder.uri, '../results.json'),
    new TextEncoder().encode(JSON.stringify(results)),
  );
  if (tests.some(test => test.state === 'failed')) throw new Error('some tests failed');
}
