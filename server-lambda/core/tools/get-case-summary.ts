import { z } from 'zod';
import { addDays, dayOf } from '../days.ts';
import type { CaseFilters } from '../contract/filters.ts';
import { matching } from '../sql/case-filters.ts';
import { sql } from '../sql/sql.ts';
import { explainEmpty } from './explain-empty.ts';
import { wholeNumber } from './fields.ts';
import { filterFields } from './filter-fields.ts';
import { tableOf, tableShape } from './table-output.ts';
import { defineTool } from './tool.ts';

export const getCaseSummary = defineTool({
  name: 'get_case_summary',
  title: 'Count cases by root cause',
  description:
    'Counts the support cases of the last days by root-cause category, with overall totals of cases, accounts and services. ' +
    'The quickest overview. For what the cases say, use analyze_case_summaries; for a period of your choice, compare_periods.',
  input: z.strictObject({
    ...filterFields(['account_number', 'service_code']),
    days_back: wholeNumber(1, 36_500).default(30).describe('How many days back from today (UTC)'),
  }),
  output: z.object({
    ...tableShape,
    total_cases: z.int().describe('Cases that match, over all categories'),
    unique_accounts: z.int(),
    unique_services: z.int(),
    period: z.object({ start_date: z.string(), end_date: z.string() }),
  }),
  async run(input, context) {
    const today = dayOf(context.clock.now());
    const period = { start: addDays(today, -input.days_back), end: today };
    const filters: CaseFilters = { ...input, period };
    context.progress({ phase: 'counting', message: 'Counting the cases', share: 0.1 });
    const result = await context.engine.query(
      sql`SELECT grouping(rca_category) AS overall, rca_category, count(*) AS category_count,
  count(DISTINCT account_number) AS accounts, count(DISTINCT servicecode) AS services
FROM ${context.cases}
WHERE ${matching(filters)}
GROUP BY GROUPING SETS ((), (rca_category))
ORDER BY overall DESC, category_count DESC, rca_category`,
      { maxRows: 10_000, signal: context.signal },
    );
    const overall = result.rows.find((row) => Number(row['overall']) === 1);
    const totals = {
      total_cases: Number(overall?.['category_count'] ?? 0),
      unique_accounts: Number(overall?.['accounts'] ?? 0),
      unique_services: Number(overall?.['services'] ?? 0),
    };
    const categories = result.rows.filter((row) => Number(row['overall']) === 0);
    return {
      ...totals,
      ...tableOf(
        {
          ...result,
          columns: ['total_cases', 'unique_accounts', 'unique_services', 'rca_category', 'category_count'],
          rows: categories.map((row) => ({
            ...totals,
            rca_category: row['rca_category'] ?? null,
            category_count: row['category_count'] ?? null,
          })),
        },
        undefined,
        context,
      ),
      period: { start_date: period.start, end_date: period.end },
      ...(totals.total_cases === 0 && { note: await explainEmpty(filters, context) }),
    };
  },
});
