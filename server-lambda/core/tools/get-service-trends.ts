import { z } from 'zod';
import { addDays, dayOf } from '../days.ts';
import { CASE_DAY, matching } from '../sql/case-filters.ts';
import { sql } from '../sql/sql.ts';
import { explainEmpty } from './explain-empty.ts';
import { wholeNumber } from './fields.ts';
import { tableOf, tableShape } from './table-output.ts';
import { defineTool, mayWriteSql } from './tool.ts';

/** More rows than a person or a model reads at once; the newest days come first. */
const MAX_ROWS = 5_000;

export const getServiceTrends = defineTool({
  name: 'get_service_trends',
  title: 'Count cases by service and day',
  description:
    'Counts cases by service, UTC day and root-cause category over the last days, newest day first, then largest: ' +
    'for how services develop over time.',
  input: z.strictObject({
    days_back: wholeNumber(1, 36_500).default(90).describe('How many days back from today (UTC)'),
  }),
  output: z.object({ ...tableShape, period: z.object({ start_date: z.string(), end_date: z.string() }) }),
  async run({ days_back }, context) {
    const today = dayOf(context.clock.now());
    const period = { start: addDays(today, -days_back), end: today };
    context.progress({ phase: 'counting', message: 'Counting the cases by day', share: 0.1 });
    const result = await context.engine.query(
      sql`SELECT servicecode, ${CASE_DAY} AS "date", count(*) AS case_count, rca_category
FROM ${context.cases}
WHERE ${matching({ period })}
GROUP BY servicecode, ${CASE_DAY}, rca_category
ORDER BY "date" DESC, case_count DESC, servicecode, rca_category`,
      { maxRows: MAX_ROWS, signal: context.signal },
    );
    const note = result.truncated
      ? `Only the newest ${MAX_ROWS} rows are returned: ask for fewer days${mayWriteSql(context) ? ', or aggregate by month with query_athena' : ''}.`
      : result.rows.length === 0
        ? await explainEmpty({ period }, context)
        : undefined;
    return {
      ...tableOf(result, note, context),
      period: { start_date: period.start, end_date: period.end },
    };
  },
});
