import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutSummary, SUMMARY_LENGTH } from '#core/analysis/cut-summary.ts';

/** True where every surrogate has its other half. */
const isWellFormed = (text: string) => !/\p{Cs}/u.test(text);

describe('a summary as an analyst reads it', () => {
  it('stays as it is up to 700 characters', () => {
    const summary = 'x'.repeat(SUMMARY_LENGTH);
    expect(cutSummary(`  ${summary}\n`)).toBe(summary);
  });

  it('ends with its last whole sentence', () => {
    const sentence = 'The customer saw ThrottlingException on the table. ';
    const cut = cutSummary(sentence.repeat(20));
    expect(cut.endsWith('on the table.')).toBe(true);
    expect(cut.length).toBeGreaterThan(SUMMARY_LENGTH / 2);
  });

  it('ends at a word, with an ellipsis, where one sentence is longer than that', () => {
    const cut = cutSummary('word '.repeat(300));
    expect(cut).toMatch(/word…$/);
    expect(cutSummary(`It failed. ${'word '.repeat(300)}`)).toMatch(/^It failed\. .*word…$/);
  });

  it('is never longer than 700 characters and never ends in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (summary) => {
        const cut = cutSummary(summary);
        expect(cut.length).toBeLessThanOrEqual(SUMMARY_LENGTH);
        if (isWellFormed(summary)) expect(isWellFormed(cut)).toBe(true);
      }),
    );
  });
});
