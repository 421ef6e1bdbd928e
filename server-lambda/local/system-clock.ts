import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '#core/ports/clock.ts';
import type { Timer } from '#core/ports/timer.ts';

export const systemClock: Clock = { now: () => new Date() };

export const systemTimer: Timer = {
  every(milliseconds, act) {
    const timer = setInterval(act, milliseconds);
    return () => clearInterval(timer);
  },
  turn: () => nextTurn(),
};
