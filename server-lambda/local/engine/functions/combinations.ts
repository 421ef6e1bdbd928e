import { SqlFailure } from './implementation.ts';
import type { Value } from '../values.ts';

const LARGEST_SELECTION = 5;
const MOST_ELEMENTS = 100_000;

/** All selections of `size` elements, those of later elements last. */
export function combinations(items: readonly Value[], size: number): readonly (readonly Value[])[] {
  if (size < 0) throw new SqlFailure(`combination size must not be negative: ${size}`);
  if (size > LARGEST_SELECTION) throw new SqlFailure(`combination size must not exceed ${LARGEST_SELECTION}: ${size}`);
  if (size > items.length) return [];
  if (count(items.length, size) * Math.max(1, size) > MOST_ELEMENTS)
    throw new SqlFailure('combinations exceed max size');
  return selections(items, size);
}

function count(elements: number, size: number): number {
  let result = 1;
  for (let taken = 0; taken < size; taken++) result = (result * (elements - taken)) / (taken + 1);
  return result;
}

/** In the order of the last element chosen, then of the one before it, and so on. */
function selections(items: readonly Value[], size: number): Value[][] {
  if (size === 0) return [[]];
  return items.flatMap((last, at) => selections(items.slice(0, at), size - 1).map((before) => [...before, last]));
}
