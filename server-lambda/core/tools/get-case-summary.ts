import { z } from 'zod';
import { addDays, dayOf } from '../days.ts';
import { dimensionOf, type DimensionId } from '../contract/dimensions.ts';
import type { CaseFilters } from '../contract/filters.ts';
import { mergeCounts } from '../contract/value-key.ts';
import { textOrNull } from '../ports/query-engine.ts';
import { matching } from '../sql/case-filters.ts';
import { sql } from '../sql/sql.ts';
import { explainEmpty } from './explain-empty.ts';
import { wholeNumber, periodSchema } from './fields.ts';
import { filterFields } from './filter-fields.ts';
import { tableOf, tableShape } from './table-output.ts';
import { defineTool } from './tool.ts';

/** What `grouping()` says of a row: one bit for each column that it is not grouped by. */
const GROUPED = { nothing: 0b111, rootCause: 0b011, service: 0b101, account: 0b110 } as const;

export const getCaseSummary = defineTool({
  name: 'get_case_summary',
  title: 'Count cases by root cause',
  description:
    'Counts the support cases of the last days by root-cause category, with overall totals of cases, accounts and services. ' +
    'The quickest overview. For what the cases say, use analyze_case_summaries; for other periods, groups or filters, count_cases.',
  input: z.strictObject({
    ...filterFields(['account_number', 'service_code']),
    days_back: wholeNumber(1, 36_500).default(30).describe('How many days back from today (UTC)'),
  }),
  output: z.object({
    ...tableShape,
    total_cases: z.int().describe('Cases that match, over all categories'),
    unique_accounts: z.int(),
    unique_services: z.int(),
    period: periodSchema,
  }),
  async run(input, context) {
    const today = dayOf(context.clock.now());
    const period = { start: addDays(today, -input.days_back), end: today };
    const filters: CaseFilters = { ...input, period };
    context.progress({ phase: 'counting', message: 'Counting the cases', share: 0.1 });
    const result = await context.engine.query(
      sql`SELECT grouping(rca_category, servicecode, account_number) AS grouped, rca_category, servicecode, count(*) AS cases
FROM ${context.cases}
WHERE ${matching(filters)}
GROUP BY GROUPING SETS ((), (rca_category), (servicecode), (account_number))`,
      { maxRows: 100_000, signal: context.signal },
    );
    const rowsOf = (grouped: number) => result.rows.filter((row) => Number(row['grouped']) === grouped);
    const merged = (dimension: DimensionId, grouped: number) =>
      mergeCounts(
        dimensionOf(dimension),
        rowsOf(grouped).map((row) => ({
          value: textOrNull(row[dimensionOf(dimension).column]),
          count: Number(row['cases']),
        })),
      ).counts;
    const totals = {
      total_cases: Number(rowsOf(GROUPED.nothing)[0]?.['cases'] ?? 0),
      unique_accounts: rowsOf(GROUPED.account).length,
      unique_services: merged('service', GROUPED.service).filter(({ value }) => value !== null).length,
    };
    const categories = merged('rca_category', GROUPED.rootCause);
    return {
      ...totals,
      ...tableOf(
        {
          ...result,
          columns: ['total_cases', 'unique_accounts', 'unique_services', 'rca_category', 'category_count'],
          rows: categories.map(({ value, count }) => ({ ...totals, rca_category: value, category_count: count })),
        },
        undefined,
        context,
      ),
      period: { start_date: period.start, end_date: period.end },
      ...(totals.total_cases === 0 && { note: await explainEmpty(filters, context) }),
    };
  },
});
