import { Author, authorOfModelUsed } from '#core/contract/author.ts';
import { byArgument, byFigure, DIMENSIONS } from '#core/contract/dimensions.ts';
import { z } from 'zod';

// The parts of the tools' answers that the panel reads. Fields of newer servers are optional, so that older ones work.

const nullableText = z.string().nullable();
const counts = z.array(z.object({ value: nullableText, count: z.int() }));

/** Empty for a dimension that an older server does not know. */
const perhapsCounts = counts.default([]);

const AnalysisFields = z.object({
  total_cases_found: z.int(),
  summaries_available: z.int(),
  summaries_analyzed: z.int(),
  token_management: z.object({ estimated_input_tokens: z.int(), truncated: z.boolean() }),
  analysis: z.string(),
  cited_cases: z.array(z.string()).default([]),
  model_used: z.string(),
  author: z.optional(Author),
  sample_cases: z.array(
    z.object({
      case_number: z.string(),
      service: nullableText,
      severity: nullableText,
      rca_category: nullableText,
      date: z.string(),
    }),
  ),
  figures: z.object({
    total: z.int(),
    ...byFigure(() => perhapsCounts),
    by_month: counts,
  }),
  severity_by_month: z.array(z.object({ month: nullableText, severity: nullableText, count: z.int() })).optional(),
  coverage: z.object({
    without_summary: z.int(),
    not_read: z.int(),
    limited_by: z.enum(['max_cases', 'tokens', 'model']).nullable().catch(null),
  }),
  cost: z.object({
    bytes_scanned: z.number(),
    query: z.number(),
    input_tokens: z.int().nullable(),
    output_tokens: z.int().nullable(),
    model: z.number().nullable(),
    model_calls: z.int().optional(),
  }),
  prompt: z.object({ system: z.string(), user: z.string() }).optional(),
  note: z.string().optional(),
});
/** Whoever the server is, the answer has its author. */
export const AnalysisAnswer = AnalysisFields.transform(({ author, model_used: model, ...answer }) => ({
  ...answer,
  author: author ?? authorOfModelUsed(model),
}));
export type AnalysisAnswer = z.output<typeof AnalysisAnswer>;

export const DataAnswer = z.object({
  table: z.string(),
  columns: z.array(z.object({ name: z.string(), meaning: z.string() })),
  first_day: nullableText,
  last_day: nullableText,
  total_cases: z.int(),
  with_summary: z.int(),
  values: z.object(byArgument(() => perhapsCounts)),
  months: counts,
  note: z.string().optional(),
});
export type DataAnswer = z.output<typeof DataAnswer>;

const change = { before: z.int(), now: z.int(), significant: z.boolean() };

export const ComparisonAnswer = z.object({
  period: z.object({ start_date: z.string(), end_date: z.string() }),
  period_before: z.object({ start_date: z.string(), end_date: z.string() }),
  total: z.object(change),
  changes: z.array(
    z.object({
      dimension: z.enum(DIMENSIONS.map(({ id }) => id)),
      value: nullableText,
      ...change,
    }),
  ),
  note: z.string().optional(),
});
export type ComparisonAnswer = z.output<typeof ComparisonAnswer>;

export const CaseAnswer = z.object({
  cases: z.array(z.record(z.string(), nullableText)),
  note: z.string().optional(),
});

export const TableAnswer = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  row_count: z.int(),
  execution_id: z.string(),
  truncated: z.boolean().default(false),
  cost: z.object({ bytes_scanned: z.number(), query: z.number() }).optional(),
  note: z.string().optional(),
});
export type TableAnswer = z.output<typeof TableAnswer>;
