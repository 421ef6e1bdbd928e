import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { briefText, packCases, splitCases } from '#core/analysis/pack-cases.ts';
import { estimateTokens } from '#core/analysis/tokens.ts';
import type { CaseBrief } from '#core/ports/analyst.ts';
import { aBrief } from '../../support/case-question.ts';

const tokensOf = (brief: CaseBrief) => estimateTokens(briefText(brief));

/** Cases that take exactly so many tokens each. */
function casesOf(...sizes: readonly number[]): readonly CaseBrief[] {
  return sizes.map((tokens, index) => {
    const bare = aBrief(index, { summary: 'x' });
    return { ...bare, summary: 'x'.repeat(4 * tokens - briefText(bare).length + 1) };
  });
}

const sizesOf = (parts: readonly (readonly CaseBrief[])[]) => parts.map((part) => part.map(tokensOf));

describe('cases packed into a budget', () => {
  it('are all that fit, to the last token', () => {
    const cases = casesOf(100, 200, 300);
    expect(packCases(cases, 600)).toEqual({ cases, estimatedTokens: 600 });
    expect(packCases(cases, 599)).toEqual({ cases: cases.slice(0, 2), estimatedTokens: 300 });
  });

  it('end at the first that does not fit, though a later one would', () => {
    const cases = casesOf(100, 500, 100);
    expect(packCases(cases, 300).cases).toEqual(cases.slice(0, 1));
  });
});

describe('cases split into parts', () => {
  it('are one part where they fit to the last token', () => {
    const cases = casesOf(100, 200, 300);
    expect(splitCases(cases, 600)).toEqual([cases]);
    expect(splitCases(cases, 599).length).toBeGreaterThan(1);
  });

  it('fill a part to its last token', () => {
    expect(sizesOf(splitCases(casesOf(300, 700, 700), 1_000))).toEqual([[300, 700], [700]]);
  });

  it('begin another part with a case that would pass the budget', () => {
    expect(sizesOf(splitCases(casesOf(400, 900), 1_000))).toEqual([[400], [900]]);
  });

  it('are few parts, though one case is too large for any', () => {
    const sizes = [1_500, ...new Array<number>(20).fill(100)];
    const parts = sizesOf(splitCases(casesOf(...sizes), 1_000));
    expect(parts[0]).toEqual([1_500]);
    expect(parts.length).toBeLessThan(10);
  });

  it('keep their order, and a part passes the budget only with a single case', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 60, max: 900 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 100, max: 2_000 }),
        (sizes, budget) => {
          const cases = casesOf(...sizes);
          const parts = splitCases(cases, budget);
          expect(parts.flat()).toEqual(cases);
          for (const part of sizesOf(parts))
            if (part.length > 1) expect(part.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(budget);
        },
      ),
    );
  });
});

describe('the text of a case', () => {
  it('has at most 300 characters of each of its facts', () => {
    const long = 'x'.repeat(5_000);
    const text = briefText(aBrief(1, { subject: long, rca_category: long, summary: 'It failed.' }));
    expect(text.match(/x+…/g)?.map(({ length }) => length)).toEqual([300, 300]);
  });

  it('says what is not known', () => {
    const text = briefText(aBrief(1, { rca_category: null, subject: null, summary: ' ' }));
    expect(text).toBe(
      'Case 170000000001 (2026-06-02 | high | amazon-rds | unknown | Load Testing | 111122223333) \n(no text)\n',
    );
  });
});
