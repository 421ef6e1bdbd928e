import { describe, expect, it } from 'vitest';
import { clock } from '../../../extension/bridge/clock.ts';
import { openLog } from '../../../extension/bridge/log.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;
const httpDate = (time: number) => new Date(time).toUTCString();

describe("the bridge's clock", () => {
  it('is that of the machine where the two differ by less than AWS tolerates', () => {
    const { now, skew, follow } = clock(openLog('error'), () => NOON);
    follow(httpDate(NOON + 3 * MINUTE));
    follow(httpDate(NOON - 3 * MINUTE));
    expect([now(), skew()]).toEqual([NOON, 0]);
  });

  it("is the server's where the machine's is wrong, and goes on with the machine's", () => {
    let machine = NOON;
    const { now, follow } = clock(openLog('error'), () => machine);
    follow(httpDate(NOON + 20 * MINUTE));
    expect(now()).toBe(NOON + 20 * MINUTE);
    machine += MINUTE;
    expect(now()).toBe(NOON + 21 * MINUTE);
  });

  it("keeps what it took over while the server's time agrees with that, and goes back where the machine is put right", () => {
    const { now, skew, follow } = clock(openLog('error'), () => NOON);
    follow(httpDate(NOON + 20 * MINUTE));
    follow(httpDate(NOON + 22 * MINUTE));
    expect(skew()).toBe(20 * MINUTE);
    follow(httpDate(NOON));
    expect(now()).toBe(NOON);
  });

  it.each([undefined, '', 'soon'])('does not follow an answer that tells no time: %s', (header) => {
    const { now, follow } = clock(openLog('error'), () => NOON);
    follow(header);
    expect(now()).toBe(NOON);
  });
});
