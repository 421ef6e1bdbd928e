import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createCallSlots } from '#core/call-slots.ts';

describe('room for calls', () => {
  it('lets so many run at once, and the others after them in the order they came', async () => {
    const slots = createCallSlots({ atOnce: 2, waiting: 10 });
    const began: number[] = [];
    let running = 0;
    let most = 0;
    await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (call) => {
        const leave = await slots.take(undefined);
        began.push(call);
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        leave();
      }),
    );
    expect(began).toEqual([0, 1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('refuses a call where too many wait, and takes one again when a place is free', async () => {
    const slots = createCallSlots({ atOnce: 1, waiting: 1 });
    const leave = await slots.take(undefined);
    const waiting = slots.take(undefined);
    await expect(slots.take(undefined)).rejects.toMatchObject({ code: 'THROTTLED' });
    leave();
    (await waiting)();
    await expect(slots.take(undefined)).resolves.toBeTypeOf('function');
  });

  it('lets go of a call that is cancelled while it waits', async () => {
    const slots = createCallSlots({ atOnce: 1, waiting: 1 });
    const leave = await slots.take(undefined);
    const aborter = new AbortController();
    const waiting = slots.take(aborter.signal);
    aborter.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(slots.take(AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
    const next = slots.take(undefined);
    leave();
    await expect(next).resolves.toBeTypeOf('function');
  });

  it('listens to no call that has its place', async () => {
    const slots = createCallSlots({ atOnce: 1, waiting: 1 });
    const leave = await slots.take(undefined);
    const { signal } = new AbortController();
    const waiting = slots.take(signal);
    leave();
    await waiting;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('gives a place back once, however often it is left', async () => {
    const slots = createCallSlots({ atOnce: 1, waiting: 2 });
    const leave = await slots.take(undefined);
    const second = slots.take(undefined);
    let thirdBegan = false;
    void slots.take(undefined).then(() => (thirdBegan = true));
    leave();
    leave();
    await second;
    await new Promise((resolve) => setImmediate(resolve));
    expect(thirdBegan).toBe(false);
  });
});
