import { runCheck, type Check, type CheckResult } from './check.ts';

/**
 * Runs all checks at once and resolves to their results in the order of the checks; `onResult` receives each result as
 * soon as it is available. A check that fails does not stop the others. Never rejects.
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
