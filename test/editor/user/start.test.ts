import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { launchChromium } from '../host/chromium.mjs';

describe('npm start in the browser', () => {
  let start: ChildProcess | undefined;
  after(() => start?.kill());

  it('prints an address that opens the sample with its findings, and ends with Ctrl+C', async () => {
    start = spawn(process.execPath, ['test/editor/start.mjs', '--browser', '--no-open'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(start, 'exit');
    const address = await new Promise<string>((resolve, reject) => {
      let output = '';
      start?.stdout?.setEncoding('utf8').on('data', (data: string) => {
        output += data;
        const found = /http:\S+/.exec(output)?.[0];
        if (found) resolve(found);
      });
      void ended.then(() => reject(new Error(`npm start ended:\n${output}`)));
    });
    const origin = new URL(address).origin;
    assert.equal((await fetch(origin)).status, 403, 'without the token');

    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 720 } });
      await page.goto(address);
      await page.locator('.monaco-editor[data-uri$="main.cf"] [class*="squiggly-"]').first().waitFor();
    } finally {
      await browser.close();
    }

    start.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
    await assert.rejects(
      async () => {
        // The server hears of it a moment later.
        await new Promise(resolve => setTimeout(resolve, 500));
        await fetch(origin);
      },
      /fetch failed/,
      'the server is still there',
    );
  });
});
