import { describe, expect, it } from 'vitest';
import { MAX_TABLE_BYTES, tableOf } from '#core/tools/table-output.ts';

const result = (rows: Readonly<Record<string, string>>[], truncated = false) => ({
  columns: ['text'],
  rows,
  executionId: 'run-1',
  truncated,
});

describe('a table as an answer', () => {
  it('has every row that fits, in what is said about them too', () => {
    expect(tableOf(result([{ text: 'a' }, { text: 'b' }]), 'Two.')).toEqual({
      columns: ['text'],
      rows: [{ text: 'a' }, { text: 'b' }],
      row_count: 2,
      execution_id: 'run-1',
      truncated: false,
      note: 'Two.',
    });
    expect(tableOf(result([]))).not.toHaveProperty('note');
  });

  it.each(['x', 'é', '"', '😀'])('leaves out rows beyond the most bytes that an answer may have: %s', (letter) => {
    const rows = Array.from({ length: 1000 }, () => ({ text: letter.repeat(10_000) }));
    const answer = tableOf(result(rows, true), 'There are more rows.');
    expect(Buffer.byteLength(JSON.stringify(answer.rows))).toBeLessThanOrEqual(MAX_TABLE_BYTES + 1);
    expect(Buffer.byteLength(JSON.stringify(rows.slice(0, answer.row_count + 1)))).toBeGreaterThan(MAX_TABLE_BYTES);
    expect(answer.rows).toHaveLength(answer.row_count);
    expect(answer.truncated).toBe(true);
    expect(answer.note).toContain(`the first ${answer.row_count} of 1000 rows`);
    expect(answer.note).toContain(`OFFSET ${answer.row_count}.`);
  });

  it('is cut with advice that needs no SQL where the caller may not write any', () => {
    const scoped = { tables: { catalog: 'c', database: 'd', tables: [] } };
    for (const length of [6_000_000, MAX_TABLE_BYTES]) {
      const { note } = tableOf(result([{ text: 'x'.repeat(length) }, { text: 'x'.repeat(length) }]), undefined, scoped);
      expect(note).not.toMatch(/query_athena|OFFSET|substr/);
      expect(note).toContain('limit of an answer: ask for');
    }
  });

  it('has as many bytes as it may, commas included, and not one more', () => {
    // {"text":"..."} and a comma: a million bytes a row.
    const rows = Array.from({ length: 8 }, () => ({ text: 'x'.repeat(1_000_000 - '{"text":""},'.length) }));
    expect(tableOf(result(rows)).row_count).toBe(8);
    const [first, ...others] = rows;
    expect(tableOf(result([{ text: `${first?.text ?? ''}x` }, ...others])).row_count).toBe(7);
  });

  it('says what to do where not even one row fits', () => {
    const answer = tableOf(result([{ text: 'x'.repeat(MAX_TABLE_BYTES) }]));
    expect(answer).toMatchObject({ rows: [], row_count: 0, truncated: true });
    expect(answer.note).toContain('substr()');
  });
});
