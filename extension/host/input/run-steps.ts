/** The person went back to the step before. */
export const BACK = Symbol('back');

/**
 * Asks one thing. Resolves to `answered`, to `skipped` if there was nothing to ask, to BACK, or to undefined if the
 * person gave up.
 */
export type Step = (position: StepPosition) => Promise<'answered' | 'skipped' | typeof BACK | undefined>;

export interface StepPosition {
  /** Counts from 1. */
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** Runs the steps in order. Going back passes over skipped steps. Resolves to false if the person gave up. */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const answered: number[] = [];
  let index = 0;
  for (let step = steps[index]; step !== undefined; step = steps[index]) {
    const outcome = await step({ step: index + 1, totalSteps: steps.length, canGoBack: answered.length > 0 });
    if (outcome === undefined) return false;
    if (outcome === BACK) index = answered.pop() ?? 0;
    else {
      if (outcome === 'answered') answered.push(index);
      index++;
    }
  }
  return true;
}
