import { describe, expect, it } from 'vitest';
import { answerSql } from '../../support/analyze-query.ts';

function rowsOf(sql: string) {
  const answer = answerSql(sql);
  return answer.kind === 'rows' ? answer.rows : answer.names;
}

describe('SHOW and DESCRIBE', () => {
  it('answer from the catalogue, in the shape of Athena', () => {
    expect(answerSql("SHOW TABLES IN awsdatacatalog.case_insights 'case*|x'")).toEqual({
      kind: 'rows',
      columns: ['tab_name'],
      rows: [['case_summary']],
    });
    expect(rowsOf('SHOW DATABASES')).toEqual([['case_insights']]);
    expect(rowsOf("SHOW TABLES LIKE 'x%'")).toEqual([]);
    expect(rowsOf('DESCRIBE `case_insights.case_summary`').at(-1)).toEqual(['case_number', 'string', 'partition key']);
    expect(rowsOf('SHOW COLUMNS FROM case_summary IN case_insights')).toHaveLength(18);
  });

  it('SHOW PARTITIONS is answered by a query', () => {
    expect(answerSql('SHOW PARTITIONS case_summary')).toMatchObject({ kind: 'plan', names: ['partition'] });
  });

  it('SHOW FUNCTIONS lists the table of functions, a row for each signature', () => {
    expect(rowsOf("SHOW FUNCTIONS LIKE 'row_numbe_'")).toEqual([
      ['row_number', 'bigint', '', 'window', true, expect.any(String)],
    ]);
    expect(rowsOf("SHOW FUNCTIONS LIKE 'row!_number' ESCAPE '!'")).toHaveLength(1);
    expect(rowsOf('SHOW FUNCTIONS').length).toBeGreaterThan(50);
  });

  it.each([
    ['SHOW TABLES IN other', /no database other/],
    ['SHOW COLUMNS FROM other', /no table other/],
    ['SHOW CREATE VIEW case_summary', /is a table, not a view/],
    ['SHOW STATS FOR case_summary', /can't answer SHOW STATS/],
    ['DESCRIBE case_summary caseid', /whole tables only/],
  ])('%s is refused by name', (sql, message) => {
    expect(() => answerSql(sql)).toThrow(message);
  });
});

describe('EXPLAIN', () => {
  it('shows the steps of the plan, each above what it reads', () => {
    const lines = rowsOf(
      'EXPLAIN SELECT severitycode s, count(*) n FROM case_summary WHERE caseid IN (SELECT caseid FROM case_summary) GROUP BY 1 ORDER BY 2 DESC LIMIT 5',
    );
    expect(lines.flat()).toEqual([
      'Output [s:varchar, n:bigint]',
      '    Sort [n DESC NULLS LAST] limit 5',
      expect.stringMatching(/^ {8}Project \[/),
      '            Aggregate [severitycode] [count()]',
      '                Filter [(caseid IN (subquery))]',
      '                    TableScan [case_summary]',
      '                    Subquery',
      '                        Project [caseid]',
      '                            TableScan [case_summary]',
    ]);
  });

  it('checks a statement without a plan, and has no other formats', () => {
    expect(rowsOf('EXPLAIN (TYPE VALIDATE) SELECT 1')).toEqual([[true]]);
    expect(() => answerSql('EXPLAIN (TYPE VALIDATE) SELECT foo')).toThrow("Column 'foo' cannot be resolved");
    expect(() => answerSql('EXPLAIN (FORMAT JSON) SELECT 1')).toThrow(/JSON/);
  });
});
