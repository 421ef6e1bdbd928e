import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../server-lambda/local/engine/queue.ts';

/** A task that ends when it is told to. */
function controlled() {
  let end: (value: string) => void = () => undefined;
  let began = false;
  const done = new Promise<string>((resolve) => (end = resolve));
  const task = () => {
    began = true;
    return done;
  };
  return {
    task,
    end: (value: string) => {
      end(value);
    },
    began: () => began,
  };
}

const settled = () => new Promise(setImmediate);
const cancelled = expect.objectContaining({ code: 'CANCELLED' }) as Error;

describe('a queue', () => {
  it('runs one task after another, in the order they came, whatever becomes of them', async () => {
    const queue = createQueue();
    const first = controlled();
    const second = controlled();
    const results = [
      queue.run(first.task, undefined),
      queue.run(() => Promise.reject(new Error('no')), undefined).catch(() => 'failed'),
      queue.run(second.task, undefined),
    ];
    await settled();
    expect([first.began(), second.began()]).toEqual([true, false]);
    first.end('a');
    await settled();
    expect(second.began()).toBe(true);
    second.end('b');
    expect(await Promise.all(results)).toEqual(['a', 'failed', 'b']);
  });

  it('drops a task that is cancelled while it waits, at once', async () => {
    const queue = createQueue();
    const first = controlled();
    const second = controlled();
    const aborter = new AbortController();
    const running = queue.run(first.task, undefined);
    const waiting = queue.run(second.task, aborter.signal);
    aborter.abort();
    await expect(waiting).rejects.toEqual(cancelled);
    first.end('a');
    expect(await running).toBe('a');
    await settled();
    expect(second.began()).toBe(false);
  });

  it('never begins a task that was cancelled before it came', async () => {
    const { task, began } = controlled();
    await expect(createQueue().run(task, AbortSignal.abort())).rejects.toEqual(cancelled);
    expect(began()).toBe(false);
  });
});
