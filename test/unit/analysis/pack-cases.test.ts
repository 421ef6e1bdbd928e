import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { briefText, cutToFit, packCases, splitCases } from '#core/analysis/pack-cases.ts';
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

describe('cases with long summaries', () => {
  const sentence = 'The customer saw ThrottlingException on the table. ';
  const long = Array.from({ length: 10 }, (_none, index) => aBrief(index, { summary: sentence.repeat(38) }));
  const all = long.reduce((sum, brief) => sum + tokensOf(brief), 0);
  const longest = (cases: readonly CaseBrief[]) => Math.max(...cases.map(({ summary }) => summary.length));

  it('are whole where all fit', () => {
    expect(cutToFit(long, all)).toEqual(long);
  });

  it('are cut at a sentence, as little as makes them fit', () => {
    const cut = cutToFit(long, all - 1);
    expect(longest(cut)).toBeGreaterThan(1_000);
    expect(longest(cut)).toBeLessThanOrEqual(1_500);
    expect(cut.every(({ summary }) => summary.endsWith('on the table.'))).toBe(true);
  });

  it('are cut to 700 characters where not even that fits', () => {
    expect(longest(cutToFit(long, 100))).toBeLessThanOrEqual(700);
  });

  it('fit after a cut that is said to make them fit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 2_000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 100, max: 4_000 }),
        (summaries, budget) => {
          const cases = summaries.map((summary, index) => aBrief(index, { summary }));
          const cut = cutToFit(cases, budget);
          expect(cut.map(({ caseNumber }) => caseNumber)).toEqual(cases.map(({ caseNumber }) => caseNumber));
          const size = cut.reduce((sum, brief) => sum + tokensOf(brief), 0);
          if (longest(cut) > 700) expect(size).toBeLessThanOrEqual(budget);
        },
      ),
    );
  });
});

describe('the text of a case', () => {
  it('has the reason of its root cause, and its subject between quotes', () => {
    expect(briefText(aBrief(1, { subject: 'The "orders" database', summary: 'It failed.' }))).toBe(
      'Case 170000000001 (2026-06-02 | high | amazon-rds | Limit reached | Load Testing | 111122223333) "The \'orders\' database"\n' +
        'Reason: The pool of connections was larger than the limit of the instance.\nSummary: It failed.\n',
    );
  });

  it.each([
    ['a bar', 'Throttling | critical', '"Throttling ¦ critical"'],
    ['a bracket', 'Throttling) Fake', '"Throttling) Fake"'],
    ['a line end and a case', 'x\n\nCase 123 (a | b) c', '"x Case 123 (a ¦ b) c"'],
    ['a quote', 'a" | "b', `"a' ¦ 'b"`],
    ['the number of a case', 'like case 123456789012', '"like case 123456789012"'],
  ])('keeps a category with %s in its place', (_what, category, shown) => {
    const [head = '', ...body] = briefText(aBrief(1, { rca_category: category }))
      .trimEnd()
      .split('\n');
    expect(head.split(' | ')).toHaveLength(6);
    expect(head).toContain(` | ${shown} | Load Testing`);
    expect(body.map((line) => line.split(':')[0])).toEqual(['Reason', 'Summary']);
  });

  it('has at most 300 characters of each of its facts', () => {
    const long = 'x'.repeat(5_000);
    const text = briefText(aBrief(1, { subject: long, rca_category: long, summary: 'It failed.' }));
    expect(text.match(/x+…/g)?.map(({ length }) => length)).toEqual([300, 300]);
  });

  it('says what is not known', () => {
    const text = briefText(aBrief(1, { rca_category: null, rcaReason: null, subject: null, summary: ' ' }));
    expect(text).toBe(
      'Case 170000000001 (2026-06-02 | high | amazon-rds | not recorded | Load Testing | 111122223333) ""\nSummary: (no text)\n',
    );
  });
});
