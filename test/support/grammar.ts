import { readFileSync } from 'node:fs';
import path from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const root = process.env['PROJECT_ROOT'] as string;
const files: Readonly<Record<string, string>> = {
  'source.postfix-main-cf': 'syntaxes/postfix-main-cf.tmLanguage.json',
  'source.postfix-master-cf': 'syntaxes/postfix-master-cf.tmLanguage.json',
};

async function makeRegistry() {
  const wasm = readFileSync(path.join(root, 'node_modules/vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    async loadGrammar(scope) {
      const file = files[scope];
      return file === undefined
        ? null
        : textmate.parseRawGrammar(readFileSync(path.join(root, file), 'utf8'), file);
    },
  });
}

let registry: ReturnType<typeof makeRegistry> | undefined;

export interface Token {
  readonly text: string;
  /** The innermost scope, without the language's suffix. */
  readonly scope: string;
}

/** Tokenises a text line by line, as the editor does. */
export async function tokenise(scopeName: keyof typeof files, text: string): Promise<Token[][]> {
  const grammar = await (await (registry ??= makeRegistry())).loadGrammar(scopeName);
  if (grammar === null) throw new Error(`no grammar for ${scopeName}`);
  let state = textmate.INITIAL;
  return text.split('\n').map(line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scope: (scopes[scopes.length - 1] ?? '').replace(/\.postfix-(?:main|master)-cf/g, ''),
    }));
  });
}

/** A text with the scopes of its tokens under each line, leaving out plain text. */
export async function snapshotOf(scopeName: keyof typeof files, text: string): Promise<string> {
  const lines = await tokenise(scopeName, text);
  return lines
    .map(tokens => {
      const line = tokens.map(token => token.text).join('');
      const notes = tokens
        .filter(
          ({ text: tokenText, scope }) => tokenText.trim() !== '' && !/^(?:source|meta\.entry)/.test(scope),
        )
        .map(({ text: tokenText, scope }) => `      ${tokenText.trim()}  →  ${scope}`);
      return [`> ${line}`, ...notes].join('\n');
    })
    .join('\n');
}
