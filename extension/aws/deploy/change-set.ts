import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeEventsCommand,
  ExecuteChangeSetCommand,
  paginateDescribeChangeSet,
  type CloudFormationClient,
  type DescribeChangeSetOutput,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { CaseInsightsError } from '#core/errors.ts';
import { abortWith } from '../abort-with.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { parametersFor, tagsFor, type ChangeSetRequest } from './change-set-input.ts';
import { describeStack } from './describe-stack.ts';
import { readChangeSetState, type ChangeSetState } from './state/change-set-state.ts';
import { summarizeChanges, type ChangeSummary } from './state/change-summary.ts';
import type { ExpectedResource } from './state/progress.ts';
import { readStackState } from './state/stack-state.ts';
import { machineTime, type Time } from './time.ts';

export interface ChangeSet {
  readonly id: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly state: ChangeSetState;
  readonly summary: ChangeSummary;
  readonly expected: readonly ExpectedResource[];
  /** Parameters by their key, as they will be. */
  readonly parameters: Readonly<Record<string, string>>;
  /** CloudFormation's own description of the changes, as JSON to be read by people. */
  readonly exact: string;
  /** What CloudFormation's early validation found, a sentence each. */
  readonly findings: readonly string[];
}

/** Distinguishes our change sets from others. */
export const CHANGE_SET_PREFIX = 'case-insights-';

const POLL_MS = 1_500;
/** An early validation may take a while; this is far beyond what CloudFormation takes. */
const PATIENCE_MS = 10 * 60_000;
const STRUGGLES = 5;

/**
 * Makes a change set and waits until it is ready, empty or failed; nothing is executed. Rejects with a
 * CaseInsightsError where the stack's state allows none, or AWS refuses.
 */
export async function prepareChangeSet(
  client: CloudFormationClient,
  request: ChangeSetRequest,
  time: Time = machineTime,
  signal?: AbortSignal,
): Promise<ChangeSet> {
  try {
    const stack = await describeStack(client, request.stackName, signal);
    const type = typeFor(stack, request.stackName);
    const tags = tagsFor(request, stack);
    const name = `${CHANGE_SET_PREFIX}${time.now().toString(36)}`;
    const { Id: id = '', StackId: stackId = '' } = await client.send(
      new CreateChangeSetCommand({
        StackName: stack?.StackId ?? request.stackName,
        ChangeSetName: name,
        ChangeSetType: type,
        ClientToken: name,
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        Parameters: parametersFor(request, stack),
        ...(tags && { Tags: tags }),
        ...('body' in request.template.source
          ? { TemplateBody: request.template.source.body }
          : { TemplateURL: request.template.source.url }),
      }),
      abortWith(signal),
    );
    return await awaitChangeSet(client, { id, stackId, stackName: request.stackName, type }, time, signal);
  } catch (thrown) {
    throw explainAwsError(thrown, 'create a change set');
  }
}

/** Reads a change set that was made before, such as before a reload. Rejects with a CaseInsightsError. */
export async function readChangeSet(
  client: CloudFormationClient,
  made: Pick<ChangeSet, 'id' | 'stackId' | 'stackName' | 'type'>,
  signal?: AbortSignal,
): Promise<ChangeSet> {
  try {
    const described = await describeWhole(client, made.id, signal);
    const state = readChangeSetState(described);
    return {
      ...made,
      state,
      summary: summarizeChanges(described.Changes ?? []),
      expected: (described.Changes ?? []).map(({ ResourceChange: change }) => ({
        logicalId: change?.LogicalResourceId ?? '',
        type: change?.ResourceType ?? '',
      })),
      parameters: Object.fromEntries(
        (described.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [
          ParameterKey,
          ParameterValue,
        ]),
      ),
      exact: JSON.stringify(described.Changes ?? [], undefined, 2),
      findings: state.kind === 'failed' && state.earlyValidation ? await readFindings(client, made.id) : [],
    };
  } catch (thrown) {
    throw explainAwsError(thrown, 'describe the change set');
  }
}

/** Executes; `token` marks the events that follow. Sent twice, it is executed once. Rejects with a CaseInsightsError. */
export async function executeChangeSet(
  client: CloudFormationClient,
  changeSet: ChangeSet,
  token: string,
): Promise<void> {
  try {
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: changeSet.id, ClientRequestToken: token }));
  } catch (thrown) {
    throw explainAwsError(thrown, 'execute the change set');
  }
}

/** Takes a change set away that was not executed, and the empty stack that was made for it. */
export async function discardChangeSet(client: CloudFormationClient, changeSet: ChangeSet): Promise<void> {
  try {
    await client.send(new DeleteChangeSetCommand({ ChangeSetName: changeSet.id }));
    const stack = await describeStack(client, changeSet.stackId);
    if (stack?.StackStatus === 'REVIEW_IN_PROGRESS') {
      await client.send(new DeleteStackCommand({ StackName: changeSet.stackId }));
    }
  } catch (thrown) {
    throw explainAwsError(thrown, 'discard the change set');
  }
}

function typeFor(stack: Stack | undefined, name: string): ChangeSet['type'] {
  const state = readStackState(stack);
  if (state.actions.includes('deploy')) return 'CREATE';
  if (state.actions.includes('update')) return 'UPDATE';
  throw new CaseInsightsError(
    'INVALID_INPUT',
    `Stack ${name} cannot be deployed to in its current state: ${state.headline}`,
    state.advice ?? 'Wait until the operation in progress has ended.',
  );
}

async function awaitChangeSet(
  client: CloudFormationClient,
  made: Pick<ChangeSet, 'id' | 'stackId' | 'stackName' | 'type'>,
  time: Time,
  signal: AbortSignal | undefined,
): Promise<ChangeSet> {
  const began = time.now();
  for (let struggles = 0; ;) {
    try {
      const changeSet = await readChangeSet(client, made, signal);
      if (changeSet.state.kind !== 'creating') return changeSet;
      struggles = 0;
    } catch (thrown) {
      const { code } = explainAwsError(thrown, '');
      if ((code !== 'UNREACHABLE' && code !== 'THROTTLED') || ++struggles >= STRUGGLES) throw thrown;
    }
    if (time.now() - began > PATIENCE_MS) {
      throw new CaseInsightsError(
        'UNREACHABLE',
        'CloudFormation did not finish the change set within 10 minutes.',
        'Check it in the CloudFormation console, or create a new one.',
      );
    }
    await time.sleep(POLL_MS * 2 ** struggles, signal);
  }
}

async function describeWhole(
  client: CloudFormationClient,
  id: string,
  signal: AbortSignal | undefined,
): Promise<DescribeChangeSetOutput> {
  const input = { ChangeSetName: id, IncludePropertyValues: true };
  let whole: DescribeChangeSetOutput = {};
  for await (const page of paginateDescribeChangeSet({ client }, input, abortWith(signal))) {
    whole = { ...page, Changes: [...(whole.Changes ?? []), ...(page.Changes ?? [])] };
  }
  return whole;
}

/** The events of an early validation; where they can't be read the change set's own reason must do. */
async function readFindings(client: CloudFormationClient, id: string): Promise<readonly string[]> {
  try {
    const { OperationEvents = [] } = await client.send(
      new DescribeEventsCommand({ ChangeSetName: id, Filters: { FailedEvents: true } }),
    );
    return OperationEvents.flatMap((event) => {
      const said = event.ValidationStatusReason ?? event.ResourceStatusReason;
      if (said === undefined) return [];
      const at = event.ValidationPath === undefined ? '' : ` (${event.ValidationPath})`;
      return [`${event.LogicalResourceId ?? 'The stack'}: ${said}${at}`];
    });
  } catch {
    return [];
  }
}
