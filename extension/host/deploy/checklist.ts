import type { CheckResult } from '../../aws/preflight/check.ts';
import type { Account } from './account.ts';
import { identifierOf, type Plan } from './plan.ts';
import type { Checklist } from './stage.ts';

/** Runs all checks for the plan; `onResult` receives the whole list with each new result. Never rejects. */
export async function runChecklist(
  { clients, region }: Account,
  { stackName, values, target, ...plan }: Plan,
  { assetBucket, now }: { readonly assetBucket: string | undefined; readonly now: () => number },
  onResult: (checklist: Checklist) => void,
): Promise<void> {
  const [{ standardChecks }, { runPreflight }] = await Promise.all([
    import('../../aws/preflight/standard-checks.ts'),
    import('../../aws/preflight/run-preflight.ts'),
  ]);
  const setBefore = target?.parameters['ApiGatewayAccountLogging'] === 'true';
  const checks = standardChecks(
    clients,
    {
      region,
      stackName,
      identifier: identifierOf({ ...plan, stackName, values, target }),
      caseInsightsStack: values['CaseInsightsStackName'] ?? '',
      modelId: values['BedrockModelId'] ?? '',
      assetBucket,
      // A role that this stack itself has set is not replaced.
      setsLoggingRole: values['ApiGatewayAccountLogging'] === 'true' && !setBefore,
    },
    now,
  );
  const rows = checks.map(({ id, title }) => ({ id, title }));
  const results: CheckResult[] = [];
  onResult({ checks: rows, results: [] });
  await runPreflight(checks, (result) => {
    results.push(result);
    onResult({ checks: rows, results: [...results] });
  });
}
