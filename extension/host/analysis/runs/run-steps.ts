import type { RunStep } from '../../../protocol/analysis-runs.ts';

/**
 * The steps with the server's latest at their end: a heartbeat, which repeats the progress, is no step, and the next
 * count of a phase replaces the one before.
 */
export function withStep(steps: readonly RunStep[], next: RunStep): readonly RunStep[] {
  const last = steps.at(-1);
  if (last?.phase !== next.phase) return [...steps, next];
  if (last.done === next.done && last.total === next.total) return steps;
  return [...steps.slice(0, -1), next];
}
