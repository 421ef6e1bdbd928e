import { z } from 'zod';
import { byFigure } from '#core/contract/dimensions.ts';

// What the tour reads from the tools' answers; they hold more.

const period = z.object({ start_date: z.string(), end_date: z.string() });
const counts = z.array(z.object({ value: z.string().nullable(), count: z.number() }));

export const caseSummary = z.object({
  total_cases: z.number(),
  unique_accounts: z.number(),
  unique_services: z.number(),
  period,
  rows: z.array(z.object({ rca_category: z.string().nullable(), category_count: z.number() })),
  note: z.string().optional(),
});

export const caseAnalysis = z.object({
  period,
  total_cases_found: z.number(),
  summaries_available: z.number(),
  summaries_analyzed: z.number(),
  analysis_question: z.string(),
  analysis: z.string(),
  model_used: z.string(),
  figures: z.object({ ...byFigure(() => counts), by_month: counts }),
});

export const dateRange = z.object({
  rows: z.array(z.object({ first_day: z.string().nullable(), last_day: z.string().nullable() })),
});

/** The line with which the gateway says that it is ready. */
export const gatewayReady = z.object({
  url: z.string(),
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  data: z.object({
    source: z.string(),
    cases: z.number(),
    skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  }),
});

export type GatewayReady = z.output<typeof gatewayReady>;

/** A tool's answer: as it came, and what the tour reads of it. */
export interface Answered<Answer> {
  readonly raw: unknown;
  readonly read: Answer;
}

/** Everything that one tour learnt. */
export interface TourResult {
  readonly data: GatewayReady['data'];
  readonly tools: readonly string[];
  readonly caseSummary: Answered<z.output<typeof caseSummary>>;
  readonly caseAnalysis: Answered<z.output<typeof caseAnalysis>>;
}
