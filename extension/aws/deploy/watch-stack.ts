import {
  paginateDescribeChangeSet,
  paginateListStackResources,
  type CloudFormationClient,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { CaseInsightsError } from '#core/errors.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { describeStack, readEvents } from './describe-stack.ts';
import type { ExpectedResource } from './state/progress.ts';
import { readStackView, type StackView } from './state/stack-view.ts';
import { machineTime, type Time } from './time.ts';

export interface WatchTarget {
  readonly stackName: string;
  /** A deleted stack is found by its id alone. Undefined where only the name is known, as after a reload. */
  readonly stackId?: string | undefined;
  /** Tokens of the requests that are watched; without them the stack's latest operation is. */
  readonly tokens?: readonly string[];
  /** What the change set names; looked up where it is not given. */
  readonly expected?: readonly ExpectedResource[];
}

export interface Sighting {
  readonly view: StackView;
  /** Why nothing newer can be read at the moment. Watching continues, and so does the operation. */
  readonly lost: CaseInsightsError | undefined;
}

const QUICK_MS = 2_000;
const SLOW_MS = 3_000;
const LOST_MS = 30_000;
/** How late an event may arrive. */
const PATIENCE_MS = 60_000;

/**
 * Yields a stack's view until its operation has ended: once at the beginning, then after each change. Aborting the
 * signal stops watching and never touches the stack. Watching survives a lost network, a busy service and an expired
 * session; it rejects with a CaseInsightsError only if it is not permitted.
 */
export async function* watchStack(
  client: CloudFormationClient,
  target: WatchTarget,
  time: Time = machineTime,
  signal?: AbortSignal,
): AsyncGenerator<Sighting, void> {
  const tokens = target.tokens ?? [];
  let changed = time.now();
  let { stackId, expected } = target;
  let stack: Stack | undefined;
  let events: readonly StackEvent[] = [];
  let pause = QUICK_MS;
  let shown = '';
  let lookedIn: string | undefined;

  while (signal?.aborted !== true) {
    let lost: CaseInsightsError | undefined;
    try {
      stack = await describeStack(client, stackId ?? target.stackName, signal);
      stackId ??= stack?.StackId;
      const before = events.length;
      if (stackId !== undefined) events = await readEvents(client, stackId, events, tokens, signal);
      if (expected === undefined && stack !== undefined && stack.StackStatus !== lookedIn) {
        lookedIn = stack.StackStatus;
        expected = await findExpected(client, stack);
      }
      pause = events.length > before ? QUICK_MS : Math.min(pause * 1.25, SLOW_MS);
    } catch (thrown) {
      if (isAborted(signal)) return;
      lost = explainAwsError(thrown, 'report the state of the stack');
      if (lost.code === 'NOT_AUTHORIZED' || lost.code === 'INVALID_INPUT') throw lost;
      pause = Math.min(pause * 2, LOST_MS);
    }
    const view = readStackView({ ...target, stack, events, tokens, expected, now: time.now() });
    const look = JSON.stringify([stack, events.length, lost?.message]);
    if (look !== shown) {
      yield { view, lost };
      changed = time.now();
    }
    shown = look;
    if (lost === undefined && isOver(view, tokens, time.now() - changed)) return;
    try {
      await time.sleep(pause, signal);
    } catch {
      return;
    }
  }
}

/** A function, because the compiler assumes that a signal's state does not change. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** The stack's state and its events may lag behind an accepted request, so both have to show the end. */
function isOver({ state, progress }: StackView, tokens: readonly string[], waitedMs: number): boolean {
  if (!state.settled) return false;
  if (state.phase === 'none' || waitedMs > PATIENCE_MS) return true;
  return progress === undefined ? tokens.length === 0 : progress.stackStatus === state.status;
}

/** What the operation under way will touch. It only makes the progress determinate: without it the rest is shown. */
async function findExpected(
  client: CloudFormationClient,
  { StackId: id, StackStatus: status, ChangeSetId: changeSet }: Stack,
): Promise<readonly ExpectedResource[] | undefined> {
  if (id === undefined) return undefined;
  try {
    if (status === 'DELETE_IN_PROGRESS') return await listResources(client, id);
    return changeSet === undefined ? undefined : await listPlanned(client, changeSet);
  } catch {
    return undefined;
  }
}

async function listResources(client: CloudFormationClient, id: string): Promise<readonly ExpectedResource[]> {
  const found: ExpectedResource[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: id })) {
    for (const { LogicalResourceId: logicalId = '', ResourceType: type = '' } of StackResourceSummaries) {
      found.push({ logicalId, type });
    }
  }
  return found;
}

async function listPlanned(client: CloudFormationClient, changeSet: string): Promise<readonly ExpectedResource[]> {
  const found: ExpectedResource[] = [];
  for await (const { Changes = [] } of paginateDescribeChangeSet({ client }, { ChangeSetName: changeSet })) {
    for (const { ResourceChange: change } of Changes) {
      found.push({ logicalId: change?.LogicalResourceId ?? '', type: change?.ResourceType ?? '' });
    }
  }
  return found;
}
