import type { Count, Figures } from '#core/analysis/figures.ts';
import { changeProbability } from './significance.ts';

export type Dimension = 'severity' | 'service' | 'root cause' | 'lifecycle' | 'account';

/** The lists of figures that are compared and told, in the order in which a person asks for them. */
export function dimensionsOf(
  figures: Figures,
): readonly { readonly name: Dimension; readonly counts: readonly Count[] }[] {
  return [
    { name: 'severity', counts: figures.by_severity },
    { name: 'service', counts: figures.by_service },
    { name: 'root cause', counts: figures.by_rca_category },
    { name: 'lifecycle', counts: figures.by_lifecycle_category },
    { name: 'account', counts: figures.by_account },
  ];
}

export interface Shift {
  readonly dimension: Dimension;
  readonly value: string | null;
  readonly now: number;
  readonly before: number;
  /** How likely chance alone makes a shift this large. */
  readonly probability: number;
}

export interface Changes {
  /** Whether the number of cases itself changed by more than chance explains. */
  readonly total: { readonly changed: boolean; readonly probability: number };
  /** Values whose share of all cases changed, the least likely by chance first. */
  readonly shifts: readonly Shift[];
  /** Dimensions without any such value. */
  readonly steady: readonly Dimension[];
}

/** Chance alone is taken to explain what happens this often. */
const CHANCE = 0.05;

/**
 * What differs between two periods of equal length beyond chance; null when the earlier one has no cases. A value's
 * share is compared, so that a rise of everything is told once; the many values of a dimension are allowed for
 * (Bonferroni), and fewer than four cases are never a change.
 */
export function compareFigures(now: Figures, before: Figures): Changes | null {
  if (before.total === 0) return null;
  const probability = changeProbability(now.total, before.total, 0.5);
  const shifts: Shift[] = [];
  const steady: Dimension[] = [];
  const earlier = dimensionsOf(before);
  dimensionsOf(now).forEach(({ name, counts }, index) => {
    const found = shiftsOf(name, counts, earlier[index]?.counts ?? [], now.total, before.total);
    shifts.push(...found);
    if (found.length === 0 && counts.length > 1) steady.push(name);
  });
  shifts.sort((a, b) => a.probability - b.probability || Math.abs(b.now - b.before) - Math.abs(a.now - a.before));
  return { total: { changed: probability < CHANCE, probability }, shifts, steady };
}

function shiftsOf(
  dimension: Dimension,
  now: readonly Count[],
  before: readonly Count[],
  nowTotal: number,
  beforeTotal: number,
): Shift[] {
  const values = new Map<string | null, { now: number; before: number }>();
  for (const { value, count } of now) values.set(value, { now: count, before: 0 });
  for (const { value, count } of before) values.set(value, { now: values.get(value)?.now ?? 0, before: count });
  const share = nowTotal / (nowTotal + beforeTotal);
  return [...values]
    .filter(([, counts]) => Math.max(counts.now, counts.before) >= 4)
    .map(([value, counts]) => ({
      dimension,
      value,
      ...counts,
      probability: changeProbability(counts.now, counts.before, share),
    }))
    .filter((shift) => shift.probability * values.size < CHANCE);
}
