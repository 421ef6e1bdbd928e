import type { Stack, StackEvent } from '@aws-sdk/client-cloudformation';
import { explainReason, type Explanation } from './explain-reason.ts';
import { readProgress, type ExpectedResource, type Progress } from './progress.ts';
import { findRootCause, wasCancelled, type RootCause } from './root-cause.ts';
import { findOperation, isOfStack, type StackOperation } from './stack-operations.ts';
import { readStackState, type StackState } from './stack-state.ts';

/** A resource that blocks the end of an operation: it could not be deleted or rolled back. */
export interface StuckResource {
  readonly logicalId: string;
  readonly type: string;
  readonly explanation: Explanation;
}

/** All that a person is shown about a stack. */
export interface StackView {
  readonly stackId: string | undefined;
  readonly stackName: string;
  readonly state: StackState;
  /** Outputs by their key. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Parameters by their key, as deployed. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Undefined where no operation is known. */
  readonly progress: Progress | undefined;
  /** The first thing that went wrong in this operation; it stays while the rollback runs, and after it. */
  readonly rootCause: RootCause | undefined;
  readonly cancelled: boolean;
  readonly stuck: readonly StuckResource[];
}

export interface StackViewInput {
  readonly stackName: string;
  /** DescribeStacks' answer; undefined where there is no such stack. */
  readonly stack: Stack | undefined;
  /** DescribeStackEvents' answer, newest first, as far back as it was read. */
  readonly events: readonly StackEvent[];
  /** Tokens of the requests that made the operation; without them it is the stack's latest one. */
  readonly tokens?: readonly string[];
  readonly expected?: readonly ExpectedResource[] | undefined;
  readonly now: number;
}

/** The view, computed from CloudFormation's answers alone; no stored state is needed. */
export function readStackView({ stackName, stack, events, tokens, expected, now }: StackViewInput): StackView {
  const state = readStackState(stack);
  const operation = findOperation(events, tokens);
  const failing = state.phase === 'failed' || operation?.events.some(isBad) === true;
  return {
    stackId: stack?.StackId,
    stackName,
    state,
    outputs: Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
    parameters: Object.fromEntries(
      (stack?.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
    ),
    progress: operation && readProgress(operation, expected, now),
    rootCause: operation && failing ? findRootCause(operation) : undefined,
    cancelled: operation !== undefined && wasCancelled(operation),
    stuck: operation === undefined ? [] : findStuck(operation, state),
  };
}

function isBad(event: StackEvent): boolean {
  const { ResourceStatus: status = '' } = event;
  return status.endsWith('_FAILED') || (isOfStack(event) && status.includes('ROLLBACK'));
}

function findStuck({ events }: StackOperation, { status }: StackState): readonly StuckResource[] {
  if (!STUCK.has(status)) return [];
  const last = new Map<string, StackEvent>();
  // Resources that failed to update do not block the rollback.
  const back = events.findIndex((event) => isOfStack(event) && event.ResourceStatus?.includes('ROLLBACK_IN_PROGRESS'));
  for (const event of events.slice(Math.max(0, back))) {
    if (!isOfStack(event) && event.LogicalResourceId !== undefined) last.set(event.LogicalResourceId, event);
  }
  return [...last].flatMap(
    ([logicalId, { ResourceStatus = '', ResourceType: type = '', ResourceStatusReason = '' }]) =>
      ResourceStatus.endsWith('_FAILED')
        ? [{ logicalId, type, explanation: explainReason(ResourceStatusReason, { logicalId, type }) }]
        : [],
  );
}

const STUCK = new Set(['DELETE_FAILED', 'ROLLBACK_FAILED', 'UPDATE_ROLLBACK_FAILED', 'IMPORT_ROLLBACK_FAILED']);
