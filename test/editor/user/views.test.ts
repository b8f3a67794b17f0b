import assert from 'node:assert/strict';
import { shownThemes, Workbench } from './workbench';

/** What stands beside, between and over the lines of a file. */
for (const theme of shownThemes) {
  describe(`beside and between the lines (${theme})`, () => {
    let workbench: Workbench;
    before(async () => {
      const settings = {
        'postfixMainCf.inlayHints.expansions': true,
        'postfixMainCf.inlayHints.defaults': true,
      };
      workbench = await Workbench.open('main.cf', theme, { width: 1000, height: 560, settings });
      await workbench.page.locator('[class*="squiggly-"]').first().waitFor();
    });
    after(() => workbench?.close());

    it('inlay hints say what values expand to and which are the default', async () => {
      await workbench.reads('$mydomain→ example.com');
      await workbench.reads('inet_interfaces = all(default)');
    });

    it('the outline follows the headings of the file', async () => {
      await workbench.command('Explorer: Focus on Outline View');
      const rows = workbench.page.locator('.outline-tree .monaco-list-row');
      await rows.first().waitFor();
      const pane = workbench.page.locator('.pane-header', { hasText: 'postfix' }).first();
      if ((await pane.getAttribute('aria-expanded')) === 'true') await pane.click();
      await workbench.eventually(async () =>
        (await rows.allInnerTexts()).some(text => text.startsWith('Networks: IPv4 and IPv6')),
      );
      await workbench.clickOn('mynetworks');
      await workbench.aside();
      await workbench.smallPicture('outline');
      await workbench.page.keyboard.press('Control+b');
    });

    const effective = () =>
      workbench.page.locator('.monaco-editor[data-uri^="postfix-main-cf-effective:"] .view-lines').first();
    const shown = async (): Promise<string> => (await effective().innerText()).replaceAll('\u00a0', ' ');

    it('the effective configuration follows edits and cannot be edited', async () => {
      await workbench.clickOn('smtp_tls_security_level');
      await workbench.command('Postfix: Show Effective Configuration');
      await workbench.eventually(async () => /smtp_address_preference = ipv6/.test(await shown()));
      await workbench.clickOn('smtp_address_preference = ipv6');
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.press('Control+Backspace');
      await workbench.page.keyboard.type('any');
      await workbench.eventually(async () => /smtp_address_preference = any/.test(await shown()));
      const counts = workbench.page.locator('[id="status.problems"]');
      await workbench.eventually(async () => /\b5\s*$/.test(await counts.innerText()));
      await workbench.page.keyboard.press('Escape');
      await workbench.suggestions.first().waitFor({ state: 'hidden' });
      await workbench.aside();
      await workbench.smallPicture('effective');
      const before = await shown();
      await effective().click();
      await workbench.page.keyboard.type('x');
      await workbench.page.locator('.monaco-editor-overlaymessage').waitFor();
      assert.equal(await shown(), before);
      await workbench.page.keyboard.press('Escape');
      await workbench.command('View: Revert and Close Editor');
      await workbench.focusEditor();
      await workbench.command('File: Revert File');
      await workbench.reads('smtp_address_preference = ipv6');
    });

    it('commands are there where they apply, and nowhere else', async () => {
      const offered = async (): Promise<string[]> => {
        await workbench.page.keyboard.press('F1');
        await workbench.page.locator('.quick-input-widget input').first().fill('>Postfix: ');
        const rows = workbench.page.locator('.quick-input-widget .monaco-list-row .label-name');
        await rows.first().waitFor();
        const names = await rows.allInnerTexts();
        await workbench.page.keyboard.press('Escape');
        return names.filter(name => name.startsWith('Postfix:')).map(name => name.slice('Postfix: '.length));
      };
      await workbench.focusEditor();
      assert.ok((await offered()).includes('Apply Safe TLS Defaults…'));
      await workbench.command('Postfix: Compare with the Defaults');
      await effective().click();
      const ofCopy = await offered();
      assert.ok(ofCopy.includes('Explain the Parameter under the Cursor'), ofCopy.join());
      assert.ok(!ofCopy.includes('Show Effective Configuration'), ofCopy.join());
      assert.ok(!ofCopy.includes('Apply Safe TLS Defaults…'), ofCopy.join());
      await workbench.command('View: Revert and Close Editor');
      await workbench.command('File: New Untitled Text File');
      assert.deepEqual((await offered()).sort(), ['Restart Language Server', 'Show Language Server Output']);
      await workbench.command('View: Revert and Close Editor');
    });

    it('master.cf has hovers for its columns and its overrides', async () => {
      await workbench.openFile('master.cf');
      const level = await workbench.pointAt('smtpd_tls_security_level', 'master.cf');
      assert.match(await level.innerText(), /for the service\s+submission\s+only/);
      await workbench.smallPicture('master');
      const wakeup = await workbench.pointAt('1000?', 'master.cf');
      assert.match(await wakeup.innerText(), /every 1000 seconds/);
    });
  });
}

describe('a file of more than 5 MB', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open('main.cf', 'dark');
    await workbench.write('large/main.cf', 'smtp_tls_security_level = may\n'.repeat(200_000));
  });
  after(() => workbench?.close());

  it('has its colours, and says that it has nothing more', async () => {
    await workbench.openFile('large/main.cf');
    const line = workbench.page.locator('.monaco-editor[data-uri$="large/main.cf"] .view-line').first();
    await workbench.eventually(async () => (await line.locator('span span').count()) >= 3);
    const status = workbench.page.locator('[id="status.languageStatus"]');
    await status.hover();
    const note = workbench.page.locator('.hover-language-status', { hasText: 'larger than 5 MB' });
    await note.first().waitFor();
    assert.match(await note.first().innerText(), /highlighting and syntax only/);
    await workbench.picture('large');
  });
});
