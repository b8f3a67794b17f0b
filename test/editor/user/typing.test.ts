import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Workbench } from './workbench';

/** Milliseconds between two keys: no faster than the editor's own background work follows. */
const human = { delay: 25 };

/** What the keyboard does, which no test without an editor can show. */
describe('typing', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open('article/main.cf', 'dark');
    await workbench.page.locator('[class*="squiggly-"]').first().waitFor();
  });
  after(() => workbench?.close());

  /** Empties the file, lets the person type, saves, and gives what is in the file. */
  async function typed(action: (keyboard: Workbench['page']['keyboard']) => Promise<void>): Promise<string> {
    const { keyboard } = workbench.page;
    await workbench.focusEditor();
    await keyboard.press('Control+a');
    await keyboard.press('Delete');
    await action(keyboard);
    await keyboard.press('Escape');
    await keyboard.press('Control+s');
    await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    return readFile(path.join(workbench.folder, 'article/main.cf'), 'utf8');
  }

  /** Enter, once the list that comes up behind a comma or a blank has been put away. */
  async function newLine(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, 300));
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Enter');
  }

  it('Enter after a comma continues the list', async () => {
    const text = await typed(async keyboard => {
      await keyboard.type('mynetworks = 127.0.0.0/8,', human);
      await keyboard.press('Escape');
      await keyboard.press('Enter');
      await keyboard.type('192.0.2.0/24', human);
    });
    assert.match(text, /^mynetworks = 127\.0\.0\.0\/8,\n[ \t]+192\.0\.2\.0\/24\s*$/);
  });

  it('Enter after a complete entry starts a new one', async () => {
    const text = await typed(async keyboard => {
      await keyboard.type('mynetworks = 127.0.0.0/8,', human);
      await keyboard.press('Escape');
      await keyboard.press('Enter');
      await keyboard.type('192.0.2.0/24', human);
      await keyboard.press('Escape');
      await keyboard.press('Enter');
      await keyboard.type('soft_bounce = no', human);
    });
    assert.match(text, /\nsoft_bounce = no\s*$/);
  });

  it('Enter behind the = of a list indents, behind any other = it does not', async () => {
    const text = await typed(async keyboard => {
      await keyboard.type('smtpd_relay_restrictions =', human);
      await newLine();
      await keyboard.type('permit_mynetworks,', human);
      await newLine();
      await keyboard.type('reject_unauth_destination', human);
      await newLine();
      await keyboard.type('relayhost =', human);
      await newLine();
      await keyboard.type('soft_bounce = no', human);
    });
    assert.equal(
      text.trim(),
      'smtpd_relay_restrictions =\n    permit_mynetworks,\n    reject_unauth_destination\nrelayhost =\nsoft_bounce = no',
    );
  });

  it('Enter in a comment starts a line of its own', async () => {
    const text = await typed(async keyboard => {
      await keyboard.type('# About the queue', human);
      await keyboard.press('Enter');
      await keyboard.type('soft_bounce = no', human);
    });
    assert.equal(text.trim(), '# About the queue\nsoft_bounce = no');
  });

  it('a completed name brings its values to choose from', async () => {
    const text = await typed(async keyboard => {
      await keyboard.type('smtpd_tls_security_l', human);
      await workbench.suggestions.first().waitFor();
      await keyboard.press('Tab');
      await workbench.suggestions.filter({ hasText: 'encrypt' }).first().waitFor();
      await workbench.picture('choices');
      await keyboard.type('enc', human);
      await keyboard.press('Tab');
    });
    assert.equal(text.trim(), 'smtpd_tls_security_level = encrypt');
  });

  it('a snippet offers its choices, and Tab leads from place to place', async () => {
    const text = await typed(async keyboard => {
      // The hyphen belongs to the word: the list stays open.
      await keyboard.type('relay-', human);
      await workbench.suggestions.filter({ hasText: 'relay-587' }).first().waitFor();
      await keyboard.type('58', human);
      await workbench.eventually(async () => (await workbench.suggestions.count()) === 1);
      await keyboard.press('Tab');
      await workbench.reads('relayhost = [smtp.example.com]:587');
      await keyboard.type('mail.example.net', human);
      await keyboard.press('Tab');
      const choices = workbench.suggestions.filter({ hasText: /^(hash|lmdb|cdb|texthash)$/ });
      await workbench.eventually(async () => (await choices.count()) === 4);
      await workbench.picture('snippet-choices');
      await choices.filter({ hasText: 'lmdb' }).click();
      // The last choice leads on to the end.
      await workbench.reads('lmdb:/etc/postfix');
      await keyboard.type('soft_bounce = no', human);
    });
    assert.match(text, /^relayhost = \[mail\.example\.net\]:587$/m);
    assert.match(text, /^smtp_sasl_password_maps = lmdb:\/etc\/postfix\/sasl_passwd\nsoft_bounce = no\s*$/m);
  });

  it('a quick-fix can be looked at before it is applied', async () => {
    const before = await typed(keyboard => keyboard.insertText('smtp_tls_ciphers = export\n'));
    await workbench.page.locator('[class*="squiggly-"]').first().waitFor();
    await workbench.clickOn('export');
    await workbench.openFixes();
    await workbench.page.keyboard.press('Control+Enter');
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.getByText('smtp_tls_ciphers = ').waitFor();
    await workbench.picture('quick-fix-preview');
    const file = path.join(workbench.folder, 'article/main.cf');
    assert.equal(await readFile(file, 'utf8'), before);
    await workbench.placeOf('export');
    await preview.getByRole('button', { name: 'Apply' }).click();
    await workbench.reads('smtp_tls_ciphers = medium');
  });

  it('proposed defaults are seen before they are applied', async () => {
    const before = await typed(async keyboard => {
      await keyboard.insertText('smtpd_tls_security_level = none\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n');
    });
    await workbench.command('Postfix: Apply Safe TLS Defaults');
    const sides = workbench.page.locator('.quick-input-widget .monaco-list-row', {
      hasText: 'Incoming mail',
    });
    await sides.first().click();
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.waitFor();
    await workbench.picture('preview');
    const file = path.join(workbench.folder, 'article/main.cf');
    assert.equal(await readFile(file, 'utf8'), before, 'it is applied already');
    await preview.locator('.edit-checkbox').first().click();
    await preview.getByRole('button', { name: 'Apply' }).click();
    await preview.waitFor({ state: 'hidden' });
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+s');
    await workbench.eventually(async () =>
      /smtpd_tls_security_level = may/.test(await readFile(file, 'utf8')),
    );
  });
});
