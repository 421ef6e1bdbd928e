import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import type { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { VERSION } from '#core/contract/version.ts';
import { chooseText } from '../constructs/condition.ts';
import type { Shared } from '../constructs/shared.ts';
import type { Parameters } from '../constructs/parameters.ts';

/** Adds what a deployment says of itself, under the names that scripts read and other stacks import. */
export function addOutputs(
  stack: Stack,
  parameters: Parameters,
  { isPrivate }: Shared,
  userPolicy: CfnManagedPolicy,
): void {
  const host = (id: string) => `${id}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/\${StageName}`;
  const endpoint = (path: string) =>
    chooseText(
      isPrivate,
      // Known to every resolver, so the endpoint needs no private DNS in the VPC.
      Fn.sub(`https://${host('${MCPApiGateway}-${Endpoint}')}${path}`, {
        Endpoint: Fn.select(0, parameters.VpcEndpointIds.valueAsList),
      }),
      Fn.sub(`https://${host('${MCPApiGateway}')}${path}`),
    );
  const add = (name: string, description: string, value: string, exported?: string) =>
    new CfnOutput(stack, name, {
      description,
      value,
      ...(exported !== undefined && { exportName: Fn.sub(`\${AWS::StackName}-${exported}`) }),
    });
  add('MCPServerEndpoint', 'Endpoint for MCP hosts and the bridge.', endpoint(''), 'MCPServerEndpoint');
  add('MCPServerHealthCheck', 'Identifies this server (GET).', endpoint('/'));
  add('MCPServerToolsEndpoint', 'Lists the tools (GET).', endpoint('/tools'));
  add('MCPProtocolEndpoint', 'MCP over streamable HTTP (POST).', endpoint('/mcp'));
  add(
    'MCPUserPolicyArn',
    'Policy to attach to the users and roles that may call the server.',
    userPolicy.ref,
    'MCPUserPolicy',
  );
  add('MCPServerVersion', 'Version of the server in this template.', VERSION);
}
