import assert from 'node:assert/strict';
import { shownThemes, Workbench } from './workbench';

for (const theme of shownThemes) {
  describe(`the walkthrough's pictures (${theme})`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await Workbench.open('main.cf', theme, { bare: true, width: 800, height: 520 });
      await workbench.page.locator('[class*="squiggly-"]').first().waitFor();
    });
    after(() => workbench?.close());

    it('read', async () => {
      await workbench.pointAt('ipv6');
      await workbench.smallPicture('walkthrough/read');
      await workbench.aside();
    });

    it('repair', async () => {
      await workbench.reveal('smtp_tls_ciphers');
      await workbench.clickOn('export');
      await workbench.openFixes();
      await workbench.smallPicture('walkthrough/repair');
      await workbench.page.keyboard.press('Escape');
    });

    it('complete', async () => {
      await workbench.clickOn('smtp_tls_security_level = may');
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.press('Control+Backspace');
      await workbench.suggest();
      await workbench.page.keyboard.press('ArrowDown');
      await workbench.page.locator('.suggest-details-container', { hasText: 'may' }).waitFor();
      await workbench.smallPicture('walkthrough/complete');
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.type('may');
    });

    it('overview', async () => {
      await workbench.command('Postfix: Show TLS Overview');
      const page = workbench.page.frameLocator('iframe.webview').frameLocator('#active-frame');
      await page.locator('h1').waitFor();
      await workbench.command('View: Toggle Maximize Editor Group');
      await workbench.smallPicture('walkthrough/overview');
    });
  });
}

describe('the walkthrough', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open('main.cf', 'dark');
  });
  after(() => workbench?.close());

  it('shows its four steps with their pictures', async () => {
    await workbench.command('Welcome: Open Walkthrough');
    const list = workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'main.cf' });
    await list.first().waitFor();
    await list.first().click();
    const steps = workbench.page.locator('.gettingStarted .getting-started-step');
    await workbench.eventually(async () => (await steps.count()) === 4);
    const picture = workbench.page.locator(
      '.gettingStarted img.main-picture, .gettingStarted .getting-started-media img',
    );
    for (let index = 0; index < 4; index++) {
      await steps.nth(index).click();
      await picture.first().waitFor();
      const { width, alt } = await picture.first().evaluate(image => {
        const { naturalWidth, alt: said } = image as HTMLImageElement;
        return { width: naturalWidth, alt: said };
      });
      assert.ok(width > 100, `step ${index + 1} has no picture`);
      assert.ok(alt.length > 20, `the picture of step ${index + 1} says nothing to a screen reader`);
      assert.doesNotMatch(await steps.nth(index).innerText(), /[*_`]{1,2}\w|\]\(/, 'markup is left');
    }
    await workbench.picture('walkthrough');
  });
});
