import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, occursIn, searchTerms } from '#core/text/words.ts';

describe('words are found', () => {
  it.each([
    ['dns', 'RDNSS was announced', false],
    ['dns', 'The DNS resolver', true],
    ['dns', 'dns', true],
    ['nat', 'NAT-gateway', true],
    ['zurich', 'Zürich', true],
    ['証明書', '期限切れの証明書です', true],
    ['i-0abc', 'host i-0abc1', false],
    ['i-0abc', 'host (i-0abc)', true],
    ['x', '𝐱y', false],
    ['could not connect', 'It could not\n connect.', true],
  ])('%j in %j: %s', (term, text, found) => {
    expect(occursIn(fold(text), fold(term))).toBe(found);
  });

  it('without regard to case, accents and the punctuation at their edges', () => {
    expect(searchTerms('"Café", the cafe? (ACM)', 'all')).toEqual(['cafe', 'the', 'acm']);
    expect(searchTerms('  Could not, connect! ', 'phrase')).toEqual(['could not, connect']);
    expect(searchTerms('?!', 'phrase')).toEqual([]);
  });

  it('in every text that is made of whole words around them', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word), word, fc.array(word), (before, term, after) => {
        expect(occursIn([...before, term, ...after].join(' '), term)).toBe(true);
      }),
    );
  });
});
