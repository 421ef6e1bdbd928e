import { byFigure, type DimensionId } from '../contract/dimensions.ts';
import { compareText, largestFirst, type Count, type CrossCounts, type Figures } from '../contract/figures.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import { CROSSED, inCrossOrder } from './count-dimensions.ts';

/** The figures over cases that are at hand, as `countDimensions` gives them over stored ones. */
export function figuresOf(briefs: readonly CaseBrief[]): Figures {
  return {
    total: briefs.length,
    ...byFigure(({ id }) => countedBy(briefs, id).sort(largestFirst)),
    by_month: countedBy(briefs, 'month').sort((a, b) => compareText(a.value, b.value)),
  };
}

/** The counts by two facts over cases that are at hand. */
export function crossCountsOf(briefs: readonly CaseBrief[]): CrossCounts {
  const crossed = (name: keyof CrossCounts) => {
    const [of, by] = CROSSED[name];
    const counts = new Map<string, { of: string | null; by: string | null; count: number }>();
    for (const brief of briefs) {
      const pair = { of: valueOf(brief, of), by: valueOf(brief, by) };
      const key = JSON.stringify(pair);
      const counted = counts.get(key);
      if (counted === undefined) counts.set(key, { ...pair, count: 1 });
      else counted.count += 1;
    }
    return inCrossOrder(name, [...counts.values()]);
  };
  return {
    severityByMonth: crossed('severityByMonth'),
    severityByService: crossed('severityByService'),
    rootCauseByService: crossed('rootCauseByService'),
  };
}

type Counted = DimensionId | 'month';

function countedBy(briefs: readonly CaseBrief[], id: Counted): Count[] {
  return [...countsOf(briefs.map((brief) => valueOf(brief, id)))].map(([value, count]) => ({ value, count }));
}

function valueOf(brief: CaseBrief, id: Counted): string | null {
  return id === 'month' ? brief.date.slice(0, 7) : brief[id];
}

function countsOf<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
