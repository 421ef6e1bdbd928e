import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createModelAnalyst } from '#core/analysis/model-analyst.ts';
import { casesPrompt } from '#core/analysis/prompt.ts';
import { estimateTokens } from '#core/analysis/tokens.ts';
import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';
import type { AnalystOptions, CaseBrief, CaseQuestion } from '#core/ports/analyst.ts';
import {
  ModelInputTooLong,
  OutOfTime,
  type LanguageModel,
  type ModelOptions,
  type ModelReply,
  type ModelRequest,
} from '#core/ports/language-model.ts';
import { aBrief, aCaseQuestion } from '../../support/case-question.ts';
import { hostileTexts } from '../../support/hostile-texts.ts';
import { readCases, readFences, readPromptCases } from '../../support/prompt-fences.ts';
import { answerPrompt } from '../../support/prompt-model.ts';

const MARKER = '3f2b8c1e-marker';

/** What a model does with a request; an answer's missing parts are those of a whole one. */
type Conduct = (request: ModelRequest, call: number, options: ModelOptions) => Partial<ModelReply> | Promise<never>;

interface FakeModel extends LanguageModel {
  readonly requests: readonly ModelRequest[];
  /** How many calls, and how many characters of prompts, were under way at most. */
  readonly most: { readonly calls: number; readonly characters: number };
}

/** A model that reads prompts as it is told to, unless its conduct says otherwise. */
function aModel(conduct: Conduct = () => ({}), maxInputTokens = 180_000): FakeModel {
  const requests: ModelRequest[] = [];
  const underWay = { calls: 0, characters: 0 };
  const most = { calls: 0, characters: 0 };
  return {
    id: 'test.model',
    maxInputTokens,
    timeLeft: () => Infinity,
    requests,
    most,
    countTokens: () => Promise.resolve(undefined),
    async reply(request, options) {
      requests.push(request);
      const characters = request.system.length + request.user.length;
      underWay.calls += 1;
      underWay.characters += characters;
      most.calls = Math.max(most.calls, underWay.calls);
      most.characters = Math.max(most.characters, underWay.characters);
      const call = requests.length;
      try {
        // Lets other calls begin.
        await Promise.resolve();
        const said = await conduct(request, call, options);
        const text = said.text ?? answerPrompt(request.system, request.user);
        options.onText?.(text);
        return { text, stop: 'end', inputTokens: 100, outputTokens: 10, ...said };
      } finally {
        underWay.calls -= 1;
        underWay.characters -= characters;
      }
    },
  };
}

function analyze(model: LanguageModel, question: CaseQuestion, options: AnalystOptions = {}) {
  return createModelAnalyst(model, () => MARKER).analyzeCases(question, options);
}

function briefs(count: number): readonly CaseBrief[] {
  return Array.from({ length: count }, (_, index) => aBrief(index));
}

function casesOf({ system, user }: ModelRequest) {
  return readCases(readFences(system, user));
}

function titlesOf({ system, user }: ModelRequest): readonly string[] {
  return readFences(system, user).map(({ title }) => title);
}

function isPart(request: ModelRequest): boolean {
  return request.system.includes('You are given part');
}

function failure(code: ErrorCode): Promise<never> {
  return Promise.reject(new CaseInsightsError(code, `It failed with ${code}.`, 'Call again.'));
}

/** A window that takes about so many of the usual cases at once. */
function windowFor(cases: number): number {
  return 2_000 + cases * 240;
}

describe('cases that fit one call', () => {
  it('are one call, with the question, the exact figures and every case', async () => {
    const model = aModel();
    const question = aCaseQuestion(briefs(200));
    const analysis = await analyze(model, question);
    expect(model.requests).toHaveLength(1);
    expect(titlesOf(model.requests[0]!)).toEqual([
      'QUESTION',
      'SCOPE',
      'FIGURES',
      'CASES (200 of 200 with a summary)',
      'QUESTION AGAIN',
    ]);
    expect(casesOf(model.requests[0]!).map(({ number }) => number)).toEqual(
      question.cases.map(({ caseNumber }) => caseNumber),
    );
    expect(analysis).toEqual({
      text: answerPrompt(model.requests[0]!.system, model.requests[0]!.user),
      inputTokens: 100,
      outputTokens: 10,
      notRead: [],
      struckNumbers: [],
    });
  });

  it('come with the earlier analysis that the question follows up', async () => {
    const model = aModel();
    await analyze(model, aCaseQuestion(briefs(2)), { previousAnalysis: 'It was the network.' });
    expect(readFences(model.requests[0]!.system, model.requests[0]!.user)).toContainEqual({
      title: 'PREVIOUS ANALYSIS',
      text: 'It was the network.',
    });
  });

  it('are asked once: what the model fails with is the answer', async () => {
    const model = aModel(() => failure('THROTTLED'));
    await expect(analyze(model, aCaseQuestion(briefs(2)))).rejects.toMatchObject({ code: 'THROTTLED' });
    expect(model.requests).toHaveLength(1);
  });

  it('have their answer told as it is written', async () => {
    const messages: string[] = [];
    const model = aModel((_request, _call, { onText, onRestart }) => {
      for (let piece = 0; piece < 12; piece++) onText?.('five more words of it ');
      onRestart?.();
      return { text: 'and again '.repeat(30) };
    });
    await analyze(model, aCaseQuestion(briefs(2)), { onProgress: ({ message }) => messages.push(message) });
    expect(messages).toEqual([
      'Asking test.model about 2 cases',
      'Writing the answer, 50 words so far',
      'The answer was interrupted; writing it again',
      'Writing the answer, 50 words so far',
    ]);
  });

  it.each([
    ['max_tokens', /reached the model.s length limit/],
    ['context_window', /ran out of room/],
    ['guardrail', /guardrail stopped/],
    ['refusal', /declined/],
    ['other', /another reason \(moon_phase\)/],
  ] as const)('have it told when the answer ended early: %s', async (stop, note) => {
    const model = aModel(() => ({ text: 'Half of an', stop, stopDetail: 'moon_phase' }));
    const { text } = await analyze(model, aCaseQuestion(briefs(2)));
    expect(text).toMatch(/^Half of an\n\n\*.*\*$/s);
    expect(text).toMatch(note);
  });
});

describe('cases beyond one call', () => {
  it('are read in parts of about the same size, each of them once, and merged', async () => {
    const model = aModel(undefined, windowFor(100));
    const question = aCaseQuestion(briefs(250));
    const analysis = await analyze(model, question);
    const parts = model.requests.filter(isPart);
    expect(parts.map((request) => casesOf(request).length).sort()).toEqual([83, 83, 84]);
    expect(parts.flatMap(casesOf).map(({ number }) => number)).toEqual(
      question.cases.map(({ caseNumber }) => caseNumber),
    );
    expect(model.requests.slice(3).map(titlesOf)).toEqual([
      ['QUESTION', 'SCOPE', 'FIGURES', 'FINDINGS 1 of 3', 'FINDINGS 2 of 3', 'FINDINGS 3 of 3', 'QUESTION AGAIN'],
    ]);
    expect(analysis.text).toContain('amazon-ec2: 63 cases');
    expect(analysis).toMatchObject({ inputTokens: 400, outputTokens: 40, notRead: [] });
  });

  it('are read four parts at a time', async () => {
    const model = aModel(undefined, windowFor(20));
    await analyze(model, aCaseQuestion(briefs(300)));
    expect(model.requests.filter(isPart).length).toBeGreaterThan(8);
    expect(model.most.calls).toBe(4);
  });

  it('never make a request larger than the window', async () => {
    for (const window of [3_000, 4_000, 10_000, 30_000]) {
      const model = aModel(undefined, window);
      await analyze(model, aCaseQuestion(briefs(300)), { previousAnalysis: 'Short.' });
      for (const { system, user } of model.requests)
        expect(estimateTokens(system) + estimateTokens(user)).toBeLessThanOrEqual(window);
    }
  });

  it('are told about, part by part', async () => {
    const messages: string[] = [];
    await analyze(aModel(undefined, windowFor(100)), aCaseQuestion(briefs(150)), {
      onProgress: ({ message }) => messages.push(message),
    });
    expect(messages).toEqual([
      'Reading 150 cases in 2 parts',
      'Read part 1 of 2',
      'Read part 2 of 2',
      'Asking test.model for one answer from 2 findings',
      'Writing the answer, 50 words so far',
    ]);
  });

  it('are merged level by level where the findings are long', async () => {
    const model = aModel(
      ({ system }) => ({
        text: system.includes('Begin with what was asked') ? 'The answer.' : `Found it. ${'word '.repeat(200)}`,
      }),
      3_000,
    );
    const { text } = await analyze(model, aCaseQuestion(briefs(300)));
    expect(text).toBe('The answer.');
    const joins = model.requests.filter(({ system }) => system.includes('Return only the merged list'));
    expect(joins.length).toBeGreaterThan(1);
    expect(joins.map(titlesOf).every(([first, ...findings]) => first === 'QUESTION' && findings.length > 1)).toBe(true);
  });

  it('have a failing part read a second time', async () => {
    const model = aModel((_request, call) => (call === 2 ? failure('MODEL_FAILED') : {}), windowFor(100));
    const analysis = await analyze(model, aCaseQuestion(briefs(150)));
    expect(model.requests).toHaveLength(4);
    expect(analysis.notRead).toEqual([]);
    expect(analysis.text).not.toContain('could not read');
  });

  it.each(['MODEL_FAILED', 'THROTTLED', 'UNREACHABLE'] as const)(
    'have a part that fails twice told as missing, and counted: %s',
    async (code) => {
      const question = aCaseQuestion(briefs(150));
      const last = question.cases.at(-1)!.caseNumber;
      const model = aModel(
        (request) => (isPart(request) && request.user.includes(last) ? failure(code) : {}),
        windowFor(100),
      );
      const analysis = await analyze(model, question);
      expect(model.requests.filter(isPart)).toHaveLength(3);
      const unread = casesOf(model.requests[1]!).map(({ number }) => number);
      expect(analysis.notRead).toEqual(unread);
      expect(analysis.text).toContain(
        `*The model could not read ${unread.length} of 150 summaries (from 2026-06-01 to 2026-06-30): It failed with ${code}. The figures count them.*`,
      );
    },
  );

  it.each([
    ['guardrail', "the account's guardrail stopped it"],
    ['refusal', 'it declined'],
  ] as const)('have a part that ended by %s told as missing', async (stop, why) => {
    const model = aModel(
      (request, call) => (isPart(request) && call === 1 ? { text: 'I must not say.', stop } : {}),
      windowFor(100),
    );
    const analysis = await analyze(model, aCaseQuestion(briefs(150)));
    const unread = casesOf(model.requests[0]!).map(({ number }) => number);
    expect(analysis.notRead).toEqual(unread);
    expect(analysis.text).toContain(
      `could not read ${unread.length} of 150 summaries (from 2026-06-01 to 2026-06-30): ${why}.`,
    );
    expect(model.requests.at(-1)!.user).not.toContain('I must not say.');
  });

  it('have findings that were cut short told', async () => {
    const model = aModel((request) => (isPart(request) ? { stop: 'max_tokens' } : {}), windowFor(100));
    const { text } = await analyze(model, aCaseQuestion(briefs(150)));
    expect(text).toContain('*The findings of 2 parts of the cases were cut short.*');
  });

  it('fail with what the parts failed with when none could be read', async () => {
    const model = aModel(() => failure('THROTTLED'), windowFor(100));
    await expect(analyze(model, aCaseQuestion(briefs(150)))).rejects.toMatchObject({ code: 'THROTTLED' });
    expect(model.requests).toHaveLength(4);
  });

  it('fail when the model declined every part', async () => {
    const model = aModel(() => ({ text: 'No.', stop: 'refusal' }), windowFor(100));
    await expect(analyze(model, aCaseQuestion(briefs(150)))).rejects.toMatchObject({ code: 'MODEL_FAILED' });
  });

  it('have the answer asked for a second time: the parts are read already', async () => {
    const model = aModel((_request, call) => (call === 3 ? failure('MODEL_FAILED') : {}), windowFor(100));
    const { text } = await analyze(model, aCaseQuestion(briefs(150)));
    expect(text).toContain('TOP ISSUES');
    expect(model.requests).toHaveLength(4);
  });

  it.each(['NOT_AUTHORIZED', 'MODEL_UNAVAILABLE', 'CREDENTIALS_EXPIRED'] as const)(
    'are given up at the first failure that stays, and what is under way is stopped: %s',
    async (code) => {
      let stopped = 0;
      const model = aModel(
        (_request, call, { signal }) =>
          call === 2
            ? failure(code)
            : new Promise((_resolve, reject) => {
                signal?.addEventListener('abort', () => {
                  stopped += 1;
                  reject(new CaseInsightsError('CANCELLED', 'Cancelled.', 'Call again.'));
                });
              }),
        windowFor(20),
      );
      await expect(analyze(model, aCaseQuestion(briefs(200)))).rejects.toMatchObject({ code });
      expect([model.requests.length, stopped]).toEqual([4, 3]);
    },
  );

  it('are given up when the caller cancels', async () => {
    const giveUp = new AbortController();
    const model = aModel((_request, call, { signal }) => {
      if (call === 6) giveUp.abort();
      return signal?.aborted ? failure('CANCELLED') : {};
    }, windowFor(20));
    await expect(analyze(model, aCaseQuestion(briefs(200)), { signal: giveUp.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(model.requests.length).toBeLessThan(10);
  });
});

describe('an analysis whose time is short', () => {
  /** 60 s in all: 20 of them are kept for merging. */
  const inAMinute = (conduct: Conduct): FakeModel => ({ ...aModel(conduct, windowFor(20)), timeLeft: () => 60_000 });

  it('keeps a third of it for merging while it reads', async () => {
    const reserves = new Set<number | undefined>();
    const model = inAMinute((request, _call, { reserveMs }) => {
      if (isPart(request)) reserves.add(reserveMs);
      return {};
    });
    await analyze(model, aCaseQuestion(briefs(150)));
    expect([...reserves]).toEqual([20_000]);
  });

  it('answers from what was read, and names the rest as missing', async () => {
    const model = inAMinute((request, call) =>
      isPart(request) && call > 3 ? Promise.reject(new OutOfTime('test.model')) : {},
    );
    const analysis = await analyze(model, aCaseQuestion(briefs(150)));
    const read = model.requests.slice(0, 3).flatMap(casesOf);
    expect(analysis.notRead).toHaveLength(150 - read.length);
    expect(analysis.text).toContain('TOP ISSUES');
    expect(analysis.text).toContain(
      `*The model could not read ${150 - read.length} of 150 summaries (from 2026-06-01 to 2026-06-30): test.model did not answer in the remaining time. The figures count them.*`,
    );
  });

  it('gives the findings as they are where no time is left to merge them', async () => {
    const model = inAMinute((request) => (isPart(request) ? {} : Promise.reject(new OutOfTime('test.model'))));
    const { text, notRead } = await analyze(model, aCaseQuestion(briefs(150)));
    expect(notRead).toEqual([]);
    expect(text).toContain('## FINDINGS BY PART');
    expect(text.match(/amazon-ec2: \d+ cases/g)!.length).toBeGreaterThan(2);
    expect(text).toContain('*The answer ends here because the call ran out of time.');
  });

  it('gives an answer that was begun as far as it came', async () => {
    const model = aModel(() => ({ text: 'The cases have', stop: 'time' }));
    const { text } = await analyze(model, aCaseQuestion(briefs(2)));
    expect(text).toContain('The cases have\n\n*The answer ends here because the call ran out of time.');
  });

  it('fails with that alone where the model said nothing', async () => {
    const model = aModel(() => Promise.reject(new OutOfTime('test.model')));
    await expect(analyze(model, aCaseQuestion(briefs(2)))).rejects.toBeInstanceOf(OutOfTime);
    expect(model.requests).toHaveLength(1);
  });

  it('asks for no part a second time', async () => {
    const model = inAMinute((request) => (isPart(request) ? Promise.reject(new OutOfTime('test.model')) : {}));
    await expect(analyze(model, aCaseQuestion(briefs(150)))).rejects.toBeInstanceOf(OutOfTime);
    expect(new Set(model.requests.map(({ user }) => user)).size).toBe(model.requests.length);
  });
});

describe('a conversation with a model that caches', () => {
  /** A marker for each time that one is asked for. */
  const conversation = (model: LanguageModel) => {
    let markers = 0;
    return createModelAnalyst(model, () => `${MARKER}-${++markers}`);
  };
  const caching = (conduct?: Conduct): FakeModel => ({ ...aModel(conduct), cachesPrompts: true });
  const asked = (words: string, cases = briefs(100)) => aCaseQuestion(cases, { question: words });
  const shared = ({ user, repeated = 0 }: ModelRequest) => user.slice(0, repeated);

  it('begins each later request with the same words, all its cases among them, and has the question at the end', async () => {
    const model = caching();
    const analyst = conversation(model);
    for (const words of ['Why?', 'Where?', 'When?']) {
      await analyst.analyzeCases(asked(words), { previousAnalysis: `Before ${words}` });
    }
    const [first, ...later] = model.requests;
    for (const request of later) {
      expect(request.system).toBe(first!.system);
      expect(shared(request)).toBe(shared(first!));
    }
    expect(casesOf({ ...first!, user: shared(first!) })).toHaveLength(100);
    expect(titlesOf(first!).slice(-2)).toEqual(['PREVIOUS ANALYSIS', 'QUESTION']);
  });

  it('has another marker where the cases are others', async () => {
    const model = caching();
    const analyst = conversation(model);
    await analyst.analyzeCases(asked('Why?'), { previousAnalysis: 'It was the network.' });
    await analyst.analyzeCases(asked('Why?', briefs(99)), { previousAnalysis: 'It was the network.' });
    expect(model.requests[1]!.system).not.toBe(model.requests[0]!.system);
  });

  it('writes nothing into the cache for a question that may be the only one, or for a model that keeps nothing', async () => {
    const model = caching();
    await conversation(model).analyzeCases(asked('Why?'), {});
    const other = aModel();
    await conversation(other).analyzeCases(asked('Why?'), { previousAnalysis: 'It was the network.' });
    for (const request of [...model.requests, ...other.requests]) {
      expect(request.repeated).toBeUndefined();
      expect(titlesOf(request)[0]).toBe('QUESTION');
    }
  });

  it('says what the cache took part in, and estimates the most that it may take', async () => {
    const analyst = conversation(caching(() => ({ cached: { read: 5, written: 90 } })));
    const options = { previousAnalysis: 'It was the network.' };
    expect(await analyst.analyzeCases(asked('Why?'), options)).toMatchObject({ cached: { read: 5, written: 90 } });
    const { inputTokens, cached } = await analyst.estimateCases(asked('Why?'), options);
    expect(cached).toEqual({ read: 0, written: inputTokens });
  });
});

describe('an estimate', () => {
  const estimate = (model: LanguageModel, count: number) =>
    createModelAnalyst(model, () => MARKER).estimateCases(aCaseQuestion(briefs(count)), {});

  it('of one call is the count of the model itself, where it can count', async () => {
    const model = { ...aModel(), countTokens: () => Promise.resolve(12_345) };
    expect(await estimate(model, 10)).toEqual({ modelCalls: 1, inputTokens: 12_345, outputTokens: 4_000 });
    expect(model.requests).toEqual([]);
  });

  it.each([10, 150, 2_000])('of %i cases is what the analysis then takes, or more', async (count) => {
    const model = aModel(({ maxOutputTokens }) => ({ outputTokens: maxOutputTokens }), windowFor(100));
    const { modelCalls, inputTokens, outputTokens } = await estimate(model, count);
    expect(model.requests).toEqual([]);
    await analyze(model, aCaseQuestion(briefs(count)));
    const sent = model.requests.map(({ system, user }) => estimateTokens(system) + estimateTokens(user));
    const total = sent.reduce((sum, tokens) => sum + tokens, 0);
    expect(modelCalls).toBeGreaterThanOrEqual(model.requests.length);
    expect(inputTokens).toBeGreaterThanOrEqual(total * 0.95);
    expect(inputTokens).toBeLessThan(total * 3);
    expect(outputTokens).toBeGreaterThanOrEqual(4_000);
  });
});

describe('cases that the model finds longer than they were estimated', () => {
  /** Counts twice as many tokens as the estimate. */
  const miser: Conduct = ({ system, user }) =>
    estimateTokens(system) + estimateTokens(user) > windowFor(100) / 2
      ? Promise.reject(new ModelInputTooLong('test.model'))
      : {};

  it('are halved until they fit, and all of them are read', async () => {
    const model = aModel(miser, windowFor(100));
    const question = aCaseQuestion(briefs(150));
    const analysis = await analyze(model, question);
    expect(analysis.notRead).toEqual([]);
    expect(analysis.text).toContain('amazon-ec2: 38 cases');
    const read = model.requests.filter((request) => isPart(request) && casesOf(request).length < 50);
    expect(new Set(read.flatMap(casesOf).map(({ number }) => number)).size).toBe(150);
  });

  it('go from one call to two', async () => {
    const model = aModel(miser, windowFor(100));
    await analyze(model, aCaseQuestion(briefs(80)));
    expect(model.requests.map((request) => casesOf(request).length)).toEqual([80, 40, 40, 0]);
  });

  it('are given up where their findings are too long for the third time', async () => {
    const model = aModel(
      (request) => (isPart(request) ? {} : Promise.reject(new ModelInputTooLong('test.model'))),
      windowFor(100),
    );
    await expect(analyze(model, aCaseQuestion(briefs(150)))).rejects.toBeInstanceOf(ModelInputTooLong);
    expect(model.requests.filter((request) => !isPart(request))).toHaveLength(3);
  });

  it('go alike when the model stops for want of room', async () => {
    const model = aModel(
      (request) => (isPart(request) && casesOf(request).length > 40 ? { text: 'Half of', stop: 'context_window' } : {}),
      windowFor(100),
    );
    const analysis = await analyze(model, aCaseQuestion(briefs(150)));
    expect(analysis.notRead).toEqual([]);
    expect(model.requests.at(-1)!.user).not.toContain('Half of');
  });

  it('are told as missing where a single one is too long', async () => {
    const question = aCaseQuestion(briefs(3));
    const model = aModel(({ user }) =>
      user.includes(`Case ${question.cases[1]!.caseNumber}`) ? Promise.reject(new ModelInputTooLong('test.model')) : {},
    );
    const analysis = await analyze(model, question);
    expect(analysis.notRead).toEqual([question.cases[1]!.caseNumber]);
    expect(analysis.text).toContain('could not read 1 of 3 summaries (of 2026-06-02)');
  });
});

describe('twenty thousand cases', () => {
  it('are 26 calls of a usual model, each case in one of them, four prompts in memory at most', async () => {
    const model = aModel();
    const question = aCaseQuestion(briefs(20_000));
    const analysis = await analyze(model, question);
    const parts = model.requests.filter(isPart);
    expect([parts.length, model.requests.length]).toEqual([25, 26]);
    const sizes = parts.map((request) => casesOf(request).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(20);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(20_000);
    expect(model.most.characters).toBeLessThanOrEqual(4 * 180_000 * 4);
    expect(analysis).toMatchObject({ notRead: [], struckNumbers: [] });
    expect(analysis.text).toContain('amazon-ec2: 5000 cases');
  });

  it('of thousands of accounts leave room for themselves', async () => {
    const cases = Array.from({ length: 5_000 }, (_, index) =>
      aBrief(index, { account: String(100_000_000_000 + index) }),
    );
    const model = aModel(undefined, 20_000);
    await analyze(model, aCaseQuestion(cases));
    const { system, user } = model.requests.at(-1)!;
    const figures = readFences(system, user).find(({ title }) => title === 'FIGURES')!;
    expect(estimateTokens(figures.text)).toBeLessThan(3_400);
    expect(figures.text).toContain('All matching cases: 5000/0 (now/before)');
    expect(figures.text).toContain('(4960 other values) 4960/0');
  });
});

it('long figures leave room for the cases where the window is small', async () => {
  const cases = Array.from({ length: 60 }, (_, index) =>
    aBrief(index, { rca_category: `${'long name '.repeat(20)}${index}` }),
  );
  const model = aModel(undefined, 9_000);
  await analyze(model, aCaseQuestion(cases));
  const { system, user } = model.requests.at(-1)!;
  const figures = readFences(system, user).find(({ title }) => title === 'FIGURES')!;
  expect(estimateTokens(figures.text)).toBeLessThanOrEqual(1_500);
});

describe('numbers in an answer', () => {
  const cited = async (text: string, fields: Partial<CaseQuestion> = {}, options: AnalystOptions = {}) =>
    analyze(
      aModel(() => ({ text })),
      aCaseQuestion([aBrief(1), aBrief(2)], fields),
      options,
    );

  it('are struck and reported where they stand nowhere in what the model was given', async () => {
    const analysis = await cited('See case 170000000001, case 999999999999 and case-888888888888, 999999999999.');
    expect(analysis.struckNumbers).toEqual(['999999999999', '888888888888']);
    expect(analysis.text).toBe(
      'See case 170000000001, case ~~999999999999~~ and case-~~888888888888~~, ~~999999999999~~.\n\n*Struck out: 2 case numbers that the model cited but that do not exist.*',
    );
  });

  it.each([
    ['account', 'Account 111122223333 has most of them.', {}, {}],
    ['number in the question', 'Case 555555555555 is not among them.', { question: 'Is it like 555555555555?' }, {}],
    [
      'number in a summary',
      'It was ticket 123456789.',
      { cases: [aBrief(1, { summary: 'See ticket 123456789.' })] },
      {},
    ],
    ['year, count or part of an id', 'In 2026, 1,234,567 times, i-0123456789abcdef0, 12345678-abcd.', {}, {}],
  ])('stand where they are an %s', async (_what, text, fields, options) => {
    expect(await cited(text, fields, options)).toMatchObject({ text, struckNumbers: [] });
  });

  it('are struck where only an earlier analysis or the text of a case has them', async () => {
    const analysis = await cited(
      'As case 444444444444, and case 999999999998.',
      { cases: [aBrief(1, { summary: 'See case 999999999998.' })] },
      { previousAnalysis: 'It was case 444444444444.' },
    );
    expect(analysis.struckNumbers).toEqual(['444444444444', '999999999998']);
  });

  it('are struck after a merge, too', async () => {
    const model = aModel(
      (request) => (isPart(request) ? { text: '- amazon-ec2: 3 cases, for example case 777777777777' } : {}),
      windowFor(100),
    );
    expect(await analyze(model, aCaseQuestion(briefs(150)))).toMatchObject({ struckNumbers: ['777777777777'] });
  });
});

describe('hostile texts', () => {
  const texts = hostileTexts(MARKER);

  it('are fifty', () => {
    expect(new Set(texts).size).toBe(50);
  });

  it.each(texts.map((text, index) => [index, text] as const))(
    'stay in the summary of their case: %i',
    (index, text) => {
      const before = aBrief(1);
      const hostile = aBrief(2, { summary: `start-${index} ${text} end-${index}` });
      const after = aBrief(3);
      const { system, user } = casesPrompt(aCaseQuestion([before, hostile, after]), MARKER);
      const fences = readFences(system, user);
      expect(fences.map(({ title }) => title)).toEqual([
        'QUESTION',
        'SCOPE',
        'FIGURES',
        'CASES (3 of 3 with a summary)',
        'QUESTION AGAIN',
      ]);
      const cases = readPromptCases(fences[3]!);
      expect(cases.map(({ number, subject }) => [number, subject])).toEqual(
        [before, hostile, after].map(({ caseNumber, subject }) => [caseNumber, subject]),
      );
      expect(cases[1]!.summary).toMatch(new RegExp(`^start-${index} .* end-${index}$`, 'u'));
      expect(system).not.toContain(`start-${index}`);
      expect([cases[0]!.summary, cases[2]!.summary].join()).not.toContain(`end-${index}`);
    },
  );

  it('have nothing that only a model sees', () => {
    const { user } = casesPrompt(aCaseQuestion(texts.map((summary, index) => aBrief(index, { summary }))), MARKER);
    expect(user).not.toMatch(/[^\n\P{Cc}]|[\u200B\u202E\u2028\u2029\u{E0000}-\u{E0FFF}\p{Cs}]/u);
    expect(user).not.toMatch(/[\uFE00-\uFE0F]{2}/);
  });

  it('stay in every other place that they come from', () => {
    for (const text of texts) {
      const brief = aBrief(1, {
        subject: text,
        rca_category: text,
        rcaReason: text,
        service: text,
        severity: text,
        lifecycle_category: text,
        account: text,
      });
      const { system, user } = casesPrompt(aCaseQuestion([brief, aBrief(2)], { question: text }), MARKER, text);
      const fences = readFences(system, user);
      expect(fences.map(({ title }) => title)).toEqual([
        'QUESTION',
        'SCOPE',
        'FIGURES',
        'PREVIOUS ANALYSIS',
        'CASES (2 of 2 with a summary)',
        'QUESTION AGAIN',
      ]);
      const [hostile, other] = readPromptCases(fences[4]!);
      expect([hostile?.number, other?.number]).toEqual(['170000000001', '170000000002']);
      expect(fences[4]!.text.match(/^Case /gm)).toHaveLength(2);
      expect(fences[4]!.text.split('\n')).toHaveLength(8);
    }
  });

  it('stay in the findings that a model was talked into', async () => {
    for (const text of texts) {
      const model = aModel(
        (request) => (isPart(request) ? { text: `${text}.` } : { text: 'The answer.' }),
        windowFor(100),
      );
      await analyze(model, aCaseQuestion(briefs(150)));
      expect(titlesOf(model.requests.at(-1)!)).toEqual([
        'QUESTION',
        'SCOPE',
        'FIGURES',
        'FINDINGS 1 of 2',
        'FINDINGS 2 of 2',
        'QUESTION AGAIN',
      ]);
    }
  });

  it('of any kind stay in their case', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('\n', '\r', '\u2028', ' ', 'END ', 'BEGIN ', MARKER, 'Case 1 (a | b) c', ...texts))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            summary: anyText,
            subject: anyText,
            rcaReason: anyText,
            rca_category: anyText,
            service: anyText,
          }),
          { maxLength: 5 },
        ),
        anyText,
        (fields, asked) => {
          const cases = fields.map((field, index) => aBrief(index, field));
          const { system, user } = casesPrompt(aCaseQuestion(cases, { question: asked }), MARKER);
          const [question, scope, figures, data] = readFences(system, user);
          expect([question?.title, scope?.title, figures?.title]).toEqual(['QUESTION', 'SCOPE', 'FIGURES']);
          expect(readPromptCases(data!).map(({ number, facts }) => [number, facts.length])).toEqual(
            cases.map(({ caseNumber }) => [caseNumber, 6]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('any text', () => {
  const analyzeText = (model: LanguageModel, data: string, options: AnalystOptions = {}) =>
    createModelAnalyst(model, () => MARKER).analyzeText({ data, prompt: 'How many lines?' }, options);

  it('is analysed as the caller wishes, in one call', async () => {
    const model = aModel();
    expect(await analyzeText(model, 'one\ntwo')).toEqual({
      text: 'The data has 2 lines.',
      inputTokens: 100,
      outputTokens: 10,
    });
    expect(titlesOf(model.requests[0]!)).toEqual(['INSTRUCTIONS', 'DATA']);
  });

  it('that is too large is refused before the model is asked', async () => {
    const model = aModel(undefined, 1_000);
    await expect(analyzeText(model, 'word '.repeat(2_000))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/^`data` is about 2,6\d\d tokens; test\.model accepts 1,000\.$/) as unknown,
    });
    expect(model.requests).toEqual([]);
  });

  it('is counted by the model itself where the estimate comes near the window', async () => {
    const model = Object.assign(aModel(undefined, 1_000), { countTokens: () => Promise.resolve(900) });
    await analyzeText(model, 'word '.repeat(2_000));
    expect(model.requests).toHaveLength(1);
    const full = Object.assign(aModel(undefined, 1_000), { countTokens: () => Promise.resolve(1_000) });
    await analyzeText(full, 'word '.repeat(600));
    expect(full.requests).toHaveLength(1);
    const strict = Object.assign(aModel(undefined, 1_000), { countTokens: () => Promise.resolve(1_001) });
    await expect(analyzeText(strict, 'word '.repeat(600))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is not counted by the model where it is far from the window', async () => {
    let counted = 0;
    const countTokens = () => Promise.resolve((counted += 1));
    await analyzeText({ ...aModel(undefined, 1_000), countTokens }, 'one\ntwo');
    expect(counted).toBe(0);
  });

  it('has it told when the answer ended early', async () => {
    const { text } = await analyzeText(
      aModel(() => ({ text: 'Half', stop: 'max_tokens' })),
      'data',
    );
    expect(text).toMatch(/^Half\n\n\*.*reached the model.s length limit.*\*$/s);
  });
});
