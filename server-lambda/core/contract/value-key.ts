import type { FilterSpec } from './dimensions.ts';
import { largestFirst, type Count } from './figures.ts';

/** Texts that stand for no value, as some exports write it; trimmed and in lower case. */
export const NO_VALUE: ReadonlySet<string> = new Set(['', 'none', 'null', 'n/a', 'na']);

/** The producer writes one root cause in two ways; the first is shown. */
export const SAME_ROOT_CAUSE: ReadonlyMap<string, string> = new Map([['quota reached', 'limit reached']]);
const SHOWN_AS: ReadonlyMap<string, string> = new Map([['limit reached', 'Limit reached']]);

type Matched = Pick<FilterSpec, 'match'>;

/**
 * What is equal for values that count as one: those that differ in case or in blanks around them, and the two spellings
 * of a root cause. Null for no value, and for text that stands for none.
 */
export function valueKey({ match }: Matched, value: string | null): string | null {
  const key = value?.trim().toLowerCase() ?? '';
  if (NO_VALUE.has(key)) return null;
  return match === 'root cause' ? (SAME_ROOT_CAUSE.get(key) ?? key) : key;
}

/** Stored spellings that count as one value, and the one that is shown for them. */
export interface MergedValue {
  /** Null where the spellings stand for no value. */
  readonly shown: string | null;
  readonly spellings: readonly Count[];
}

/**
 * The counts of values as stored, with those that count as one value merged under their most frequent spelling (ties:
 * the alphabetically first), largest first; and what was merged.
 */
export function mergeCounts(
  dimension: Matched,
  stored: readonly Count[],
): { readonly counts: readonly Count[]; readonly merged: readonly MergedValue[] } {
  const groups = new Map<string | null, Map<string | null, number>>();
  for (const { value, count } of stored) {
    const key = valueKey(dimension, value);
    const group = groups.get(key) ?? new Map<string | null, number>();
    groups.set(key, group.set(value, (group.get(value) ?? 0) + count));
  }
  const all = [...groups].map(([key, spellings]) => {
    const sorted = [...spellings].map(([value, count]) => ({ value, count })).sort(largestFirst);
    const shown = key === null ? null : shownFor(key, sorted);
    return { value: shown, count: sorted.reduce((sum, { count }) => sum + count, 0), spellings: sorted };
  });
  return {
    counts: all.map(({ value, count }) => ({ value, count })).sort(largestFirst),
    merged: all
      .filter(({ value, spellings }) => spellings.length > 1 || spellings[0]?.value !== value)
      .map(({ value, spellings }) => ({ shown: value, spellings })),
  };
}

function shownFor(key: string, spellings: readonly Count[]): string {
  const own = spellings.find(({ value }) => value?.trim().toLowerCase() === key)?.value ?? SHOWN_AS.get(key);
  return (own ?? key).trim();
}
