import { describe, expect, it } from 'vitest';
import { PROGRESS_META, progressIn } from '#core/contract/progress.ts';
import { HEARTBEAT_MS, reportProgress, type ProgressNotice } from '#core/mcp/progress.ts';

/** A reporter in a time that passes when it is told to. */
function aReporter() {
  const notices: (ProgressNotice & { readonly at: number })[] = [];
  let now = 0;
  const acts = new Set<{ readonly every: number; readonly act: () => void; next: number }>();
  const reporter = reportProgress((notice) => notices.push({ ...notice, at: now }), {
    clock: { now: () => new Date(now) },
    timer: {
      turn: () => Promise.resolve(),
      every(milliseconds, act) {
        const entry = { every: milliseconds, act, next: now + milliseconds };
        acts.add(entry);
        return () => acts.delete(entry);
      },
    },
  });
  const pass = (milliseconds: number) => {
    for (const end = now + milliseconds; now < end; now += 100) {
      for (const entry of acts) {
        if (now < entry.next) continue;
        entry.next += entry.every;
        entry.act();
      }
    }
  };
  return { reporter, notices, pass };
}

describe('the progress of a call', () => {
  it('is told at once, and with every piece of news', () => {
    const { reporter, notices } = aReporter();
    reporter.report({ phase: 'counting', message: 'Counting', share: 0.1 });
    expect(notices).toMatchObject([
      { message: 'Started', at: 0, total: 1 },
      { message: 'Counting', progress: 0.1, total: 1 },
    ]);
  });

  it('is told at least every five seconds of ninety without news, with how long it takes', () => {
    const { reporter, notices, pass } = aReporter();
    reporter.report({ phase: 'counting', message: 'Counting', share: 0.1 });
    pass(90_000);
    const gaps = notices.slice(1).map(({ at }, index) => at - (notices[index]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5_000);
    expect(notices.at(-1)?.at).toBeGreaterThan(90_000 - HEARTBEAT_MS - 1);
    expect(notices.at(-1)?.message).toMatch(/^Counting \(8\d s\)$/);
  });

  it('is not told again right after there was news', () => {
    const { reporter, notices, pass } = aReporter();
    pass(HEARTBEAT_MS / 2 + 100);
    reporter.report({ phase: 'counting', message: 'Counting', share: 0.1 });
    pass(HEARTBEAT_MS / 2);
    expect(notices.at(-1)).toMatchObject({ message: 'Counting' });
  });

  it('goes as data beside its sentence, and a sign of life repeats it', () => {
    const { reporter, notices, pass } = aReporter();
    reporter.report({ phase: 'reading-parts', done: 2, total: 5, message: 'Read part 2 of 5', share: 0.3 });
    pass(HEARTBEAT_MS + 100);
    expect(notices.map(progressIn)).toEqual([
      { phase: 'started' },
      { phase: 'reading-parts', done: 2, total: 5 },
      { phase: 'reading-parts', done: 2, total: 5 },
    ]);
    expect(notices.at(-1)?.message).toBe('Read part 2 of 5 (4 s)');
  });

  it.each([
    ['no data', { progress: 0.1, message: 'Read part 2 of 5' }],
    ['data of somebody else', { _meta: { 'com.example/progress': { phase: 'counting' } } }],
    ['a phase that is not known yet', { _meta: { [PROGRESS_META]: { phase: 'dreaming' } } }],
    ['a count that is none', { _meta: { [PROGRESS_META]: { phase: 'counting', done: 'two' } } }],
    ['nothing', undefined],
  ])('is not read from %s', (_what, params) => {
    expect(progressIn(params)).toBeUndefined();
  });

  it('only grows, whatever shares are told, and never arrives', () => {
    const { reporter, notices, pass } = aReporter();
    for (const share of [0.4, 0.2, 0.4, 0.9, 0.9]) {
      reporter.report({ phase: 'reading', message: 'Reading', share });
      pass(300_000);
    }
    const shares = notices.map(({ progress }) => progress);
    expect(shares.every((share, index) => index === 0 || share > (shares[index - 1] ?? 1))).toBe(true);
    expect(shares.at(-1)).toBeLessThan(1);
  });

  it('is silent once the call has ended', () => {
    const { reporter, notices, pass } = aReporter();
    reporter.stop();
    const told = notices.length;
    pass(60_000);
    expect(notices).toHaveLength(told);
  });
});
