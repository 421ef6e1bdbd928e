import { paginateListStackResources, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CaseInsightsError } from '#core/errors.ts';
import { explainAwsError } from '../explain-aws-error.ts';

/** The function's name in our template, and in that of the sample which it replaces. */
const FUNCTION = 'MCPLambdaFunction';

/**
 * The name of the log group of a stack's function. Rejects with a CaseInsightsError; needs
 * `cloudformation:ListStackResources`.
 */
export async function functionLogGroup(client: CloudFormationClient, stackId: string): Promise<string> {
  try {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client },
      { StackName: stackId },
    )) {
      const found = StackResourceSummaries.find(({ LogicalResourceId }) => LogicalResourceId === FUNCTION);
      if (found?.PhysicalResourceId !== undefined) return `/aws/lambda/${found.PhysicalResourceId}`;
    }
  } catch (thrown) {
    throw explainAwsError(thrown, "list the stack's resources");
  }
  throw new CaseInsightsError(
    'INVALID_INPUT',
    'The stack has no function yet, so it has no log.',
    'Open the deployment and finish it first.',
  );
}
