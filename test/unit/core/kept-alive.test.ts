import { describe, expect, it } from 'vitest';
import { KEEP_ALIVE_MS, keptAlive } from '#core/mcp/kept-alive.ts';

function aTimer() {
  const acts = new Set<() => void>();
  return {
    acts,
    every: (milliseconds: number, act: () => void) => {
      expect(milliseconds).toBe(KEEP_ALIVE_MS);
      acts.add(act);
      return () => acts.delete(act);
    },
    pass: async () => {
      for (const act of [...acts]) act();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function lateAnswer() {
  let resolve: (answer: Response) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Response>((onAnswer, onError) => {
    resolve = onAnswer;
    reject = onError;
  });
  return { promise, resolve, reject };
}

describe('an answer in JSON', () => {
  it('is itself where it comes soon, and nothing ticks on', async () => {
    const timer = aTimer();
    const answer = Response.json({ ok: true }, { status: 400 });
    expect(await keptAlive(Promise.resolve(answer), timer)).toBe(answer);
    expect(timer.acts.size).toBe(0);
  });

  it('that takes long begins with spaces, and is still JSON', async () => {
    const timer = aTimer();
    const late = lateAnswer();
    const kept = keptAlive(late.promise, timer);
    await timer.pass();
    const response = await kept;
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = decoder.decode((await reader.read()).value);
    expect(text).toBe(' ');
    await timer.pass();
    text += decoder.decode((await reader.read()).value);
    expect(text).toBe('  ');
    late.resolve(Response.json({ jsonrpc: '2.0', id: 1, result: {} }));
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += decoder.decode(next.value);
    expect(JSON.parse(text)).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
    expect(timer.acts.size).toBe(0);
  });

  it('that fails late fails', async () => {
    const timer = aTimer();
    const late = lateAnswer();
    const kept = keptAlive(late.promise, timer);
    await timer.pass();
    const text = (await kept).text();
    late.reject(new Error('the server is gone'));
    await expect(text).rejects.toThrow('the server is gone');
    expect(timer.acts.size).toBe(0);
  });

  it('whose reader is gone ticks on no more, and ends in silence', async () => {
    const timer = aTimer();
    const late = lateAnswer();
    const kept = keptAlive(late.promise, timer);
    await timer.pass();
    const reader = (await kept).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await timer.pass();
    expect(timer.acts.size).toBe(0);
    late.resolve(Response.json({ ok: true }));
    await new Promise((resolve) => setImmediate(resolve));
  });
});
