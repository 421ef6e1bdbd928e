import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { StackView } from '../../aws/deploy/state/stack-view.ts';
import type * as stackRequests from '../../aws/deploy/stack-requests.ts';
import type { DeployActionId } from '../../protocol/deploy.ts';
import type { Account } from './account.ts';
import type { Person, Translate } from './ports.ts';
import { requestToken } from './request-token.ts';

/** What can be requested of a stack that exists. */
export const STACK_ACTION_IDS = [
  'cancel-update',
  'continue-rollback',
  'roll-back',
  'delete',
  'delete-and-deploy',
  'delete-retaining',
  'force-delete',
] as const satisfies readonly DeployActionId[];
export type StackActionId = (typeof STACK_ACTION_IDS)[number];

/**
 * Asks the person for confirmation, then sends the request. Resolves to its token, or to undefined if the person
 * declined. Rejects with a CaseInsightsError.
 */
export async function requestOfStack(
  action: StackActionId,
  view: StackView,
  resources: readonly string[],
  { clients, account, region }: Account,
  person: Person,
  t: Translate,
): Promise<string | undefined> {
  const { stackName, stackId, state, progress, stuck } = view;
  if (stackId === undefined) return undefined;
  const marked = stuck.map(({ logicalId }) => logicalId).filter((id) => resources.includes(id));
  const where = t('Stack {0} in account {1}, region {2}.', stackName, account, region);
  if (!(await agree(action, view, marked, where, person, t))) return undefined;
  const requests = await import('../../aws/deploy/stack-requests.ts');
  const client = await clients.cloudFormation();
  const token = requestToken(action, stackId, state.status, progress?.startedAt.getTime(), marked.join(' '));
  await SEND[action](requests, client, { stackId, token }, marked);
  return token;
}

type Send = (
  requests: typeof stackRequests,
  client: CloudFormationClient,
  stack: stackRequests.StackRequest,
  marked: readonly string[],
) => Promise<void>;

/** Which request each action sends. The resources that a person marked are skipped or retained. */
const SEND: Readonly<Record<StackActionId, Send>> = {
  'cancel-update': ({ cancelUpdate }, client, stack) => cancelUpdate(client, stack),
  'continue-rollback': ({ continueRollback }, client, stack, skip) => continueRollback(client, { ...stack, skip }),
  'roll-back': ({ rollBack }, client, stack) => rollBack(client, stack),
  delete: ({ deleteStack }, client, stack) => deleteStack(client, stack),
  'delete-and-deploy': ({ deleteStack }, client, stack) => deleteStack(client, stack),
  'delete-retaining': ({ deleteStack }, client, stack, retain) => deleteStack(client, { ...stack, retain }),
  'force-delete': ({ deleteStack }, client, stack) => deleteStack(client, { ...stack, force: true }),
};

function agree(
  action: StackActionId,
  { stackName, stuck }: StackView,
  marked: readonly string[],
  where: string,
  person: Person,
  t: Translate,
): Promise<boolean> {
  const names = marked.join(', ');
  const confirm = (message: string, detail: string, yes: string) => person.confirm({ message, detail, yes });
  switch (action) {
    case 'cancel-update':
      return confirm(
        t('Cancel the update of {0}?', stackName),
        t('{0} CloudFormation rolls back what the update has changed so far.', where),
        t('Cancel Update'),
      );
    case 'continue-rollback':
      return confirm(
        t('Continue the rollback of {0}?', stackName),
        marked.length === 0
          ? t('{0} Every resource is rolled back. Correct the cause of the failure first.', where)
          : t('{0} These resources are skipped and may no longer match the template: {1}.', where, names),
        t('Continue Rollback'),
      );
    case 'roll-back':
      return confirm(
        t('Roll back {0}?', stackName),
        t('{0} The stack returns to its last working state.', where),
        t('Roll Back'),
      );
    case 'delete-and-deploy':
      return confirm(
        t('Delete what is left of {0} and deploy again?', stackName),
        t('{0} The change set is shown before anything is deployed.', where),
        t('Delete and Deploy Again'),
      );
    case 'delete':
      return person.typeName(stackName, `${where} ${whatStays(t)}`);
    case 'delete-retaining':
      return person.typeName(
        stackName,
        marked.length === 0
          ? t('{0} No resource is marked to be kept, so all are deleted.', where)
          : t('{0} These resources stay in the account and are no longer managed by the stack: {1}.', where, names),
      );
    case 'force-delete':
      return person.typeName(
        stackName,
        t(
          '{0} Resources that cannot be deleted stay in the account and are no longer managed by the stack: {1}.',
          where,
          stuck.map(({ logicalId }) => logicalId).join(', '),
        ),
      );
  }
}

/** What a deletion leaves in the account. */
export function whatStays(t: Translate): string {
  return t(
    "This deletes the server with its address, policy, logs, alarms and dashboard. It keeps Case Insights and its data, Athena results, the function's code in the asset bucket, log groups that the stack did not create, and the account's API Gateway logging role.",
  );
}
