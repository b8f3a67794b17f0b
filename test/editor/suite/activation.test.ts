import { commands, languages, workspace } from 'vscode';
import { equal, eventually, extension, finding, ok, open } from './support';

describe('activation', () => {
  it('opening a main.cf activates the extension and shows its findings', async () => {
    equal(extension().isActive, false, 'active before a main.cf was opened');
    const document = await open('article/main.cf');
    equal(document.languageId, 'postfix-main-cf', 'language');
    await eventually('activation', () => extension().isActive || undefined);
    await finding(document, 'weak-cipher-grade');
  });

  it('knows the names of the files', async () => {
    const expected = {
      'names/main.cf.proto': 'postfix-main-cf',
      'names/main.cf.j2': 'postfix-main-cf',
      'names/postfix-main.cf': 'postfix-main-cf',
      'master.cf': 'postfix-master-cf',
      'names/master.cf.erb': 'postfix-master-cf',
    };
    for (const [file, language] of Object.entries(expected))
      equal((await open(file)).languageId, language, file);
  });

  it('registers every command of the manifest, and no other of ours', async () => {
    const declared = (extension().packageJSON.contributes.commands as { command: string }[]).map(
      ({ command }) => command,
    );
    const registered = (await commands.getCommands(true)).filter(command =>
      command.startsWith('postfixMainCf.'),
    );
    equal(registered.sort(), declared.sort(), 'commands');
  });

  it('switches word-based suggestions off for main.cf', () => {
    const settings = workspace.getConfiguration('editor', { languageId: 'postfix-main-cf' });
    equal(settings.get('wordBasedSuggestions'), 'off', 'editor.wordBasedSuggestions');
  });

  it('says nothing about a main.cf of another program', async () => {
    const document = await open('other/main.cf');
    await new Promise(resolve => setTimeout(resolve, 500));
    ok(languages.getDiagnostics(document.uri).length === 0, 'findings in a cluster configuration');
  });
});
