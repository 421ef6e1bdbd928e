import { z } from 'zod';
import { spellingsOf } from '../analysis/spellings.ts';
import { byDimension } from '../contract/dimensions.ts';
import { compareText } from '../contract/figures.ts';
import { addDays, dayOf } from '../days.ts';
import { textOrNull, type QueryResult } from '../ports/query-engine.ts';
import { CASE_DAY, matching } from '../sql/case-filters.ts';
import { sql } from '../sql/sql.ts';
import { explainEmpty } from './explain-empty.ts';
import { wholeNumber, periodSchema } from './fields.ts';
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
  output: z.object({ ...tableShape, period: periodSchema }),
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
    const rows = mergedRows(result.rows);
    const note = result.truncated
      ? `Only the newest ${MAX_ROWS} rows are returned: ask for fewer days${mayWriteSql(context) ? ', or aggregate by month with query_athena' : ''}.`
      : rows.length === 0
        ? await explainEmpty({ period }, context)
        : undefined;
    return {
      ...tableOf({ ...result, rows }, note, context),
      period: { start_date: period.start, end_date: period.end },
    };
  },
});

type Row = QueryResult['rows'][number];

/** Rows whose service and root cause differ only in spelling, as one. */
function mergedRows(rows: readonly Row[]): readonly Row[] {
  const stored = (column: string) =>
    rows.map((row) => ({ value: textOrNull(row[column]), count: Number(row['case_count']) }));
  const spellings = spellingsOf({
    ...byDimension(() => []),
    service: stored('servicecode'),
    rca_category: stored('rca_category'),
  });
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const shown = {
      servicecode: spellings.shown('service', textOrNull(row['servicecode'])),
      date: textOrNull(row['date']),
      rca_category: spellings.shown('rca_category', textOrNull(row['rca_category'])),
    };
    const key = JSON.stringify(shown);
    const count = Number(merged.get(key)?.['case_count'] ?? 0) + Number(row['case_count']);
    merged.set(key, {
      servicecode: shown.servicecode,
      date: shown.date,
      case_count: count,
      rca_category: shown.rca_category,
    });
  }
  return [...merged.values()].sort(
    (one, other) =>
      compareText(textOrNull(other['date']), textOrNull(one['date'])) ||
      Number(other['case_count']) - Number(one['case_count']) ||
      compareText(textOrNull(one['servicecode']), textOrNull(other['servicecode'])) ||
      compareText(textOrNull(one['rca_category']), textOrNull(other['rca_category'])),
  );
}
