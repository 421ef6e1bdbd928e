import { byDimension, DIMENSIONS, type DimensionId } from '../contract/dimensions.ts';
import type { Count } from '../contract/figures.ts';
import { mergeCounts, valueKey, type MergedValue } from '../contract/value-key.ts';

/** Which spelling is shown for each stored value, the same throughout one answer. */
export interface Spellings {
  /** The spelling for a value as stored; null for none. A value that was not counted is shown as it is. */
  shown(dimension: DimensionId, stored: string | null): string | null;
  /** The values that are stored in several spellings, or in another one than is shown. */
  readonly merged: Readonly<Record<DimensionId, readonly MergedValue[]>>;
}

/** The spellings of these values, given how often each is stored. */
export function spellingsOf(stored: Readonly<Record<DimensionId, readonly Count[]>>): Spellings {
  const merges = byDimension((dimension) => mergeCounts(dimension, stored[dimension.id]));
  const shown = byDimension(
    (dimension) =>
      new Map(merges[dimension.id].counts.map(({ value }) => [valueKey(dimension, value), value] as const)),
  );
  const keyed = new Map(DIMENSIONS.map((dimension) => [dimension.id, dimension]));
  return {
    shown(id, value) {
      const dimension = keyed.get(id);
      const key = dimension === undefined ? null : valueKey(dimension, value);
      return key === null ? null : (shown[id].get(key) ?? value);
    },
    merged: byDimension(({ id }) => merges[id].merged),
  };
}

/** A case with its values as they are shown. */
export function withSpellings<Case extends Readonly<Record<DimensionId, string | null>>>(
  found: Case,
  spellings: Spellings,
): Case {
  return { ...found, ...byDimension(({ id }) => spellings.shown(id, found[id])) };
}
