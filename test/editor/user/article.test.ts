import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { shownThemes, Workbench } from './workbench';

for (const theme of shownThemes) {
  describe(`a person with the article's main.cf (${theme})`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await Workbench.open('article/main.cf', theme);
    });
    after(() => workbench?.close());

    it('sees what is wrong', async () => {
      await workbench.page.locator('.squiggly-warning, .squiggly-info').first().waitFor();
    });

    it('reads what a value means', async () => {
      const hover = await workbench.pointAt('export');
      assert.match(await hover.innerText(), /export/i);
      await workbench.picture('hover');
      await workbench.aside();
    });

    it('takes the quick-fix', async () => {
      await workbench.clickOn('export');
      const fixes = await workbench.openFixes();
      assert.ok((await fixes.count()) > 0);
      await workbench.picture('quick-fix');
      await workbench.page.keyboard.press('Enter');
      await workbench.page.locator('.tab.dirty').waitFor();
      await workbench.reads('smtp_tls_ciphers = medium');
      await assert.rejects(workbench.placeOf('export'));
    });

    it('completes a value', async () => {
      await workbench.page.keyboard.press('Control+End');
      await workbench.page.keyboard.type('smtpd_tls_auth_only = ');
      await workbench.page.keyboard.press('Control+Space');
      await workbench.suggestions.first().waitFor();
      await workbench.picture('completion');
      const offered = await workbench.suggestions.allInnerTexts();
      assert.ok(
        offered.some(text => text.startsWith('yes')),
        `offered: ${offered.join(', ')}`,
      );
      await workbench.page.keyboard.type('ye');
      await workbench.eventually(async () => (await workbench.suggestions.count()) === 1);
      await workbench.page.keyboard.press('Tab');
      await workbench.reads('smtpd_tls_auth_only = yes');
    });

    it('saves', async () => {
      await workbench.page.keyboard.press('Control+s');
      await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
      const saved = await readFile(path.join(workbench.folder, 'article/main.cf'), 'utf8');
      assert.match(saved, /^smtpd_tls_auth_only = yes$/m);
      assert.doesNotMatch(saved, /= export$/m);
    });
  });
}
