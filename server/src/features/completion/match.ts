/**
 * How well a typed text fits a label: 0 begins with it, 1 a word of the label begins with it, 2 its letters come in order; undefined:
 * not at all. Editors filter again by rules of their own; this keeps answers short.
 */
export function fit(label: string, typed: string): 0 | 1 | 2 | undefined {
  // Most names are asked about in vain, and in small letters: without a copy of each.
  if (label.startsWith(typed)) return 0;
  const text = label.toLowerCase();
  const wanted = typed.toLowerCase();
  if (text.startsWith(wanted)) return 0;
  const at = text.indexOf(wanted);
  if (at > 0) return text[at - 1] === '_' ? 1 : 2;
  let next = 0;
  for (let i = 0; i < text.length && next < wanted.length; i++) if (text[i] === wanted[next]) next++;
  return next === wanted.length ? 2 : undefined;
}
