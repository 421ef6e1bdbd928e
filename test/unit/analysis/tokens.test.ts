import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateTokens } from '#core/analysis/tokens.ts';

it('a token is estimated for every four bytes of UTF-8', () => {
  expect(['', 'a', 'abcd', 'abcde', 'éé', '日本', '😀'].map(estimateTokens)).toEqual([0, 1, 1, 2, 1, 2, 1]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(estimateTokens(text)).toBe(Math.ceil(Buffer.byteLength(text) / 4));
    }),
  );
});
