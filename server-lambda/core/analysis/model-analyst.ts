import { CaseInsightsError } from '../errors.ts';
import type { Analysis, Analyst, AnalystOptions, CaseBrief, CaseQuestion } from '../ports/analyst.ts';
import type { LanguageModel, ModelReply, ModelRequest, StopReason } from '../ports/language-model.ts';
import { numbersIn, strikeUnknownCases } from './cited-cases.ts';
import { inParallel } from './in-parallel.ts';
import { briefText, packCases } from './pack-cases.ts';
import { casesPrompt, chunkPrompt, mergePrompt, textPrompt, type AnalysisPrompt } from './prompt.ts';
import { estimateTokens } from './tokens.ts';

/** Room for an answer of some two thousand words. */
const ANSWER_TOKENS = 4_000;
/** Room for the findings of one chunk, which are merged. */
const FINDINGS_TOKENS = 1_500;
/** Chunks read at once: enough to be quick, few enough to stay below a new account's quota. */
const CHUNKS_AT_ONCE = 4;

/** What became of one chunk. */
interface ChunkFindings {
  readonly cases: readonly CaseBrief[];
  /** Absent when the model could not read it, even the second time. */
  readonly reply?: ModelReply;
}

/**
 * An analyst over a language model, for any number of cases: what fits one call is one call; beyond that each chunk is
 * read by itself, and the findings are merged, level by level. A chunk that can't be read is named, never dropped.
 */
export function createModelAnalyst(model: LanguageModel, newMarker: () => string): Analyst {
  return {
    modelId: model.id,
    analyzeCases: (question, options) => new CasesAnalysis(model, newMarker(), question, options).run(),
    analyzeText: async ({ data, prompt }, options) => {
      const request = { ...textPrompt(data, prompt, newMarker()), maxOutputTokens: ANSWER_TOKENS };
      const tokens = (await model.countTokens(request)) ?? requestTokens(request);
      if (tokens > model.maxInputTokens) throw tooLarge(tokens, model);
      const reply = await model.reply(request, { signal: options.signal });
      return {
        text: reply.text + stopNote(reply.stop),
        inputTokens: reply.inputTokens,
        outputTokens: reply.outputTokens,
      };
    },
  };
}

/** One analysis under way; holds what all its calls share. */
class CasesAnalysis {
  readonly #model: LanguageModel;
  readonly #marker: string;
  readonly #question: CaseQuestion;
  readonly #options: AnalystOptions;
  #inputTokens = 0;
  #outputTokens = 0;

  constructor(model: LanguageModel, marker: string, question: CaseQuestion, options: AnalystOptions) {
    this.#model = model;
    this.#marker = marker;
    this.#question = question;
    this.#options = options;
  }

  async run(): Promise<Analysis> {
    const chunks = this.#chunks();
    if (chunks.length <= 1) return this.#finish(await this.#answer(this.#wholePrompt(this.#question.cases)), []);
    let read = 0;
    const findings = await inParallel(chunks, CHUNKS_AT_ONCE, async (cases, index) => {
      const found = await this.#readChunk(cases, index, chunks.length);
      read += 1;
      this.#options.onProgress?.(`Read chunk ${read} of ${chunks.length}`);
      return found;
    });
    const texts = findings.flatMap(({ reply }) => (reply ? [reply.text] : []));
    if (texts.length === 0) {
      throw new CaseInsightsError(
        'MODEL_FAILED',
        'The model could not read any part of the cases.',
        'Call again in a few minutes.',
      );
    }
    const merged = await this.#merge(texts);
    return this.#finish(
      await this.#answer(mergePrompt(this.#question, merged, this.#marker, this.#options.previousAnalysis, true)),
      findings.filter(({ reply }) => reply === undefined).flatMap(({ cases }) => cases),
    );
  }

  /** As many cases a chunk as fit beside everything else that goes with them. */
  #chunks(): readonly (readonly CaseBrief[])[] {
    const without = requestTokens({ ...this.#wholePrompt([]), maxOutputTokens: 0 });
    const room = this.#model.maxInputTokens - without - ANSWER_TOKENS;
    const chunks: (readonly CaseBrief[])[] = [];
    let rest = this.#question.cases;
    while (rest.length > 0) {
      const { cases } = packCases(rest, room);
      // A single case always goes: its summary is at most 700 characters.
      const chunk = cases.length > 0 ? cases : rest.slice(0, 1);
      chunks.push(chunk);
      rest = rest.slice(chunk.length);
    }
    return chunks;
  }

  #wholePrompt(cases: readonly CaseBrief[]): AnalysisPrompt {
    return casesPrompt({ ...this.#question, cases }, this.#marker, this.#options.previousAnalysis);
  }

  async #readChunk(cases: readonly CaseBrief[], index: number, of: number): Promise<ChunkFindings> {
    const request = {
      ...chunkPrompt(this.#question, cases, index, of, this.#marker),
      maxOutputTokens: FINDINGS_TOKENS,
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return { cases, reply: await this.#ask(request) };
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (attempt === 2) return { cases };
      }
    }
  }

  /** Merges findings in groups that fit one call, until one call holds them all. */
  async #merge(findings: readonly string[]): Promise<readonly string[]> {
    let level = findings;
    while (
      requestTokens({
        ...mergePrompt(this.#question, level, this.#marker, this.#options.previousAnalysis, true),
        maxOutputTokens: 0,
      }) >
      this.#model.maxInputTokens - ANSWER_TOKENS
    ) {
      const groups = groupBySize(level, (this.#model.maxInputTokens - ANSWER_TOKENS) / 2);
      if (groups.length >= level.length) break;
      this.#options.onProgress?.(`Merging ${level.length} findings`);
      level = await inParallel(groups, CHUNKS_AT_ONCE, async (group) => {
        const request = {
          ...mergePrompt(this.#question, group, this.#marker, undefined, false),
          maxOutputTokens: FINDINGS_TOKENS,
        };
        return (await this.#ask(request)).text;
      });
    }
    return level;
  }

  async #answer(prompt: AnalysisPrompt): Promise<ModelReply> {
    let words = 0;
    return this.#ask({ ...prompt, maxOutputTokens: ANSWER_TOKENS }, (piece) => {
      const before = words;
      words += piece.split(/\s+/).length - 1;
      if (Math.floor(words / 50) > Math.floor(before / 50))
        this.#options.onProgress?.(`Writing the answer, ${words} words so far`);
    });
  }

  async #ask(request: ModelRequest, onText?: (piece: string) => void): Promise<ModelReply> {
    const reply = await this.#model.reply(request, { signal: this.#options.signal, onText });
    this.#inputTokens += reply.inputTokens;
    this.#outputTokens += reply.outputTokens;
    return reply;
  }

  #finish(reply: ModelReply, notRead: readonly CaseBrief[]): Analysis {
    const known = new Set(
      this.#question.cases.flatMap((brief) => [
        brief.caseNumber,
        brief.accountNumber ?? '',
        ...numbersIn(briefText(brief)),
      ]),
    );
    for (const { value } of this.#question.figures.by_account) if (value !== null) known.add(value);
    const { text, unknown } = strikeUnknownCases(reply.text, known);
    const notes = [
      stopNote(reply.stop),
      unknown.length === 0
        ? ''
        : `\n\n*Struck out: ${unknown.length} number${unknown.length === 1 ? '' : 's'} that the model named and no case has.*`,
      notRead.length === 0
        ? ''
        : `\n\n*The model could not read ${notRead.length} of ${this.#question.cases.length} summaries (${range(notRead)}); the figures count them.*`,
    ];
    return {
      text: text + notes.join(''),
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      notRead: notRead.map(({ caseNumber }) => caseNumber),
      struckNumbers: unknown,
    };
  }
}

function requestTokens(request: ModelRequest): number {
  return estimateTokens(request.system) + estimateTokens(request.user);
}

/** A failure of the service that another try may not meet. */
function isPassing(error: unknown): boolean {
  return error instanceof CaseInsightsError && (error.code === 'MODEL_FAILED' || error.code === 'THROTTLED');
}

function groupBySize(texts: readonly string[], tokens: number): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let size = Infinity;
  for (const text of texts) {
    const more = estimateTokens(text);
    if (size + more > tokens) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(text);
    size += more;
  }
  return groups;
}

function range(cases: readonly CaseBrief[]): string {
  const dates = cases.map(({ date }) => date).sort();
  return `from ${dates[0] ?? ''} to ${dates.at(-1) ?? ''}`;
}

const STOP_NOTES: Readonly<Record<StopReason, string>> = {
  end: '',
  max_tokens: '\n\n*The answer ends here because it reached the length that the model was given.*',
  context_window: '\n\n*The answer ends here because the model ran out of room. Ask about fewer cases.*',
  guardrail: "\n\n*The account's guardrail stopped this answer. Ask otherwise, or look at the guardrail's policy.*",
  refusal: '\n\n*The model declined to go on. Ask otherwise, or choose another model.*',
};

function stopNote(stop: StopReason): string {
  return STOP_NOTES[stop];
}

function tooLarge(tokens: number, model: LanguageModel): CaseInsightsError {
  return new CaseInsightsError(
    'INVALID_INPUT',
    `\`data\` is about ${tokens.toLocaleString('en-US')} tokens; ${model.id} takes ${model.maxInputTokens.toLocaleString('en-US')}.`,
    'Send less, or aggregate with query_athena first.',
  );
}
