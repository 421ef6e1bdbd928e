import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#core/days.ts';
import type { CaseBrief } from '#core/ports/analyst.ts';
import { findRecurringProblems } from '#core/recurring/find-recurring-problems.ts';
import { fold, occursIn } from '#core/text/words.ts';
import { aBrief } from '../../support/case-question.ts';

const PERIOD = { start: '2026-01-01', end: '2026-12-31' };
const OPTIONS = { period: PERIOD, today: '2026-11-30' };

/** Cases that have nothing in common but what every case has. */
const FILLER = Array.from({ length: 60 }, (_none, index) =>
  aBrief(1_000 + index, {
    date: addDays(PERIOD.start, (index * 53) % 330),
    account: index % 2 === 0 ? '111122223333' : '444455556666',
    rca_category: ['Throttling', 'Customer Question', 'Security Issue'][index % 3]!,
    subject: `Matter ${'abcdefghij'[index % 10]!}${'klmnopqrst'[(index * 7) % 10]!}`,
    rcaReason: null,
    summary: `Somebody wrote ${'uvwxyz'[index % 6]!}${index % 9}.`,
  }),
);

function casesAt(days: readonly string[], fields: (index: number) => Partial<CaseBrief>): readonly CaseBrief[] {
  return days.map((date, index) =>
    aBrief(index, { date, rcaReason: null, summary: 'See the subject.', ...fields(index) }),
  );
}

describe('what comes back is found', () => {
  it('with its rhythm, and the day on which it is expected next', async () => {
    const days = Array.from({ length: 10 }, (_none, index) => addDays('2026-07-13', index * 14));
    const cases = casesAt(days, () => ({ subject: 'ledger-prod-db out of connections', account: '111122223333' }));
    const [first] = await findRecurringProblems([...FILLER, ...cases], OPTIONS);
    expect(first).toMatchObject({
      term: 'ledger-prod-db',
      kind: 'resource',
      cases: 10,
      accounts: ['111122223333'],
      first: '2026-07-13',
      last: '2026-11-16',
      cadenceDays: 14,
      expectedNext: '2026-11-30',
      caseNumbers: cases.map(({ caseNumber }) => caseNumber),
    });
  });

  it('without a day where the rhythm broke off', async () => {
    const days = Array.from({ length: 8 }, (_none, index) => addDays('2026-02-02', index * 7));
    const cases = casesAt(days, () => ({ subject: 'nightly-export-job failed' }));
    const [first] = await findRecurringProblems([...FILLER, ...cases], OPTIONS);
    expect(first).toMatchObject({ term: 'nightly-export-job', cadenceDays: 7, expectedNext: null });
  });

  it('as a burst, with how many would be usual', async () => {
    const days = [
      '2026-03-02',
      '2026-07-01',
      ...Array.from({ length: 16 }, (_none, index) => addDays('2026-10-05', index % 12)),
    ];
    const cases = casesAt(days, (index) => ({
      subject: 'Writes met ThrottlingException',
      account: index % 3 === 0 ? '444455556666' : '111122223333',
    }));
    const [first] = await findRecurringProblems([...FILLER, ...cases], OPTIONS);
    expect(first).toMatchObject({ term: 'ThrottlingException', kind: 'error code', cases: 18, cadenceDays: null });
    expect(first?.accounts).toEqual(['111122223333', '444455556666']);
    expect(first?.burst).toMatchObject({ start: '2026-10-05', end: '2026-10-16', cases: 16 });
    expect(first?.burst?.expected).toBeLessThan(1.5);
  });

  it('within one account, where the others hide its rhythm', async () => {
    const own = Array.from({ length: 9 }, (_none, index) => addDays('2026-06-01', index * 14));
    const others = Array.from({ length: 30 }, (_none, index) => addDays('2026-01-05', (index * 47) % 300));
    const cases = [
      ...casesAt(own, () => ({ subject: 'Upload met AccessDenied', account: '777788889999' })),
      ...casesAt(others, (index) => ({ subject: 'AccessDenied', caseNumber: `9${100_000_000 + index}` })),
    ];
    const problems = await findRecurringProblems([...FILLER, ...cases], OPTIONS);
    expect(problems).toContainEqual(
      expect.objectContaining({ term: 'AccessDenied', accounts: ['777788889999'], cases: 9, cadenceDays: 14 }),
    );
  });

  it('and nothing else: cases that merely have words, names of teams or Regions in common are none', async () => {
    const cases = FILLER.map((brief, index) => ({
      ...brief,
      subject: `Team mobile backend in eu-central-1, ${index}`,
    }));
    expect(await findRecurringProblems(cases, OPTIONS)).toEqual([]);
    expect(await findRecurringProblems([], OPTIONS)).toEqual([]);
  });

  it('with counts of exactly the cases that have the term as whole words', async () => {
    const text = fc.array(
      fc.constantFrom(
        'orders-db',
        'orders-db-2',
        'ThrottlingException',
        'DNS',
        'RDNSS',
        '429',
        'pool',
        'zürich-api',
        'x',
        '.',
        '|',
        'the',
      ),
      { maxLength: 8 },
    );
    const anyCases = fc.array(fc.tuple(text, fc.nat(300)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(anyCases, async (made) => {
        const cases = made.map(([words, day], index) =>
          aBrief(index, { subject: words.join(' '), summary: '', rcaReason: null, date: addDays(PERIOD.start, day) }),
        );
        for (const problem of await findRecurringProblems(cases, OPTIONS)) {
          const having = cases.filter(
            ({ subject, account }) =>
              occursIn(fold(subject ?? ''), fold(problem.term)) && problem.accounts.includes(account ?? ''),
          );
          expect(problem.cases).toBe(having.length);
          expect(new Set(problem.caseNumbers)).toEqual(new Set(having.map(({ caseNumber }) => caseNumber)));
          expect(problem.cases).toBeGreaterThanOrEqual(3);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('in the same way whatever the order of the cases', async () => {
    const days = Array.from({ length: 10 }, (_none, index) => addDays('2026-07-13', index * 14));
    const cases = [...FILLER, ...casesAt(days, () => ({ subject: 'ledger-prod-db out of connections' }))];
    expect(await findRecurringProblems([...cases].reverse(), OPTIONS)).toEqual(
      await findRecurringProblems(cases, OPTIONS),
    );
  });
});
