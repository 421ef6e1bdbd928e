import {
  paginateDescribeStacks,
  paginateListStackResources,
  type CloudFormationClient,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { abortWith } from '../abort-with.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { readStackState, type StackState } from '../deploy/state/stack-state.ts';

/** A stack with an MCP server for Case Insights. */
export interface Deployment {
  readonly stackName: string;
  readonly stackId: string;
  readonly region: string;
  /** `ours`: made from this product's template; `sample`: from the template of the sample that it replaces. */
  readonly origin: 'ours' | 'sample';
  readonly state: StackState;
  readonly endpoint: string | undefined;
  readonly userPolicyArn: string | undefined;
  readonly identifier: string | undefined;
  readonly caseInsightsStack: string | undefined;
  readonly modelId: string | undefined;
  /** Parameters by their key, as deployed. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By the stack's outputs; undefined for the sample's servers. */
  readonly serverVersion: string | undefined;
  /** What an update in place would take over or lose; undefined where it can't be done. */
  readonly updateInPlace: UpdateInPlace | undefined;
}

export interface UpdateInPlace {
  /** The API stays, and with it the endpoint's address. */
  readonly keepsEndpoint: boolean;
  /** Parameters that the update has to set, so that nothing of the old server is lost or in the way. */
  readonly parameters: Readonly<Record<string, string>>;
  /** One sentence each. */
  readonly notes: readonly string[];
}

/** The output that names the server's version. */
const VERSION_OUTPUT = 'MCPServerVersion';

/** Resources that every server of the sample's template has. */
const SAMPLE_RESOURCES = ['MCPLambdaFunction', 'MCPApiGateway', 'MCPApiRootMethod', 'MCPApiProxyMethod'] as const;

/** The logging role that the sample sets for the whole account. */
const SAMPLE_ACCOUNT = 'ApiGatewayAccount';

/** The sample's function makes its log group by itself, so no template may make it again. */
const FUNCTION_LOG_GROUP = { FunctionLogGroup: 'existing' };

/**
 * The region's servers, ours and the sample's, by name; including incomplete stacks. Rejects with a CaseInsightsError;
 * needs `cloudformation:DescribeStacks` on all stacks and `cloudformation:ListStackResources`.
 */
export async function findDeployments(
  client: CloudFormationClient,
  region: string,
  signal?: AbortSignal,
): Promise<readonly Deployment[]> {
  const found: Deployment[] = [];
  try {
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}, abortWith(signal))) {
      for (const stack of Stacks) {
        if (!isCandidate(stack)) continue;
        const ours = outputOf(stack, VERSION_OUTPUT) !== undefined || tagOf(stack) !== undefined;
        const resources = ours ? [] : await listLogicalIds(client, stack.StackId ?? '', signal);
        if (ours || SAMPLE_RESOURCES.every((id) => resources.includes(id))) {
          found.push(readDeployment(stack, region, ours, resources));
        }
      }
    }
  } catch (thrown) {
    throw explainAwsError(thrown, 'look for deployments');
  }
  return found.sort((a, b) => a.stackName.localeCompare(b.stackName, 'en'));
}

/** The tag that every deployment carries from its first change set on. */
export const DEPLOYMENT_TAG = 'case-insights-mcp';

/** Parameters identify a stack before it has outputs. No other stack has outputs with our names. */
function isCandidate(stack: Stack): boolean {
  const parameters = new Set((stack.Parameters ?? []).map(({ ParameterKey }) => ParameterKey));
  return (
    tagOf(stack) !== undefined ||
    outputOf(stack, 'MCPServerEndpoint') !== undefined ||
    (parameters.has('CaseInsightsStackName') && parameters.has('UniqueIdentifier'))
  );
}

function readDeployment(stack: Stack, region: string, ours: boolean, resources: readonly string[]): Deployment {
  const state = readStackState(stack);
  const parameters: Readonly<Record<string, string>> = Object.fromEntries(
    (stack.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
  );
  return {
    stackName: stack.StackName ?? '',
    stackId: stack.StackId ?? '',
    region,
    origin: ours ? 'ours' : 'sample',
    state,
    endpoint: outputOf(stack, 'MCPServerEndpoint'),
    userPolicyArn: outputOf(stack, 'MCPUserPolicyArn'),
    identifier: parameters['UniqueIdentifier'],
    caseInsightsStack: parameters['CaseInsightsStackName'],
    modelId: parameters['BedrockModelId'],
    parameters,
    serverVersion: outputOf(stack, VERSION_OUTPUT) ?? tagOf(stack),
    updateInPlace: state.actions.includes('update')
      ? updateInPlace(ours, resources.includes(SAMPLE_ACCOUNT))
      : undefined,
  };
}

function updateInPlace(ours: boolean, setsAccount: boolean): UpdateInPlace {
  if (ours) return { keepsEndpoint: true, parameters: {}, notes: [] };
  return {
    keepsEndpoint: true,
    parameters: { ...FUNCTION_LOG_GROUP, ...(setsAccount && { ApiGatewayAccountLogging: 'true' }) },
    notes: [
      'With an update in place, the server keeps its address, user policy and names, so clients continue to work.',
      'With a deployment beside it, the new server needs a name suffix such as -2 and has its own address. The old server stays until you delete it.',
      ...(setsAccount
        ? [
            "The old stack set the account's API Gateway logging role. The update keeps it, because other APIs may need it.",
          ]
        : []),
    ],
  };
}

function outputOf(stack: Stack, key: string): string | undefined {
  return stack.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
}

function tagOf(stack: Stack): string | undefined {
  return stack.Tags?.find(({ Key }) => Key === DEPLOYMENT_TAG)?.Value;
}

async function listLogicalIds(
  client: CloudFormationClient,
  stackId: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const pages = paginateListStackResources({ client }, { StackName: stackId }, abortWith(signal));
  for await (const { StackResourceSummaries = [] } of pages) {
    ids.push(...StackResourceSummaries.map(({ LogicalResourceId = '' }) => LogicalResourceId));
  }
  return ids;
}
