import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Truth } from '../../../evals/eval-question.ts';
import { grade, type Fact } from '../../../evals/grade.ts';
import type { TruthRow } from '../../../evals/truth-sql.ts';

const CASES = ['178000000001', '178000000002', '178000000003'] as const;
const KNOWN = {
  cases: new Set<string>(CASES),
  accounts: new Set(['210987654321', '345678901234']),
  values: new Set<string>(),
};

function failures(text: string, ...facts: readonly Fact[]): readonly string[] {
  return grade({ text }, facts, KNOWN);
}

function fact(truth: Truth, rows: readonly TruthRow[] = []): Fact {
  return { truth, rows };
}

const number = (value: string) => fact({ must: 'write number', sql: '', anywhere: false }, [[value]]);
const ranking = (...rows: readonly TruthRow[]) => fact({ must: 'rank', sql: '', rows: rows.length }, rows);
const cases = (...numbers: readonly string[]) => numbers.map((one) => [one]);

describe('the grader', () => {
  it('lets nothing pass that says nothing', () => {
    expect(failures('  \n')).toEqual(['There is no answer.']);
  });

  describe('of numbers', () => {
    it.each(['**1,234 cases** match.', 'There are 1234 of them.', '| urgent | 1234 |', 'Es sind 1234.'])(
      'finds 1234 in %j',
      (text) => {
        expect(failures(text, number('1234'))).toEqual([]);
      },
    );

    it.each(['12345 cases', '1,235 cases', '2026-1234', '1234%', '1234.5', 'none'])(
      'does not find 1234 in %j',
      (text) => {
        expect(failures(text, number('1234'))).toEqual(['1234 is not at its beginning.']);
      },
    );

    it('reads small numbers as words, too, and no day of a date as a count', () => {
      expect(failures('Two cases match.', number('2'))).toEqual([]);
      expect(failures('Opened on 2026-06-02 at 10:02.', number('2'))).not.toEqual([]);
    });

    it('regards what the answer says of its reading of the question as no answer', () => {
      expect(failures('Read as: top 5\n\n7 cases match.', number('5'))).not.toEqual([]);
    });

    it('does not take what a later section says for the answer', () => {
      expect(
        failures('## Answer\n\n1 case matches.\n\n## Coverage\n\n2 cases have no summary.', number('2')),
      ).not.toEqual([]);
    });

    it('fails any other number', () => {
      fc.assert(
        fc.property(fc.integer({ min: 13, max: 99_999 }), fc.integer({ min: 13, max: 99_999 }), (right, given) => {
          expect(failures(`${given} cases match.`, number(String(right))).length === 0).toBe(right === given);
        }),
      );
    });

    it('fails what must not be counted where it is said of cases, and nowhere else', () => {
      const wrong = fact({ must: 'not count', sql: '' }, [['12']]);
      expect(failures('12 urgent cases match.', wrong)).toEqual(['It counts 12 cases.']);
      expect(failures('1 case matches, on June 12.', wrong)).toEqual([]);
    });
  });

  describe('of rankings', () => {
    const services = ranking(['aws-lambda', '6'], ['amazon-simple-storage-service', '3']);

    it.each([
      'Lambda has the most cases (6), then S3 (3).',
      '1. aws-lambda: 6 (15%)\n2. amazon-simple-storage-service: 3',
      '| Lambda | 6 |\n| S3 | 3 |',
      '6 cases in Lambda, 3 in S3',
    ])('takes %j', (text) => {
      expect(failures(text, services)).toEqual([]);
    });

    it('fails another first place, another count, a name that is missing, and counts that are exchanged', () => {
      expect(failures('S3: 3\nLambda: 6', services)).toEqual([
        'aws-lambda should come first, not amazon-simple-storage-service.',
      ]);
      expect(failures('Lambda: 7\nS3: 3', services)).toEqual(['aws-lambda should be counted as 6.']);
      expect(failures('Lambda: 6', services)).toEqual(['amazon-simple-storage-service should be counted as 3.']);
      expect(failures('Lambda: 3, S3: 6', services)).toHaveLength(2);
    });

    it('takes either of two that share the first place', () => {
      const tied = ranking(['aws-lambda', '3'], ['api-gateway', '3']);
      expect(failures('API Gateway: 3\nLambda: 3', tied)).toEqual([]);
    });

    it('wants two names and their count in one line', () => {
      const pair = fact({ must: 'rank', sql: '', rows: 1 }, [['210987654321', 'aws-lambda', '4']]);
      expect(failures('210987654321, Lambda: 4', pair)).toEqual([]);
      expect(failures('210987654321\nLambda: 4', pair)).not.toEqual([]);
    });

    it('does not find a short name within a word', () => {
      const short = fact({ must: 'name', sql: '' }, [['ecs']]);
      expect(failures('It took 30 specs.', short)).toEqual(['ecs is not named.']);
      expect(failures('ECS tasks stop.', short)).toEqual([]);
    });
  });

  describe('of cases', () => {
    const all = fact({ must: 'cite', sql: '', least: 'all' }, cases(CASES[0], CASES[1]));
    const only = fact({ must: 'cite only', sql: '' }, cases(CASES[0], CASES[1]));

    it('takes the right ones, in any form', () => {
      expect(failures(`case ${CASES[0]} and **${CASES[1]}**`, all, only)).toEqual([]);
    });

    it('fails one that is missing, one that is wrong and one that does not exist', () => {
      expect(failures(`case ${CASES[0]}`, all)).toHaveLength(1);
      expect(failures(`case ${CASES[2]}`, only)).toEqual([`It cites ${CASES[2]} wrongly.`]);
      expect(failures('case 999999999999')).toEqual(['It names 999999999999, which is neither a case nor an account.']);
    });

    it('takes accounts, and numbers that are struck out', () => {
      expect(failures('account 210987654321, ~~999999999999~~')).toEqual([]);
    });

    it('fails a list of cited cases that is not that of the text', () => {
      expect(grade({ text: `case ${CASES[0]}`, cited: [CASES[0]] }, [], KNOWN)).toEqual([]);
      expect(grade({ text: `case ${CASES[0]}`, cited: [CASES[1]] }, [], KNOWN)).toHaveLength(2);
    });
  });

  describe('of what is not there', () => {
    const nothing = fact({ must: 'find nothing' });
    const missing = fact({ must: 'say it is missing', of: ['cost'] });

    it.each([
      'No case mentions "certificates".',
      'There are no cases about Kafka.',
      '0 cases match.',
      'Es gibt keine Fälle dazu.',
      '証明書に関するケースはありません。',
    ])('hears that there is none in %j', (text) => {
      expect(failures(text, nothing)).toEqual([]);
      expect(failures(text, fact({ must: 'find something' }))).toHaveLength(1);
    });

    it('fails cases that are listed all the same, and an answer that says it late', () => {
      expect(failures(`No case mentions it. See case ${CASES[0]}.`, nothing)).toHaveLength(1);
      expect(
        failures(`4 cases match.\n${'They are about storage. '.repeat(30)}\nNo case mentions it.`, nothing),
      ).toHaveLength(1);
      expect(failures('4 cases match.', nothing)).toHaveLength(1);
    });

    it('hears that the data lacks something, and takes no zero for it', () => {
      expect(failures('The data does not say what a case cost.', missing)).toEqual([]);
      expect(failures('Not applied: costs are not recorded.', missing)).toEqual([]);
      expect(failures('No case mentions "cost".', missing)).toHaveLength(1);
      expect(failures('They cost $4,000.', missing)).toHaveLength(1);
    });
  });

  it('knows the language of an answer, or that words were matched as they stand', () => {
    const german = fact({ must: 'answer in', language: 'de' });
    const japanese = fact({ must: 'answer in', language: 'ja' });
    expect(failures('Die meisten Fälle sind von der Lambda und das ist neu.', german)).toEqual([]);
    expect(failures('ケースの主な問題はスロットリングです。', japanese)).toEqual([]);
    expect(failures('Words in other languages are matched as they stand.', german, japanese)).toEqual([]);
    expect(failures('Most cases are about Lambda.', german, japanese)).toHaveLength(2);
  });

  it('knows texts that must and must not be said', () => {
    expect(failures('every 7 days', fact({ must: 'say', any: ['weekly', '7 days'] }))).toEqual([]);
    expect(failures('often', fact({ must: 'say', any: ['weekly'] }))).toHaveLength(1);
    expect(failures('![x](https://a.example)', fact({ must: 'not say', any: ['!['] }))).toHaveLength(1);
    expect(failures('Lambda', fact({ must: 'not name', sql: '' }, [['aws-lambda']]))).toHaveLength(1);
  });
});
