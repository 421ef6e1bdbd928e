import { runCheck, type Check, type CheckResult } from './check.ts';

/**
 * Runs all checks at once and resolves to their results in the order of the checks; `onResult` hears of each as soon as
 * it is there. One that fails or is refused stops no other; never rejects.
 */
export async function runPreflight(
  checks: readonly Check[],
  onResult: (result: CheckResult) => void = () => undefined,
  signal?: AbortSignal,
): Promise<readonly CheckResult[]> {
  return Promise.all(
    checks.map(async (check) => {
      const result = await runCheck(check, signal);
      onResult(result);
      return result;
    }),
  );
}
