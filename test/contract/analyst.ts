import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbersKnownFrom } from '#core/analysis/cited-cases.ts';
import type { Analysis, Analyst, AnalystOptions, CaseBrief, CaseQuestion } from '#core/ports/analyst.ts';
import { aBrief, aCaseQuestion } from '../support/case-question.ts';
import { hostileTexts } from '../support/hostile-texts.ts';

export interface AnalystUnderTest extends Analyst {
  close(): Promise<void>;
}

const FEW = briefs(12);
const MANY = briefs(2_000);
const HOSTILE = hostileTexts('3f2b8c1e-7b8d-4a7e-9d0e-0e3b5d7c1a2f').map((text, index) =>
  aBrief(index, {
    subject: text,
    summary: index % 2 === 0 ? text : `${text} The volume was full. ${text}`,
    service: index % 5 === 0 ? text : 'amazon-ebs',
    severity: index % 7 === 0 ? text : 'high',
    rca_category: index % 11 === 0 ? text : 'Limit reached',
  }),
);
/** Lines with which a hostile text would begin a part of its own in an answer. */
const STARTED_BY_A_CASE = /^(#+ (New instructions|Instruction|Response)|```|~~~|BEGIN |END |Human:|system:)/im;

const JSON_ROWS = JSON.stringify([
  { service: 'amazon-ec2', cases: 12, note: 'Instances ran out of capacity.' },
  { service: 'amazon-s3', cases: 5, note: 'A bucket policy refused the upload.' },
  { service: 'amazon-ec2', cases: 7, note: 'Instances were stopped by mistake.' },
]);
const CSV_ROWS =
  'service,cases,opened\namazon-ec2,12,2026-06-01\namazon-s3,5,2026-06-02\n"amazon, other",7,2026-06-03\n';
const PROSE = 'The instances ran out of capacity in one zone. Support moved them. The bucket refused an upload later.';

/** What any adapter of the Analyst port promises, over whatever cases it is given. */
export function describeAnalyst(
  name: string,
  makeAnalyst: () => AnalystUnderTest | Promise<AnalystUnderTest>,
  expected: { readonly author: Analyst['author']; readonly asksAModel: boolean },
): void {
  describe(`${name} keeps the promises of an analyst`, () => {
    let analyst: AnalystUnderTest;

    beforeAll(async () => {
      analyst = await makeAnalyst();
    });
    afterAll(() => analyst.close());

    const analyze = async (question: CaseQuestion, options: AnalystOptions = {}): Promise<Analysis> => {
      const analysis = await analyst.analyzeCases(question, options);
      expectWhole(analysis);
      expectKnownNumbers(analysis, question);
      return analysis;
    };

    test('it names its author', () => {
      expect(analyst.author).toEqual(expected.author);
    });

    test.each([
      ['no case', []],
      ['one case', FEW.slice(0, 1)],
      ['a dozen cases', FEW],
      ['cases without a word', FEW.map((brief) => ({ ...brief, subject: null, summary: '' }))],
      ['cases that know nothing of themselves', FEW.map(withoutFacts)],
      ['the same case twelve times', FEW.map(() => FEW[0]!)],
    ])('it has something to say about %s', async (_what, cases) => {
      const analysis = await analyze(aCaseQuestion(cases));
      expect(analysis.notRead ?? []).toEqual([]);
    });

    test('it answers where matching cases have no summary yet', async () => {
      await analyze({ ...aCaseQuestion(FEW), cases: [], summariesAvailable: 0 });
    });

    test('it reads 2,000 cases and tells how far it has got', async () => {
      const told: string[] = [];
      const shares: number[] = [];
      const analysis = await analyze(aCaseQuestion(MANY), {
        onProgress: ({ message, share }) => {
          told.push(message);
          if (share !== undefined) shares.push(share);
        },
      });
      expect(analysis.notRead ?? []).toEqual([]);
      expect(numbersIn(analysis.text).length).toBeGreaterThan(0);
      expect(told.length).toBeGreaterThan(2);
      for (const message of told) expect(message).toMatch(/^\S.{3,99}$/);
      for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
      for (const share of shares) expect(share).toBeLessThanOrEqual(1);
      expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    });

    test('it cites no number that stands nowhere in its input, whatever the cases are', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyBrief, { maxLength: 30 }), fc.string({ maxLength: 60 }), async (cases, words) => {
          await analyze(aCaseQuestion(cases, { question: `Why ${words}?` }));
        }),
        { numRuns: 40 },
      );
    });

    test('it takes an earlier analysis', async () => {
      await analyze(aCaseQuestion(FEW), { previousAnalysis: 'It was the network, see case 179999999999.' });
      await analyze(aCaseQuestion(FEW), { previousAnalysis: HOSTILE.map(({ summary }) => summary).join('\n') });
    });

    test('it obeys no case', async () => {
      const analysis = await analyze(aCaseQuestion(HOSTILE));
      expect(analysis.notRead ?? []).toEqual([]);
      expect(analysis.text).not.toMatch(STARTED_BY_A_CASE);
      expect(analysis.text).not.toContain('](https://evil.example');
      expect(analysis.text).not.toMatch(/\p{Cc}(?<!\n)|\u{E0049}|\u202E|\u200B/u);
    });

    test('it keeps analyses apart that run at the same time', async () => {
      const questions = [0, 1, 2].map((group) =>
        aCaseQuestion(Array.from({ length: 20 }, (_none, index) => aBrief(1_000 * group + index))),
      );
      // Each is held to the numbers of its own cases.
      await Promise.all(questions.map((question) => analyze(question)));
    });

    test('it leaves its input as it is', async () => {
      const question = aCaseQuestion(FEW);
      const before = structuredClone(question);
      await analyze(deepFreeze(question));
      expect(question).toEqual(before);
    });

    test('it is cancelled before it begins', async () => {
      const signal = AbortSignal.abort();
      for (const cases of [FEW, MANY])
        await expect(analyst.analyzeCases(aCaseQuestion(cases), { signal })).rejects.toMatchObject({
          code: 'CANCELLED',
        });
      await expect(analyst.analyzeText({ data: PROSE, prompt: 'Why?' }, { signal })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
    });

    test('it is cancelled on its way', async () => {
      for (let phase = 1; phase <= 3; phase++) {
        const abort = new AbortController();
        let told = 0;
        const analysis = analyst.analyzeCases(aCaseQuestion(MANY), {
          signal: abort.signal,
          onProgress: () => {
            told += 1;
            if (told === phase) abort.abort();
          },
        });
        await expect(analysis).rejects.toMatchObject({ code: 'CANCELLED' });
      }
    });

    test('it estimates what an analysis takes, in whole numbers', async () => {
      for (const cases of [[], FEW, MANY]) {
        const estimate = await analyst.estimateCases(aCaseQuestion(cases), {});
        for (const figure of Object.values(estimate)) expect(Number.isSafeInteger(figure)).toBe(true);
        expect(estimate.modelCalls > 0).toBe(expected.asksAModel);
        expect(estimate.inputTokens > 0).toBe(expected.asksAModel);
      }
    });

    test.each([
      ['JSON', JSON_ROWS, 'Which service has most cases?'],
      ['one object of JSON', '{"total":3,"nested":{"list":[1,null,"x"]}}', 'What is in it?'],
      ['CSV', CSV_ROWS, 'Which service has most cases?'],
      ['prose', PROSE, 'What happened?'],
      ['a single word', 'capacity', 'What is this?'],
      ['broken JSON', JSON_ROWS.slice(0, -9), 'What is in it?'],
      ['hostile text', HOSTILE.map(({ summary }) => summary).join('\n'), 'What is it about?'],
    ])('it analyses %s', async (_what, data, prompt) => {
      expectWhole(await analyst.analyzeText({ data, prompt }, {}));
    });
  });
}

function expectWhole({ text, inputTokens, outputTokens }: Analysis): void {
  expect(text.trim()).not.toBe('');
  for (const tokens of [inputTokens, outputTokens])
    if (tokens !== undefined) expect(Number.isSafeInteger(tokens) && tokens > 0).toBe(true);
}

/** Long numbers that stand by themselves. */
function numbersIn(text: string): readonly string[] {
  return text.match(/(?<![\w~-])\d{8,}(?![\w~-])/g) ?? [];
}

function expectKnownNumbers(analysis: Analysis, question: CaseQuestion): void {
  const known = numbersKnownFrom(question);
  const given = new Set(question.cases.map(({ caseNumber }) => caseNumber));
  const read = new Set(numbersIn(JSON.stringify(question).replaceAll(/\\[nrtu]/g, ' ')));
  const struck = new Set(analysis.struckNumbers);
  for (const number of numbersIn(analysis.text)) {
    // Quoted from a text of a case, or a quantity: neither is cited.
    if (read.has(number)) continue;
    expect(struck).toContain(number);
    expect(analysis.text).toContain(`~~${number}~~`);
  }
  for (const number of struck) expect(known.cases).not.toContain(number);
  for (const number of analysis.notRead ?? []) expect(given).toContain(number);
}

const anyText = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.constantFrom('', 'EC2', 'case 123456789012', '**bold**', 'The volume was full. It was 12345678 bytes too small.'),
);
const anyFact = fc.option(anyText);
const anyBrief: fc.Arbitrary<CaseBrief> = fc.record({
  caseNumber: fc.integer({ min: 170_000_000_000, max: 179_999_999_999 }).map(String),
  account: fc.option(fc.constantFrom('111122223333', '444455556666')),
  service: anyFact,
  severity: fc.option(fc.constantFrom('low', 'normal', 'high', 'urgent', 'critical', 'CRITICAL', 'unheard-of')),
  rca_category: anyFact,
  lifecycle_category: anyFact,
  date: fc.integer({ min: 1, max: 30 }).map((day) => `2026-06-${String(day).padStart(2, '0')}`),
  subject: anyFact,
  rcaReason: anyFact,
  summary: anyText,
});

function briefs(count: number): readonly CaseBrief[] {
  return Array.from({ length: count }, (_none, index) => aBrief(index));
}

function withoutFacts(brief: CaseBrief): CaseBrief {
  const nothing = { service: null, severity: null, rca_category: null, lifecycle_category: null };
  return { ...brief, ...nothing, account: null, subject: null };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
