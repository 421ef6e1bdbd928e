import type { Period } from '../days.ts';
import type { FilterArgument } from './dimensions.ts';

/** One value, or several of which any may match; never none. */
export type FilterValues = string | readonly string[];

/** What cases are narrowed by: the arguments of the tools, and for each the values to leave out. */
export type FilterName = FilterArgument | `exclude_${FilterArgument}`;

/**
 * What a caller may narrow cases by. Absent means any. An excluded value leaves out the cases that have it, and never
 * those that have no value.
 */
export interface CaseFilters extends Readonly<Partial<Record<FilterName, FilterValues | undefined>>> {
  readonly period?: Period | undefined;
}
