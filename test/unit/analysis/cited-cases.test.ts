import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCitations, citedCases, numbersKnownFrom } from '#core/analysis/cited-cases.ts';
import { aBrief, aCaseQuestion } from '../../support/case-question.ts';

const known = {
  cases: new Set(['170000000001', '170000000002', '1712345678']),
  accounts: new Set(['111122223333', '444455556666']),
};

describe('the cases that an answer cites', () => {
  it('are the numbers of given cases in it, each once and in its order, and never an account', () => {
    const answer =
      'Account 111122223333 opened case 170000000002, then 170000000001; again 170000000002. 999999999999 did not.';
    expect(citedCases(answer, known)).toEqual(['170000000002', '170000000001']);
  });

  it.each([
    ['See case 111122223333.', 'See case ~~111122223333~~.'],
    ['See **Case #111122223333**.', 'See **Case #~~111122223333~~**.'],
    ['Cases 170000000001, 111122223333 and 170000000002.', 'Cases 170000000001, ~~111122223333~~ and 170000000002.'],
    [
      'Cases 170000000001, 170000000009 and 170000000008.',
      'Cases 170000000001, ~~170000000009~~ and ~~170000000008~~.',
    ],
    ['case 170000000009', 'case ~~170000000009~~'],
    ['170000000009 says so', '~~170000000009~~ says so'],
    ['case 1700 0000 0009', 'case ~~1700 0000 0009~~'],
    ['case 1700-0000-0009', 'case ~~1700-0000-0009~~'],
    ['case 1700\u00a00000\u20090009', 'case ~~1700\u00a00000\u20090009~~'],
    ['case 1 7 0 0 0 0 0 0 0 0 0 9', 'case ~~1 7 0 0 0 0 0 0 0 0 0 9~~'],
    ['case ١٧٠٠٠٠٠٠٠٠٠٩', 'case ~~١٧٠٠٠٠٠٠٠٠٠٩~~'],
    ['case １７００００００００09', 'case ~~１７００００００００09~~'],
    ['case 170000000009-1', 'case ~~170000000009~~-1'],
    ['case-170000000009', 'case-~~170000000009~~'],
    ['case number 170000000009a', 'case number ~~170000000009~~a'],
    ['case `170000000009`', 'case `~~170000000009~~`'],
    ['case **1700**00000009', 'case **~~1700**00000009~~'],
  ])('are struck where they were not given: %s', (answer, expected) => {
    expect(checkCitations(answer, known).text).toBe(expected);
  });

  it.each([
    'Cases 170000000001 and 170000000002; account 111122223333.',
    'case 170000000001 170000000002',
    'Cases 170000000001/170000000002.',
    'One case in 111122223333.',
    'In case 170000000001 (account 111122223333).',
    'The case is 170000000001, 111122223333 has it.',
    'In account 999988887777.',
    'At 1764547200 and 1764547200000, or 20261130120000.',
    'arn:aws:rds:eu-central-1:999988887777:db:x and i-012345678901',
    'It took 12,345,678 requests, 123456789 bytes and 12345678 ms.',
    '`SELECT 123456789012 FROM t`',
    '```\nid = 123456789012\n```',
    'From 2026-09-01 to 2026-11-30 12:45.',
    '+49 170 12345678',
    'https://example.com/123456789012',
    'commit 12345678abcdef90 and 12345678-1234-1234-1234-123456789012',
    'In 2026, 1234567 times.',
  ])('are not taken for others, nor others for them: %s', (answer) => {
    expect(checkCitations(answer, known)).toMatchObject({ text: answer, unknown: [] });
  });

  it('are found however they are written', () => {
    for (const written of [
      '1700 0000 0001',
      '1700-0000-0001',
      '１７００００００００01',
      '**170000000001**',
      '#170000000001',
      '`170000000001`',
      '(170000000001)',
    ])
      expect([written, citedCases(`case ${written}`, known)]).toEqual([written, ['170000000001']]);
  });

  it('may have the number of an account where a case has it, too', () => {
    const both = { cases: new Set(['170000000001']), accounts: new Set(['170000000001']) };
    expect(checkCitations('Case 170000000001.', both)).toEqual({
      text: 'Case 170000000001.',
      unknown: [],
      cited: ['170000000001'],
    });
  });

  it('are those of the question alone: a number in the text of a case makes no case', () => {
    const question = aCaseQuestion([aBrief(1, { summary: 'As in case 999999999999, it failed.' })]);
    const before = { ...question.before, by_account: [{ value: '444455556666', count: 3 }] };
    const numbers = numbersKnownFrom({ ...question, before });
    expect([...numbers.cases]).toEqual(['170000000001']);
    expect([...numbers.accounts].sort()).toEqual(['111122223333', '444455556666']);
    expect(checkCitations('See case 999999999999.', numbers).unknown).toEqual(['999999999999']);
  });

  it('leave every answer as it was but for the marks of what is struck', () => {
    const part = fc.constantFrom(
      'case ',
      '170000000001',
      '170000000009',
      ' ',
      ',',
      '-',
      'a',
      '`',
      '\n',
      '1',
      '٣',
      '12,345',
      '*',
      '(',
      ')',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const answer = parts.join('');
        const { text, cited } = checkCitations(answer, known);
        expect(text.replaceAll('~~', '')).toBe(answer);
        for (const number of cited) expect(known.cases).toContain(number);
      }),
    );
  });
});
