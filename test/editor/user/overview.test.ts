import assert from 'node:assert/strict';
import { shownThemes, Workbench } from './workbench';

for (const theme of shownThemes) {
  describe(`the TLS overview (${theme})`, () => {
    let workbench: Workbench;
    const complaints: string[] = [];
    before(async () => {
      workbench = await Workbench.open('main.cf', theme);
      workbench.page.on('console', message => {
        if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
      });
      await workbench.clickOn('smtp_tls_security_level');
    });
    after(() => workbench?.close());

    const inPanel = (selector: string) =>
      workbench.page.frameLocator('iframe.webview').frameLocator('#active-frame').locator(selector);

    it('opens beside the file', async () => {
      await workbench.command('Postfix: Show TLS Overview');
      await inPanel('h1').waitFor();
      assert.ok((await inPanel('section h2').count()) >= 2, 'a section for each side');
      await workbench.aside();
      await workbench.picture('overview');
    });

    it('keeps to its content security policy', () => {
      assert.deepEqual(
        complaints.filter(text => text.includes('active-frame')),
        [],
      );
    });

    it('leads into the file by keyboard', async () => {
      await inPanel('button.link').first().focus();
      await workbench.page.keyboard.press('Enter');
      await workbench.page.locator('.monaco-editor.focused[data-uri$="main.cf"]').waitFor();
    });

    it('follows edits', async () => {
      const before = await inPanel('main').innerText();
      await workbench.clickOn('smtp_tls_security_level = may');
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.press('Control+Backspace');
      await workbench.page.keyboard.type('encrypt');
      await workbench.eventually(async () => (await inPanel('main').innerText()) !== before);
    });
  });
}
