import { describe, expect, it } from 'vitest';
import { UNPACED } from '#core/ports/pace.ts';
import type { Candidate } from '#core/search/candidates.ts';
import { rank, rarityOf } from '#core/search/rank.ts';
import { similarTerms } from '#core/search/similar-terms.ts';

function candidate(caseNumber: string, fields: Partial<Candidate> = {}): Candidate {
  return {
    caseNumber,
    account: '111122223333',
    date: '2026-06-01',
    severity: 'high',
    service: 'amazon-s3',
    rootCause: null,
    subject: 'A matter',
    summary: 'Something happened to the system of the team.',
    rcaReason: null,
    isNamed: false,
    ...fields,
  };
}

async function ranked(candidates: readonly Candidate[], terms: readonly string[], frequencies: readonly number[]) {
  const ranking = { terms, frequencies, searched: 100, isOrdered: true };
  return (await rank(candidates, ranking, UNPACED)).map(({ caseNumber }) => caseNumber);
}

describe('cases by relevance', () => {
  it('have words in the subject before words in the summary', async () => {
    const inSummary = candidate('1', { summary: 'A quota of the system was met.' });
    const inSubject = candidate('2', { subject: 'Quota met' });
    expect(await ranked([inSummary, inSubject], ['quota'], [2])).toEqual(['2', '1']);
  });

  it('have rare words before frequent ones', async () => {
    const frequent = candidate('1', { summary: 'An error of the system.' });
    const rare = candidate('2', { summary: 'A certificate of the system.' });
    expect(await ranked([frequent, rare], ['error', 'certificate'], [60, 2])).toEqual(['2', '1']);
  });

  it('have words side by side before words apart', async () => {
    const apart = candidate('1', { summary: 'The pool closed each connection of it.' });
    const together = candidate('2', { summary: 'The limit of a connection pool.......' });
    expect(await ranked([apart, together], ['connection', 'pool'], [5, 5])).toEqual(['2', '1']);
  });

  it('have the case whose number was asked for first', async () => {
    const mentions = candidate('1', { subject: 'Again 170000000002' });
    const named = candidate('170000000002', { isNamed: true });
    expect(await ranked([mentions, named], ['170000000002'], [2])).toEqual(['170000000002', '1']);
  });

  it('stay in their order where they are equal', async () => {
    expect(
      await ranked(
        ['1', '2', '3'].map((number) => candidate(number)),
        ['matter'],
        [3],
      ),
    ).toEqual(['1', '2', '3']);
  });

  it('are never worse for having a word that all have', () => {
    expect(rarityOf(100, 100)).toBeGreaterThan(0);
    expect(rarityOf(5, 0)).toBe(0);
  });
});

describe('the words by which cases are compared', () => {
  it('are names, codes and words that say something, those of the subject first', () => {
    const terms = similarTerms({
      subject: 'Orders-DB out of connections',
      summary: 'The customer reported 403 errors on 12 May; the sessions of orders-db ran out after 30s.',
      rcaReason: null,
    });
    expect(terms.slice(0, 2)).toEqual(['orders-db', 'connections']);
    for (const word of ['the', 'of', '12', '30s', '403', 'customer']) expect(terms).not.toContain(word);
  });

  it('are at most 24', () => {
    const summary = Array.from({ length: 500 }, (_none, index) => `word${index}x`).join(' ');
    expect(similarTerms({ subject: null, summary, rcaReason: null })).toHaveLength(24);
  });
});
