import { describe, expect, it } from 'vitest';
import { chunkIn, withStep } from '../../../../extension/host/analysis/runs/read-progress.ts';

const stepsOf = (...said: readonly string[]) =>
  said
    .reduce<readonly { at: number; text: string }[]>((steps, text, at) => withStep(steps, { at, text }), [])
    .map(({ text }) => text);

describe('the steps of a run', () => {
  it('are what the server says, without its signs of life', () => {
    expect(
      stepsOf('Started', 'Started (4 s)', 'Asking a model about 40 cases', 'Asking a model about 40 cases (12 s)'),
    ).toEqual(['Started', 'Asking a model about 40 cases']);
  });

  it('have a count once, as it stands', () => {
    expect(
      stepsOf(
        'Reading 300 cases in 12 parts',
        'Read part 1 of 12',
        'Read part 2 of 12',
        'Read part 2 of 12 (8 s)',
        'Read part 3 of 12',
        'Writing the answer, 50 words so far',
        'Writing the answer, 100 words so far',
      ),
    ).toEqual(['Reading 300 cases in 12 parts', 'Read part 3 of 12', 'Writing the answer, 100 words so far']);
  });

  it('tell how many parts of the cases were read', () => {
    expect(chunkIn('Reading 300 cases in 12 parts')).toEqual({ read: 0, of: 12 });
    expect(chunkIn('Read part 3 of 12 (8 s)')).toEqual({ read: 3, of: 12 });
    expect(chunkIn('Asking a model about 40 cases')).toBeUndefined();
  });
});
