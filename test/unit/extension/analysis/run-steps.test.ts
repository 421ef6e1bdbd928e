import { describe, expect, it } from 'vitest';
import { withStep } from '../../../../extension/host/analysis/runs/run-steps.ts';
import type { RunStep } from '../../../../extension/protocol/analysis-runs.ts';

const stepsOf = (...said: readonly Omit<RunStep, 'at'>[]) =>
  said
    .reduce<readonly RunStep[]>((steps, step, at) => withStep(steps, { ...step, at }), [])
    .map(({ at, text }) => ({ at, text }));

describe('the steps of a run', () => {
  it('are what the server says, without its signs of life', () => {
    expect(
      stepsOf(
        { phase: 'started', text: 'Started' },
        { phase: 'started', text: 'Started (4 s)' },
        { phase: 'asking', total: 40, text: 'Asking a model about 40 cases' },
        { phase: 'asking', total: 40, text: 'Asking a model about 40 cases (12 s)' },
      ),
    ).toEqual([
      { at: 0, text: 'Started' },
      { at: 2, text: 'Asking a model about 40 cases' },
    ]);
  });

  it('have a count once, as it stands', () => {
    const read = (done: number, text: string) => ({ phase: 'reading-parts' as const, done, total: 12, text });
    expect(
      stepsOf(
        { phase: 'splitting', total: 12, text: 'Reading 300 cases in 12 parts' },
        read(1, 'Read part 1 of 12'),
        read(2, 'Read part 2 of 12'),
        read(2, 'Read part 2 of 12 (8 s)'),
        read(3, 'Read part 3 of 12'),
        { phase: 'writing', done: 50, text: 'Writing the answer, 50 words so far' },
        { phase: 'writing', done: 100, text: 'Writing the answer, 100 words so far' },
      ),
    ).toEqual([
      { at: 0, text: 'Reading 300 cases in 12 parts' },
      { at: 4, text: 'Read part 3 of 12' },
      { at: 6, text: 'Writing the answer, 100 words so far' },
    ]);
  });
});
