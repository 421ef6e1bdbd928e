import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '#core/digest/question-words.ts';
import { readQuestion, readWithRoles } from '#core/digest/read-question.ts';
import { UNSEARCHED_WORDS } from '#core/digest/unsearched-words.ts';
import { fold, occursIn } from '#core/text/words.ts';
import { someKnownCases } from '../../support/known-cases.ts';

const known = someKnownCases();
const read = (question: string) => readQuestion(question, known);

describe('a reading', () => {
  it('has filters in the words that the tools take', () => {
    expect(read('critical or urgent RDS and Lambda cases, not Aurora, of account 111122223333').filters).toEqual({
      severity_code: ['critical', 'urgent'],
      service_code: ['RDS', 'Lambda'],
      exclude_service_code: ['Aurora'],
      account_number: ['111122223333'],
    });
    expect(read('case 170000000002 with root cause Throttling').filters).toEqual({
      case_id: ['170000000002'],
      rca_category: ['Throttling'],
    });
  });

  it('has its period, its terms, what it is ranked by and how many a list should have', () => {
    const reading = read('Top 3 accounts with "certificate expired" but not DNS last month');
    expect(reading).toMatchObject({
      reports: ['ranking'],
      period: { start: '2026-11-01', end: '2026-11-30' },
      comparedPeriod: null,
      listed: 3,
      terms: [{ term: 'certificate expired', written: 'certificate expired', isMentioned: true }],
      excludedTerms: [{ term: 'dns', written: 'DNS', isMentioned: true }],
      rankedBy: [['account']],
      compared: null,
    });
  });

  it('ranks by pairs, or by each alone where each is asked for', () => {
    expect(read('cases per account and service').rankedBy).toEqual([['account', 'service']]);
    const apart = read('How many cases are there, which account has the most, and which service?');
    expect(apart.rankedBy).toEqual([['account'], ['service']]);
    expect(apart.said).toEqual(['ranked by account, and by service']);
  });

  it('has the sides of a comparison, and the period that another is compared with', () => {
    expect(read('RDS vs EC2').compared).toEqual({ dimension: 'service', values: ['RDS', 'EC2'] });
    const { period, comparedPeriod } = read('March vs April');
    expect([period, comparedPeriod]).toEqual([
      { start: '2026-04-01', end: '2026-04-30' },
      { start: '2026-03-01', end: '2026-03-31' },
    ]);
  });

  it('says whether a case has a term, whatever else is asked', () => {
    expect(read('dns certificates').terms).toEqual([
      { term: 'dns', written: 'dns', isMentioned: true },
      { term: 'certificates', written: 'certificates', isMentioned: false },
    ]);
  });

  it('does not take an earlier answer for a part of the question', () => {
    expect(readQuestion('And Lambda?', someKnownCases({ followsUp: true }))).toMatchObject({
      filters: { service_code: ['Lambda'] },
      notApplied: ['The earlier answer is not interpreted: the question is read by itself.'],
    });
  });

  it('reads a root cause as a word where no case has it', () => {
    const none = someKnownCases({ values: { ...known.values, rca_category: [] } });
    expect(readQuestion('Where are we throttled?', none)).toMatchObject({
      reports: ['throttling'],
      filters: {},
      terms: [{ term: 'throttled' }],
    });
  });

  it('takes the names of values as they are stored, and none that every question has', () => {
    const values = {
      ...known.values,
      service: [
        { value: 'service-issues', count: 3 },
        { value: 'service-foo-bar', count: 2 },
      ],
    };
    const odd = someKnownCases({ values });
    expect(readQuestion('top issues', odd).filters).toEqual({});
    expect(readQuestion('foo bar cases', odd).filters).toEqual({ service_code: ['Foo Bar'] });
  });
});

/** Words that questions are made of, and some that no list knows. */
const word = fc.oneof(
  fc.constantFrom(
    ...'not except without about Lambda EC2 RDS S3 critical urgent high severity cases which account service most top last month week since March 2026 between and or vs compare why how many cost owner keeps coming back changed dns certificate zebra "quoted phrase" 111122223333 170000000001 us-east-1 die Fälle 先月の问题 throttled limit first 5 the of in , ? !'.split(
      ' ',
    ),
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const question = fc.array(word, { maxLength: 25 }).map((words) => words.join(' ').slice(0, 500));

describe('a reading of any question', () => {
  it('leaves no word out: each is applied, a stop word, or said not to be applied', () => {
    fc.assert(
      fc.property(question, (text) => {
        const { reading, words, roles } = readWithRoles(text, known);
        const said = fold(reading.notApplied.join(' ').replaceAll(/['’]/g, ''));
        words.forEach(({ text: folded, written }, at) => {
          const role = roles[at];
          expect([written, role]).not.toEqual([written, undefined]);
          if (role === 'unsearched') {
            const isKnown = UNSEARCHED_WORDS.has(folded) || GREETING.has(folded) || MARKERS.has(folded);
            expect([written, isKnown]).toEqual([written, true]);
          }
          if (role === 'term' || role === 'excluded term')
            expect([written, isSought(reading, folded)]).toEqual([written, true]);
          if (role === 'not applied') expect([written, said.includes(folded)]).toEqual([written, true]);
        });
      }),
    );
  });

  it('gives every word one role, and the same question the same reading', () => {
    fc.assert(
      fc.property(question, (text) => {
        const { words, roles } = readWithRoles(text, known);
        expect(roles).toHaveLength(words.length);
        expect(readQuestion(text, known)).toEqual(readQuestion(text, known));
      }),
    );
  });

  it('takes less than half a second for 500 characters of whatever would be read again and again', () => {
    const pumped = [
      '"',
      "'",
      'not ',
      'in the ',
      'most ',
      'a-',
      'Lambda and ',
      '2026-',
      'between ',
      '先',
      'except Lambda ',
      '(',
      '“',
    ];
    for (const part of pumped) {
      const long = part.repeat(Math.ceil(500 / part.length)).slice(0, 500);
      const began = performance.now();
      readQuestion(long, known);
      expect(performance.now() - began).toBeLessThan(500);
    }
  });
});

const GREETING = new Set(
  'hi hello hey there thanks thank good morning bye test ping yo sup who what can help'.split(' '),
);
const MARKERS = new Set('no never neither non isnt arent wasnt werent dont doesnt didnt'.split(' '));

function isSought({ terms, excludedTerms }: ReturnType<typeof read>, folded: string): boolean {
  const sought = [...terms, ...excludedTerms].map(({ term }) => term.replaceAll(/['’]/g, ''));
  const [first] = wordsOf(folded);
  return sought.some((term) => occursIn(term, folded) || folded.includes(term) || term.includes(first?.text ?? folded));
}
