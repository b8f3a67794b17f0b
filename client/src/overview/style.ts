/** The page's style sheet. Colours are the theme's own, high contrast included. */
export const pageStyle = `
:root { --good: var(--vscode-charts-green); --notice: var(--vscode-editorWarning-foreground); --problem: var(--vscode-editorError-foreground); --neutral: var(--vscode-descriptionForeground); --line: var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-editorWidget-border))); }
body { color: var(--vscode-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; padding: 0 1.5rem 2rem; }
main { max-width: 75rem; margin: 0 auto; }
h1 { font-size: 1.6em; font-weight: 600; margin: 1.2em 0 .2em; }
h2 { font-size: 1.25em; font-weight: 600; margin: 1.6em 0 .5em; }
h3 { font-size: 1.05em; font-weight: 600; margin: 0; }
p { margin: .3em 0; }
.summary, .note { color: var(--vscode-descriptionForeground); }
.note { font-size: .92em; }
.arrow { color: var(--vscode-textLink-foreground); letter-spacing: .05em; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
.card { border: 1px solid var(--line); border-left: 4px solid var(--neutral); border-radius: 4px; padding: .8rem 1rem; background: var(--vscode-editorWidget-background); }
.card.good { border-left-color: var(--good); }
.card.notice { border-left-color: var(--notice); }
.card.problem { border-left-color: var(--problem); }
.head { display: flex; flex-wrap: wrap; gap: .5rem; align-items: baseline; justify-content: space-between; }
dl { margin: .6rem 0 0; }
.row { display: grid; grid-template-columns: minmax(6.5rem, 28%) 1fr; gap: .75rem; padding: .3rem 0; border-top: 1px solid var(--line); }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
code { font-family: var(--vscode-editor-font-family); font-size: .95em; color: inherit; background: none; padding: 0; }
.badges { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; margin: .1rem 0; padding: 0; }
.badge { border: 1px solid currentColor; border-radius: 3px; padding: 0 .4em; white-space: nowrap; }
.badge.neutral { color: var(--neutral); }
.badge.good { border-color: var(--good); }
.badge.notice { border-color: var(--notice); }
.badge.problem { border-color: var(--problem); }
.sign { margin-right: .3em; }
.steps { padding-left: 1.6em; }
.steps li { margin: .35em 0; }
.step { display: flex; align-items: baseline; }
.good > .sign { color: var(--good); }
.notice > .sign { color: var(--notice); }
.problem > .sign { color: var(--problem); }
.link { font: inherit; color: var(--vscode-textLink-foreground); background: none; border: 0; padding: 0; text-align: left; cursor: pointer; }
.link:hover { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
.link:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
