import {
  CancelUpdateStackCommand,
  ContinueUpdateRollbackCommand,
  DeleteStackCommand,
  RollbackStackCommand,
  UpdateTerminationProtectionCommand,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import { CaseInsightsError } from '#core/errors.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { describeStack } from './describe-stack.ts';
import { readStackState, type StackAction } from './state/stack-state.ts';

/** A request about a stack, and the token that its events will carry. */
export interface StackRequest {
  readonly stackId: string;
  readonly token: string;
}

/** Cancels an update; only while it is in progress. Rejects with a CaseInsightsError. */
export async function cancelUpdate(client: CloudFormationClient, { stackId, token }: StackRequest): Promise<void> {
  await request(client, stackId, 'cancel-update', 'cancel the update', () =>
    client.send(new CancelUpdateStackCommand({ StackName: stackId, ClientRequestToken: token })),
  );
}

/**
 * Continues the rollback of an update, without the resources in `skip` (logical ids). Rejects with a CaseInsightsError.
 */
export async function continueRollback(
  client: CloudFormationClient,
  { stackId, token, skip = [] }: StackRequest & { readonly skip?: readonly string[] },
): Promise<void> {
  await request(client, stackId, 'continue-rollback', 'continue the rollback', () =>
    client.send(
      new ContinueUpdateRollbackCommand({
        StackName: stackId,
        ClientRequestToken: token,
        ...(skip.length > 0 && { ResourcesToSkip: [...skip] }),
      }),
    ),
  );
}

/** Goes back to the last state that worked, where an operation failed with rollback switched off. */
export async function rollBack(client: CloudFormationClient, { stackId, token }: StackRequest): Promise<void> {
  await request(client, stackId, 'roll-back', 'roll the stack back', () =>
    client.send(new RollbackStackCommand({ StackName: stackId, ClientRequestToken: token })),
  );
}

/**
 * Deletes a stack. `retain` (logical ids) stay in the account, and `force` leaves whatever cannot be deleted: both only
 * after a deletion that failed. Rejects with a CaseInsightsError.
 */
export async function deleteStack(
  client: CloudFormationClient,
  {
    stackId,
    token,
    retain = [],
    force = false,
  }: StackRequest & { readonly retain?: readonly string[]; readonly force?: boolean },
): Promise<void> {
  const action = force ? 'force-delete' : retain.length > 0 ? 'delete-retaining' : 'delete';
  await request(client, stackId, action, 'delete the stack', () =>
    client.send(
      new DeleteStackCommand({
        StackName: stackId,
        ClientRequestToken: token,
        ...(retain.length > 0 && { RetainResources: [...retain] }),
        ...(force && { DeletionMode: 'FORCE_DELETE_STACK' }),
      }),
    ),
  );
}

/** Switches the termination protection of a stack. Rejects with a CaseInsightsError. */
export async function setTerminationProtection(
  client: CloudFormationClient,
  stackId: string,
  on: boolean,
): Promise<void> {
  try {
    await client.send(new UpdateTerminationProtectionCommand({ StackName: stackId, EnableTerminationProtection: on }));
  } catch (thrown) {
    throw explainAwsError(thrown, `switch termination protection ${on ? 'on' : 'off'}`);
  }
}

/** The state may have changed since it was shown, so it is looked at again first. */
async function request(
  client: CloudFormationClient,
  stackId: string,
  action: StackAction,
  doing: string,
  send: () => Promise<unknown>,
): Promise<void> {
  try {
    const state = readStackState(await describeStack(client, stackId));
    if (!state.actions.includes(action)) {
      throw new CaseInsightsError(
        'INVALID_INPUT',
        `It is not possible to ${doing} while the stack is in state ${state.status}.`,
        state.terminationProtected && state.actions.includes('unprotect')
          ? 'Turn off termination protection first.'
          : (state.advice ?? 'Wait until the operation in progress has ended.'),
      );
    }
    await send();
  } catch (thrown) {
    throw explainAwsError(thrown, doing);
  }
}
