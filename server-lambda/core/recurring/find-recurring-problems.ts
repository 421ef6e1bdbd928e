import type { RecurringProblem } from '../contract/recurring.ts';
import type { CaseBrief } from '../ports/analyst.ts';

/** What comes back in these cases, the most important first. */
export function findRecurringProblems(_cases: readonly CaseBrief[]): readonly RecurringProblem[] {
  return [];
}
