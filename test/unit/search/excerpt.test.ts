import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, foldWithPositions } from '#core/search/excerpt.ts';
import { fold, occursIn, searchTerms } from '#core/text/words.ts';

const FILLER = 'The team looked at many other things that day, and wrote all of them down at length. ';

function weighted(...terms: readonly string[]) {
  return terms.map((term) => ({ term, weight: 1 }));
}

describe('an excerpt', () => {
  it('shows where the words stand, in about 200 characters between whole words', () => {
    const text = `${FILLER.repeat(5)}Then the certificate expired at noon. ${FILLER.repeat(5)}`;
    const excerpt = excerptOf([text], weighted('certificate'));
    expect(excerpt).toContain('Then the certificate expired at noon.');
    expect(excerpt.length).toBeLessThanOrEqual(202);
    expect(excerpt).toMatch(/^…\S.*\S…$/);
    expect(text).toContain(excerpt.slice(1, -1));
  });

  it('is from the part that has most of the words', () => {
    const text = `A pool. ${FILLER.repeat(4)}The connection pool was empty. ${FILLER.repeat(4)}`;
    expect(excerptOf([text], weighted('pool', 'connection'))).toContain('connection pool');
  });

  it('is from the text that has the word, and from the first where they say the same', () => {
    expect(excerptOf(['Nothing here.', 'A quota was met.'], weighted('quota'))).toBe('A quota was met.');
    expect(excerptOf(['A quota.', 'A quota was met.'], weighted('quota'))).toBe('A quota.');
  });

  it('is the beginning where no word stands in the texts', () => {
    expect(excerptOf([null, ' ', 'First. Second.'], [])).toBe('First. Second.');
    expect(excerptOf([null], weighted('quota'))).toBe('');
  });

  it('is one line of plain text', () => {
    expect(excerptOf(['a\nquota\u202E was\u0000 met'], weighted('quota'))).toBe('a quota was met');
  });

  it('finds words whose folded text has another length', () => {
    const text = `${'ﬃ İ é '.repeat(100)}the Café closed${' ﬃ İ é'.repeat(100)}`;
    expect(excerptOf([text], weighted('cafe'))).toContain('the Café closed');
  });
});

it('takes no longer than it may for the longest texts and many words', () => {
  const texts = ['a é '.repeat(2_000), 'a'.repeat(2_000), 'b '.repeat(500)];
  const terms = Array.from({ length: 50 }, (_none, index) => ['a', 'e', 'a e', 'aa'.repeat(index + 1)][index % 4]!);
  const began = performance.now();
  expect(excerptOf(texts, weighted(...terms))).toContain('a é');
  expect(performance.now() - began).toBeLessThan(2_000);
});

describe('folding with positions', () => {
  const letters = fc.constantFrom(
    ...['a', 'É', 'ß', 'ﬃ', 'İ', 'Σ', 'ς', '日', ' ', '\n', '\u00a0', '\u0301', '😀', '¨', '-', "'", 'x'],
  );

  it('folds as without them', () => {
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 40 }), (text) => {
        const { folded, positions } = foldWithPositions(text);
        expect(folded).toBe(fold(text));
        expect(positions).toHaveLength(folded.length);
      }),
    );
  });

  it('gives excerpts that hold what they were made for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: letters, maxLength: 300 }),
        fc.string({ unit: letters, minLength: 1, maxLength: 4 }),
        fc.string({ unit: letters, maxLength: 300 }),
        (before, query, after) => {
          const text = `${before} ${query} ${after}`;
          for (const term of searchTerms(query, 'phrase')) {
            expect(occursIn(fold(excerptOf([text], weighted(term))), term)).toBe(true);
          }
        },
      ),
    );
  });
});
