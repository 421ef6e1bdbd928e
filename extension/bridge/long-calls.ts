import { CaseInsightsError } from '#core/errors.ts';
import { randomUUID } from 'node:crypto';
import { AWAIT_RESULT, cancelledAnswer, listAwaitResult, runningAnswer, unknownHandleAnswer } from './await-result.ts';
import { budgetOfHost } from './call-budget.ts';
import type { Receiver } from './exchange.ts';
import type { Exchanges } from './exchanges.ts';
import { longCall, type LongCall } from './long-call.ts';
import { isObject, type JsonObject, type Message, type NotificationMessage, type RequestMessage } from './message.ts';

export interface LongCallsParts {
  readonly upstream: Exchanges;
  readonly host: Receiver;
  /** How long a call may take before the host gets an answer, in milliseconds; undefined: no limit. */
  readonly budgetMs: number | undefined;
}

const KEPT_RESULTS = 20;
const KEPT_MS = 30 * 60_000;

/** Keeps calls running for hosts that do not wait for them. Does nothing without a budget. */
export function longCalls({ upstream, host, budgetMs: given }: LongCallsParts) {
  let budgetMs = given;
  /** By handle; those whose host stopped waiting, oldest first. */
  const kept = new Map<string, LongCall>();
  /** By tool and arguments, so that a call does not run twice because a model lost its handle. */
  const sameCall = new Map<string, LongCall>();
  /** Functions that stop a wait, by the id of the waiting request. */
  const waits = new Map<unknown, () => void>();
  /** Those under way, by the id of the request that began them. */
  const begun = new Map<unknown, LongCall>();

  function forget(call: LongCall): void {
    kept.delete(call.handle);
    for (const [asked, each] of sameCall) if (each === call) sameCall.delete(asked);
  }

  function forgetOld(): void {
    const ended = [...kept.values()].filter((call) => call.endedAt() !== undefined);
    for (const [index, call] of ended.entries()) {
      const isOld = performance.now() - (call.endedAt() ?? 0) > KEPT_MS;
      if (isOld || index < ended.length - KEPT_RESULTS) forget(call);
    }
  }

  async function give(call: LongCall, request: RequestMessage): Promise<void> {
    call.collected = true;
    await host.message(call.answer(request), request);
  }

  /** Answers the request with the call's result, or with its status when the budget is used up. */
  async function wait(call: LongCall, request: RequestMessage, budget: number): Promise<void> {
    call.waiter = request;
    let timer: NodeJS.Timeout | undefined;
    const outcome = await Promise.race([
      call.ended.then(() => 'ended' as const),
      new Promise<'late'>((resolve) => (timer = setTimeout(resolve, budget, 'late'))),
      new Promise<'stopped'>((resolve) => waits.set(request.id, () => resolve('stopped'))),
    ]);
    clearTimeout(timer);
    waits.delete(request.id);
    if (call.waiter === request) call.waiter = undefined;
    if (outcome === 'stopped') return;
    if (outcome === 'ended') {
      await give(call, request);
      return;
    }
    keep(call);
    const elapsedMs = performance.now() - call.startedAt;
    await host.message(runningAnswer(request, { handle: call.handle, elapsedMs, progress: call.progress() }), request);
  }

  function keep(call: LongCall): void {
    call.detached = true;
    kept.set(call.handle, call);
    forgetOld();
  }

  function begin(request: RequestMessage, budget: number): void {
    const asked = JSON.stringify([request.params['name'], request.params['arguments']]);
    const same = sameCall.get(asked);
    if (same !== undefined && same.detached && !same.collected) {
      void wait(same, request, budget);
      return;
    }
    const call = longCall(`call-${randomUUID().slice(0, 8)}`, request, host, () => performance.now());
    sameCall.set(asked, call);
    begun.set(request.id, call);
    call.exchange = upstream.start({ messages: [request] }, call.receiver);
    void call.exchange.done.then(() => {
      begun.delete(request.id);
      if (!call.detached && sameCall.get(asked) === call) sameCall.delete(asked);
    });
    void wait(call, request, budget);
  }

  async function collect(request: RequestMessage, budget: number): Promise<void> {
    forgetOld();
    const input = isObject(request.params['arguments']) ? request.params['arguments'] : {};
    const { handle } = input;
    const call = typeof handle === 'string' ? kept.get(handle) : undefined;
    if (call === undefined) {
      await host.message(unknownHandleAnswer(request, handle), request);
      return;
    }
    if (input['cancel'] !== true || call.endedAt() !== undefined || call.exchange === undefined) {
      await wait(call, request, budget);
      return;
    }
    const failure = new CaseInsightsError(
      'CANCELLED',
      'The call was cancelled.',
      'Call the tool again if you need it.',
    );
    void upstream.cancel(call.exchange, failure.message);
    call.exchange.abandon(failure);
    call.collected = true;
    await host.message(cancelledAnswer(request, call.handle), request);
  }

  return {
    /** Takes note of the host's name. */
    observe(message: Message): void {
      if (message.kind === 'request') budgetMs ??= budgetOfHost(message);
    },
    /** True if it takes care of this request. */
    takes(request: RequestMessage): boolean {
      if (budgetMs === undefined || request.method !== 'tools/call') return false;
      if (request.params['name'] === AWAIT_RESULT) void collect(request, budgetMs);
      else begin(request, budgetMs);
      return true;
    },
    /** True if the cancellation ends a wait only, because its call continues. */
    takesCancellation({ params }: NotificationMessage): boolean {
      const id = params['requestId'];
      const stop = waits.get(id);
      const call = begun.get(id);
      stop?.();
      // A call ends with the only request that waits for it.
      return call === undefined ? stop !== undefined : call.detached;
    },
    /** The list of tools with the one that waits. */
    present: (request: RequestMessage, result: JsonObject): JsonObject =>
      budgetMs === undefined || request.method !== 'tools/list' ? result : listAwaitResult(result),
  };
}
