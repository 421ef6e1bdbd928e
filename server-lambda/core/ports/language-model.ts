import { CaseInsightsError } from '../errors.ts';

export interface ModelRequest {
  /** Instructions of ours. */
  readonly system: string;
  /** What the instructions are about; holds other people's text between markers. */
  readonly user: string;
  readonly maxOutputTokens: number;
  /**
   * How many characters of `user`, from its first on, the next request is likely to begin with as well. Only for a model
   * that caches.
   */
  readonly repeated?: number | undefined;
}

/** Tokens that a model's cache took part in; they are part of all input tokens, at other prices. */
export interface CachedTokens {
  readonly read: number;
  readonly written: number;
}

/**
 * Why a model stopped. Only after `end` is its text complete. `time`: the time limit was reached. `other`: any other
 * reason, which `stopDetail` names.
 */
export type StopReason = 'end' | 'max_tokens' | 'context_window' | 'guardrail' | 'refusal' | 'time' | 'other';

export interface ModelReply {
  /** Never blank after `end`. */
  readonly text: string;
  readonly stop: StopReason;
  /** The service's own word for `other`. */
  readonly stopDetail?: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Absent where its cache had no part in it. */
  readonly cached?: CachedTokens | undefined;
}

export interface ModelOptions {
  /** When aborted, the call is given up and the promise rejects with code CANCELLED. */
  readonly signal?: AbortSignal | undefined;
  /** Receives each piece of text as it arrives. */
  readonly onText?: ((piece: string) => void) | undefined;
  /**
   * Called when the pieces so far are void, because the answer broke off and starts again. Without this callback, a
   * caller with `onText` gets the failure instead.
   */
  readonly onRestart?: (() => void) | undefined;
  /** Time that must be left when the call ends, for the work after it; default 0. */
  readonly reserveMs?: number | undefined;
}

/** What a million tokens cost, in US dollars. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
}

/**
 * A language model. It retries temporary failures itself.
 *
 * Rejects with CaseInsightsError: MODEL_UNAVAILABLE (ended, not enabled, not allowed), MODEL_FAILED (ModelInputTooLong
 * where the request has too many tokens, OutOfTime where no word came in the time that was left), THROTTLED, NOT_AUTHORIZED, CANCELLED, NO_CREDENTIALS, CREDENTIALS_EXPIRED,
 * UNREACHABLE.
 */
export interface LanguageModel {
  readonly id: string;
  /** The most tokens that a request may have, without those of the answer. */
  readonly maxInputTokens: number;
  /** Absent where it is not known. */
  readonly price?: ModelPrice | undefined;
  /** Whether it keeps what requests repeat: to write it there costs more than to read it once, to read it again little. */
  readonly cachesPrompts?: boolean | undefined;
  /** How many milliseconds a call may take from now on, `reserveMs` included; may be Infinity. */
  timeLeft(): number;
  reply(request: ModelRequest, options: ModelOptions): Promise<ModelReply>;
  /** The exact number of tokens of a request, where the model can say; undefined where it can't. Never rejects. */
  countTokens(request: ModelRequest): Promise<number | undefined>;
}

/** The model's own count of a request passed its window; smaller parts may fit. */
export class ModelInputTooLong extends CaseInsightsError {
  constructor(modelId: string, options?: { readonly cause?: unknown }) {
    super(
      'MODEL_FAILED',
      `The request has more tokens than ${modelId} accepts.`,
      'Ask about fewer cases or a shorter period, or choose a model with a larger window.',
      options,
    );
  }
}

/** The time for a call was up before the model had written anything. */
export class OutOfTime extends CaseInsightsError {
  constructor(modelId: string, options?: { readonly cause?: unknown }) {
    super(
      'MODEL_FAILED',
      `${modelId} did not answer in the remaining time.`,
      'Ask about fewer cases or a shorter period.',
      options,
    );
  }
}
