import type { CheckResult } from '../../aws/preflight/check.ts';
import type { Deployment } from '../../aws/discovery/deployments.ts';
import type {
  DeployAction,
  Discovery,
  ExistingServer,
  Preflight,
  PreflightRow,
  Source,
} from '../../protocol/deploy.ts';
import { action, primary } from './actions.ts';
import { lacks } from './server-history.ts';
import type { Plan } from './plan.ts';
import type { Translate } from './ports.ts';

const MOST = 100;

/** What the plan is about, in one sentence. */
export function planHeadline({ target, findings, stackName }: Plan, region: string, t: Translate): string {
  const { version } = findings.deployable;
  if (target === undefined)
    return t('Deploys a new server, version {0}, as stack {1} in {2}.', version, stackName, region);
  if (target.origin === 'sample') {
    return t(
      'Updates server {0} from the old template to version {1} in place. Its address stays the same.',
      target.stackName,
      version,
    );
  }
  if (target.serverVersion === version) {
    return t('Changes the settings of server {0}, which already has this version ({1}).', target.stackName, version);
  }
  return t(
    'Updates server {0} from version {1} to {2}.',
    target.stackName,
    target.serverVersion ?? t('unknown'),
    version,
  );
}

/** The Case Insights stacks and the servers of a region. */
export function presentDiscovery(plan: Plan, region: string, t: Translate): Discovery {
  const { caseInsights, deployments, unseen } = plan.findings;
  const chosen = plan.values['CaseInsightsStackName'];
  const sources: readonly Source[] = [
    ...caseInsights.stacks.map(({ stackName, identifier, database, table, workGroup, resultsBucket }): Source => ({
      stackName,
      identifier: identifier ?? '',
      analytics: true,
      chosen: stackName === chosen,
      detail: t('Table {0} of database {1}, through workgroup {2}.', table, database, workGroup),
      exports: [
        { name: 'AthenaDatabaseName', value: database },
        { name: 'AthenaTableName', value: table },
        { name: 'AthenaWorkGroupName', value: workGroup },
        ...(resultsBucket === undefined ? [] : [{ name: 'AthenaQueryResultsBucket', value: resultsBucket }]),
      ],
    })),
    ...caseInsights.withoutAnalytics.map((stackName): Source => ({
      stackName,
      identifier: '',
      analytics: false,
      chosen: stackName === chosen,
      detail: t('It was deployed without analytics. Update it with EnableAnalytics=true, then refresh.'),
      exports: [],
    })),
  ];
  return {
    sources: sources.slice(0, MOST),
    servers: deployments.slice(0, MOST).map((deployment) => presentServer(deployment, plan, t)),
    leftOut: Math.max(0, sources.length - MOST) + Math.max(0, deployments.length - MOST),
    advice: [
      ...(caseInsights.stacks.length === 0 && unseen.length === 0
        ? [
            t(
              'No Case Insights stack with analytics was found in {0}. Deploy Case Insights with EnableAnalytics=true first, or choose the region where it is deployed.',
              region,
            ),
          ]
        : []),
      ...unseen,
    ].join(' '),
  };
}

function presentServer(deployment: Deployment, { findings, target }: Plan, t: Translate): ExistingServer {
  const { stackName, origin, serverVersion, state, updateInPlace } = deployment;
  const missing = lacks(serverVersion, findings.deployable.version, t);
  const planned = target?.stackName === stackName;
  return {
    stackName,
    origin,
    version: serverVersion ?? '',
    outdated: missing.length > 0,
    status: state.status,
    headline: planned ? t('{0} The form below updates this server.', t(state.headline)) : t(state.headline),
    identifier: deployment.identifier ?? '',
    endpoint: deployment.endpoint ?? '',
    lacks: missing,
    notes: updateInPlace?.notes ?? [],
    actions: [
      ...(updateInPlace !== undefined && !planned
        ? [
            action('update', origin === 'sample' ? t('Update in Place') : t('Update'), {
              look: missing.length > 0 ? 'primary' : 'secondary',
              target: stackName,
            }),
          ]
        : []),
      ...(updateInPlace !== undefined ? [action('deploy-beside', t('Deploy Beside It'), { target: stackName })] : []),
      action('show', t('Show'), { target: stackName }),
    ],
  };
}

/** The checklist; `results` are those that have come so far. */
export function presentPreflight(
  checks: readonly Pick<CheckResult, 'id' | 'title'>[],
  results: readonly CheckResult[],
  plan: Plan,
  t: Translate,
): Preflight {
  const running = results.length < checks.length;
  const count = (state: CheckResult['state']) => results.filter((result) => result.state === state).length;
  return {
    running,
    rows: checks.map(({ id, title }): PreflightRow => {
      const result = results.find((one) => one.id === id);
      return {
        id,
        title: t(title),
        state: result?.state ?? 'running',
        detail: result?.detail ?? '',
        remedy: result?.remedy ?? '',
        actions: result === undefined ? [] : remedies(result, plan, t),
      };
    }),
    summary: running
      ? t('Checking the account: {0} of {1} done.', results.length, checks.length)
      : count('failed') > 0
        ? t('The deployment would fail, or the server would not work. Failed checks: {0}.', count('failed'))
        : count('warning') + count('unknown') > 0
          ? t('You can deploy. Checks that need attention: {0}.', count('warning') + count('unknown'))
          : t('All checks passed.'),
  };
}

function remedies({ id, state }: CheckResult, plan: Plan, t: Translate): readonly DeployAction[] {
  if (state === 'passed') return [];
  switch (id) {
    case 'identity':
      return [action('choose-credentials', t('Choose AWS Credentials'))];
    case 'region':
      return [action('change-region', t('Change Region'))];
    case 'logging-role': {
      const on = plan.values['ApiGatewayAccountLogging'] === 'true';
      return state === 'unknown'
        ? []
        : [
            action('set-parameter', on ? t('Turn Off') : t('Turn On'), {
              target: `ApiGatewayAccountLogging=${on ? 'false' : 'true'}`,
            }),
          ];
    }
    case 'model': {
      const other = plan.findings.models.find((model) => !model.legacy && model.id !== plan.values['BedrockModelId']);
      return other === undefined || state === 'unknown'
        ? []
        : [action('set-parameter', t('Use {0}', other.name), { target: `BedrockModelId=${other.id}` })];
    }
    case 'exports':
    case 'athena':
    case 'clock':
    case 'asset-bucket':
    case 'permissions':
    case 'quotas':
      return [action('check-again', t('Check Again'))];
  }
}

/** What the page as a whole offers while a deployment is planned. */
export function planActions(plan: Plan, problems: number, t: Translate): readonly DeployAction[] {
  const label = plan.target === undefined ? t('Review Deployment') : t('Review Update');
  return [
    problems === 0
      ? primary('review', label)
      : action('review', label, { look: 'primary', disabled: t('Correct the marked values first.') }),
    action('check-again', t('Check Again')),
    action('refresh', t('Refresh')),
    ...(plan.target === undefined ? [] : [action('new-deployment', t('Deploy New Server Instead'))]),
  ];
}
