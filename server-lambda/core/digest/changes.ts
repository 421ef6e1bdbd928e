import {
  isSignificant,
  largestChangeFirst,
  pairCounts,
  percentChange,
  shareOfDays,
  type CountPair,
} from '../analysis/changes.ts';
import { DIMENSIONS, figureOf, type DimensionId } from '../contract/dimensions.ts';
import { number } from './markdown.ts';
import { nameOf } from './names.ts';
import type { NarrowedCases } from './reading.ts';

/** A value whose number of cases changed more than chance explains. */
export interface Change extends CountPair {
  readonly dimension: DimensionId;
}

/** The significant changes of single values against the period before, the largest first; all comparisons taken together. */
export function changesIn({ figures, figuresBefore, period, periodBefore }: NarrowedCases): readonly Change[] {
  if (periodBefore === null || figuresBefore.total === 0) return [];
  const pairs = DIMENSIONS.flatMap((dimension) =>
    pairCounts(figuresBefore[figureOf(dimension)], figures[figureOf(dimension)]).map((pair) => ({
      ...pair,
      dimension: dimension.id,
    })),
  );
  const test = { share: shareOfDays(periodBefore, period), comparisons: pairs.length };
  return pairs.filter((pair) => pair.value !== null && isSignificant(pair, test)).sort(largestChangeFirst);
}

/** How the number of all cases changed, with its significance; empty without an earlier period. */
export function totalChange({ figures, figuresBefore, period, periodBefore }: NarrowedCases): string {
  if (periodBefore === null) return '';
  const pair = { before: figuresBefore.total, now: figures.total };
  const days = `${periodBefore.start} to ${periodBefore.end}`;
  if (pair.before === 0) return `The period before (${days}) has none to compare with.`;
  const percent = percentChange(pair);
  const significant = isSignificant(pair, { share: shareOfDays(periodBefore, period) });
  const change = percent === null || pair.before < SMALL ? '' : `, ${percent > 0 ? '+' : ''}${String(percent)}%`;
  return `In the period before (${days}) there were ${number(pair.before)}${change}; ${significant ? 'the change is statistically significant' : 'chance may explain the difference'}.`;
}

/** Percentages of fewer cases say more than they know. */
const SMALL = 20;

const LISTED = 8;

export function changesSection(cases: NarrowedCases): string {
  const changes = changesIn(cases);
  if (cases.periodBefore === null) return 'There is no earlier period to compare with.';
  if (cases.figuresBefore.total === 0)
    return `From ${cases.periodBefore.start} to ${cases.periodBefore.end} there are no cases to compare with.`;
  if (changes.length === 0)
    return `No value changed significantly against ${cases.periodBefore.start} to ${cases.periodBefore.end}.`;
  const lines = changes
    .slice(0, LISTED)
    .map(
      ({ dimension, value, before, now }) =>
        `- ${nameOf(dimension, value)}: ${number(before)} before, ${number(now)} now`,
    );
  const more = changes.length > LISTED ? [`- and ${number(changes.length - LISTED)} more`] : [];
  return [...lines, ...more].join('\n');
}
