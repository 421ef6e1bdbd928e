import type { CaseQuestion } from '../ports/analyst.ts';
import { byFigure, figureOf, type DimensionFigure } from '../contract/dimensions.ts';
import type { Count, Figures } from '../contract/figures.ts';
import { estimateTokens } from './tokens.ts';

/** How many values of a dimension a model reads; fewer where even these don't fit. */
const LONGEST_LISTS = [40, 15, 5, 0];

/**
 * The figures of a question as JSON of at most about `maxTokens`: the largest values of each dimension and the latest
 * months, and under `others` how many more there are. An organisation may well have thousands of accounts.
 */
export function figuresText(question: CaseQuestion, maxTokens: number): string {
  let text = '';
  for (const most of LONGEST_LISTS) {
    text = JSON.stringify({
      period: question.period,
      now: shorten(question.figures, most),
      period_before: shorten(question.before, most),
    });
    if (estimateTokens(text) <= maxTokens) break;
  }
  return text;
}

function shorten(figures: Figures, most: number): Record<string, unknown> {
  const others: Record<string, { readonly values: number; readonly cases: number }> = {};
  const list = (name: string, counts: readonly Count[], kept: readonly Count[]) => {
    if (kept.length < counts.length) {
      others[name] = { values: counts.length - kept.length, cases: casesOf(counts) - casesOf(kept) };
    }
    return kept;
  };
  const largest = (name: DimensionFigure) => list(name, figures[name], figures[name].slice(0, most));
  return {
    total: figures.total,
    ...byFigure((dimension) => largest(figureOf(dimension))),
    by_month: list('by_month', figures.by_month, most === 0 ? [] : figures.by_month.slice(-most)),
    ...(Object.keys(others).length > 0 && { others }),
  };
}

function casesOf(counts: readonly Count[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
