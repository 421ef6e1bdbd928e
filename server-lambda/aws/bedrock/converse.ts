import {
  ConverseStreamCommand,
  type BedrockRuntimeClient,
  type ConverseStreamCommandInput,
  type TokenUsage,
} from '@aws-sdk/client-bedrock-runtime';

export interface Conversed {
  readonly text: string;
  /** Bedrock's own word for why the model stopped. */
  readonly stopReason: string;
  /** Absent where the stream ended without saying. */
  readonly usage: TokenUsage | undefined;
  /** True when the model thought before it wrote, which takes from the tokens of its answer. */
  readonly reasoned: boolean;
}

/** The connection broke off, or the model fell silent, before the answer was whole. */
export class AnswerBrokeOff extends Error {
  override readonly name = 'AnswerBrokeOff';
}

/**
 * One call of ConverseStream, read to its end. Rejects with what the service said, before the stream or in it, and with
 * AnswerBrokeOff where it said nothing: the connection broke off in mid-stream, or nothing came for `silenceMs`. When
 * the promise settles, the HTTP request is at an end, too.
 */
export async function converse(
  client: BedrockRuntimeClient,
  input: ConverseStreamCommandInput,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly silenceMs: number;
    readonly onText: (piece: string) => void;
  },
): Promise<Conversed> {
  const ended = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
  const silence = setTimeout(() => {
    ended.abort(new AnswerBrokeOff(`nothing arrived for ${options.silenceMs} ms`));
  }, options.silenceMs);

  let text = '';
  let stopReason: string | undefined;
  let usage: TokenUsage | undefined;
  let reasoned = false;
  let streaming = false;
  try {
    const { stream } = await client.send(new ConverseStreamCommand(input), { abortSignal: signal });
    streaming = true;
    for await (const event of stream ?? []) {
      silence.refresh();
      const delta = event.contentBlockDelta?.delta;
      if (delta?.text !== undefined && delta.text !== '') {
        text += delta.text;
        options.onText(delta.text);
      }
      if (delta?.reasoningContent !== undefined) reasoned = true;
      stopReason ??= event.messageStop?.stopReason;
      usage ??= event.metadata?.usage;
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    ended.signal.throwIfAborted();
    // What comes after the stop is only the usage.
    if (stopReason === undefined) {
      throw streaming && !isFromService(error)
        ? new AnswerBrokeOff('the stream was interrupted', { cause: error })
        : error;
    }
  } finally {
    clearTimeout(silence);
    ended.abort();
  }
  // Some connections end a stream that was cut as if it were whole.
  options.signal?.throwIfAborted();
  if (stopReason === undefined) throw new AnswerBrokeOff('the stream ended without a stop reason');
  return { text, stopReason, usage, reasoned };
}

/** An exception that Bedrock sent as an event: the SDK marks those it knows, and names the others as the event is named. */
function isFromService(error: unknown): boolean {
  return error instanceof Error && ('$fault' in error || error.name.endsWith('Exception'));
}
