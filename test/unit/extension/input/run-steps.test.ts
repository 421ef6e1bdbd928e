import { describe, expect, it } from 'vitest';
import { BACK, runSteps, type Step } from '../../../../extension/host/input/run-steps.ts';

describe('steps that ask one thing each', () => {
  it('run in their order, and say where they are', async () => {
    const asked: string[] = [];
    const step: Step = ({ step, totalSteps, canGoBack }) => {
      asked.push(`${step} of ${totalSteps}${canGoBack ? ', back' : ''}`);
      return Promise.resolve('answered');
    };
    expect(await runSteps([step, step, step])).toBe(true);
    expect(asked).toEqual(['1 of 3', '2 of 3, back', '3 of 3, back']);
  });

  it('go back over what had nothing to ask', async () => {
    const { asked, steps } = scripted({
      a: ['answered', 'answered'],
      b: ['skipped', 'skipped'],
      c: [BACK, 'answered'],
    });
    expect(await runSteps(steps)).toBe(true);
    expect(asked.join('')).toBe('abcabc');
  });

  it('end where the person gives up', async () => {
    const { asked, steps } = scripted({ a: ['answered'], b: [undefined], c: ['answered'] });
    expect(await runSteps(steps)).toBe(false);
    expect(asked.join('')).toBe('ab');
  });

  it('offer no way back behind steps that had nothing to ask', async () => {
    let offered: boolean | undefined;
    await runSteps([
      () => Promise.resolve('skipped'),
      ({ canGoBack }) => {
        offered = canGoBack;
        return Promise.resolve('answered');
      },
    ]);
    expect(offered).toBe(false);
  });
});

function scripted(outcomes: Readonly<Record<string, Awaited<ReturnType<Step>>[]>>): {
  asked: string[];
  steps: readonly Step[];
} {
  const asked: string[] = [];
  const steps = Object.entries(outcomes).map(([name, left]): Step => () => {
    asked.push(name);
    return Promise.resolve(left.shift());
  });
  return { asked, steps };
}
