import {
  paginateListChangeSets,
  type ChangeSetSummary,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import { abortWith } from '../abort-with.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { CHANGE_SET_PREFIX, readChangeSet, type ChangeSet } from './change-set.ts';
import { describeStack } from './describe-stack.ts';

/**
 * The newest change set of ours that waits to be executed, as after a reload; undefined where there is none. Rejects
 * with a CaseInsightsError.
 */
export async function findPendingChangeSet(
  client: CloudFormationClient,
  stackName: string,
  signal?: AbortSignal,
): Promise<ChangeSet | undefined> {
  const found: ChangeSetSummary[] = [];
  try {
    const stack = await describeStack(client, stackName, signal);
    const stackId = stack?.StackId;
    if (stackId === undefined) return undefined;
    const pages = paginateListChangeSets({ client }, { StackName: stackId }, abortWith(signal));
    for await (const { Summaries = [] } of pages) found.push(...Summaries);
    const newest = found
      .filter(
        ({ ChangeSetName: name = '', ExecutionStatus: status }) =>
          name.startsWith(CHANGE_SET_PREFIX) && status === 'AVAILABLE',
      )
      .sort((a, b) => (a.CreationTime?.getTime() ?? 0) - (b.CreationTime?.getTime() ?? 0))
      .at(-1);
    if (newest?.ChangeSetId === undefined) return undefined;
    const type = stack?.StackStatus === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE';
    return await readChangeSet(client, { id: newest.ChangeSetId, stackId, stackName, type }, signal);
  } catch (thrown) {
    throw explainAwsError(thrown, 'look for change sets');
  }
}
