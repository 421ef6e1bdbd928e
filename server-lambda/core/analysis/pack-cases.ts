import type { CaseBrief } from '../ports/analyst.ts';
import { estimateTokens } from './tokens.ts';

export interface PackedCases {
  readonly cases: readonly CaseBrief[];
  readonly estimatedTokens: number;
}

/**
 * Takes cases in the order given (critical first, then newest) until the next one would pass the budget. One oversized
 * case ends the packing, so that what is left out is always the least important.
 */
export function packCases(cases: readonly CaseBrief[], maxTokens: number): PackedCases {
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

/** One case as a model reads it. */
export function briefText(brief: CaseBrief): string {
  const facts = [
    brief.date,
    brief.severity,
    brief.service,
    brief.rcaCategory,
    brief.lifecycleCategory,
    brief.accountNumber,
  ];
  return `Case ${brief.caseNumber} (${facts.map((fact) => fact ?? 'unknown').join(' | ')}) ${brief.subject ?? ''}\n${brief.summary}\n`;
}
