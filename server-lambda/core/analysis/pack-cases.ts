import { DIMENSIONS } from '../contract/dimensions.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { oneLine } from '../text/plain-text.ts';
import { cutSummary, SUMMARY_LENGTH } from './cut-summary.ts';
import { fieldText, quotedText } from './field-text.ts';
import { estimateTokens } from './tokens.ts';

/**
 * Takes cases in the order given (critical first, then newest) until the next one would pass the budget. One oversized
 * case ends the packing, so that what is left out is always the least important.
 */
export function packCases(
  cases: readonly CaseBrief[],
  maxTokens: number,
): { readonly cases: readonly CaseBrief[]; readonly estimatedTokens: number } {
  const packed: CaseBrief[] = [];
  let tokens = 0;
  for (const brief of cases) {
    const more = estimateTokens(briefText(brief));
    if (tokens + more > maxTokens) break;
    packed.push(brief);
    tokens += more;
  }
  return { cases: packed, estimatedTokens: tokens };
}

/**
 * All cases in order, in as few parts of about the same size as the budget allows. Parts are read in parallel, so the
 * largest decides how long they take. A case that exceeds the budget is a separate part.
 */
export function splitCases(cases: readonly CaseBrief[], maxTokens: number): readonly (readonly CaseBrief[])[] {
  const sizes = cases.map((brief) => estimateTokens(briefText(brief)));
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= maxTokens) return [cases];
  // A part may pass the even share by one case and still fit.
  const even = total / Math.ceil(total / Math.max(maxTokens - largest, maxTokens / 2, 1));
  const parts: CaseBrief[][] = [];
  let part: CaseBrief[] = [];
  let tokens = 0;
  let before = 0;
  cases.forEach((brief, index) => {
    const more = sizes[index] ?? 0;
    if (part.length === 0 || before >= parts.length * even || tokens + more > maxTokens) {
      part = [];
      parts.push(part);
      tokens = 0;
    }
    part.push(brief);
    tokens += more;
    before += more;
  });
  return parts;
}

/** The lengths to which summaries are cut, one after the other, until all cases fit. */
const CUTS = [1_500, 1_000, SUMMARY_LENGTH];

/**
 * The cases with whole summaries where they fit the budget together. Otherwise with summaries cut as little as makes
 * them fit, and to 700 characters where they do not fit even so.
 */
export function cutToFit(cases: readonly CaseBrief[], maxTokens: number): readonly CaseBrief[] {
  if (cases.every(({ summary }) => summary.length <= SUMMARY_LENGTH)) return cases;
  const whole = cases.reduce((sum, brief) => sum + estimateTokens(briefText(brief)), 0);
  if (whole <= maxTokens) return cases;
  // A character is a byte or more, so a cut saves at least this.
  const saved = (most: number) =>
    cases.reduce((sum, { summary }) => sum + Math.floor(Math.max(0, summary.length - most) / 4), 0);
  const most = CUTS.find((length) => whole - saved(length) <= maxTokens) ?? SUMMARY_LENGTH;
  return cases.map((brief) => ({ ...brief, summary: cutSummary(brief.summary, most) }));
}

/** What `briefText` makes of a case, for the reader of many. */
export const CASE_LEGEND = `Each case has two or three lines: Case NUMBER (date | ${DIMENSIONS.map(({ label }) => label.toLowerCase()).join(' | ')}) "subject"; "Reason:", why it has this root cause; "Summary:".`;

/** A sentence. */
const LONGEST_REASON = 300;

/**
 * One case as a model reads it. Every line begins with a word of ours, and every value is one that cannot end its field,
 * so that no text of a case can look like another case.
 */
export function briefText(brief: CaseBrief): string {
  const facts = [brief.date, ...DIMENSIONS.map(({ id }) => brief[id])].map(fieldText).join(' | ');
  const reason = oneLine(brief.rcaReason ?? '', LONGEST_REASON);
  return `Case ${caseNumberText(brief.caseNumber)} (${facts}) ${quotedText(brief.subject ?? '')}
${reason === '' ? '' : `Reason: ${reason}\n`}Summary: ${oneLine(brief.summary) || '(no text)'}
`;
}

/** Numbers have no blanks. */
function caseNumberText(caseNumber: string): string {
  return /^\w[\w-]*$/.test(caseNumber) ? caseNumber : quotedText(caseNumber).replaceAll(' ', '_');
}

/** The numbers of the cases in a prompt: each begins a line, which no text of a case can do. */
export function casesInPrompt(prompt: string): readonly string[] {
  return [...prompt.matchAll(/^Case (\p{L}?[^\s(]+) \(/gmu)].map(([, number = '']) => number);
}
