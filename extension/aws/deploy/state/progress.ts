import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { isOfStack, type StackOperation } from './stack-operations.ts';

export interface ResourceProgress {
  readonly logicalId: string;
  /** Such as `AWS::Lambda::Function`. */
  readonly type: string;
  readonly status: string;
  readonly state: 'waiting' | 'working' | 'done' | 'failed' | 'undone';
  /** CloudFormation's own words, where it gave any. */
  readonly reason: string | undefined;
  /** How long it took, or has taken until now. */
  readonly elapsedMs: number;
}

export interface Progress {
  /** In the order in which they started; those that have not started come last. */
  readonly resources: readonly ResourceProgress[];
  readonly startedAt: Date;
  readonly elapsedMs: number;
  /** From 0 to 1; undefined if the number of resources is not known. */
  readonly share: number | undefined;
  /** `back` from the moment on that the operation is being rolled back. */
  readonly direction: 'forward' | 'back';
  /** The stack's status by the operation's events, which may be ahead of DescribeStacks or behind it. */
  readonly stackStatus: string;
}

/** A resource that the operation will touch, as the change set or the stack's resources name it. */
export interface ExpectedResource {
  readonly logicalId: string;
  readonly type: string;
}

/**
 * How far an operation is at `now` (milliseconds). The share counts the expected resources that are done; while it is
 * rolled back it counts what is undone of what was begun. An operation that has ended is whole.
 */
export function readProgress(
  operation: StackOperation,
  expected: readonly ExpectedResource[] | undefined,
  now: number,
): Progress {
  const { events, startedAt } = operation;
  const ofStack = events.filter(isOfStack);
  const back = ofStack.find(({ ResourceStatus = '' }) => ResourceStatus.includes('ROLLBACK'));
  const ended = ofStack.findLast(({ ResourceStatus = '' }) => !ResourceStatus.endsWith('_IN_PROGRESS'));
  const end = ended?.Timestamp?.getTime() ?? now;
  const resources = [...groupByResource(events).values()].map((own) => follow(own, back?.Timestamp, end));
  const begun = new Set(resources.map(({ logicalId }) => logicalId));
  const waiting = (expected ?? []).filter(({ logicalId }) => !begun.has(logicalId));
  return {
    resources: [...resources, ...waiting.map(notBegun)],
    startedAt,
    elapsedMs: Math.max(0, end - startedAt.getTime()),
    share: ended !== undefined || cleansUp(ofStack) ? 1 : shareOf(resources, waiting.length, expected, back),
    direction: back === undefined ? 'forward' : 'back',
    stackStatus: ofStack.at(-1)?.ResourceStatus ?? '',
  };
}

function groupByResource(events: readonly StackEvent[]): Map<string, readonly StackEvent[]> {
  const groups = new Map<string, StackEvent[]>();
  for (const event of events) {
    // Hooks report through events of the resource that they check; these are not steps of the resource.
    if (isOfStack(event) || event.LogicalResourceId === undefined || event.HookType !== undefined) continue;
    const group = groups.get(event.LogicalResourceId);
    if (group === undefined) groups.set(event.LogicalResourceId, [event]);
    else group.push(event);
  }
  return groups;
}

function follow(events: readonly StackEvent[], backSince: Date | undefined, end: number): ResourceProgress {
  const first = events[0];
  const last = events.at(-1);
  const status = last?.ResourceStatus ?? '';
  const at = last?.Timestamp?.getTime() ?? end;
  const working = status.endsWith('_IN_PROGRESS');
  const back = backSince !== undefined && at >= backSince.getTime();
  return {
    logicalId: last?.LogicalResourceId ?? '',
    type: last?.ResourceType ?? '',
    status,
    state: working ? 'working' : status.endsWith('_FAILED') ? 'failed' : back ? 'undone' : 'done',
    reason: events.findLast(({ ResourceStatusReason: reason }) => reason !== undefined && reason !== STARTED)
      ?.ResourceStatusReason,
    elapsedMs: Math.max(0, (working ? end : at) - (first?.Timestamp?.getTime() ?? at)),
  };
}

const STARTED = 'Resource creation Initiated';

function notBegun({ logicalId, type }: ExpectedResource): ResourceProgress {
  return { logicalId, type, status: '', state: 'waiting', reason: undefined, elapsedMs: 0 };
}

/** An update that is cleaning up has reached its end, or is back where it began. */
function cleansUp(ofStack: readonly StackEvent[]): boolean {
  return ofStack.at(-1)?.ResourceStatus?.includes('COMPLETE_CLEANUP') === true;
}

function shareOf(
  resources: readonly ResourceProgress[],
  waiting: number,
  expected: readonly ExpectedResource[] | undefined,
  back: StackEvent | undefined,
): number | undefined {
  if (back !== undefined) {
    const undone = resources.filter(({ state, status }) => state === 'undone' || status.startsWith('DELETE_')).length;
    return resources.length === 0 ? 1 : undone / resources.length;
  }
  if (expected === undefined) return undefined;
  const all = resources.length + waiting;
  return all === 0 ? 0 : resources.filter(({ state }) => state === 'done').length / all;
}
