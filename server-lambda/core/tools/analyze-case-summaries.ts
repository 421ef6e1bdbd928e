import { z } from 'zod';
import { citedCases, numbersKnownFrom } from '../analysis/cited-cases.ts';
import { dataNotes } from '../analysis/data-notes.ts';
import { cutToFit, packCases } from '../analysis/pack-cases.ts';
import { casesPrompt } from '../analysis/prompt.ts';
import { modelCost, queryCost } from '../analysis/cost.ts';
import { sanitizeQuestion } from '../analysis/question.ts';
import { readCases } from '../analysis/read-cases.ts';
import { readFigures } from '../analysis/read-figures.ts';
import { withSpellings } from '../analysis/spellings.ts';
import { estimateTokens, MAX_INPUT_TOKENS } from '../analysis/tokens.ts';
import { Author, modelUsed } from '../contract/author.ts';
import { dayOf, periodBefore } from '../days.ts';
import type { Analysis, CaseBrief, CaseQuestion } from '../ports/analyst.ts';
import { OutOfTime } from '../ports/language-model.ts';
import type { CaseFilters } from '../contract/filters.ts';
import { findRecurringProblems } from '../recurring/find-recurring-problems.ts';
import { explainEmpty } from './explain-empty.ts';
import { day, flag, oneOf, orderedPeriod, text, wholeNumber, periodSchema } from './fields.ts';
import { figuresSchema, writableFigures } from './figures-output.ts';
import { DIMENSION_FILTERS, filterFields, filtersApplied, filtersOf, repeatFilters } from './filter-fields.ts';
import { countFitting } from './table-output.ts';
import { defineTool } from './tool.ts';

const SAMPLE_CASES = 5;
const MOST_CASES = 20_000;
/** As in the guide: what a model reads unless a call says otherwise. */
const MAX_CASES = 200;
const PREVIOUS_ANALYSIS_LENGTH = 20_000;
/** How far a call is when its queries have answered. */
const QUERIED = 0.4;

const LIMITED_BY = ['max_cases', 'tokens', 'model'] as const;
type LimitedBy = (typeof LIMITED_BY)[number];

const nullableText = z.string().nullable();

export const analyzeCaseSummaries = defineTool({
  name: 'analyze_case_summaries',
  title: 'Analyze cases',
  description:
    'Answers a question about the support cases of a period: exact figures over all matching cases, and an analysis of what their ' +
    'summaries say (top issues, patterns, what changed, representative cases by number). ' +
    'Use it for "what are the top problems", "why", "what should we do".',
  input: z.strictObject({
    start_date: day().describe('First day, YYYY-MM-DD (UTC), included'),
    end_date: day().describe('Last day, YYYY-MM-DD (UTC), included'),
    ...filterFields([...DIMENSION_FILTERS, 'case_id']),
    analysis_question: text(20_000).optional().describe('What you want to know; the first 500 characters count'),
    max_cases: wholeNumber(1, MOST_CASES)
      .optional()
      .meta({ default: MAX_CASES })
      .describe(
        'At most this many summaries are read (without a model, all unless given); the figures cover all cases',
      ),
    mode: oneOf(['full', 'estimate', 'prepare'])
      .default('full')
      .describe(
        'estimate: figures, tokens and cost, no analysis; prepare: the prompt, summaries in it, for your own model',
      ),
    include_summaries: flag().default(false).describe('Return the summaries that were read as well'),
    previous_analysis: text(PREVIOUS_ANALYSIS_LENGTH)
      .optional()
      .describe('An earlier answer that this question follows up'),
  }),
  output: z.object({
    filters_applied: filtersApplied,
    period: periodSchema,
    total_cases_found: z.int().describe('All cases that match, whatever max_cases says'),
    summaries_available: z.int().describe('Those that have a usable summary'),
    summaries_analyzed: z.int().describe('Those given to the analyst'),
    token_management: z.object({
      estimated_input_tokens: z.int(),
      max_input_tokens: z.int(),
      truncated: z.boolean().describe('True when not every available summary was read'),
    }),
    analysis_question: z.string(),
    analysis: z.string().describe('Markdown; empty in the modes that call no analyst'),
    cited_cases: z
      .array(z.string())
      .describe('The cases that the analysis names; numbers that it made up are struck out in it'),
    model_used: z.string(),
    author: Author,
    sample_cases: z
      .array(
        z.object({
          case_number: z.string(),
          service: nullableText,
          severity: nullableText,
          rca_category: nullableText,
          date: z.string(),
        }),
      )
      .meta({ short: true }),
    query_execution_id: z.string(),
    figures: figuresSchema.describe('Exact counts over all matching cases, as lists of {value, count}'),
    severity_by_month: z
      .array(z.object({ month: nullableText, severity: nullableText, count: z.int() }))
      .meta({ short: true })
      .describe('The same cases as {month, severity, count}, months in order'),
    coverage: z.object({
      without_summary: z.int(),
      not_read: z.int().describe('Summaries that exist but were not read'),
      limited_by: z
        .enum(LIMITED_BY)
        .nullable()
        .describe('Why not: max_cases, tokens (one prompt), or a model that failed'),
      period_before: z.object({ start_date: z.string(), end_date: z.string(), total: z.int() }).nullable(),
    }),
    data_notes: z
      .array(z.string())
      .describe('What a reader must know of the data: open cases, last complete day, oddities'),
    cost: z
      .object({
        currency: z.literal('USD'),
        bytes_scanned: z.number(),
        query: z.number(),
        input_tokens: z.int().nullable(),
        output_tokens: z.int().nullable(),
        model: z.number().nullable(),
        model_calls: z.int().optional(),
      })
      .meta({ short: true })
      .describe(
        '{currency, bytes_scanned, query, input_tokens, output_tokens, model}: estimates in USD; in mode estimate, the most it may be, and model_calls',
      ),
    summaries: z
      .array(z.object({ case_number: z.string(), account_number: nullableText, date: z.string(), summary: z.string() }))
      .meta({ short: true })
      .optional()
      .describe('With include_summaries: {case_number, account_number, date, summary} of what was read'),
    prompt: z.object({ system: z.string(), user: z.string() }).optional(),
    note: z.string().optional(),
  }),
  openWorld: true,
  async run(input, context) {
    const { start_date: start, end_date: end, mode } = input;
    const period = orderedPeriod('start_date', start, 'end_date', end);
    const filters: CaseFilters = { ...input, period };
    const question = sanitizeQuestion(input.analysis_question);
    const before = periodBefore(period);
    const today = dayOf(context.clock.now());
    // A caller's own model reads the prompt, not the analyst.
    const everyCase = context.analyst.readsEveryCase && mode === 'full';
    const maxCases = input.max_cases ?? (everyCase ? MOST_CASES : MAX_CASES);

    context.progress({ phase: 'counting', message: 'Counting the matching cases', share: 0.1 });
    const [figures, read, readBefore] = await Promise.all([
      readFigures(context, input, period, before, today, { signal: context.signal }).then((counted) => {
        const { total } = counted.now.figures;
        context.progress({
          phase: 'reading',
          total,
          message: `${total} cases match; reading their summaries`,
          share: 0.2,
        });
        return counted;
      }),
      readCases(context, filters, everyCase ? MOST_CASES : maxCases, { signal: context.signal, everyCase }),
      everyCase && before !== null
        ? readCases(context, { ...filters, period: before }, MOST_CASES, { signal: context.signal, everyCase })
        : undefined,
    ]);
    const { now } = figures;
    const spelled = (cases: readonly CaseBrief[]) => cases.map((brief) => withSpellings(brief, figures.spellings));
    const cases = spelled(read.cases);
    const summarized = cases.filter(({ summary }) => summary !== '').slice(0, maxCases);
    // The server's analyst reads any number in parts; a caller's own model gets one prompt.
    const packed =
      mode === 'prepare'
        ? packCases(cutToFit(summarized, MAX_INPUT_TOKENS), MAX_INPUT_TOKENS)
        : packCases(summarized, Infinity);
    const caseQuestion: CaseQuestion = {
      question,
      today,
      dataNotes: dataNotes({ ...figures.facts, repeated: repeatedIn(cases) }, now.figures.total),
      period,
      periodBefore: before,
      filters: filtersOf(input),
      figures: now.figures,
      before: figures.before.figures,
      crossCounts: now.crossCounts,
      cases: packed.cases,
      summariesAvailable: now.withSummary,
      recurring: everyCase ? [] : await findRecurringProblems(packed.cases, { period, today, pace: context.pace }),
      ...(everyCase && { everyCase: { now: cases, before: spelled(readBefore?.cases ?? []) } }),
    };
    const empty = now.figures.total === 0;

    const [done, total] = [packed.cases.length, now.withSummary];
    context.progress({
      phase: 'packing',
      done,
      total,
      message: `Packed ${done} of ${total} summaries`,
      share: QUERIED,
    });
    const { analyst, signal } = context;
    const previousAnalysis = input.previous_analysis;
    const analysis =
      mode === 'full' && !empty
        ? await analyst
            .analyzeCases(caseQuestion, {
              signal,
              previousAnalysis,
              onProgress: (report) =>
                context.progress({ ...report, share: QUERIED + (1 - QUERIED) * (report.share ?? 0) }),
            })
            .catch((error: unknown) => figuresAlone(error, packed.cases))
        : undefined;
    const estimate =
      mode === 'estimate' && !empty ? await analyst.estimateCases(caseQuestion, { previousAnalysis }) : undefined;
    const tokens = analysis ?? estimate;

    const prompt =
      mode === 'prepare' ? casesPrompt(caseQuestion, context.newMarker(), input.previous_analysis) : undefined;
    const note = empty ? await explainEmpty(filters, context) : undefined;
    const analyzed = packed.cases.length - (analysis?.notRead?.length ?? 0);
    // The prompt has each summary already.
    const summaries = input.include_summaries && prompt === undefined ? packed.cases.map(summaryOf) : undefined;
    const shown = countFitting(summaries ?? []);
    const scanned = [figures.bytesScanned, read.bytesScanned, ...(readBefore ? [readBefore.bytesScanned] : [])];
    const notRead = Math.max(0, now.withSummary - analyzed);
    return {
      filters_applied: repeatFilters(`${start} to ${end}`, input),
      period: { start_date: start, end_date: end },
      total_cases_found: now.figures.total,
      summaries_available: now.withSummary,
      summaries_analyzed: analyzed,
      token_management: {
        estimated_input_tokens: prompt
          ? estimateTokens(prompt.system) + estimateTokens(prompt.user)
          : packed.estimatedTokens,
        max_input_tokens: MAX_INPUT_TOKENS,
        truncated: notRead > 0,
      },
      analysis_question: question,
      analysis: analysis?.text ?? note ?? '',
      cited_cases: [...citedCases(analysis?.text ?? '', numbersKnownFrom(caseQuestion))],
      model_used: modelUsed(analyst.author),
      author: { ...analyst.author },
      sample_cases: packed.cases.slice(0, SAMPLE_CASES).map(sampleCase),
      query_execution_id: read.queryExecutionId,
      figures: writableFigures(now.figures),
      severity_by_month: now.crossCounts.severityByMonth.map(({ of, by, count }) => ({
        month: by,
        severity: of,
        count,
      })),
      coverage: {
        without_summary: now.figures.total - now.withSummary,
        not_read: notRead,
        limited_by: limitedBy({
          notRead,
          failed: packed.cases.length - analyzed,
          outOfTokens: packed.cases.length < summarized.length,
        }),
        period_before: before && {
          start_date: before.start,
          end_date: before.end,
          total: figures.before.figures.total,
        },
      },
      data_notes: [...caseQuestion.dataNotes],
      cost: {
        currency: 'USD' as const,
        bytes_scanned: scanned.reduce((sum, bytes) => sum + bytes, 0),
        query: queryCost(scanned),
        input_tokens: tokens?.inputTokens ?? null,
        output_tokens: tokens?.outputTokens ?? null,
        model: tokens === undefined ? 0 : modelCost(analyst.price, tokens),
        ...(estimate && { model_calls: estimate.modelCalls }),
      },
      ...(summaries && { summaries: summaries.slice(0, shown) }),
      ...(prompt && { prompt }),
      ...(note !== undefined && { note }),
      ...(shown < (summaries?.length ?? 0) && { note: summariesCut(shown, packed.cases.length) }),
    };
  },
});

/** What was counted is not lost where the model had no time to say a word. */
function figuresAlone(error: unknown, cases: readonly CaseBrief[]): Analysis {
  if (!(error instanceof OutOfTime)) throw error;
  const text = `*${error.message} The figures are exact and complete. ${error.remedy}*`;
  return { text, notRead: cases.map(({ caseNumber }) => caseNumber) };
}

/** How many of the cases have the account and number of another. */
function repeatedIn(cases: readonly CaseBrief[]): number {
  return cases.length - new Set(cases.map(({ account, caseNumber }) => `${account ?? ''}/${caseNumber}`)).size;
}

/** What kept the most summaries from being read. */
function limitedBy(missing: { notRead: number; failed: number; outOfTokens: boolean }): LimitedBy | null {
  if (missing.notRead === 0) return null;
  if (missing.failed > missing.notRead / 2) return 'model';
  return missing.outOfTokens ? 'tokens' : 'max_cases';
}

function sampleCase(brief: CaseBrief) {
  const { caseNumber, service, severity, rca_category, date } = brief;
  return { case_number: caseNumber, service, severity, rca_category, date };
}

function summariesCut(shown: number, all: number): string {
  return `The first ${shown} of ${all} summaries are returned, as many as fit into one answer; all ${all} were read.`;
}

function summaryOf(brief: CaseBrief) {
  const { caseNumber, account, date, summary } = brief;
  return { case_number: caseNumber, account_number: account, date, summary };
}
