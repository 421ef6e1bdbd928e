import type { ToolContext } from './tool.ts';
import { textOrNull } from '../ports/query-engine.ts';
import { TEXT_FILTER } from '../contract/dimensions.ts';
import type { CaseFilters } from '../contract/filters.ts';
import { CASE_DAY, conditions, type Condition } from '../sql/case-filters.ts';
import { joinSql, limitSql, nameSql, sql } from '../sql/sql.ts';

const VALUES_SHOWN = 15;
/** How many values of a filter are repeated. */
const VALUES_NAMED = 5;

/** One or two sentences for an answer without cases: which filter emptied it, and what values exist there. */
export async function explainEmpty(filters: CaseFilters, context: ToolContext): Promise<string> {
  const set = conditions(filters);
  const counts = [
    sql`count(*) AS everything`,
    sql`min(${CASE_DAY}) AS first_day`,
    sql`max(${CASE_DAY}) AS last_day`,
    ...set.map((condition, index) => sql`count_if(${condition.sql}) AS ${nameSql(`alone_${index}`)}`),
  ];
  const result = await context.engine.query(sql`SELECT ${joinSql(counts, ', ')} FROM ${context.cases}`, {
    maxRows: 1,
    signal: context.signal,
  });
  const row = result.rows[0] ?? {};
  const range =
    textOrNull(row['first_day']) === null
      ? 'no case has a readable creation time'
      : `cases exist from ${String(row['first_day'])} to ${String(row['last_day'])}`;
  if (Number(row['everything'] ?? 0) === 0) {
    return 'There are no cases yet: has the Case Insights crawler run since the first case was stored?';
  }
  const emptying = set.find((_, index) => Number(row[`alone_${index}`] ?? 0) === 0);
  if (emptying === undefined) {
    const alone = set.map(
      (condition, index) =>
        `${named(condition)} alone ${condition.excludes ? 'leaves' : 'matches'} ${String(row[`alone_${index}`])}`,
    );
    return `No case matches all filters together: ${alone.join(', ')}. Drop one of them; ${range}.`;
  }
  if (emptying.column === CASE_DAY) return `No case matches ${named(emptying)}: ${range}.`;
  const none = emptying.excludes ? 'No case is left with' : 'No case matches';
  const hasValues = !emptying.name.endsWith(TEXT_FILTER.argument);
  return `${none} ${named(emptying)}.${hasValues ? ` ${await valuesOf(emptying, context)}` : ''}`;
}

async function valuesOf(condition: Condition, context: ToolContext): Promise<string> {
  const result = await context.engine.query(
    sql`SELECT ${condition.column} AS value, count(*) AS cases FROM ${context.cases}
WHERE ${condition.column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 ${limitSql(VALUES_SHOWN + 1)}`,
    { maxRows: VALUES_SHOWN + 1, signal: context.signal },
  );
  const values = result.rows.map((row) => String(row['value']));
  const shown = values.slice(0, VALUES_SHOWN).join(', ');
  return `Values that exist: ${shown}${values.length > VALUES_SHOWN ? ', and more' : ''}.`;
}

/** `severity_code "high" or "low"`, of many values the first few. */
function named({ name, values, column }: Condition): string {
  if (column === CASE_DAY) return `${name} ${values.join()}`;
  const shown = values.slice(0, VALUES_NAMED).map((value) => `"${value}"`);
  const more = values.length - shown.length;
  return `${name} ${[...shown, ...(more > 0 ? [`${more} more`] : [])].join(' or ')}`;
}
