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
    const values = new Map(briefs.map((brief) => pairOf(brief, of, by)));
    const counts = countsOf(briefs.map((brief) => pairOf(brief, of, by)[0]));
    return inCrossOrder(
      name,
      [...values].map(([key, pair]) => ({ ...pair, count: counts.get(key) ?? 0 })),
    );
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

function pairOf(brief: CaseBrief, of: Counted, by: Counted) {
  const pair = { of: valueOf(brief, of), by: valueOf(brief, by) };
  return [JSON.stringify(pair), pair] as const;
}

function countsOf<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
