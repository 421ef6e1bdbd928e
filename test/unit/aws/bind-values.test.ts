import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '#core/sql/lexer.ts';
import { joinSql, sql } from '#core/sql/sql.ts';
import { bindValues } from '../../../server-lambda/aws/athena/bind-values.ts';
import { anyCharacter } from '../../support/any-character.ts';

describe('a value in a WHERE clause is an execution parameter', () => {
  it.each([
    sql`SELECT a FROM t WHERE a = ${'x'}`,
    sql`SELECT a FROM t WHERE (lower(a) IN (lower(${'x'}))) GROUP BY a ORDER BY a LIMIT 5`,
    sql`WITH m AS (SELECT a FROM t WHERE a BETWEEN ${'x'} AND 'z') SELECT a FROM m GROUP BY GROUPING SETS ((), (a))`,
    sql`SELECT a FROM t WHERE b IN (SELECT b FROM u) AND a = ${'x'}`,
    sql`SELECT a FROM (SELECT * FROM t) where CASE WHEN b THEN a ELSE c END = ${'x'}`,
    sql`SELECT count(*) FILTER (WHERE b) FROM t WHERE a = ${'x'}`,
    sql`SELECT a FROM t WHERE NOT coalesce((a = 'y' OR a = ${'x'}), FALSE)`,
  ])('$text', (statement) => {
    expect(bindValues(statement)).toEqual({ queryString: statement.text, executionParameters: ["'x'"] });
  });
});

describe('a value elsewhere stands in the text as a literal, for Athena takes no parameter there', () => {
  it.each([
    [sql`SELECT ${'x'} AS a FROM t`, "SELECT 'x' AS a FROM t"],
    [sql`SELECT count_if(a = ${'x'}) FROM t`, "SELECT count_if(a = 'x') FROM t"],
    [sql`SELECT count(*) FILTER (WHERE a = ${'x'}) FROM t`, "SELECT count(*) FILTER (WHERE a = 'x') FROM t"],
    [sql`SELECT a FROM t JOIN u ON t.a = ${'x'} WHERE b`, "SELECT a FROM t JOIN u ON t.a = 'x' WHERE b"],
    [
      sql`SELECT a FROM t WHERE b GROUP BY a HAVING max(c) = ${'x'}`,
      "SELECT a FROM t WHERE b GROUP BY a HAVING max(c) = 'x'",
    ],
    [sql`SELECT 1 FROM t WHERE b HAVING max(c) = ${'x'}`, "SELECT 1 FROM t WHERE b HAVING max(c) = 'x'"],
    [
      sql`SELECT rank() OVER w FROM t WHERE b WINDOW w AS (PARTITION BY a = ${'x'})`,
      "SELECT rank() OVER w FROM t WHERE b WINDOW w AS (PARTITION BY a = 'x')",
    ],
    [sql`SELECT a FROM t WHERE b LIMIT ${5}`, 'SELECT a FROM t WHERE b LIMIT 5'],
    [sql`SELECT a FROM t WHERE b OFFSET ${5}`, 'SELECT a FROM t WHERE b OFFSET 5'],
    [sql`SELECT a FROM t WHERE b FETCH FIRST ${5} ROWS ONLY`, 'SELECT a FROM t WHERE b FETCH FIRST 5 ROWS ONLY'],
    [sql`SELECT a FROM t WHERE b UNION VALUES ${'x'}`, "SELECT a FROM t WHERE b UNION VALUES 'x'"],
    [sql`SELECT a FROM t WHERE b INTERSECT VALUES ${'x'}`, "SELECT a FROM t WHERE b INTERSECT VALUES 'x'"],
    [sql`SELECT a FROM t WHERE b EXCEPT VALUES ${'x'}`, "SELECT a FROM t WHERE b EXCEPT VALUES 'x'"],
    [
      sql`SELECT a FROM t JOIN u ON (max(c) FILTER (WHERE a = ${'x'}) > 1)`,
      "SELECT a FROM t JOIN u ON (max(c) FILTER (WHERE a = 'x') > 1)",
    ],
    [sql`SELECT a FROM t WHERE b UNION SELECT ${'x'}`, "SELECT a FROM t WHERE b UNION SELECT 'x'"],
    [sql`SELECT a FROM t WHERE b IN (SELECT ${'x'} FROM u)`, "SELECT a FROM t WHERE b IN (SELECT 'x' FROM u)"],
    [sql`SELECT a -${-5} FROM t`, 'SELECT a -(-5) FROM t'],
    [sql`VALUES (${1}, ${0.5})`, 'VALUES (1, 5E-1)'],
  ])('%o', (statement, queryString) => {
    expect(bindValues(statement)).toEqual({ queryString, executionParameters: [] });
  });

  it('in the order of the places, when a statement has both', () => {
    const found = bindValues(sql`SELECT ${1} FROM t WHERE a = ${2} ORDER BY a + ${3}`);
    expect(found).toEqual({ queryString: 'SELECT 1 FROM t WHERE a = ? ORDER BY a + 3', executionParameters: ['2'] });
  });
});

describe('binding', () => {
  it('leaves question marks in texts, names and comments alone', () => {
    const text = `SELECT '?' AS "a?" /* ? */ FROM t WHERE a = ? -- ?`;
    expect(bindValues({ text, values: [1] })).toEqual({ queryString: text, executionParameters: ['1'] });
  });

  it('leaves a statement without values as it is, whatever it has', () => {
    const text = 'SELECT a FROM t WHERE a = ?';
    expect(bindValues({ text, values: [] })).toEqual({ queryString: text, executionParameters: [] });
  });

  it('throws when places and values do not match', () => {
    expect(() => bindValues({ text: 'SELECT a FROM t WHERE a = ? OR a = ?', values: [1] })).toThrow(RangeError);
    expect(() => bindValues({ text: 'SELECT a FROM t', values: [1] })).toThrow(RangeError);
  });

  it('takes values whose literal has up to 1,024 characters', () => {
    expect(bindValues(sql`SELECT a FROM t WHERE a = ${'x'.repeat(1_022)}`).executionParameters).toHaveLength(1);
    for (const value of ['x'.repeat(1_023), "'".repeat(512)])
      expect(() => bindValues(sql`SELECT a FROM t WHERE a = ${value}`)).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT' }),
      );
  });

  it('keeps every text one literal, wherever it stands', () => {
    const text = fc.string({ unit: anyCharacter, maxLength: 100 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (selected, wanted) => {
        const list = joinSql(
          selected.map((value) => sql`${value}`),
          ', ',
        );
        const { queryString, executionParameters } = bindValues(sql`SELECT ${list} FROM t WHERE a = ${wanted}`);
        const literals = tokenize(queryString).filter(({ kind }) => kind === 'string');
        expect([...literals.map((token) => token.text), ...executionParameters].map(unquote)).toEqual([
          ...selected,
          wanted,
        ]);
      }),
    );
  });
});

function unquote(literal: string): string {
  if (!/^'(?:[^']|'')*'$/.test(literal)) throw new Error(`not one literal: ${literal}`);
  return literal.slice(1, -1).replaceAll("''", "'");
}
