import type { FileEdit, Finding, Fix } from '../rules/rule';
import { applyEdits, type TextEdit } from '../text/edit';
import { firstFrom, type Span } from '../text/span';
import type { Analysis } from './analysis';

export interface FixOptions {
  /** Also fixes after which Postfix reads another configuration. */
  readonly unsafe?: boolean;
  /** Only the findings of this rule. */
  readonly rule?: string;
}

export interface FixedText {
  readonly text: string;
  /** What was done, in the order in which it was done. */
  readonly applied: readonly AppliedFix[];
}

export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** More rounds than any file needs: a guard against fixes that undo each other. */
const maximalRounds = 50;

/**
 * Fixes everything in the document that has a fix, until nothing is left to do. The other file of the instance is not
 * touched: fixes that would change it are left out. A suppression is never a fix. A fix that leaves its finding is not made.
 */
export function fixAll(analysis: Analysis, options: FixOptions = {}): FixedText {
  const applied: AppliedFix[] = [];
  const seen = new Set<string>();
  const useless = new Set<string>();
  /** What the last round did not mend, and how things stood before it: other fixes may have brought that back. */
  let last: Round | undefined;
  let current = analysis;
  for (let round = 0; round < maximalRounds && !seen.has(current.text); round++) {
    const { edits, fixes } = compatibleFixes(current, options, useless);
    if (edits.length === 0) break;
    const next = current.withText(applyEdits(current.text, edits));
    const unmended = unmendedBy(fixes, findingsToFix(current, options), findingsToFix(next, options));
    const hopeless = unmended.find(complaint => last?.unmended.includes(complaint));
    if (last !== undefined && hopeless !== undefined) {
      useless.add(hopeless);
      current = last.before;
      applied.length = last.applied;
      last = undefined;
      seen.clear();
      continue;
    }
    last = { unmended, before: current, applied: applied.length };
    seen.add(current.text);
    applied.push(...fixes);
    current = next;
  }
  return { text: current.text, applied };
}

interface Round {
  readonly unmended: readonly string[];
  readonly before: Analysis;
  /** How many fixes had been applied. */
  readonly applied: number;
}

/** The complaints that are as many after their fixes as before. */
function unmendedBy(
  fixes: readonly AppliedFix[],
  before: readonly Finding[],
  after: readonly Finding[],
): string[] {
  const count = (findings: readonly Finding[], complaint: string): number =>
    findings.filter(finding => complaintOf(finding) === complaint).length;
  return [...new Set(fixes.map(({ finding }) => complaintOf(finding)))].filter(
    complaint => count(after, complaint) >= count(before, complaint),
  );
}

/** What a finding says, wherever it stands. */
function complaintOf({ rule, message }: Finding): string {
  return `${rule.id} ${message}`;
}

/** The best fix of each finding in the document, as far as their edits do not touch each other; earlier findings go first. Complaints that their fixes do not mend are left out. */
export function compatibleFixes(
  analysis: Analysis,
  options: FixOptions = {},
  useless: ReadonlySet<string> = new Set(),
): { readonly edits: readonly TextEdit[]; readonly fixes: readonly AppliedFix[] } {
  const edits: TextEdit[] = [];
  const fixes: AppliedFix[] = [];
  const taken = new TakenSpans();
  for (const finding of findingsToFix(analysis, options)) {
    if (finding.file !== analysis.file || useless.has(complaintOf(finding))) continue;
    const fix = finding.fixes?.find(({ safety }) => safety === 'safe' || options.unsafe === true);
    if (fix === undefined) continue;
    const own = fix.edits();
    if (own.some(edit => fileOf(edit, finding) !== analysis.file)) continue;
    if (own.some(({ span }) => taken.collides(span))) continue;
    for (const { span } of own) taken.add(span);
    edits.push(...own);
    fixes.push({ finding, fix });
  }
  return { edits, fixes };
}

function findingsToFix(analysis: Analysis, { rule }: FixOptions): readonly Finding[] {
  return rule === undefined ? analysis.findings : analysis.findingsOf(new Set([rule]));
}

/** A fix after which Postfix reads something else says so. */
export function fixTitle({ title, safety }: Fix): string {
  return safety === 'safe' ? title : `${title} (changes the configuration)`;
}

/** The file that an edit is for: the finding's own where it does not say. */
export function fileOf(edit: FileEdit, finding: Finding): 'main' | 'master' {
  return edit.file ?? finding.file;
}

/** Where edits are made already, in the order of the text. */
class TakenSpans {
  readonly #spans: Span[] = [];

  /** Whether an edit cannot be made beside the others: it overlaps one of them, or one inserts where the other begins or ends. */
  collides(span: Span): boolean {
    const at = firstFrom(this.#spans, span.start);
    const before = this.#spans[at - 1];
    const after = this.#spans[at];
    if (before !== undefined && before.end >= span.start + (span.start === span.end ? 0 : 1)) return true;
    if (after === undefined) return false;
    return after.start === span.start || after.start < span.end + (after.start === after.end ? 1 : 0);
  }

  add(span: Span): void {
    this.#spans.splice(firstFrom(this.#spans, span.start), 0, span);
  }
}
