import {
  type CodeAction,
  commands,
  CompletionItemKind,
  type CompletionList,
  type Hover,
  languages,
  MarkdownString,
  type TextDocument,
  workspace,
} from 'vscode';
import {
  equal,
  eventually,
  finding,
  inside,
  ok,
  open,
  rangeOf,
  replaceText,
  revert,
  ruleOf,
} from './support';

async function hoverText(document: TextDocument, text: string): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    inside(document, text),
  );
  return hovers
    .flatMap(hover => hover.contents)
    .map(content =>
      content instanceof MarkdownString
        ? content.value
        : typeof content === 'string'
          ? content
          : content.value,
    )
    .join('\n');
}

/** The quick-fix that Ctrl+. and Enter would take at the finding of a rule. */
async function preferredFix(document: TextDocument, rule: string): Promise<CodeAction> {
  const { range } = await finding(document, rule);
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    'quickfix',
    // So many of them with their edits: the menu asks for those only when one is taken.
    5,
  );
  const preferred = actions.find(action => action.isPreferred && action.edit);
  ok(preferred, `no preferred fix for ${rule} among: ${actions.map(action => action.title).join(', ')}`);
  return preferred;
}

describe('features on the article', () => {
  let document: TextDocument;
  beforeEach(async () => {
    document = await open('article/main.cf');
  });
  afterEach(revert);

  for (const name of ['smtp_tls_security_level', 'smtpd_tls_cert_file', 'smtp_address_preference']) {
    it(`explains ${name}`, async () => {
      const text = await hoverText(document, name);
      ok(text.includes(name), `the hover does not name ${name}: ${text}`);
      ok(text.length > 200, `the hover says too little: ${text}`);
    });
  }

  it('explains a value', async () => {
    ok((await hoverText(document, 'export')).length > 100, 'no hover on export');
  });

  it('mends a weak grade, and the finding goes', async () => {
    const fix = await preferredFix(document, 'weak-cipher-grade');
    ok(fix.edit && (await workspace.applyEdit(fix.edit)), 'the edit was refused');
    ok(!document.getText().includes('= export'), 'export is still there');
    await eventually(
      'the end of the finding',
      () =>
        languages
          .getDiagnostics(document.uri)
          .every(diagnostic => ruleOf(diagnostic) !== 'weak-cipher-grade') || undefined,
    );
  });

  it('completes the levels of the incoming side only', async () => {
    const place = rangeOf(document, 'smtpd_tls_security_level = ').end;
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      place,
    );
    const labels = list.items
      .filter(item => item.kind !== CompletionItemKind.Text)
      .map(item => (typeof item.label === 'string' ? item.label : item.label.label));
    ok(labels.includes('encrypt') && labels.includes('may'), `offered: ${labels.join(' ')}`);
    ok(!labels.includes('dane'), 'dane is a level of outgoing mail');
  });

  it('completes names', async () => {
    await replaceText(document, 'smtpd_tls_sec');
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt('smtpd_tls_sec'.length),
    );
    const item = list.items.find(
      ({ label }) => (typeof label === 'string' ? label : label.label) === 'smtpd_tls_security_level',
    );
    ok(item && item.kind !== CompletionItemKind.Text, 'smtpd_tls_security_level is not offered');
  });

  it('follows what is typed', async () => {
    await replaceText(document, 'smtpd_tls_securty_level = may\n');
    await finding(document, 'unknown-parameter');
    await replaceText(document, 'smtpd_tls_security_level = may\n');
    await eventually(
      'the end of the finding',
      () =>
        languages
          .getDiagnostics(document.uri)
          .every(diagnostic => ruleOf(diagnostic) !== 'unknown-parameter') || undefined,
    );
  });
});

describe('features on a large file', () => {
  it('stays silent and alive above 5 MB', async () => {
    const document = await open('large/main.cf');
    ok((await hoverText(document, 'smtp_tls_security_level')) !== undefined, 'no answer');
    equal(languages.getDiagnostics(document.uri).length, 0, 'findings');
  });
});
