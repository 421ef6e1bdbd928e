import { VERSION } from '#core/contract/version.ts';
import type { CaseInsightsError } from '#core/errors.ts';
import { createHash } from 'node:crypto';
import { isModern, type Conversation } from './conversation.ts';
import type { Receiver } from './exchange.ts';
import type { Exchanges } from './exchanges.ts';
import type { Log } from './log.ts';
import { isObject, readIncoming, resultAnswer, withId, type JsonObject, type RequestMessage } from './message.ts';
import type { RememberedAnswers } from './remembered-answers.ts';
import { shippedAnswer } from './shipped-answers.ts';

export interface ReadyAnswersParts {
  readonly upstream: Exchanges;
  readonly host: Receiver;
  readonly conversation: Conversation;
  readonly remembered: RememberedAnswers;
  /** What the bridge adds to an answer of the server before the host sees it; the same object if nothing. */
  readonly present: (request: RequestMessage, result: JsonObject) => JsonObject;
  readonly log: Log;
}

/** Hosts may give up a server that does not start within a few seconds. */
const PATIENCE_MS = 3_000;
/** An answer that the server has just given is not asked for again. */
const FRESH_MS = 30_000;

/** The opening requests, each with the notification that makes a host ask again, if there is one. */
const READY: ReadonlyMap<string, string | undefined> = new Map([
  ['initialize', undefined],
  ['server/discover', undefined],
  ['tools/list', 'notifications/tools/list_changed'],
  ['prompts/list', 'notifications/prompts/list_changed'],
  ['resources/list', 'notifications/resources/list_changed'],
  ['resources/templates/list', 'notifications/resources/list_changed'],
]);

/**
 * Answers a host's opening requests without waiting for AWS: returns the server's earlier answer at once and refreshes it in the background. The first time, it waits for the
 * server, and falls back to the answers that the bridge ships with. Differences that show up later are announced.
 */
export function readyAnswers(parts: ReadyAnswersParts) {
  const { upstream, host, conversation, remembered, log } = parts;
  const confirmedAt = new Map<string, number>();
  /** What the host was last told, by key. */
  const announced = new Map<string, string>();
  const unconfirmed = new Map<string, RequestMessage>();
  const refreshing = new Set<string>();
  let count = 0;

  function keep(key: string, request: RequestMessage, result: JsonObject): void {
    unconfirmed.delete(key);
    confirmedAt.set(key, performance.now());
    // Answers within a session are not kept: a session ends with the bridge.
    const kept = conversation.hasSession() ? undefined : result;
    if (JSON.stringify(remembered.get(key)) !== JSON.stringify(kept)) remembered.set(key, kept);
    const announcement = READY.get(request.method);
    const before = announced.get(key);
    if (before === undefined || before === JSON.stringify(result)) return;
    announced.set(key, JSON.stringify(result));
    if (announcement === undefined || isModern(request)) return;
    log.info(`${request.method}: the server's answer has changed`);
    void host.message(JSON.stringify({ jsonrpc: '2.0', method: announcement }));
  }

  /** Records a later answer of the server. A refusal counts as an answer: the request is not sent again. */
  function take(key: string, request: RequestMessage, result: JsonObject | undefined): void {
    if (result === undefined) unconfirmed.delete(key);
    else keep(key, request, result);
  }

  /** Gives the host an answer that the server has not just given. */
  function giveEarlier(request: RequestMessage, key: string, result: JsonObject, isFresh = false): void {
    announced.set(key, JSON.stringify(result));
    if (!isFresh) unconfirmed.set(key, request);
    if (request.method === 'initialize') conversation.opened(result, {});
    if (request.method === 'tools/list') conversation.listed(result);
    // Since 2026-07-28 a list says how long it may be cached. An unconfirmed list may not be cached.
    const given = 'ttlMs' in result && !isFresh ? { ...result, ttlMs: 0 } : result;
    void host.message(resultAnswer(request, parts.present(request, given)), request);
  }

  /** Sends the request again on behalf of the bridge. */
  function refresh(key: string, request: RequestMessage): void {
    if (refreshing.has(key)) return;
    refreshing.add(key);
    const own = withId(request, `case-insights-bridge/again-${++count}`);
    const receiver: Receiver = {
      message(line, answered) {
        if (answered !== undefined) take(key, request, resultIn(line));
        return Promise.resolve();
      },
      failure: () => Promise.resolve(),
    };
    void upstream.start({ messages: [own], background: true }, receiver).done.then(() => refreshing.delete(key));
  }

  function askFirst(key: string, request: RequestMessage): void {
    let answered = false;
    const giveShipped = (): boolean => {
      const shipped = shippedAnswer(request);
      if (shipped === undefined) return false;
      answered = true;
      log.info(`${request.method}: answered with the lists of server version ${VERSION}`);
      giveEarlier(request, key, shipped);
      return true;
    };
    const exchange = upstream.start(
      { messages: [request] },
      {
        async message(line, isAnswer) {
          if (isAnswer === undefined) {
            await host.message(line);
            return;
          }
          clearTimeout(patience);
          const result = resultIn(line);
          if (answered) {
            take(key, request, result);
            return;
          }
          answered = true;
          if (result === undefined) {
            await host.message(line, request);
            return;
          }
          announced.set(key, JSON.stringify(result));
          keep(key, request, result);
          const presented = parts.present(request, result);
          await host.message(presented === result ? line : resultAnswer(request, presented), request);
        },
        async failure(_, failure: CaseInsightsError) {
          clearTimeout(patience);
          if (!answered && !giveShipped()) await host.failure(request, failure);
        },
      },
    );
    const patience = setTimeout(() => {
      if (exchange.awaits(request.id) && !answered) giveShipped();
    }, PATIENCE_MS);
  }

  return {
    /** True if it takes care of this request. */
    takes(request: RequestMessage): boolean {
      if (!READY.has(request.method) || 'cursor' in request.params) return false;
      const key = keyOf(request);
      const earlier = remembered.get(key);
      if (earlier === undefined) {
        askFirst(key, request);
        return true;
      }
      const isFresh = performance.now() - (confirmedAt.get(key) ?? -Infinity) < FRESH_MS;
      giveEarlier(request, key, earlier, isFresh);
      if (!isFresh) refresh(key, request);
      return true;
    },
    /** The server has just answered a request, so unconfirmed answers are checked again. */
    serverAnswered(): void {
      for (const [key, request] of unconfirmed) refresh(key, request);
    },
  };
}

/** Requests that a server answers alike have the same key. */
function keyOf(request: RequestMessage): string {
  const { method, params } = request;
  const meta = isObject(params['_meta']) ? params['_meta'] : {};
  const decisive = isModern(request)
    ? Object.entries(meta).filter(([name]) => /\/(protocolVersion|clientCapabilities)$/.test(name))
    : [params['protocolVersion'], params['capabilities']];
  return `${method} ${createHash('sha256').update(JSON.stringify(decisive)).digest('hex').slice(0, 16)}`;
}

/** The result in an answer; undefined for an error. */
function resultIn(line: string): JsonObject | undefined {
  const incoming = readIncoming(line);
  if (incoming.kind !== 'single' || incoming.message.kind !== 'response') return undefined;
  return isObject(incoming.message.result) ? incoming.message.result : undefined;
}

/** The result of `initialize` with what the bridge can do and the server can't: say that a list has changed. */
export function announceListChanges(request: RequestMessage, result: JsonObject): JsonObject {
  const { capabilities } = result;
  if (request.method !== 'initialize' || isModern(request) || !isObject(capabilities)) return result;
  const lists = ['tools', 'prompts', 'resources']
    .filter((name) => isObject(capabilities[name]))
    .map((name) => [name, { ...(capabilities[name] as object), listChanged: true }]);
  return { ...result, capabilities: { ...capabilities, ...Object.fromEntries(lists) } };
}
