import { CaseInsightsError } from '../errors.ts';

export interface ModelRequest {
  /** Instructions of ours. */
  readonly system: string;
  /** What the instructions are about; holds other people's text between markers. */
  readonly user: string;
  readonly maxOutputTokens: number;
}

/**
 * Why a model stopped: `end` is the only one after which its text is whole; `other` is any that has no name here, told
 * by `stopDetail`.
 */
export type StopReason = 'end' | 'max_tokens' | 'context_window' | 'guardrail' | 'refusal' | 'other';

export interface ModelReply {
  /** Never blank after `end`. */
  readonly text: string;
  readonly stop: StopReason;
  /** The service's own word for `other`. */
  readonly stopDetail?: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface ModelOptions {
  /** When aborted, the call is given up and the promise rejects with code CANCELLED. */
  readonly signal?: AbortSignal | undefined;
  /** Hears each piece of text as it arrives. */
  readonly onText?: ((piece: string) => void) | undefined;
  /**
   * Hears that the pieces so far are void, because the answer broke off and begins anew. Who listens to pieces and not
   * to this gets the failure instead.
   */
  readonly onRestart?: (() => void) | undefined;
}

/**
 * A language model. Retries what is worth retrying itself.
 *
 * Rejects with CaseInsightsError: MODEL_UNAVAILABLE (ended, not enabled, not allowed), MODEL_FAILED (ModelInputTooLong
 * where the request has too many tokens), THROTTLED, NOT_AUTHORIZED, CANCELLED, NO_CREDENTIALS, CREDENTIALS_EXPIRED,
 * UNREACHABLE.
 */
export interface LanguageModel {
  readonly id: string;
  /** The most tokens that a request may have, beside those of the answer. */
  readonly maxInputTokens: number;
  reply(request: ModelRequest, options: ModelOptions): Promise<ModelReply>;
  /** The exact number of tokens of a request, where the model can say; undefined where it can't. Never rejects. */
  countTokens(request: ModelRequest): Promise<number | undefined>;
}

/** The model's own count of a request passed its window; smaller parts may fit. */
export class ModelInputTooLong extends CaseInsightsError {
  constructor(modelId: string, options?: { readonly cause?: unknown }) {
    super(
      'MODEL_FAILED',
      `The request has more tokens than ${modelId} takes.`,
      'Ask about fewer cases or a shorter period, or choose a model with a larger window.',
      options,
    );
  }
}
