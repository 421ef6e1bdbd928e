import { z } from 'zod';
import { matching } from '../sql/case-filters.ts';
import { limitSql, sql } from '../sql/sql.ts';
import { explainEmpty } from './explain-empty.ts';
import { wholeNumber } from './fields.ts';
import { filterField } from './filter-fields.ts';
import { pickColumns, tableOf, tableShape } from './table-output.ts';
import { defineTool } from './tool.ts';

const COLUMNS = [
  'account_number',
  'case_number',
  'subject',
  'servicecode',
  'severitycode',
  'rca_category',
  'rca_reason',
  'timecreated',
] as const;

export const getRcaAnalysis = defineTool({
  name: 'get_rca_analysis',
  title: 'List cases of a root cause',
  description:
    'Lists the newest cases of one root-cause category, each with the reason for it. ' +
    'Categories: Customer Question, Limit reached, Development Issue, Customer Release, Lack Monitoring, Customer Dependency, Throttling, ' +
    'Feature Request, Exceeding Capability, Security Issue, Transient Issues, ICE Error, Service Event, AWS Release, ' +
    'AWS Single Component Failure, Upgrade Management.',
  input: z.strictObject({
    rca_category: filterField('rca_category'),
    limit: wholeNumber(1, 1_000).default(10).describe('At most this many cases'),
  }),
  output: z.object({ ...tableShape, total_cases: z.int().describe('Cases of this category, whatever the limit') }),
  async run({ rca_category, limit }, context) {
    const filters = { rca_category };
    context.progress({ phase: 'reading', message: 'Reading the newest cases', share: 0.1 });
    const result = await context.engine.query(
      sql`SELECT account_number, case_number, subject, servicecode, severitycode, rca_category, rca_reason, timecreated,
  count(*) OVER () AS total_cases
FROM ${context.cases}
WHERE ${matching(filters)}
ORDER BY timecreated DESC, case_number, account_number
${limitSql(limit)}`,
      { maxRows: limit, signal: context.signal },
    );
    const total = Number(result.rows[0]?.['total_cases'] ?? 0);
    const more = total > result.rows.length;
    const note = more
      ? `These are the newest ${result.rows.length} of ${total} cases; raise limit (up to 1,000) for more.`
      : total === 0
        ? await explainEmpty(filters, context)
        : undefined;
    return {
      ...tableOf({ ...pickColumns(result, COLUMNS), truncated: more }, note, context),
      total_cases: total,
    };
  },
});
