/** The page's script: a link asks the editor to show its place; new content keeps the focus where it was. */
export const pageScript = `
const editor = acquireVsCodeApi();
document.addEventListener('click', event => {
  const link = event.target.closest('[data-location]');
  if (link) editor.postMessage(JSON.parse(link.dataset.location));
});
window.addEventListener('message', event => {
  const focused = document.activeElement?.id;
  document.querySelector('main').innerHTML = event.data;
  if (focused) document.getElementById(focused)?.focus();
});
`;
