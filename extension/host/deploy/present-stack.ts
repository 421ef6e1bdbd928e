import type { StackAction } from '../../aws/deploy/state/stack-state.ts';
import type { StackView } from '../../aws/deploy/state/stack-view.ts';
import type { Sighting } from '../../aws/deploy/watch-stack.ts';
import type { Cause, DeployAction, DeployProgress, Output, StackCard } from '../../protocol/deploy.ts';
import { action, danger, primary } from './actions.ts';
import { presentProblem } from './present-problem.ts';
import { isOlder, lacks } from './server-history.ts';
import type { Translate } from './ports.ts';

/** The output with the server's address. */
export const ENDPOINT_OUTPUT = 'MCPServerEndpoint';
const VERSION_OUTPUT = 'MCPServerVersion';
const MOST_RESOURCES = 300;

export interface StackContext {
  readonly shippedVersion: string;
  /** Empty where this editor does not list the server. */
  readonly connectedAs: string;
}

/** A stack, whether or not an operation is in progress. */
export function presentStack({ view, lost }: Sighting, context: StackContext, t: Translate): StackCard {
  const { state, progress, outputs } = view;
  const version = outputs[VERSION_OUTPUT];
  return {
    stackName: view.stackName,
    stackId: view.stackId ?? '',
    status: state.status,
    phase: state.phase,
    operation: state.operation ?? null,
    succeeded: state.succeeded,
    headline: t(state.headline),
    advice: state.advice === undefined ? '' : t(state.advice),
    cancelled: view.cancelled,
    terminationProtected: state.terminationProtected,
    progress: progress === undefined ? null : presentProgress(progress),
    cause: presentCause(view),
    stuck: view.stuck.slice(0, 100).map(({ logicalId, type, explanation }) => ({
      logicalId,
      type,
      message: explanation.message,
      verbatim: explanation.verbatim,
    })),
    outputs: presentOutputs(outputs, t),
    server:
      state.deployed && outputs[ENDPOINT_OUTPUT] !== undefined
        ? {
            version: version ?? '',
            shippedVersion: context.shippedVersion,
            outdated: version === undefined || isOlder(version, context.shippedVersion),
            lacks: lacks(version, context.shippedVersion, t),
            connectedAs: context.connectedAs,
          }
        : null,
    lost: lost === undefined ? null : presentProblem(lost, t),
  };
}

function presentProgress(progress: NonNullable<StackView['progress']>): DeployProgress {
  const { resources, direction, share } = progress;
  const isDone = (state: string) => (direction === 'back' ? state === 'undone' : state === 'done');
  return {
    resources: resources.slice(0, MOST_RESOURCES).map(({ logicalId, type, state, status, reason, elapsedMs }) => ({
      logicalId,
      type,
      state,
      status,
      reason: reason ?? '',
      elapsedMs,
    })),
    done: resources.filter(({ state }) => isDone(state)).length,
    total: share === undefined ? null : resources.length,
    share: share === undefined ? null : Math.min(1, Math.max(0, share)),
    direction,
    startedAt: progress.startedAt.getTime(),
    elapsedMs: progress.elapsedMs,
  };
}

function presentCause({ rootCause }: StackView): Cause | null {
  if (rootCause === undefined) return null;
  const { explanation } = rootCause;
  return {
    logicalId: rootCause.logicalId ?? '',
    type: rootCause.type ?? '',
    message: explanation.message,
    remedy: explanation.remedy,
    verbatim: explanation.verbatim,
  };
}

function presentOutputs(outputs: StackView['outputs'], t: Translate): readonly Output[] {
  const labels: Readonly<Record<string, string>> = {
    [ENDPOINT_OUTPUT]: t('Server address'),
    MCPProtocolEndpoint: t('Address for MCP hosts'),
    MCPServerHealthCheck: t('Health check'),
    MCPServerToolsEndpoint: t('Tool list'),
    MCPUserPolicyArn: t('User policy'),
    [VERSION_OUTPUT]: t('Version'),
  };
  return Object.entries(outputs)
    .sort(([a], [b]) => Number(b === ENDPOINT_OUTPUT) - Number(a === ENDPOINT_OUTPUT))
    .slice(0, 30)
    .map(([key, value]) => ({
      key,
      label: labels[key] ?? key,
      value,
      main: key === ENDPOINT_OUTPUT,
    }));
}

/** The actions for a stack: the next step first, then frequent ones, then rare ones. At most one is primary. */
export function stackActions(card: StackCard, possible: readonly StackAction[], t: Translate): readonly DeployAction[] {
  const can = new Set(possible);
  const { server, phase } = card;
  const stands = phase === 'complete' && server !== null;
  const again = can.has('update') && !card.succeeded;
  const isListed = stands && server.connectedAs !== '';
  // A server must be connected before it is useful, however old it is.
  const outdated = isListed && server.outdated;
  const ofServer = { look: again || outdated ? 'secondary' : 'primary' } as const;
  const console = card.stackId === '' ? [] : [action('open-console', t('Open in CloudFormation Console'))];
  const remove = can.has('delete') ? [danger('delete', t('Delete...'))] : [];
  const often = [
    ...(can.has('deploy') ? [primary('new-deployment', t('Deploy New Server'))] : []),
    ...(can.has('delete-and-deploy') ? [primary('delete-and-deploy', t('Delete and Deploy Again...'))] : []),
    ...(can.has('continue-rollback') ? [primary('continue-rollback', t('Continue Rollback...'))] : []),
    ...(again ? [primary('retry', t('Correct and Try Again'))] : []),
    ...(can.has('update') && outdated && !again ? [primary('update', t('Update...'))] : []),
    ...(stands && !isListed ? [action('connect', t('Connect'), ofServer)] : []),
    ...(isListed ? [action('show-server', t('Show in MCP Server List'), ofServer)] : []),
    ...(can.has('roll-back') ? [action('roll-back', t('Roll Back...'))] : []),
    ...(stands
      ? [
          action('test-connection', t('Test Connection')),
          action('grant-access', t('Grant Access')),
          action('show-logs', t('Show Logs')),
        ]
      : []),
    ...(can.has('update') && !outdated && !again ? [action('update', t('Update...'))] : []),
    ...(phase === 'complete' ? [] : console),
    ...(can.has('cancel-update') ? [danger('cancel-update', t('Cancel Update...'))] : []),
    ...(can.has('delete-retaining') ? [danger('delete-retaining', t('Delete and Keep Marked Resources...'))] : []),
    ...(can.has('force-delete') ? [danger('force-delete', t('Force Delete...'))] : []),
    ...(phase === 'complete' ? [] : remove),
  ];
  const rare = [
    ...(phase === 'complete' ? console : []),
    action('refresh', t('Refresh')),
    ...(can.has('deploy') ? [] : [action('new-deployment', t('Deploy Another Server'))]),
    ...(isListed ? [action('disconnect', t('Disconnect'))] : []),
    ...(phase === 'complete' && can.has('delete') ? [action('protect', t('Protect from Deletion'))] : []),
    ...(card.terminationProtected ? [action('unprotect', t('Allow Deletion...'))] : []),
    ...(phase === 'complete' ? remove : []),
  ];
  return [...often, ...rare.map((one) => ({ ...one, rare: true }))];
}
