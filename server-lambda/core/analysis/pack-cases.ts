import { DIMENSIONS } from '../contract/dimensions.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { oneLine } from '../text/plain-text.ts';
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

/** Longer than any subject line or category that AWS Support takes. */
const FACT_LENGTH = 300;

/** One case as a model reads it: always two lines, so that no text of a case can look like another case. */
export function briefText(brief: CaseBrief): string {
  const facts = [brief.date, ...DIMENSIONS.map(({ id }) => brief[id])];
  const [caseNumber, subject] = [brief.caseNumber, brief.subject ?? ''].map((text) => oneLine(text, FACT_LENGTH));
  return `Case ${caseNumber ?? ''} (${facts.map((fact) => oneLine(fact ?? 'unknown', FACT_LENGTH)).join(' | ')}) ${subject ?? ''}\n${oneLine(brief.summary) || '(no text)'}\n`;
}
