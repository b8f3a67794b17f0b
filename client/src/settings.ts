// The choices that a person makes from a list: the Postfix release, the profile, how severe a rule is.
import { ConfigurationTarget, type TextDocument, type Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { ask } from './messages';

const section = 'postfixMainCf';

/** Offers the releases that the server knows and writes the chosen one into the settings. */
export async function choosePostfixVersion(
  client: BaseLanguageClient,
  document: TextDocument,
): Promise<void> {
  await choose(
    client,
    document,
    'postfixMainCf/releases',
    'postfixVersion',
    'The Postfix release this file is written for',
  );
}

/** Offers the profiles and writes the chosen one into the settings. */
export async function chooseProfile(client: BaseLanguageClient, document: TextDocument): Promise<void> {
  await choose(client, document, 'postfixMainCf/profiles', 'profile', 'Whose advice to follow');
}

/** Asks how severe a rule is to be and writes that into the settings, beside what they say of other rules. */
export async function setRuleSeverity(rule: string, uri: Uri): Promise<void> {
  const configuration = workspace.getConfiguration(section, uri);
  const inForce = configuration.get<Severities>('rules')?.[rule];
  const items = severities.map(label => ({ label, description: label === inForce ? '(in force)' : '' }));
  const picked = await window.showQuickPick(items, { title: `How severe is ${rule}?` });
  if (picked === undefined) return;
  // What is set elsewhere stays there: a person's own severities are no business of the workspace.
  const { target, value } = nearest<Severities>(uri, 'rules');
  await configuration.update('rules', { ...value, [rule]: picked.label }, target);
}

type Severities = Readonly<Record<string, string>>;

const severities = ['error', 'warning', 'information', 'hint', 'off'];

async function choose(
  client: BaseLanguageClient,
  document: TextDocument,
  request: 'postfixMainCf/releases' | 'postfixMainCf/profiles',
  key: string,
  title: string,
): Promise<void> {
  const choices = await ask(client, request, {});
  const current = workspace.getConfiguration(section, document.uri).get<string>(key);
  const items = choices.map(choice => ({
    ...choice,
    description: choice.value === current ? `${choice.description} (in force)` : choice.description,
  }));
  const picked = await window.showQuickPick(items, { title, matchOnDescription: true });
  if (picked === undefined || picked.value === current) return;
  await workspace
    .getConfiguration(section, document.uri)
    .update(key, picked.value, nearest(document.uri, key).target);
}

/** Where the setting already stands, nearest first, and its value there; else the workspace, or the user where no folder is open. */
function nearest<T>(uri: Uri, key: string): { target: ConfigurationTarget; value?: T | undefined } {
  const found = workspace.getConfiguration(section, uri).inspect<T>(key);
  const places = [
    { target: ConfigurationTarget.WorkspaceFolder, value: found?.workspaceFolderValue },
    { target: ConfigurationTarget.Workspace, value: found?.workspaceValue },
    { target: ConfigurationTarget.Global, value: found?.globalValue },
  ];
  const isInFolder = workspace.getWorkspaceFolder(uri) !== undefined;
  return (
    places.find(({ value }) => value !== undefined) ?? {
      target: isInFolder ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
    }
  );
}
