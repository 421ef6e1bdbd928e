import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlLexError, tokenize } from '#core/sql/lexer.ts';
import { Refusal } from '../../../server-lambda/local/engine/dialect/refusal.ts';
import { translate } from '../../../server-lambda/local/engine/dialect/translate.ts';
import { ATHENA_CORPUS } from '../../contract/athena-corpus.ts';
import { readCorpus } from '../sql/corpus.ts';

const CONTEXT = { database: 'case_insights', now: new Date('2025-04-10T12:00:00Z') };
const STATEMENTS = [
  ...Object.values(ATHENA_CORPUS).flatMap((statements) => statements.map(({ sql }) => sql)),
  ...['everyday', 'grammar', 'metadata', 'names', 'other-tables', 'tricks', 'unreadable', 'writes'].flatMap(readCorpus),
];

function outcome(text: string): unknown {
  let marks = 0;
  try {
    marks = tokenize(text).filter((token) => token.kind === 'parameter').length;
  } catch {
    // translate will say so.
  }
  try {
    return translate({ text, values: new Array<string>(marks).fill('x') }, CONTEXT).candidates;
  } catch (error) {
    return error;
  }
}

function isAnswer(result: unknown): boolean {
  return Array.isArray(result) || result instanceof Refusal || result instanceof SqlLexError;
}

describe('translating to the engine', () => {
  test('every statement of the corpora is translated or refused in words', () => {
    expect(STATEMENTS.filter((statement) => !isAnswer(outcome(statement)))).toEqual([]);
  });

  test('so is any statement that is cut, doubled or shuffled', () => {
    const tokens = fc.constantFrom(...STATEMENTS).map((statement) => {
      try {
        return tokenize(statement).map((token) => token.text);
      } catch {
        return [statement];
      }
    });
    const mutated = fc
      .tuple(tokens, fc.nat(40), fc.nat(40), tokens)
      .map(([one, from, to, other]) =>
        [...one.slice(0, from), ...other.slice(to, to + 5), ...one.slice(from)].join(' '),
      );
    fc.assert(
      fc.property(mutated, (statement) => {
        expect(isAnswer(outcome(statement))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('so is any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(isAnswer(outcome(`SELECT ${text}`))).toBe(true);
      }),
    );
  });

  test.each([
    ['brackets', `SELECT ${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
    ['functions that repeat their arguments', `SELECT ${'sum('.repeat(60)}1${')'.repeat(60)}`],
  ])('%s without end are refused at once', (_what, statement) => {
    expect(outcome(statement)).toBeInstanceOf(Refusal);
  });

  test('a name is always quoted, so that no keyword of the engine can be meant', () => {
    expect(outcome('SELECT Pivot, qualify AS Lambda FROM case_summary summarize')).toEqual([
      'SELECT "pivot", "qualify" AS "lambda" FROM "case_summary" AS "summarize"',
    ]);
  });

  test('a bound value never stands in the text, and has the type of its literal', () => {
    const { candidates, values } = translate({ text: 'SELECT ?, ?, ?, ?', values: ['a', 1, 2 ** 40, 1.25] }, CONTEXT);
    expect(values).toEqual(['a', 1, 2 ** 40, 1.25]);
    expect(candidates[0]?.match(/CAST\([^)]*\)+/g)).toEqual([
      'CAST($1 AS VARCHAR)',
      'CAST($2 AS INTEGER)',
      'CAST($3 AS BIGINT)',
      'CAST($4 AS DOUBLE)',
    ]);
  });
});
