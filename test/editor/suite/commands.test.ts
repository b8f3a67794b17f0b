import {
  commands,
  ConfigurationTarget,
  Position,
  Selection,
  TabInputWebview,
  type TextDocument,
  ViewColumn,
  window,
  workspace,
  type WorkspaceConfiguration,
} from 'vscode';
import { equal, eventually, finding, ok, open, replaceText, revert } from './support';

const effectiveScheme = 'postfix-main-cf-effective';

function effective(): TextDocument | undefined {
  return workspace.textDocuments.find(
    document => document.uri.scheme === effectiveScheme && !document.isClosed,
  );
}

describe('commands', () => {
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows the effective configuration, which follows edits and cannot be edited', async () => {
    const document = await open('article/main.cf');
    await finding(document, 'weak-cipher-grade');
    await commands.executeCommand('postfixMainCf.showEffectiveConfiguration');
    const shown = await eventually('the effective configuration', effective);
    ok(shown.getText().includes('smtp_tls_ciphers = export'), `it says:\n${shown.getText()}`);
    await replaceText(document, document.getText().replace('export', 'medium'));
    await eventually(
      'the edit in it',
      () => effective()?.getText().includes('smtp_tls_ciphers = medium') || undefined,
    );
    await revert();
  });

  it('shows it expanded', async () => {
    await open('main.cf');
    await commands.executeCommand('postfixMainCf.showExpandedConfiguration');
    await eventually('the expanded value', () =>
      workspace.textDocuments.find(
        ({ uri, getText }) => uri.scheme === effectiveScheme && /^myorigin = example\.com$/m.test(getText()),
      ),
    );
  });

  it('shows what differs from the defaults', async () => {
    await open('article/main.cf');
    await commands.executeCommand('postfixMainCf.compareWithDefaults');
    const shown = await eventually('the comparison', effective);
    ok(shown.getText().includes('smtp_address_preference'), `it says:\n${shown.getText()}`);
  });

  for (const [command, title] of [
    ['showTlsOverview', /TLS overview – article\/main\.cf/],
    ['explainParameter', /smtp_tls_security_level/],
  ] as const) {
    it(`${command} opens its page`, async () => {
      const document = await open('article/main.cf');
      const editor = window.activeTextEditor;
      ok(editor, 'no editor');
      const place = document.positionAt(document.getText().indexOf('smtp_tls_security_level') + 3);
      editor.selection = new Selection(place, place);
      await commands.executeCommand(`postfixMainCf.${command}`);
      const tab = await eventually('the page', () =>
        window.tabGroups.all
          .flatMap(group => group.tabs)
          .find(({ input }) => input instanceof TabInputWebview),
      );
      ok(title.test(tab.label), `its title is ${tab.label}`);
    });
  }

  it('explains a word where it is, and not where it was explained before', async () => {
    const document = await open('article/main.cf');
    await replaceText(document, 'inet_protocols = all\ninet_interfaces = all\n');
    let before = '';
    for (const line of [0, 1]) {
      const place = new Position(line, document.lineAt(line).text.length - 1);
      const editor = await window.showTextDocument(document, ViewColumn.One);
      editor.selection = new Selection(place, place);
      await commands.executeCommand('postfixMainCf.explainParameter');
      // Both pages are called by the word, so that the second one takes the place of the first.
      before = await eventually(`the page of line ${line}`, () =>
        workspace.textDocuments
          .filter(({ uri }) => uri.scheme === 'postfix-main-cf-explain' && uri.path === '/all.md')
          .map(shown => shown.getText())
          .find(text => text !== '' && text !== before),
      );
    }
    await window.showTextDocument(document);
    await revert();
  });

  it('writes a severity where severities stand, beside those that stand there', async () => {
    const document = await open('article/main.cf');
    const settings = (): WorkspaceConfiguration => workspace.getConfiguration('postfixMainCf', document.uri);
    const own = { 'ipv6-disabled': 'off' };
    await settings().update('rules', own, ConfigurationTarget.Global);
    try {
      const written = commands.executeCommand(
        '_postfixMainCf.setRuleSeverity',
        'weak-cipher-grade',
        document.uri.toString(),
      );
      const found = await eventually('the severity', async () => {
        await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        const rules = settings().inspect<Record<string, string>>('rules');
        return rules?.globalValue?.['weak-cipher-grade'] === undefined ? undefined : rules;
      });
      await written;
      equal(found.globalValue, { ...own, 'weak-cipher-grade': 'error' }, 'the settings of the user');
      equal(found.workspaceValue, undefined, 'those of the workspace');
    } finally {
      await settings().update('rules', undefined, ConfigurationTarget.Global);
    }
  });

  it('starts the server again', async () => {
    const document = await open('article/main.cf');
    await commands.executeCommand('postfixMainCf.restartServer');
    await finding(document, 'weak-cipher-grade');
    const hovers = await commands.executeCommand<unknown[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.lineAt(3).range.start,
    );
    equal(hovers.length, 1, 'hovers after a restart');
  });
});
