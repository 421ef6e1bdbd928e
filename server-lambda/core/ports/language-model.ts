export interface ModelRequest {
  /** Instructions of ours. */
  readonly system: string;
  /** What the instructions are about; holds other people's text between markers. */
  readonly user: string;
  readonly maxOutputTokens: number;
}

/** Why a model stopped: `end` is the only one after which its text is whole. */
export type StopReason = 'end' | 'max_tokens' | 'context_window' | 'guardrail' | 'refusal';

export interface ModelReply {
  readonly text: string;
  readonly stop: StopReason;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface ModelOptions {
  /** When aborted, the call is given up and the promise rejects with code CANCELLED. */
  readonly signal?: AbortSignal | undefined;
  /** Hears each piece of text as it arrives. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/**
 * A language model. Retries what is worth retrying itself.
 *
 * Rejects with CaseInsightsError: MODEL_UNAVAILABLE (ended, not enabled, not allowed), MODEL_FAILED, THROTTLED,
 * NOT_AUTHORIZED, CANCELLED.
 */
export interface LanguageModel {
  readonly id: string;
  /** The most tokens that a request may have. */
  readonly maxInputTokens: number;
  reply(request: ModelRequest, options: ModelOptions): Promise<ModelReply>;
  /** The exact number of tokens of a request, where the model can say; undefined where it can't. */
  countTokens(request: ModelRequest): Promise<number | undefined>;
}
