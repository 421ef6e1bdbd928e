import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineReader } from '../../../extension/bridge/lines.ts';

function read(bytes: Buffer, cuts: readonly number[], longest?: number): string[] {
  const lines: string[] = [];
  const reader = lineReader(
    (line) => lines.push(line.toString('utf8')),
    () => lines.push('too long'),
    longest,
  );
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    reader.push(bytes.subarray(from, cut));
    from = Math.max(from, cut);
  }
  reader.push(bytes.subarray(from));
  reader.end();
  return lines;
}

describe('lines', () => {
  it('are the same wherever the chunks are cut, inside characters too', () => {
    const text = fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', ''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.array(fc.nat(50), { maxLength: 5 }), (lines, cuts) => {
        const bytes = Buffer.from(lines.join('\n'), 'utf8');
        const valid = cuts.map((cut) => Math.min(cut, bytes.length));
        expect(read(bytes, valid)).toEqual(
          bytes
            .toString('utf8')
            .split('\n')
            .filter((line) => line !== ''),
        );
      }),
    );
  });

  it('that are too long are reported once, and the next line is read', () => {
    const bytes = Buffer.from(`short\n${'x'.repeat(50)}\nnext\n${'y'.repeat(11)}`);
    for (const cuts of [[], [8, 16, 24, 32, 40], [20]]) {
      expect(read(bytes, cuts, 10)).toEqual(['short', 'too long', 'next', 'too long']);
    }
  });
});
