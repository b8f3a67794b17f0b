import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Workbench } from './workbench';

describe('the language status', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open('main.cf', 'dark');
    await workbench.page.locator('[class*="squiggly-"]').first().waitFor();
  });
  after(() => workbench?.close());

  const open = async (): Promise<string> => {
    await workbench.focusEditor();
    await workbench.page.locator('[id="status.languageStatus"]').hover();
    const details = workbench.page.locator('.hover-language-status');
    await details.first().waitFor();
    return (await details.allInnerTexts()).join('\n');
  };

  it('says which release and profile are in force, and why', async () => {
    const text = await open();
    assert.match(text, /Postfix \d\.\d+/);
    assert.match(text, /assumed/);
    assert.match(text, /Profile postfix/);
    await workbench.picture('status');
  });

  it('lets the person choose another release', async () => {
    await open();
    await workbench.page.getByRole('button', { name: 'Choose release' }).click();
    const row = workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: '3.7' });
    await row.first().waitFor();
    await workbench.picture('releases');
    await row.first().click();
    await workbench.eventually(async () => (await open()).includes('Postfix 3.7'));
    const settings = await readFile(path.join(workbench.folder, '.vscode/settings.json'), 'utf8');
    assert.deepEqual(JSON.parse(settings), { 'postfixMainCf.postfixVersion': '3.7' });
  });
});
