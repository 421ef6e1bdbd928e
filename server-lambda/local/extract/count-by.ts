import type { DimensionId } from '#core/contract/dimensions.ts';
import { largestFirst, type Count } from '#core/contract/figures.ts';
import type { CaseBrief } from '#core/ports/analyst.ts';

/** One fact of a case: a dimension, or what is made of the case. */
type Fact = DimensionId | ((brief: CaseBrief) => string | null);

/** Counts one fact of some cases, given by position: largest first, ties by value, null last. */
export function countBy(cases: readonly CaseBrief[], members: readonly number[], fact: Fact): readonly Count[] {
  const counts = new Map<string | null, number>();
  for (const member of members) {
    const brief = cases[member];
    if (brief === undefined) continue;
    const value = typeof fact === 'string' ? brief[fact] : fact(brief);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort(largestFirst);
}
