import { describe, expect, it } from 'vitest';
import { accountsKnownFrom, checkCitations, citedCases, knownNumbers } from '#core/analysis/cited-cases.ts';
import { aBrief, aCaseQuestion } from '../../support/case-question.ts';

const known = knownNumbers({
  texts: ['Case 170000000001 (111122223333) and case 170000000002 (444455556666); ticket 123456789.'],
  accounts: ['111122223333', '444455556666', null],
  cases: ['170000000001', '170000000002'],
});

describe('the cases that an answer cites', () => {
  it('are the numbers of cases in it, each once and in its order, and never an account', () => {
    const { text } = checkCitations(
      'Account 111122223333 opened case 170000000002, then 170000000001; again 170000000002. 999999999999 did not.',
      known,
    );
    expect(citedCases(text, known.accounts)).toEqual(['170000000002', '170000000001']);
  });

  it.each([
    ['See case 111122223333.', 'See case ~~111122223333~~.'],
    ['See **Case #111122223333**.', 'See **Case #~~111122223333~~**.'],
    ['Cases 170000000001, 111122223333 and 170000000002.', 'Cases 170000000001, ~~111122223333~~ and 170000000002.'],
    [
      'Cases 170000000001 and 170000000002; account 111122223333.',
      'Cases 170000000001 and 170000000002; account 111122223333.',
    ],
    ['One case in 111122223333.', 'One case in 111122223333.'],
    ['In case 170000000001 (account 111122223333).', 'In case 170000000001 (account 111122223333).'],
    ['The case is 170000000001, 111122223333 has it.', 'The case is 170000000001, 111122223333 has it.'],
  ])('are no accounts, though the model says so: %s', (answer, expected) => {
    const { text, unknown } = checkCitations(answer, known);
    expect(text).toBe(expected);
    expect(unknown).toEqual(expected.includes('~~') ? ['111122223333'] : []);
  });

  it('may have the number of an account where a case has it, too', () => {
    const both = knownNumbers({ texts: [], accounts: ['170000000001'], cases: ['170000000001'] });
    expect(checkCitations('Case 170000000001.', both)).toEqual({ text: 'Case 170000000001.', unknown: [] });
    expect(citedCases('Case 170000000001.', both.accounts)).toEqual(['170000000001']);
  });

  it('are no accounts that had cases only in the period before', () => {
    const question = aCaseQuestion([aBrief(1)]);
    const before = { ...question.before, by_account: [{ value: '444455556666', count: 3 }] };
    const accounts = accountsKnownFrom({ ...question, before });
    expect([...accounts].sort()).toEqual(['111122223333', '444455556666']);
    expect(citedCases('Account 444455556666 had case 170000000001.', accounts)).toEqual(['170000000001']);
  });

  it('have eight digits at the least: a shorter number is none, and stays', () => {
    expect(checkCitations('In 2026, 1234567 times, as in 12345678.', known)).toEqual({
      text: 'In 2026, 1234567 times, as in ~~12345678~~.',
      unknown: ['12345678'],
    });
  });
});
