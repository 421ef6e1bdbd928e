import { Fn } from 'aws-cdk-lib';

/** Names that scripts and policies of users rely on. */
const ending = '${UniqueIdentifier}${NameSuffix}';

export const NAMES = {
  function: Fn.sub(`MCP-CaseInsights-${ending}`),
  functionLogGroup: Fn.sub(`/aws/lambda/MCP-CaseInsights-${ending}`),
  role: Fn.sub(`MCPLambda-ExecutionRole-${ending}`),
  api: Fn.sub(`mcp-case-insights-api-${ending}`),
  accessLogGroup: Fn.sub(`/aws/apigateway/mcp-case-insights-access-${ending}`),
  userPolicy: Fn.sub(`MCPCaseInsights-UserAccess-${ending}`),
  dashboard: Fn.sub(`MCP-CaseInsights-${ending}`),
};

/** An alarm or a saved query of this server. */
export function nameOf(what: string): string {
  return Fn.sub(`MCP-CaseInsights-${ending}-${what}`);
}
