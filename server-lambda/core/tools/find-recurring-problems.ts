import { z } from 'zod';
import { readCases } from '../analysis/read-cases.ts';
import { PROBLEM_KINDS, type RecurringProblem } from '../contract/recurring.ts';
import { dayOf } from '../days.ts';
import { findRecurringProblems as findProblems } from '../recurring/find-recurring-problems.ts';
import { explainEmpty } from './explain-empty.ts';
import { oneOf, recentPeriod, RECENT_PERIOD, wholeNumber, periodSchema } from './fields.ts';
import { DIMENSION_FILTERS, filterFields, filtersApplied, filtersOf, repeatFilters } from './filter-fields.ts';
import { defineTool } from './tool.ts';

/** The most that is read, as in an analysis. */
const MOST_CASES = 20_000;
/** The most accounts and numbers of cases that a problem lists. */
const LISTED = 50;

export const findRecurringProblems = defineTool({
  name: 'find_recurring_problems',
  title: 'Find recurring problems',
  description:
    'Finds what keeps coming back: resources, error codes and phrases that several cases have in common, with the accounts, ' +
    'rhythm ("every 14 days") and bursts of each, and its cases. Use it for "what keeps coming back", "is this a pattern", "what to fix for good".',
  input: z.strictObject({
    ...RECENT_PERIOD,
    ...filterFields([...DIMENSION_FILTERS, 'contains']),
    kind: oneOf(PROBLEM_KINDS).optional().describe('Only problems of this kind'),
    min_cases: wholeNumber(2, 1_000).default(3).describe('At least this many cases a problem'),
    limit: wholeNumber(1, 100).default(20).describe('At most this many problems'),
  }),
  output: z.object({
    period: periodSchema,
    filters_applied: filtersApplied,
    problems: z
      .array(
        z.object({
          label: z.string(),
          term: z.string().describe('A case counts where subject, summary or root-cause reason has these words'),
          kind: z.enum(PROBLEM_KINDS),
          cases: z.int(),
          accounts: z.array(z.string()).describe('The most affected first'),
          first: z.string(),
          last: z.string(),
          cadence_days: z.int().nullable().describe('Days from one case to the next; null without a rhythm'),
          expected_next: z.string().nullable(),
          is_burst: z.boolean(),
          burst: z
            .object({ start: z.string(), end: z.string(), cases: z.int(), expected: z.number() })
            .meta({ short: true })
            .nullable()
            .describe('{start, end, cases, expected}: far more came than expected'),
          case_numbers: z.array(z.string()).describe(`Oldest first, the latest ${LISTED}`),
        }),
      )
      .describe('The most important first'),
    total_cases: z.int().describe('Cases that match the filters'),
    cases_read: z.int(),
    without_summary: z.int().describe('Of these, known by their subject alone'),
    query_execution_id: z.string(),
    note: z.string().optional(),
  }),
  async run(input, context) {
    const today = dayOf(context.clock.now());
    const period = recentPeriod(input, today);
    const filters = { ...filtersOf(input), period };
    context.progress({ phase: 'reading', message: 'Reading the cases', share: 0.1 });
    const read = await readCases(context, filters, MOST_CASES, { signal: context.signal, everyCase: true });
    context.progress({
      phase: 'finding-repeats',
      total: read.cases.length,
      message: 'Looking for what comes back',
      share: 0.5,
    });
    const problems = await findProblems(read.cases, {
      period,
      today,
      minCases: input.min_cases,
      limit: input.limit,
      kind: input.kind,
      pace: context.pace,
    });
    return {
      period: { start_date: period.start, end_date: period.end },
      filters_applied: repeatFilters(`${period.start} to ${period.end}`, input),
      problems: problems.map(described),
      total_cases: read.total,
      cases_read: read.cases.length,
      without_summary: read.cases.filter(({ summary }) => summary === '').length,
      query_execution_id: read.queryExecutionId,
      ...(await noteOf(read, problems.length, () => explainEmpty(filters, context))),
    };
  },
});

function described(problem: RecurringProblem) {
  const { label, term, kind, cases, accounts, first, last, cadenceDays, expectedNext, burst, caseNumbers } = problem;
  return {
    label,
    term,
    kind,
    cases,
    accounts: accounts.slice(0, LISTED),
    first,
    last,
    cadence_days: cadenceDays,
    expected_next: expectedNext,
    is_burst: burst !== null,
    burst: burst && { ...burst },
    case_numbers: caseNumbers.slice(-LISTED),
  };
}

async function noteOf(
  { cases, total }: { readonly cases: readonly unknown[]; readonly total: number },
  problems: number,
  explain: () => Promise<string>,
): Promise<{ note?: string }> {
  if (total === 0) return { note: await explain() };
  if (cases.length < total)
    return { note: `Only the most severe and newest ${cases.length} of ${total} cases were read.` };
  return problems === 0 ? { note: 'Nothing comes back among these cases beyond what chance explains.' } : {};
}
