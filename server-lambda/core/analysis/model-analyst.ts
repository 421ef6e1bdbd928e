import { CaseInsightsError } from '../errors.ts';
import type { Analysis, AnalysisEstimate, Analyst, AnalystOptions, CaseBrief, CaseQuestion } from '../ports/analyst.ts';
import {
  ModelInputTooLong,
  OutOfTime,
  type CachedTokens,
  type LanguageModel,
  type ModelOptions,
  type ModelReply,
  type ModelRequest,
} from '../ports/language-model.ts';
import { neutralText } from '../text/neutral-text.ts';
import { addedTokens } from './cost.ts';
import { analysisNotes, stopNote, type UnreadCases } from './analysis-notes.ts';
import { checkCitations, numbersKnownFrom } from './cited-cases.ts';
import { figuresText } from './figures-text.ts';
import { inParallel } from './in-parallel.ts';
import { briefText, cutToFit, splitCases } from './pack-cases.ts';
import {
  casesPrompt,
  conversationPrompt,
  FIGURES_TOKENS,
  joinPrompt,
  mergePrompt,
  partPrompt,
  sharedData,
  textPrompt,
  type AnalysisPrompt,
} from './prompt.ts';
import { repeatedMarkers } from './repeated-markers.ts';
import { estimateTokens } from './tokens.ts';

/** Room for an answer of some two thousand words. */
const ANSWER_TOKENS = 4_000;
/** Room for the findings of one part, which are merged. */
const FINDINGS_TOKENS = 1_500;
/** Parts read at once: enough to be quick, few enough to stay below a new account's quota. */
const PARTS_AT_ONCE = 4;
/** How often the answer is asked for with findings joined more tightly, when its request proves too long. */
const MERGE_TRIES = 3;

/** Time reserved for merging findings; at most a third of the time that is left. */
const MERGE_MS = 90_000;
/** The progress of an analysis once all cases are read and only the answer has to be written. */
const ALL_READ = 0.7;

/** The result for some cases: findings, or the reason why they failed. */
type PartFindings = { readonly cases: readonly CaseBrief[]; readonly reply: ModelReply } | UnreadCases;

/**
 * An analyst that uses a language model, for any number of cases. If they fit, one call reads them all. Otherwise they
 * are split into parts, four are read at a time, and the findings are merged level by level. A part that cannot be
 * read is reported, never dropped. A part that the model finds too long is halved until it fits. If time runs short,
 * reading stops early enough to merge the findings so far.
 */
export function createModelAnalyst(model: LanguageModel, newMarker: () => string): Analyst {
  const markers = { fresh: newMarker, ofData: repeatedMarkers(newMarker) };
  return {
    author: { kind: 'model', id: model.id },
    price: model.price,
    readsEveryCase: false,
    estimateCases: (question, options) => new CasesAnalysis(model, markers, question, options).estimate(),
    analyzeCases: (question, options) => new CasesAnalysis(model, markers, question, options).run(),
    analyzeText: async ({ data, prompt }, { signal, onProgress }) => {
      const request = { ...textPrompt(data, prompt, newMarker()), maxOutputTokens: ANSWER_TOKENS };
      const tokens = await countTokens(model, request);
      if (tokens > model.maxInputTokens) throw tooLarge(tokens, model);
      const reply = await model.reply(request, { signal, ...countingWords(onProgress) });
      return {
        text: neutralText(reply.text) + stopNote(reply),
        inputTokens: reply.inputTokens,
        outputTokens: reply.outputTokens,
        ...(reply.cached && { cached: reply.cached }),
      };
    },
  };
}

interface Markers {
  fresh(): string;
  /** The same for the same data. */
  ofData(data: string): string;
}

/** One analysis under way; holds what all its calls share. */
class CasesAnalysis {
  readonly #model: LanguageModel;
  #marker: string;
  readonly #question: CaseQuestion;
  readonly #options: AnalystOptions;
  /** Aborted at the end, so that no part is read, and paid for, after another has failed permanently. */
  readonly #ended = new AbortController();
  readonly #signal: AbortSignal;
  readonly #figures: string;
  readonly #findingsTokens: number;
  readonly #mergeMs: number;
  #inputTokens = 0;
  #outputTokens = 0;
  #cached: CachedTokens | undefined;
  /** Whether all cases go into one call; measured without them, for the prompt of very many is large. */
  readonly #fitsOneCall: boolean;

  constructor(model: LanguageModel, markers: Markers, question: CaseQuestion, options: AnalystOptions) {
    this.#model = model;
    this.#marker = markers.fresh();
    this.#options = options;
    this.#signal = options.signal ? AbortSignal.any([options.signal, this.#ended.signal]) : this.#ended.signal;
    // The figures never crowd out the cases where the window is small.
    this.#figures = figuresText(question, Math.min(FIGURES_TOKENS, Math.floor(model.maxInputTokens / 6)));
    this.#findingsTokens = Math.min(FINDINGS_TOKENS, Math.floor(model.maxInputTokens / 6));
    this.#mergeMs = Math.min(MERGE_MS, model.timeLeft() / 3);
    this.#question = question;
    const room = this.#roomBeside(this.#wholePrompt([]));
    this.#question = { ...question, cases: cutToFit(question.cases, room) };
    this.#fitsOneCall = splitCases(this.#question.cases, room).length <= 1;
    if (this.#isConversation() && this.#fitsOneCall) {
      this.#marker = markers.ofData(sharedData(this.#question, 'DATA', this.#figures));
    }
  }

  async run(): Promise<Analysis> {
    try {
      return (await this.#inOneCall()) ?? (await this.#inParts());
    } finally {
      this.#ended.abort();
    }
  }

  async estimate(): Promise<AnalysisEstimate> {
    const { cases } = this.#question;
    if (this.#fitsOneCall) {
      const request = { ...this.#wholePrompt(cases), maxOutputTokens: ANSWER_TOKENS };
      const inputTokens = (await this.#model.countTokens(request)) ?? promptTokens(request);
      const written = this.#model.cachesPrompts === true && request.repeated !== undefined ? inputTokens : 0;
      return {
        modelCalls: 1,
        inputTokens,
        outputTokens: ANSWER_TOKENS,
        ...(written > 0 && { cached: { read: 0, written } }),
      };
    }
    const parts = this.#parts().length;
    const beside = promptTokens(partPrompt(this.#question, [], 0, 1, this.#marker));
    let inputTokens = parts * beside + cases.reduce((sum, brief) => sum + estimateTokens(briefText(brief)), 0);
    let calls = parts;
    let level = parts;
    for (; level * this.#findingsTokens > this.#model.maxInputTokens; calls += level) {
      inputTokens += level * this.#findingsTokens;
      level = Math.ceil((level * this.#findingsTokens) / (this.#model.maxInputTokens / 2));
    }
    inputTokens += level * this.#findingsTokens + promptTokens(this.#mergePrompt([]));
    return { modelCalls: calls + 1, inputTokens, outputTokens: calls * this.#findingsTokens + ANSWER_TOKENS };
  }

  /** Whether more questions about the same cases are likely, and the model keeps them. */
  #isConversation(): boolean {
    return this.#model.cachesPrompts === true && this.#options.previousAnalysis !== undefined;
  }

  /** The whole in one call, or undefined where that is too long. */
  async #inOneCall(): Promise<Analysis | undefined> {
    const { cases } = this.#question;
    if (!this.#fitsOneCall) return undefined;
    const prompt = this.#wholePrompt(cases);
    this.#options.onProgress?.({
      phase: 'asking',
      total: cases.length,
      message: `Asking ${this.#model.id} about ${cases.length === 1 ? '1 case' : `${cases.length} cases`}`,
    });
    try {
      return this.#finish(await this.#answer(prompt), []);
    } catch (error) {
      if (error instanceof ModelInputTooLong && cases.length > 1) return undefined;
      throw error;
    }
  }

  async #inParts(): Promise<Analysis> {
    const parts = this.#parts();
    let read = 0;
    const total = parts.length;
    this.#options.onProgress?.({
      phase: 'splitting',
      total,
      message: `Reading ${this.#question.cases.length} cases in ${total} parts`,
    });
    const findings = await inParallel(parts, PARTS_AT_ONCE, async (cases, index) => {
      const found = await this.#readPart(cases, index, total);
      read += 1;
      this.#options.onProgress?.({
        phase: 'reading-parts',
        done: read,
        total,
        message: `Read part ${read} of ${total}`,
        share: (ALL_READ * read) / total,
      });
      return found;
    });
    const all = findings.flat();
    const texts = all.flatMap((part) => ('reply' in part ? [part.reply.text] : []));
    if (texts.length === 0) throw nothingRead(all);
    this.#options.onProgress?.({
      phase: 'asking',
      total: texts.length,
      message: `Asking ${this.#model.id} for one answer from ${texts.length} findings`,
      share: ALL_READ,
    });
    const reply = await this.#mergedAnswer(texts).catch((error: unknown) => {
      if (error instanceof OutOfTime) return unmerged(texts);
      throw error;
    });
    return this.#finish(reply, all);
  }

  /** Parts of about the same size, two at least: the whole did not go into one call. */
  #parts(): readonly (readonly CaseBrief[])[] {
    const { cases } = this.#question;
    const parts = splitCases(cases, this.#roomBeside(partPrompt(this.#question, [], 0, 1, this.#marker)));
    return parts.length > 1 ? parts : halves(cases);
  }

  async #readPart(cases: readonly CaseBrief[], index: number, of: number): Promise<readonly PartFindings[]> {
    const request = {
      ...partPrompt(this.#question, cases, index, of, this.#marker),
      maxOutputTokens: this.#findingsTokens,
    };
    try {
      const reply = await this.#askTwice(request, { reserveMs: this.#mergeMs });
      if (reply.stop !== 'context_window' || cases.length === 1) {
        const stopped = reply.stop === 'guardrail' || reply.stop === 'refusal';
        return [stopped || reply.text.trim() === '' ? { cases, unread: reply.stop } : { cases, reply }];
      }
    } catch (error) {
      if (!(error instanceof ModelInputTooLong) || cases.length === 1) {
        if (!mayPass(error)) throw error;
        return [{ cases, unread: error }];
      }
    }
    const [first, second] = halves(cases);
    return [...(await this.#readPart(first, index, of)), ...(await this.#readPart(second, index, of))];
  }

  async #mergedAnswer(findings: readonly string[]): Promise<ModelReply> {
    let level = findings;
    for (let limit = this.#model.maxInputTokens, tries = 1; ; limit /= 2, tries++) {
      level = await this.#joinUntil(level, limit);
      try {
        return await this.#answer(this.#mergePrompt(level), { again: true });
      } catch (error) {
        if (!(error instanceof ModelInputTooLong) || level.length === 1 || tries === MERGE_TRIES) throw error;
      }
    }
  }

  /** Joins findings in groups that fit one call, until the call for the answer holds them all. */
  async #joinUntil(findings: readonly string[], limit: number): Promise<readonly string[]> {
    let level = findings;
    while (level.length > 1 && promptTokens(this.#mergePrompt(level)) > limit) {
      const groups = groupBySize(level, limit / 2);
      this.#options.onProgress?.({
        phase: 'merging',
        total: level.length,
        message: `Merging ${level.length} findings`,
      });
      level = await inParallel(groups, PARTS_AT_ONCE, async (group) => {
        const [first = '', ...others] = group;
        if (others.length === 0) return first;
        const prompt = joinPrompt(this.#question, group, this.#marker);
        const request = { ...prompt, maxOutputTokens: this.#findingsTokens };
        return (await this.#askTwice(request, { reserveMs: this.#mergeMs / 2 })).text;
      });
    }
    return level;
  }

  #roomBeside(prompt: AnalysisPrompt): number {
    return this.#model.maxInputTokens - promptTokens(prompt);
  }

  #wholePrompt(cases: readonly CaseBrief[]): AnalysisPrompt {
    const question = { ...this.#question, cases };
    const { previousAnalysis } = this.#options;
    return previousAnalysis !== undefined && this.#isConversation()
      ? conversationPrompt(question, this.#marker, previousAnalysis, this.#figures)
      : casesPrompt(question, this.#marker, previousAnalysis, this.#figures);
  }

  #mergePrompt(findings: readonly string[]): AnalysisPrompt {
    return mergePrompt(this.#question, findings, this.#marker, this.#options.previousAnalysis, this.#figures);
  }

  async #answer(prompt: AnalysisPrompt, { again = false } = {}): Promise<ModelReply> {
    const request = { ...prompt, maxOutputTokens: ANSWER_TOKENS };
    const options = countingWords(this.#options.onProgress);
    return again ? this.#askTwice(request, options) : this.#ask(request, options);
  }

  /** Asks, and once more where the model failed in a way that may pass: much has been read and paid for by now. */
  async #askTwice(request: ModelRequest, options: ModelOptions): Promise<ModelReply> {
    try {
      return await this.#ask(request, options);
    } catch (error) {
      if (!mayPass(error) || error instanceof ModelInputTooLong || error instanceof OutOfTime) throw error;
      return this.#ask(request, options);
    }
  }

  async #ask(request: ModelRequest, options: ModelOptions): Promise<ModelReply> {
    const reply = await this.#model.reply(request, { signal: this.#signal, ...options });
    this.#inputTokens += reply.inputTokens;
    this.#outputTokens += reply.outputTokens;
    this.#cached = addedTokens(this.#cached, reply.cached);
    return reply;
  }

  #finish(reply: ModelReply, parts: readonly PartFindings[]): Analysis {
    const { text, unknown } = checkCitations(neutralText(reply.text), numbersKnownFrom(this.#question));
    const unread = parts.flatMap((part) => ('reply' in part ? [] : [part]));
    const cut = parts.filter((part) => 'reply' in part && part.reply.stop !== 'end');
    return {
      text: text + analysisNotes({ reply, unknown, unread, cut: cut.length, of: this.#question.cases.length }),
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      ...(this.#cached && { cached: this.#cached }),
      notRead: unread.flatMap(({ cases }) => cases.map(({ caseNumber }) => caseNumber)),
      struckNumbers: unknown,
    };
  }
}

function promptTokens({ system, user }: AnalysisPrompt): number {
  return estimateTokens(system) + estimateTokens(user);
}

/** The model's own count is worth a call only where the estimate comes near the window. */
async function countTokens(model: LanguageModel, request: ModelRequest): Promise<number> {
  const estimate = promptTokens(request);
  return estimate < model.maxInputTokens / 2 ? estimate : ((await model.countTokens(request)) ?? estimate);
}

/** A failure of the service that another try may not meet. */
function mayPass(error: unknown): error is CaseInsightsError {
  return (
    error instanceof CaseInsightsError &&
    (error.code === 'MODEL_FAILED' || error.code === 'THROTTLED' || error.code === 'UNREACHABLE')
  );
}

function nothingRead(parts: readonly PartFindings[]): CaseInsightsError {
  const errors = parts.flatMap((part) => ('unread' in part && typeof part.unread !== 'string' ? [part.unread] : []));
  return (
    errors.at(-1) ??
    new CaseInsightsError(
      'MODEL_FAILED',
      'The model gave no findings for any part of the cases: it declined, or a guardrail stopped it.',
      "Rephrase the question, check the guardrail's policy, or choose another model.",
    )
  );
}

/** What was read, as it was found, where no time was left to make one answer of it. */
function unmerged(findings: readonly string[]): ModelReply {
  const text = ['## FINDINGS BY PART', ...findings].join('\n\n');
  return { text, stop: 'time', inputTokens: 0, outputTokens: 0 };
}

function halves<Item>(items: readonly Item[]): readonly [readonly Item[], readonly Item[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** Groups of two at least, so that every level has fewer findings than the one before. */
function groupBySize(texts: readonly string[], tokens: number): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let size = 0;
  for (const text of texts) {
    const more = estimateTokens(text);
    const group = groups.at(-1);
    if (group === undefined || (group.length > 1 && size + more > tokens)) {
      groups.push([text]);
      size = more;
    } else {
      group.push(text);
      size += more;
    }
  }
  return groups;
}

/** More than an answer has. */
const MOST_WORDS = 4_000;

/** Reports every fifty words of an answer as they are written. */
function countingWords(onProgress: AnalystOptions['onProgress']) {
  let words = 0;
  return {
    onText: (piece: string) => {
      const before = words;
      words += piece.split(/\s+/).length - 1;
      if (Math.floor(words / 50) === Math.floor(before / 50)) return;
      const written = Math.floor(words / 50) * 50;
      onProgress?.({
        phase: 'writing',
        done: written,
        message: `Writing the answer, ${written} words so far`,
        share: ALL_READ + (1 - ALL_READ) * (written / MOST_WORDS),
      });
    },
    onRestart: () => {
      words = 0;
      onProgress?.({ phase: 'rewriting', message: 'The answer was interrupted; writing it again' });
    },
  };
}

function tooLarge(tokens: number, model: LanguageModel): CaseInsightsError {
  return new CaseInsightsError(
    'INVALID_INPUT',
    `\`data\` is about ${tokens.toLocaleString('en-US')} tokens; ${model.id} accepts ${model.maxInputTokens.toLocaleString('en-US')}.`,
    'Send less, or send figures instead of rows.',
  );
}
