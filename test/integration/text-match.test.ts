import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { occursInSql, foldSql, trimmedSql } from '#core/sql/text-match.ts';
import { sql } from '#core/sql/sql.ts';
import { fold, occursIn, searchTerms } from '#core/text/words.ts';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { SIX_CASES } from '../support/six-cases.ts';

const engine = createDuckDbEngine({
  source: { kind: 'records', records: SIX_CASES },
  clock: { now: () => new Date('2025-04-10T12:00:00Z') },
});
afterAll(() => engine.close());

const letters = fc.constantFrom(
  ...['a', 'B', 'é', 'É', 'ß', 'ﬁ', 'Ω', 'ς', 'Σ', '日', '本', 'ก', '1', '٣', ' ', '\t', '\u00a0', '\ufeff', '\u2028'],
  ...['.', '*', '\\', '(', ')', '[', '{', '+', '?', '^', '$', '|', '-', '_', '%', "'", '"', '😀', '\u0301', 'x'],
);
const text = fc.string({ unit: letters, maxLength: 12 });

describe('words are found in SQL as they are in memory', () => {
  it('for any text and any term', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 }), async (pairs) => {
        for (const [value, query] of pairs) {
          const term = searchTerms(query, 'phrase')[0];
          if (term === undefined) continue;
          const { rows } = await engine.query(
            sql`SELECT ${foldSql(sql`${value}`)} AS folded, ${trimmedSql(sql`${value}`)} AS trimmed, ${occursInSql(foldSql(sql`${value}`), term)} AS found`,
            { maxRows: 1 },
          );
          expect([value, term, rows[0]]).toEqual([
            value,
            term,
            { folded: fold(value), trimmed: value.trim(), found: occursIn(fold(value), term) },
          ]);
        }
      }),
      { numRuns: 15 },
    );
  });
});
