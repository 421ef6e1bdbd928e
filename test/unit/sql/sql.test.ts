import { describe, expect, it } from 'vitest';
import { joinSql, limitSql, sql, nameSql } from '#core/sql/sql.ts';

describe('a statement', () => {
  it('keeps values and text apart, whatever is put together', () => {
    const one = sql`a = ${"x' OR '1'='1"}`;
    const both = joinSql([one, sql`b = ${2}`], ' AND ');
    expect(sql`SELECT * FROM ${nameSql('cases')} WHERE ${both} ${limitSql(5)}`).toMatchObject({
      text: 'SELECT * FROM cases WHERE a = ? AND b = ? LIMIT 5',
      values: ["x' OR '1'='1", 2],
    });
  });

  it.each([
    ['case_summary', 'case_summary'],
    ['_cases2', '_cases2'],
    ['team-b', '"team-b"'],
    ['2026_cases', '"2026_cases"'],
  ])('names the table %s as %s', (name, text) => {
    expect(nameSql(name)).toMatchObject({ text, values: [] });
  });

  it.each(['', 'Cases', 'a b', 'a"b', 'a;DROP', 'a.b', 'a/*', '-a', 'caſes', 'a\n'])('names no table %j', (name) => {
    expect(() => nameSql(name)).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 53])('has no limit of %d rows', (rows) => {
    expect(() => limitSql(rows)).toThrow(RangeError);
  });
});
