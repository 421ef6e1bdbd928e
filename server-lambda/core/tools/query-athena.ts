import { z } from 'zod';
import { queryCost } from '../analysis/cost.ts';
import { CASE_COLUMNS } from '../contract/case-record.ts';
import { SEVERITIES } from '../contract/dimensions.ts';
import { CaseInsightsError } from '../errors.ts';
import { checkReadOnly } from '../sql/guard.ts';
import { flag, text, wholeNumber } from './fields.ts';
import { tableOf, tableShape } from './table-output.ts';
import { defineTool, mayWriteSql } from './tool.ts';

export const queryAthena = defineTool({
  name: 'query_athena',
  title: 'Query cases with SQL',
  description:
    'Runs one read-only SQL statement (Athena engine v3, Trino syntax) on the table case_summary: SELECT, WITH, SHOW, DESCRIBE. ' +
    `Use it for questions that no other tool answers. Columns, all text: ${CASE_COLUMNS.join(', ')}. ` +
    `severitycode is ${[...SEVERITIES].reverse().join(', ')}; timecreated is ISO 8601 UTC. ` +
    'Compare times with from_iso8601_timestamp(timecreated).',
  input: z.strictObject({
    query: text(262_144).describe(
      'One SQL statement that only reads, such as SELECT servicecode, count(*) FROM case_summary GROUP BY 1',
    ),
    max_results: wholeNumber(1, 100_000).default(100).describe('At most this many rows are returned'),
    fresh: flag().default(false).describe('Run it again, even if an answer of the last hour is cached'),
  }),
  output: z.object({
    ...tableShape,
    cost: z
      .object({ currency: z.literal('USD'), bytes_scanned: z.number(), query: z.number() })
      .optional()
      .describe('Estimate, where the engine says what it read'),
  }),
  async run({ query, max_results, fresh }, context) {
    if (!mayWriteSql(context)) throw scoped();
    const statement = checkReadOnly(query, context.tables);
    context.progress({ phase: 'querying', message: 'Running the query', share: 0.1 });
    // The caller's own SQL is the one text that is not ours: the guard above has judged it, and it binds no values.
    const result = await context.engine.query(
      { text: statement, values: [] },
      { maxRows: max_results, fresh, signal: context.signal },
    );
    const scanned = result.statistics?.bytesScanned;
    const table = tableOf(
      result,
      result.truncated
        ? `There are more rows than the ${max_results} asked for: raise max_results (up to 100,000) or aggregate in SQL.`
        : undefined,
    );
    if (scanned === undefined) return table;
    return { ...table, cost: { currency: 'USD' as const, bytes_scanned: scanned, query: queryCost([scanned]) } };
  },
});

function scoped(): CaseInsightsError {
  return new CaseInsightsError(
    'NOT_AUTHORIZED',
    'Your role sees only the cases of some accounts, and custom SQL might read others.',
    "Use the other tools, which read only your accounts, or ask for a view of your cases in the stack's data scopes.",
  );
}
