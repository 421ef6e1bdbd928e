import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseRecord } from '#core/contract/case-record.ts';
import type { QueryEngine, QueryResult, SqlValue } from '#core/ports/query-engine.ts';
import { SIX_CASES } from '../support/six-cases.ts';

export interface EngineUnderTest extends QueryEngine {
  close(): Promise<void>;
}

/** What any adapter of the QueryEngine port promises, over the cases it was made with. */
export function describeQueryEngine(
  name: string,
  makeEngine: (cases: readonly CaseRecord[]) => EngineUnderTest | Promise<EngineUnderTest>,
): void {
  describe(`${name} keeps the promises of a query engine`, () => {
    let engine: EngineUnderTest;

    beforeAll(async () => {
      engine = await makeEngine(SIX_CASES);
    });
    afterAll(() => engine.close());

    const ask = (text: string, values: readonly SqlValue[] = [], maxRows = 100): Promise<QueryResult> =>
      engine.query({ text, values }, { maxRows });

    test('rows come back under their columns, in order', async () => {
      const { columns, rows, truncated } = await ask(
        'SELECT case_number, Subject AS Title FROM case_summary WHERE account_number = ? ORDER BY case_number DESC',
        ['444455556666'],
      );
      expect(columns).toEqual(['case_number', 'title']);
      expect(rows).toEqual([
        { case_number: '200000000003', title: 'Not summarised yet' },
        { case_number: '200000000002', title: 'EC2 quota' },
        { case_number: '200000000001', title: 'Lambda throttled' },
      ]);
      expect(truncated).toBe(false);
    });

    test('every column of a case comes back as it was stored', async () => {
      const { rows } = await ask('SELECT * FROM case_summary ORDER BY case_number');
      expect(rows).toEqual(SIX_CASES);
    });

    test('cells are numbers, booleans, null, or the text that Athena prints', async () => {
      const { rows } = await ask(
        `SELECT count(*) AS whole, 0.5e0 AS double, 9007199254740993 AS big, 1.50 AS decimal, true AS yes, NULL AS none,
           DATE '2025-01-31' AS day, TIMESTAMP '2025-01-31 10:00:00' AS instant, ARRAY['a', 'b'] AS list,
           MAP(ARRAY['k'], ARRAY['v']) AS pairs
         FROM case_summary`,
      );
      expect(rows).toEqual([
        {
          whole: 6,
          double: 0.5,
          big: '9007199254740993',
          decimal: '1.50',
          yes: true,
          none: null,
          day: '2025-01-31',
          instant: '2025-01-31 10:00:00.000',
          list: '[a, b]',
          pairs: '{k=v}',
        },
      ]);
    });

    test('a statement without rows still names its columns', async () => {
      const { columns, rows, truncated } = await ask(
        "SELECT subject, count(*) AS n FROM case_summary WHERE subject = '' GROUP BY 1",
      );
      expect({ columns, rows, truncated }).toEqual({ columns: ['subject', 'n'], rows: [], truncated: false });
    });

    test('more rows than maxRows are cut and said to be', async () => {
      const cut = await ask('SELECT case_number FROM case_summary ORDER BY 1', [], 2);
      expect([cut.rows.length, cut.truncated]).toEqual([2, true]);
      const whole = await ask('SELECT case_number FROM case_summary ORDER BY 1', [], 6);
      expect([whole.rows.length, whole.truncated]).toEqual([6, false]);
      const columns = await ask('DESCRIBE case_summary', [], 3);
      expect([columns.rows.length, columns.truncated]).toEqual([3, true]);
    });

    test('values are bound in order, whatever quotes and question marks they and the SQL hold', async () => {
      const { rows } = await ask('SELECT ? AS a, \'?\' AS b, ? AS c, ? AS "d?" FROM case_summary LIMIT 1 -- ?', [
        "x' OR '1'='1",
        7,
        1.5,
      ]);
      expect(rows).toEqual([{ a: "x' OR '1'='1", b: '?', c: 7, 'd?': 1.5 }]);
    });

    test('a bound string never becomes SQL', async () => {
      const { rows } = await ask('SELECT count(*) AS n FROM case_summary WHERE servicecode = ?', ["x' OR '1'='1"]);
      expect(rows).toEqual([{ n: 0 }]);
    });

    test('any string that is bound comes back as it was', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(text(), { minLength: 1, maxLength: 20 }), async (values) => {
          const items = values.map((_value, index) => `? AS v${index}`).join(', ');
          const { rows } = await ask(`SELECT ${items}`, values);
          expect(Object.values(rows[0] ?? {})).toEqual(values);
        }),
        { numRuns: 30 },
      );
    });

    test('any string as a literal comes back as it was', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(text(), { minLength: 1, maxLength: 20 }), async (values) => {
          const items = values.map((value, index) => `'${value.replaceAll("'", "''")}' AS v${index}`).join(', ');
          const { rows } = await ask(`SELECT ${items}`);
          expect(Object.values(rows[0] ?? {})).toEqual(values);
        }),
        { numRuns: 30 },
      );
    });

    test('any whole number that is bound comes back as it was', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 20 }), async (values) => {
          const { rows } = await ask(`SELECT ${values.map((_value, index) => `? AS v${index}`).join(', ')}`, values);
          expect(Object.values(rows[0] ?? {})).toEqual(values.map((value) => value + 0));
        }),
        { numRuns: 20 },
      );
    });

    test('a broken statement fails with the reason in one line and a next step', async () => {
      const failure = await ask('SELECT nothing FROM case_summary').catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'QUERY_FAILED', remedy: expect.stringMatching(/\w/) as unknown });
      expect((failure as Error).message).toMatch(/nothing/);
      expect((failure as Error).message).not.toContain('\n');
    });

    test('it answers again after a statement that failed', async () => {
      await expect(ask('SELECT count(* FROM case_summary')).rejects.toMatchObject({ code: 'QUERY_FAILED' });
      expect((await ask('SELECT count(*) AS n FROM case_summary')).rows).toEqual([{ n: 6 }]);
    });

    test('a call that was aborted before it began is cancelled', async () => {
      const call = engine.query(
        { text: 'SELECT count(*) FROM case_summary', values: [] },
        { maxRows: 1, signal: AbortSignal.abort() },
      );
      await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
    });

    test('calls at once each get their own answer and their own id', async () => {
      const numbers = Array.from({ length: 10 }, (_none, index) => index);
      const results = await Promise.all(numbers.map((number) => ask('SELECT ? AS n', [number])));
      expect(results.map((result) => result.rows)).toEqual(numbers.map((n) => [{ n }]));
      expect(new Set(results.map((result) => result.executionId)).size).toBe(numbers.length);
    });
  });
}

/** Well-formed text of any kind: quotes, backslashes, line ends, NUL, all of Unicode. */
function text(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom("'", '"', '\\', '?', '\n', '\r', '\0', '-', '/', '*', '$', ';', '%', 'é', '😀'),
    }),
  );
}
