/** Numbers stand bare, so that filters such as `{ $.status = 403 }` and `{ $.responseTime > 5000 }` compare them. */
const FIELDS: Readonly<Record<string, string>> = {
  requestId: '"$context.requestId"',
  timestamp: '"$context.requestTime"',
  httpMethod: '"$context.httpMethod"',
  resourcePath: '"$context.resourcePath"',
  path: '"$context.path"',
  protocol: '"$context.protocol"',
  status: '$context.status',
  responseTime: '$context.responseLatency',
  responseLength: '"$context.responseLength"',
  responseMode: '"$context.integration.responseTransferMode"',
  timeToFirstContent: '"$context.integration.timeToFirstContent"',
  integrationStatus: '"$context.integration.integrationStatus"',
  integrationLatency: '"$context.integration.latency"',
  integrationError: '"$context.integration.error"',
  functionRequestId: '"$context.integration.requestId"',
  clientIp: '"$context.identity.sourceIp"',
  userAgent: '"$context.identity.userAgent"',
  vpcEndpoint: '"$context.identity.vpceId"',
  caller: '"$context.identity.userArn"',
  user: '"$context.identity.user"',
  account: '"$context.identity.accountId"',
  apiId: '"$context.apiId"',
  stage: '"$context.stage"',
  error: '"$context.error.message"',
  errorType: '"$context.error.responseType"',
};

/** One line of JSON per request, with the fields of the old access log and some more. */
export const ACCESS_LOG_FORMAT = `{${Object.entries(FIELDS)
  .map(([name, value]) => `"${name}":${value}`)
  .join(',')}}`;
