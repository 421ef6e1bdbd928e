import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TRIES_ALL } from '../../support/sampled.ts';
import { groupedByUs } from './grouped.ts';
import { groupedByTrino } from './trino-grammar.ts';

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
const sign = fc.constantFrom('', '', '', '-', '+', '- -');
const after = fc.constantFrom('', '', "AT TIME ZONE 'UTC'", '[ a ]', '. f');
const arithmetic = fc.constantFrom('+', '-', '*', '/', '%', '||');
const connective = fc.constantFrom('AND', 'OR', 'AND NOT', 'OR NOT NOT');
const comparison = fc.constantFrom(
  ...['=', '<>', '<', '>=', 'LIKE', 'NOT LIKE a ESCAPE', 'BETWEEN a AND', 'NOT BETWEEN b - 1 AND'],
  ...['IS DISTINCT FROM', 'IS NOT DISTINCT FROM'],
);
const nullTest = fc.constantFrom('IS NULL', 'IS NOT NULL', 'IN ( a , b )', 'NOT IN ( c )');
/** Here and there one of these where the grammar may not have it. */
const stray = fc.constantFrom(...Array<string>(40).fill(''), 'NOT', '=', 'x ->', 'IS NULL', 'ESCAPE a');

const { expression } = fc.letrec<{ expression: string; condition: string; value: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 1, depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '1', "'x'", 'c . d'),
    tie('expression').map((inside) => `( ${inside} )`),
    fc.tuple(tie('expression'), tie('value')).map(([first, second]) => `f ( ${first} , ${second} )`),
    fc.tuple(tie('value'), tie('expression')).map(([first, second]) => `( ${first} , ${second} )`),
    tie('expression').map((inside) => `CASE WHEN a THEN ${inside} ELSE b END`),
    tie('value').map((inside) => `a [ ${inside} ]`),
  ),
  value: fc
    .array(fc.tuple(arithmetic, sign, tie('operand'), after), { minLength: 1, maxLength: 3 })
    .map((parts) => words(...parts.flatMap(([between, ...part], index) => (index > 0 ? [between, ...part] : part)))),
  condition: fc.oneof(
    tie('value'),
    fc.tuple(tie('value'), comparison, tie('value')).map((parts) => words(...parts)),
    fc.tuple(tie('value'), nullTest).map((parts) => words(...parts)),
  ),
  expression: fc
    .tuple(
      fc.constantFrom('', '', 'NOT'),
      stray,
      fc.array(fc.tuple(connective, tie('condition')), { minLength: 1, maxLength: 3 }),
    )
    .map(([before, between, parts]) =>
      words(before, ...parts.flatMap(([and, part], index) => (index > 0 ? [between, and, part] : [part]))),
    ),
}));

describe("the parser and one made from Trino's grammar", { timeout: 120_000 }, () => {
  test('give operators the same operands, and refuse the same expressions', () => {
    let read = 0;
    fc.assert(
      fc.property(expression, (sql) => {
        const grouped = groupedByTrino(sql);
        if (grouped !== undefined) read++;
        expect([sql, groupedByUs(sql)]).toEqual([sql, grouped]);
      }),
      { numRuns: TRIES_ALL ? 300 : 50 },
    );
    expect(read).toBeGreaterThan(TRIES_ALL ? 100 : 16);
  });
});
