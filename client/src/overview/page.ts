// Draws the overview: data in, HTML out. Everything that comes from a file is escaped; nothing is fetched.
import type { Badge, Card, Location, Overview, Row, Section, Step, Tone } from '../../../protocol/overview';
import { pageScript } from './script';
import { pageStyle } from './style';

/** The whole page. Style and script carry the nonce and are all that the content security policy lets in. */
export function overviewPage(overview: Overview, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(overview.title)}</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<main>${overviewBody(overview)}</main>
<script nonce="${nonce}">${pageScript}</script>
</body>
</html>`;
}

/** What stands inside <main>: replaced as a whole when the file changes. */
export function overviewBody(overview: Overview): string {
  const sections = overview.sections.map((section, index) => sectionHtml(section, `section-${index}`));
  return `<header><h1>${escapeHtml(overview.title)}</h1>${paragraph(overview.summary, 'summary')}</header>${sections.join('')}`;
}

function sectionHtml(section: Section, id: string): string {
  const arrow = section.direction === undefined ? '' : arrows[section.direction];
  const cards = (section.cards ?? []).map((card, index) => cardHtml(card, `${id}-${index}`)).join('');
  const steps = (section.steps ?? []).map((step, index) => stepHtml(step, `${id}-step-${index}`)).join('');
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${arrow}${escapeHtml(section.heading)}</h2>
${paragraph(section.summary, 'summary')}
${cards && `<div class="cards">${cards}</div>`}
${steps && `<ol class="steps">${steps}</ol>`}
</section>`;
}

function cardHtml(card: Card, id: string): string {
  const rows = card.rows.map((row, index) => rowHtml(row, `${id}-row-${index}`)).join('');
  return `<article class="card ${card.badge?.tone ?? 'neutral'}" aria-labelledby="${id}">
<div class="head"><h3 id="${id}">${escapeHtml(card.heading)}</h3>${card.badge ? badgeHtml(card.badge, 'span') : ''}</div>
${paragraph(card.summary)}
${rows && `<dl>${rows}</dl>`}
</article>`;
}

function rowHtml(row: Row, id: string): string {
  const badges = (row.badges ?? []).map(badge => badgeHtml(badge, 'li')).join('');
  return `<div class="row"><dt>${linked(row.label, row.location, id)}</dt><dd>
${row.text === undefined ? '' : row.code ? codeHtml(row.text) : `<span>${escapeHtml(row.text)}</span>`}
${badges && `<ul class="badges">${badges}</ul>`}
${paragraph(row.note, 'note')}
</dd></div>`;
}

function stepHtml(step: Step, id: string): string {
  return `<li><div class="step ${step.tone}">${sign(step.tone)}${linked(step.text, step.location, id)}</div></li>`;
}

/** Long values (paths, cipher lists) break between their parts rather than inside a word. */
function codeHtml(text: string): string {
  return `<code>${escapeHtml(text).replace(/[:/]/g, '$&<wbr>')}</code>`;
}

function badgeHtml(badge: Badge, tag: 'li' | 'span'): string {
  const text = escapeHtml(badge.text);
  const inside = badge.off ? `<s>${text}</s>${spoken(' off')}` : text;
  return `<${tag} class="badge ${badge.tone}">${sign(badge.tone)}${inside}</${tag}>`;
}

/** A button that shows the place in its file; plain text without one. The id lets focus survive an update. */
function linked(text: string, location: Location | undefined, id: string): string {
  if (location === undefined) return escapeHtml(text);
  return `<button type="button" class="link" id="${id}" data-location="${escapeHtml(JSON.stringify(location))}">${escapeHtml(text)}</button>`;
}

const arrows = {
  incoming: '<span class="arrow" aria-hidden="true">→▢</span> ',
  outgoing: '<span class="arrow" aria-hidden="true">▢→</span> ',
} as const;

const signs: Record<Tone, { readonly drawn: string; readonly said: string }> = {
  good: { drawn: '✓', said: 'good: ' },
  notice: { drawn: '!', said: 'notice: ' },
  problem: { drawn: '✗', said: 'problem: ' },
  neutral: { drawn: '', said: '' },
};

/** Colour alone must not carry meaning: each tone also has a sign for the eye and a word for the ear. */
function sign(tone: Tone): string {
  const { drawn, said } = signs[tone];
  return drawn && `<span class="sign" aria-hidden="true">${drawn}</span>${spoken(said)}`;
}

function spoken(text: string): string {
  return `<span class="spoken">${text}</span>`;
}

function paragraph(text: string | undefined, className?: string): string {
  if (!text) return '';
  return `<p${className ? ` class="${className}"` : ''}>${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
