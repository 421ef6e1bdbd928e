import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../server-lambda/local/engine/analysis/typed-tree.ts';
import { analyzeSql } from '../../support/analyze-query.ts';
import '../../support/property-seed.ts';

/** How many steps and expressions a plan has. */
function sizeOf(plan: Plan): number {
  let size = 0;
  const open: unknown[] = [plan];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if ('kind' in node) size++;
    open.push(
      ...Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
        key === 'columns' || key === 'type' ? [] : [value],
      ),
    );
  }
  return size;
}

/** Statements of any length, each `n` of which grows the same way. */
const GROWING: Readonly<Record<string, (n: number) => string>> = {
  'tables of WITH, each read twice by the next': (n) =>
    `WITH t0 AS (SELECT 1 x)${Array.from({ length: n }, (_none, index) => `, t${index + 1} AS (SELECT a.x FROM t${index} a JOIN t${index} b ON a.x = b.x)`).join('')} SELECT * FROM t${n}`,
  'queries in queries': (n) => `${'SELECT * FROM ('.repeat(n)}SELECT 1 x${') t'.repeat(n)}`,
  'subqueries in subqueries': (n) => `SELECT ${'(SELECT '.repeat(n)}1${')'.repeat(n)}`,
  'subqueries that name what is around them': (n) =>
    `SELECT x FROM (VALUES 1) t(x) WHERE ${Array.from({ length: n }, (_none, index) => `EXISTS (SELECT 1 FROM (VALUES 1) u${index}(y${index}) WHERE y${index} = ${index === 0 ? 'x' : `y${index - 1}`} AND `).join('')}true${')'.repeat(n)}`,
  'groups of groups': (n) =>
    `${'SELECT x + 1 x, count(*) n FROM ('.repeat(n)}SELECT 1 x${') t GROUP BY x + 1 ORDER BY x + 1'.repeat(n)}`,
  'a long UNION': (n) => `SELECT 1${' UNION ALL SELECT 1'.repeat(n)}`,
  'a long list': (n) =>
    `SELECT count(*) FROM case_summary WHERE caseid IN (${Array.from({ length: n }, (_none, index) => `'${index}'`).join()})`,
  'many terms': (n) =>
    `SELECT count(*) FROM case_summary WHERE ${Array.from({ length: n }, () => "caseid = 'a'").join(' AND ')}`,
  'many columns that are grouped by': (n) =>
    `SELECT ${Array.from({ length: n }, (_none, index) => `upper(caseid || '${index}')`).join()} FROM case_summary GROUP BY ${Array.from({ length: n }, (_none, index) => index + 1).join()}`,
};

describe('a plan grows as its statement does', () => {
  it.each(Object.entries(GROWING))('%s', (_name, statement) => {
    const [small, large] = [5, 20].map((n) => sizeOf(analyzeSql(statement(n)).plan));
    expect(large).toBeLessThan((small ?? 0) * 6);
  });

  it('also where constructs stand in each other', () => {
    const wraps: readonly ((query: string) => string)[] = [
      (query) => `SELECT x FROM (${query}) t(x) WHERE x IN (SELECT y FROM (VALUES 1) u(y) WHERE y = x)`,
      (query) => `SELECT max(x) FROM (${query}) t(x) GROUP BY x HAVING count(*) > 0 ORDER BY count(*)`,
      (query) => `SELECT (SELECT max(y) FROM (VALUES 1) u(y) WHERE y = x) FROM (${query}) t(x)`,
      (query) => `SELECT y FROM (${query}) t(y) JOIN (VALUES 1) u(y) USING (y)`,
      (query) => `WITH t(x) AS (${query}) SELECT a.x FROM t a, t b`,
      (query) => `SELECT DISTINCT sum(x) OVER (PARTITION BY x ORDER BY x) FROM (${query}) t(x)`,
      (query) => `SELECT * FROM (${query}) UNION (VALUES 1)`,
    ];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: wraps.length - 1 }), { maxLength: 12 }), (choices) => {
        const sql = choices.reduce((query, choice) => (wraps[choice] ?? String)(query), 'SELECT 1');
        expect(sizeOf(analyzeSql(sql).plan)).toBeLessThan(sql.length);
      }),
    );
  });
});
