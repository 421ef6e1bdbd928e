import { z } from 'zod';
import { countDimensions, NO_COUNTS } from '../analysis/count-dimensions.ts';
import { CASE_TABLE, COLUMN_MEANINGS } from '../contract/case-record.ts';
import { byArgument, DIMENSIONS, figureOf } from '../contract/dimensions.ts';
import { CASE_DAY, dayOfSql } from '../sql/case-filters.ts';
import { sql } from '../sql/sql.ts';
import { textOrNull } from '../ports/query-engine.ts';
import { dayOf } from '../days.ts';
import { countOfNone, dataNotes, lastCompleteDay, type DataFacts } from '../analysis/data-notes.ts';
import { countsSchema } from './figures-output.ts';
import { defineTool, mayWriteSql } from './tool.ts';

const VALUES_SHOWN = 100;

export const describeData = defineTool({
  name: 'describe_data',
  title: 'Describe the data',
  description:
    'Describes the data: the columns and what they mean, the days covered, how many cases and accounts, ' +
    'and the values that exist for every filter with their counts. Call it first when you do not know the data.',
  input: z.strictObject({}),
  output: z.object({
    table: z.string(),
    columns: z
      .array(z.object({ name: z.string(), meaning: z.string() }))
      .meta({ short: true })
      .describe('{name, meaning}'),
    first_day: z.string().nullable().describe('UTC day of the oldest case'),
    last_day: z.string().nullable(),
    total_cases: z.int(),
    with_summary: z.int(),
    without_date: z.int().describe('Cases whose creation time is missing or unreadable; no period includes them'),
    accounts: z.int(),
    values: z.object(byArgument(() => countsSchema)),
    last_complete_day: z
      .string()
      .nullable()
      .describe('The day before cases were last fetched; later days may lack cases that are resolved'),
    merged: z
      .array(z.object({ argument: z.string(), shown: z.string().nullable(), spellings: countsSchema }))
      .meta({ short: true })
      .describe('Stored spellings that count as one value: {argument, shown, spellings}'),
    data_notes: z.array(z.string()),
    months: countsSchema.describe('Cases by month, in order'),
    note: z.string().optional(),
  }),
  async run(_input, context) {
    const options = { signal: context.signal };
    const today = dayOf(context.clock.now());
    context.progress({ phase: 'counting', message: 'Counting all cases', share: 0.1 });
    const [{ parts, spellings }, days] = await Promise.all([
      countDimensions(context, sql`TRUE`, sql`'all'`, options),
      context.engine.query(
        sql`SELECT min(day) AS first_day, max(day) AS last_day, count_if(day > ${today}) AS future, max(retrieved) AS retrieved,
  count(*) - count(DISTINCT account_number || '/' || case_number) AS repeated
FROM (SELECT ${CASE_DAY} AS day, ${dayOfSql(sql`case_retrieval_date`)} AS retrieved, account_number, case_number FROM ${context.cases})`,
        {
          ...options,
          maxRows: 1,
        },
      ),
    ]);
    const { figures, withSummary } = parts.get('all') ?? NO_COUNTS;
    const { first_day, last_day, future, retrieved, repeated } = days.rows[0] ?? {};
    const facts: DataFacts = {
      lastRetrieved: textOrNull(retrieved),
      withoutDate: figures.by_month.find(({ value }) => value === null)?.count ?? 0,
      future: Number(future ?? 0),
      repeated: Number(repeated ?? 0),
      uncategorised: {
        rootCause: countOfNone(figures.by_rca_category),
        lifecycle: countOfNone(figures.by_lifecycle_category),
      },
      merged: spellings.merged,
    };
    const cut = DIMENSIONS.some((dimension) => figures[figureOf(dimension)].length > VALUES_SHOWN);
    return {
      table: context.tables.tables[0] ?? CASE_TABLE,
      columns: Object.entries(COLUMN_MEANINGS).map(([name, meaning]) => ({ name, meaning })),
      first_day: textOrNull(first_day),
      last_day: textOrNull(last_day),
      last_complete_day: lastCompleteDay(facts.lastRetrieved),
      total_cases: figures.total,
      with_summary: withSummary,
      without_date: facts.withoutDate,
      accounts: figures.by_account.filter(({ value }) => value !== null).length,
      values: byArgument((dimension) => figures[figureOf(dimension)].slice(0, VALUES_SHOWN)),
      months: [...figures.by_month],
      merged: DIMENSIONS.flatMap(({ id, argument }) =>
        spellings.merged[id].map(({ shown, spellings: stored }) => ({ argument, shown, spellings: [...stored] })),
      ),
      data_notes: [...dataNotes(facts, figures.total)],
      ...(cut && {
        note: `Lists show the ${VALUES_SHOWN} most frequent values${mayWriteSql(context) ? '; query_athena has them all' : ''}.`,
      }),
    };
  },
});
