import { Author as AuthorBase } from '#core/contract/author.ts';
import { byDimension, CASE_FILTER, DIMENSIONS } from '#core/contract/dimensions.ts';
import * as z from 'zod/mini';
import { list, text } from './bounds.ts';

/** Identifies a run, a saved analysis, a target...; made by the host. */
export const Id = z.string().check(z.minLength(1), z.maxLength(300));

/** A line of untrusted text: shown as text, never as markup. */
export const Line = text(2_000);

/** A UTC day, `YYYY-MM-DD`. */
export const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** A failure: what happened and what to do, one sentence each. The action fixes it from the page. */
export const Problem = z.object({
  code: z.string().check(z.maxLength(60)),
  message: Line,
  remedy: Line,
  action: z.optional(z.object({ id: z.string().check(z.maxLength(60)), label: Line })),
});
export type Problem = z.output<typeof Problem>;

const FilterValue = z.string().check(z.maxLength(256));
/** One value, or several of which a case has any. */
export const FilterValues = z.union([FilterValue, z.array(FilterValue).check(z.minLength(1), z.maxLength(50))]);
export type FilterValues = z.output<typeof FilterValues>;

/** All filters. */
export const FILTERS = [...DIMENSIONS, { id: 'case_id', ...CASE_FILTER }] as const;

/** Which cases count. Null means any. */
export const Filters = z.object({
  ...byDimension(() => z.nullable(FilterValues)),
  case_id: z.nullable(FilterValues),
  /** Cases with one of these values do not count. */
  exclude: z.optional(z.partial(z.object({ ...byDimension(() => FilterValues), case_id: FilterValues }))),
});
export type Filters = z.output<typeof Filters>;

export const NO_FILTERS: Filters = { ...byDimension(() => null), case_id: null };

/** Presets that follow the calendar, or the data (`all`). */
export const CALENDAR_PRESETS = [
  'last7',
  'last30',
  'last90',
  'last365',
  'thisMonth',
  'lastMonth',
  'thisYear',
  'all',
] as const;
export const PERIOD_PRESETS = [...CALENDAR_PRESETS, 'range'] as const;
export const PeriodPreset = z.enum(PERIOD_PRESETS);
export type PeriodPreset = z.output<typeof PeriodPreset>;

/** Inclusive UTC days; `range` was typed. */
export const Period = z.object({ preset: PeriodPreset, start: Day, end: Day });
export type Period = z.output<typeof Period>;

/** One value of a dimension (null where cases have none) and how many cases have it. */
export const Count = z.object({ value: z.nullable(Line), count: z.int() });
export type Count = z.output<typeof Count>;

/** What cases are counted by: every dimension, and the month. */
export const Breakdown = z.enum([...DIMENSIONS.map(({ id }) => id), 'month']);
export type Breakdown = z.output<typeof Breakdown>;

export const MOST_VALUES = 5_000;
const Counts = list(Count, MOST_VALUES);

/** Exact counts over all matching cases, as the server gives them: largest first, months in order. */
export const Figures = z.object({
  total: z.int(),
  ...byDimension(() => Counts),
  /** `YYYY-MM`. */
  month: Counts,
  /** Severity over time; absent where the server does not count it. */
  severityByMonth: z.optional(
    list(
      z.object({
        month: z.nullable(text(20)),
        severity: z.nullable(text(200)),
        count: z.int(),
      }),
      MOST_VALUES,
    ),
  ),
});
export type Figures = z.output<typeof Figures>;

/** In US dollars. Null if a price is unknown, which `unknown` then explains. */
export const Cost = z.object({
  query: z.nullable(z.number()),
  model: z.nullable(z.number()),
  bytesScanned: z.nullable(z.number()),
  inputTokens: z.nullable(z.int()),
  outputTokens: z.nullable(z.int()),
  unknown: z.optional(Line),
});
export type Cost = z.output<typeof Cost>;

/** Who wrote an analysis, and where that runs. A model of the editor goes by its name. */
export const Author = z.extend(AuthorBase, { id: Line, host: z.enum(['server', 'editor']) });
export type Author = z.output<typeof Author>;
