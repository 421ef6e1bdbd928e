import { setTimeout } from 'node:timers/promises';
import {
  CountTokensCommand,
  type BedrockRuntimeClient,
  type ConverseStreamCommandInput,
  type TokenUsage,
} from '@aws-sdk/client-bedrock-runtime';
import { foundationModelOf } from '#core/analysis/foundation-model.ts';
import { priceOf } from '#core/analysis/model-price.ts';
import {
  OutOfTime,
  type LanguageModel,
  type ModelOptions,
  type ModelPrice,
  type ModelReply,
  type ModelRequest,
  type StopReason,
} from '#core/ports/language-model.ts';
import { awsFailure } from '../aws-failure.ts';
import { converse, type Conversed } from './converse.ts';
import { cancelled, EmptyAnswer, failureKind, modelFailure } from './failures.ts';
import { maxInputTokensOf } from './model-id.ts';
import { suggestModels, type AvailableModel } from './suggest-models.ts';

export interface BedrockModelOptions {
  /** Tries each call once, as createBedrockClient makes it. */
  readonly client: BedrockRuntimeClient;
  /** A model's or inference profile's id or ARN, of any vendor. */
  readonly modelId: string;
  /** The most tokens that a request may have; default is the model's window without the answer. */
  readonly maxInputTokens?: number;
  /** The model's price; default is its list price, if known. */
  readonly price?: ModelPrice | undefined;
  readonly guardrail?: { readonly id: string; readonly version: string } | undefined;
  /** How many milliseconds are left for the whole call; default unlimited. */
  readonly deadline?: (() => number) | undefined;
  /** The models of the account, asked for when this one can't be used, to name one that can. */
  readonly listModels?: ((signal: AbortSignal) => Promise<readonly AvailableModel[]>) | undefined;
  /** After this silence the connection counts as dead; default 5 minutes, because models think before they write. */
  readonly silenceMs?: number;
  /** Waits between attempts; default is a real timer. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Spreads the pauses; a number from 0 to 1. */
  readonly random?: () => number;
}

/** How often a kind of failure is tried again, after a random pause that may last `baseMs`, then twice as long, ... */
const RETRIES = {
  // Quotas are by the minute.
  throttled: { times: 7, baseMs: 2_000, longestMs: 30_000 },
  passing: { times: 3, baseMs: 500, longestMs: 8_000 },
} as const;
/** With less time than this another try is pointless. */
const SHORTEST_TRY_MS = 2_000;
/** Additional tokens for a model that thinks before it writes. */
const THINKING_TOKENS = 8_000;
/** How long a failed call waits for the names of other models, and an estimate for the exact count. */
const ASIDE_MS = 5_000;

/**
 * A model behind Amazon Bedrock's ConverseStream. Throttling, temporary failures and broken connections are retried
 * before and during the answer, while there is time. If a model does not accept something (a system prompt, the number
 * of output tokens), this is remembered and the request changed.
 */
export function createBedrockModel(options: BedrockModelOptions): LanguageModel {
  const { client, modelId, deadline = () => Infinity, sleep = pause, random = Math.random } = options;
  const manner = createManner(modelId);
  let countable = foundationModelOf(modelId);

  const converseOnce = async (
    request: ModelRequest,
    {
      signal,
      left,
      onText,
    }: {
      readonly signal: AbortSignal | undefined;
      readonly left: number;
      readonly onText: (piece: string) => void;
    },
  ): Promise<Conversed> => {
    if (left <= 0) throw new OutOfTime(modelId);
    // A timer takes no more than 2^31 - 1.
    const timeUp = left < 2 ** 31 ? AbortSignal.timeout(Math.floor(left)) : undefined;
    const signals = [signal, timeUp].filter((one) => one !== undefined);
    try {
      return await converse(
        client,
        {
          modelId,
          ...manner.inputFor(request),
          ...(options.guardrail && {
            guardrailConfig: {
              guardrailIdentifier: options.guardrail.id,
              guardrailVersion: options.guardrail.version,
            },
          }),
        },
        { signal: AbortSignal.any(signals), silenceMs: options.silenceMs ?? 300_000, onText },
      );
    } catch (error) {
      if (timeUp?.aborted && !signal?.aborted) throw new OutOfTime(modelId, { cause: error });
      throw error;
    }
  };

  const suggest = async (signal: AbortSignal | undefined): Promise<readonly string[]> => {
    const giveUp = AbortSignal.timeout(ASIDE_MS);
    const models = options.listModels?.(signal ? AbortSignal.any([signal, giveUp]) : giveUp);
    // Best effort: the caller gets the model's failure.
    return suggestModels(modelId, (await models?.catch(() => [])) ?? []);
  };

  const reply = async (
    request: ModelRequest,
    { signal, onText, onRestart, reserveMs = 0 }: ModelOptions,
  ): Promise<ModelReply> => {
    const timeLeft = () => deadline() - reserveMs;
    const failed = { throttled: 0, passing: 0 };
    const mayRestart = (pieces: number) => pieces === 0 || onText === undefined || onRestart !== undefined;
    for (;;) {
      if (signal?.aborted) throw cancelled();
      let pieces = 0;
      let soFar = '';
      try {
        const answer = await converseOnce(request, {
          signal,
          left: timeLeft(),
          onText: (piece) => {
            pieces += 1;
            soFar += piece;
            onText?.(piece);
          },
        });
        if (manner.learnFromAnswer(answer) && mayRestart(pieces)) {
          if (pieces > 0) onRestart?.();
          continue;
        }
        return replyOf(answer, request);
      } catch (error) {
        if (signal?.aborted) throw cancelled(error);
        if (error instanceof OutOfTime && soFar.trim() !== '') return unfinishedReply(soFar, request);
        if (manner.learnFromRefusal(error, request)) continue;
        const wait = mayRestart(pieces) ? pauseBefore(error, failed) : undefined;
        if (wait === undefined || timeLeft() < wait + SHORTEST_TRY_MS) {
          throw await modelFailure(error, { modelId, given: request, suggest: () => suggest(signal) });
        }
        await sleep(wait, signal).catch((reason: unknown) => {
          throw cancelled(reason);
        });
        if (pieces > 0) onRestart?.();
      }
    }
  };

  /** How long to wait before the next attempt, with full jitter; undefined if there is no other attempt. */
  const pauseBefore = (error: unknown, failed: Record<keyof typeof RETRIES, number>): number | undefined => {
    const kind = failureKind(error);
    const retry = kind === 'connection' ? 'passing' : kind;
    if (retry !== 'throttled' && retry !== 'passing') return undefined;
    const { times, baseMs, longestMs } = RETRIES[retry];
    failed[retry] += 1;
    if (failed[retry] > times) return undefined;
    return random() * Math.min(longestMs, baseMs * 2 ** (failed[retry] - 1));
  };

  return {
    id: modelId,
    maxInputTokens: options.maxInputTokens ?? maxInputTokensOf(modelId),
    price: options.price ?? priceOf(modelId),
    get cachesPrompts() {
      return manner.caches();
    },
    timeLeft: deadline,
    reply,
    async countTokens(request) {
      if (countable === undefined) return undefined;
      const { messages, system } = manner.inputFor({ ...request, repeated: undefined });
      try {
        const { inputTokens } = await client.send(
          new CountTokensCommand({ modelId: countable, input: { converse: { messages, system } } }),
          { abortSignal: AbortSignal.timeout(ASIDE_MS) },
        );
        return inputTokens;
      } catch (error) {
        const code = awsFailure(error, 'Amazon Bedrock')?.code;
        if (code !== 'THROTTLED' && code !== 'UNREACHABLE') countable = undefined;
        return undefined;
      }
    },
  };
}

/** The form of requests that a model accepts, learnt from its refusals. */
function createManner(modelId: string) {
  let takesSystem = true;
  let caches = CACHES.test(foundationModelOf(modelId) ?? '');
  let mostOutput = Infinity;
  let thinks = false;

  const outputTokens = ({ maxOutputTokens }: ModelRequest) =>
    Math.min(mostOutput, maxOutputTokens + (thinks ? THINKING_TOKENS : 0));

  /** A point of the cache after what the next request repeats. */
  const content = (text: string, repeated: number) =>
    caches && repeated >= LEAST_CACHED && repeated < text.length
      ? [
          { text: text.slice(0, repeated) },
          { cachePoint: { type: 'default' as const } },
          { text: text.slice(repeated) },
        ]
      : [{ text }];

  return {
    caches: () => caches,

    // Nothing but the length of the answer is set: newer models refuse temperature and its kin.
    inputFor: (request: ModelRequest) =>
      ({
        ...(takesSystem && { system: [{ text: request.system }] }),
        messages: [
          {
            role: 'user',
            content: takesSystem
              ? content(request.user, request.repeated ?? 0)
              : [{ text: `${request.system}\n\n${request.user}` }],
          },
        ],
        inferenceConfig: { maxTokens: outputTokens(request) },
      }) satisfies Omit<ConverseStreamCommandInput, 'modelId'>,

    /** True if the same request will now be sent in a different form. */
    learnFromRefusal(error: unknown, request: ModelRequest): boolean {
      if (!(error instanceof Error) || error.name !== 'ValidationException') return false;
      if (takesSystem && NO_SYSTEM.test(error.message)) {
        takesSystem = false;
        return true;
      }
      if (caches && request.repeated !== undefined && NO_CACHE.test(error.message)) {
        caches = false;
        return true;
      }
      if (!TOO_MUCH_OUTPUT.test(error.message)) return false;
      const requested = outputTokens(request);
      const limits = numbersIn(error.message).filter((number) => number >= 100 && number < requested);
      if (limits.length === 0) return false;
      mostOutput = Math.max(...limits);
      return true;
    },

    /** True when the answer was cut short by thinking, and will have room for it now. */
    learnFromAnswer({ stopReason, reasoned, text }: Conversed): boolean {
      if (thinks || !(reasoned || (stopReason === 'max_tokens' && text.trim() === ''))) return false;
      thinks = true;
      return stopReason === 'max_tokens';
    },
  };
}

/**
 * Models that take points of a cache in messages, with one price for it
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html).
 */
const CACHES = /^anthropic\.claude-(3-7-sonnet|(haiku|sonnet|opus)-4)-/;
/** Characters below which some of them keep nothing: 4,096 tokens. */
const LEAST_CACHED = 16_384;
const NO_CACHE = /cach(e|ing)/i;
const NO_SYSTEM = /doesn.?t support (the )?system|system (messages?|prompts?|field|role)\b.*(not|n.?t) support/i;
const TOO_MUCH_OUTPUT = /maximum tokens you requested|max_?(gen|new|output|completion)?_?(tokens|len)|output tokens/i;

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d[\d,]*/g) ?? []).map((digits) => Number(digits.replaceAll(',', '')));
}

const STOPS: ReadonlyMap<string, StopReason> = new Map<string, StopReason>([
  ['end_turn', 'end'],
  ['stop_sequence', 'end'],
  ['max_tokens', 'max_tokens'],
  ['model_context_window_exceeded', 'context_window'],
  ['guardrail_intervened', 'guardrail'],
  ['content_filtered', 'refusal'],
  ['refusal', 'refusal'],
]);

function replyOf({ text, stopReason, usage }: Conversed, request: ModelRequest): ModelReply {
  const stop = STOPS.get(stopReason) ?? 'other';
  if (text.trim() === '' && (stop === 'end' || stop === 'other')) throw new EmptyAnswer(stopReason);
  return {
    text,
    stop,
    ...(stop === 'other' && { stopDetail: stopReason.replaceAll(/[^\w-]/g, ' ').slice(0, 60) }),
    inputTokens: usage
      ? (usage.inputTokens ?? 0) + (usage.cacheReadInputTokens ?? 0) + (usage.cacheWriteInputTokens ?? 0)
      : highEstimate(request.system + request.user),
    outputTokens: usage?.outputTokens ?? highEstimate(text),
    ...(usage && cachedTokens(usage)),
  };
}

function cachedTokens({ cacheReadInputTokens = 0, cacheWriteInputTokens = 0 }: TokenUsage): Pick<ModelReply, 'cached'> {
  if (cacheReadInputTokens + cacheWriteInputTokens === 0) return {};
  return { cached: { read: cacheReadInputTokens, written: cacheWriteInputTokens } };
}

/** The text so far when the time was up; the service has not reported its usage. */
function unfinishedReply(text: string, request: ModelRequest): ModelReply {
  const inputTokens = highEstimate(request.system + request.user);
  return { text, stop: 'time', inputTokens, outputTokens: highEstimate(text) };
}

/** As many tokens as text full of numbers and ids has. */
function highEstimate(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3);
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(milliseconds, undefined, { ...(signal && { signal }) });
}
