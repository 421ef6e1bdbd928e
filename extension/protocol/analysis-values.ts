import { z } from 'zod';

/** Identifies a run, a saved analysis, a target...; made by the host. */
export const Id = z.string().min(1).max(300);

/** A line of text that was written by others: shown as text, never as markup. */
export const Line = z.string().max(2_000);

/** A UTC day, `YYYY-MM-DD`. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What went wrong, in one sentence each: what happened, and what to do. The action is what mends it from here. */
export const Problem = z.object({
  code: z.string().max(60),
  message: Line,
  remedy: Line,
  action: z.object({ id: z.string().max(60), label: Line }).optional(),
});
export type Problem = z.output<typeof Problem>;

/** The ways to narrow cases. Null means any. */
export const Filters = z.object({
  severity: z.string().max(256).nullable(),
  service: z.string().max(256).nullable(),
  rcaCategory: z.string().max(256).nullable(),
  lifecycleCategory: z.string().max(256).nullable(),
  account: z.string().max(256).nullable(),
  caseId: z.string().max(256).nullable(),
});
export type Filters = z.output<typeof Filters>;

export const NO_FILTERS: Filters = {
  severity: null,
  service: null,
  rcaCategory: null,
  lifecycleCategory: null,
  account: null,
  caseId: null,
};

export const PERIOD_PRESETS = [
  'last7',
  'last30',
  'last90',
  'last365',
  'thisMonth',
  'lastMonth',
  'thisYear',
  'all',
  'range',
] as const;
export const PeriodPreset = z.enum(PERIOD_PRESETS);
export type PeriodPreset = z.output<typeof PeriodPreset>;

/** Inclusive UTC days; `range` is what a person typed, every other preset follows the calendar, or the data (`all`). */
export const Period = z.object({ preset: PeriodPreset, start: Day, end: Day });
export type Period = z.output<typeof Period>;

/** One value of a dimension (null where cases have none) and how many cases have it. */
export const Count = z.object({ value: z.string().max(2_000).nullable(), count: z.int() });
export type Count = z.output<typeof Count>;

/** The dimensions of the figures; each but `month` is also a filter. */
export const DIMENSIONS = ['severity', 'service', 'rcaCategory', 'lifecycleCategory', 'account', 'month'] as const;
export const Dimension = z.enum(DIMENSIONS);
export type Dimension = z.output<typeof Dimension>;

export const MOST_VALUES = 5_000;
const Counts = z.array(Count).max(MOST_VALUES);

/** Exact counts over all matching cases, as the server gives them: largest first, months in order. */
export const Figures = z.object({
  total: z.int(),
  severity: Counts,
  service: Counts,
  rcaCategory: Counts,
  lifecycleCategory: Counts,
  account: Counts,
  /** `YYYY-MM`. */
  month: Counts,
  /** Severity over time; absent where the server does not count it. */
  severityByMonth: z
    .array(z.object({ month: z.string().max(20).nullable(), severity: z.string().max(200).nullable(), count: z.int() }))
    .max(MOST_VALUES)
    .optional(),
});
export type Figures = z.output<typeof Figures>;

/** In US dollars. Null where a price is not known, which `unknown` then explains. */
export const Cost = z.object({
  query: z.number().nullable(),
  model: z.number().nullable(),
  bytesScanned: z.number().nullable(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  unknown: Line.optional(),
});
export type Cost = z.output<typeof Cost>;

/** Who wrote the words of an analysis. */
export const Author = z.discriminatedUnion('kind', [
  /** A language model of the server. */
  z.object({ kind: z.literal('server-model'), model: Line }),
  /** A language model of the editor, which the user chose. */
  z.object({ kind: z.literal('editor-model'), model: Line }),
  /** No model: a statistical extract, to be labelled as such. */
  z.object({ kind: z.literal('statistical') }),
]);
export type Author = z.output<typeof Author>;
