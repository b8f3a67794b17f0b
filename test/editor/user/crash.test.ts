import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Workbench } from './workbench';

/** The language server of this workbench, by its command line: nobody else runs a program from its directory. */
async function serverProcess(directory: string): Promise<number | undefined> {
  for (const pid of (await readdir('/proc')).filter(name => /^\d+$/.test(name))) {
    const words = (await readFile(path.join('/proc', pid, 'cmdline'), 'utf8').catch(() => '')).split('\0');
    if (words.some(word => word.startsWith(directory) && word.endsWith('server/dist/ipc.js')))
      return Number(pid);
  }
  return undefined;
}

describe('a language server that dies', () => {
  let workbench: Workbench;
  before(async function () {
    if (process.platform !== 'linux') this.skip();
    workbench = await Workbench.open('main.cf', 'dark');
    await workbench.pointAt('smtp_tls_security_level');
  });
  after(() => workbench?.close());

  async function kill(previous?: number): Promise<number> {
    let pid: number | undefined;
    await workbench.eventually(async () => {
      pid = await serverProcess(workbench.directory);
      return pid !== undefined && pid !== previous;
    });
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  it('is started again', async () => {
    await kill();
    await workbench.pointAt('smtpd_tls_security_level');
  });

  it('is left alone when it dies again and again, and started when the person says so', async () => {
    let pid = await kill();
    for (let times = 0; times < 2; times++) pid = await kill(pid);
    const message = workbench.page.locator('.notification-toast', { hasText: 'language server' });
    await message.waitFor();
    assert.match(await message.innerText(), /Your files are untouched/);
    await workbench.picture('crash');
    await message.getByRole('button', { name: 'Restart' }).click();
    await workbench.pointAt('smtp_tls_security_level');
  });
});
