import { z } from 'zod';
import { byArgument, CASE_FILTER, DIMENSIONS, TEXT_FILTER, type FilterArgument } from '../contract/dimensions.ts';
import type { CaseFilters, FilterName, FilterValues } from '../contract/filters.ts';

const LONGEST = 256;
const MOST_VALUES = 50;

/** The arguments that filter by a dimension, in their order. */
export const DIMENSION_FILTERS = DIMENSIONS.map(({ argument }) => argument);

const FILTERS = [...DIMENSIONS, CASE_FILTER, TEXT_FILTER];

type FilterField = ReturnType<typeof filterValues>;
type FilterFields<Argument extends FilterArgument> = Record<
  Argument | `exclude_${Argument}`,
  z.ZodOptional<FilterField>
>;

/** The filters of a tool: each argument, and its `exclude_<argument>`. */
export function filterFields<Argument extends FilterArgument>(names: readonly Argument[]): FilterFields<Argument> {
  const fields = names.flatMap((name) => [
    [name, filterField(name).optional()],
    [`exclude_${name}`, filterValues().optional()],
  ]);
  // The keys are those of the list by construction.
  return Object.fromEntries(fields) as FilterFields<Argument>;
}

/** One argument that narrows cases. */
export function filterField(name: FilterArgument): FilterField {
  const hint = FILTERS.find(({ argument }) => argument === name)?.hint ?? '';
  return filterValues().describe(`Only this ${hint}`);
}

/** One value or several. Its bounds are not in the JSON schema, of which `tools/list` carries many. */
function filterValues() {
  const error = `non-blank text of at most ${LONGEST} characters, or a list of 1 to ${MOST_VALUES} such texts`;
  return z.union([z.string(), z.array(z.string())], { error }).refine(isFilter, { error });
}

function isFilter(given: FilterValues): boolean {
  const values = typeof given === 'string' ? [given] : given;
  const isBounded = values.length >= 1 && values.length <= MOST_VALUES;
  return isBounded && values.every((value) => value.length <= LONGEST && value.trim() !== '');
}

const applied = z.union([z.string(), z.array(z.string()), z.null()]);

/** The filters of a call as its answer repeats them. */
export const filtersApplied = z
  .object({
    date_range: z.string(),
    ...byArgument(() => applied),
    [CASE_FILTER.argument]: applied,
  })
  .catchall(applied)
  .describe('As given: text or a list; null where not given; exclude_ arguments only where given')
  .meta({ short: true });

export function repeatFilters(dateRange: string, filters: Omit<CaseFilters, 'period'>): z.input<typeof filtersApplied> {
  const exclusions = FILTERS.flatMap(({ argument }) => {
    const excluded = filters[`exclude_${argument}`];
    return excluded === undefined ? [] : [[`exclude_${argument}`, writable(excluded)] as const];
  });
  return {
    date_range: dateRange,
    ...byArgument(({ argument }) => writable(filters[argument]) ?? null),
    [CASE_FILTER.argument]: writable(filters[CASE_FILTER.argument]) ?? null,
    ...(filters.contains !== undefined && { contains: writable(filters.contains) }),
    ...Object.fromEntries(exclusions),
  };
}

/** The filters of a call, those that it sets. */
export function filtersOf(input: Omit<CaseFilters, 'period'>): Omit<CaseFilters, 'period'> {
  const names: readonly FilterName[] = FILTERS.flatMap(({ argument }) => [argument, `exclude_${argument}`] as const);
  return Object.fromEntries(names.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
}

function writable(values: FilterValues): string | string[];
function writable(values: FilterValues | undefined): string | string[] | undefined;
function writable(values: FilterValues | undefined): string | string[] | undefined {
  return values === undefined || typeof values === 'string' ? values : [...values];
}
