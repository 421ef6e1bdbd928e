import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { cutText, fitted, list, text } from '../../../../extension/protocol/bounds.ts';

const Line = text(10);
const Exact = z.string().check(z.maxLength(10));
const Message = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rows'),
    id: Exact,
    title: z.optional(z.nullable(Line)),
    cells: list(z.union([Line, z.number(), z.null()]), 3),
    exact: z.array(z.number()).check(z.maxLength(2)),
  }),
  z.object({
    kind: z.literal('note'),
    state: z.extend(z.object({ label: Line }), { lines: z.readonly(list(Line, 2)) }),
  }),
]);

describe('a message to a page', () => {
  it('has its texts and lists cut to what the page reads, however deep they stand', () => {
    const long = 'abcdefghijkl';
    const rows = { kind: 'rows' as const, id: 'id', title: long, cells: [long, 7, null, 'more'], exact: [1, 2] };
    expect(Message.safeParse(rows).success).toBe(false);
    expect(fitted(Message, rows)).toEqual({ ...rows, title: 'abcdefghi…', cells: ['abcdefghi…', 7, null] });
    const note = { kind: 'note' as const, state: { label: long, lines: ['a', long, 'c'] } };
    expect(Message.parse(fitted(Message, note))).toEqual({
      kind: 'note',
      state: { label: 'abcdefghi…', lines: ['a', 'abcdefghi…'] },
    });
  });

  it('stays as it is where it fits', () => {
    const rows = { kind: 'rows' as const, id: 'id', title: null, cells: ['abcdefghij'], exact: [] };
    expect(fitted(Message, rows)).toEqual(rows);
  });

  it('keeps ids and lists that must be whole, and then fails to parse', () => {
    for (const more of [{ id: 'abcdefghijkl' }, { exact: [1, 2, 3] }]) {
      const rows = { kind: 'rows' as const, id: 'id', cells: [], exact: [], ...more };
      expect(fitted(Message, rows)).toEqual(rows);
      expect(Message.safeParse(fitted(Message, rows)).success).toBe(false);
    }
  });

  it('is never cut inside a character', () => {
    expect(cutText('12345678😀90', 10)).toBe('12345678…');
    expect(cutText('1234567😀890', 10)).toBe('1234567😀…');
  });
});
