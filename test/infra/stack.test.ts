import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AccessLogField } from 'aws-cdk-lib/aws-apigateway';
import { beforeAll, describe, expect, test } from 'vitest';
import { FOLLOWED_WHEN_DEPLOYED } from '#core/contract/api-revision.ts';
import { readEnvironment } from '#core/contract/environment.ts';
import { VERSION } from '#core/contract/version.ts';
import { shipStack, type ShippedStack } from '../../infra/template.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { deployTemplate, type Deployed, type Template } from '../support/deploy-template.ts';

/** What the guide's create-stack command gives. */
const GUIDE = { UniqueIdentifier: 'acme', CaseInsightsStackName: 'aws-case-insights' };

const zip = readFileSync(path.join(REPOSITORY, 'dist', 'lambda.zip'));
let template: Template;
let assets: ShippedStack['assets'];
let size: number;

beforeAll(() => {
  process.env['CDK_VALIDATION'] = 'false';
  const shipped = shipStack(zip);
  assets = shipped.assets;
  template = shipped.template as unknown as Template;
  size = Buffer.byteLength(JSON.stringify(shipped.template));
});

const deploy = (parameters: Readonly<Record<string, string>> = {}): Deployed =>
  deployTemplate(template, { ...GUIDE, ...parameters });
const properties = (deployed: Deployed, id: string) => deployed.resources[id]?.Properties;
const idsOf = (deployed: Deployed, type: string) =>
  Object.keys(deployed.resources).filter((id) => deployed.resources[id]?.Type === type);
const ofType = (deployed: Deployed, type: string) => idsOf(deployed, type).map((id) => properties(deployed, id)!);

/** The parameters that decide what is made of a part of the template, by themselves or through conditions. */
function parametersIn({ Parameters, Conditions }: Template, part: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'Ref' && typeof value === 'string' && value in Parameters) found.add(value);
      if (key === 'Condition' && typeof value === 'string') look(Conditions[value]);
      if (key === 'Fn::If' && Array.isArray(value)) look(Conditions[String(value[0])]);
      look(value);
    }
  };
  look(part);
  return found;
}

/**
 * What the CDK's list of access log variables lacks, of AWS's own:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html and,
 * where answers stream, response-streaming-troubleshoot.html.
 */
const NEWER_VARIABLES = [
  '$context.identity.vpceId',
  ...['error', 'integrationStatus', 'latency', 'requestId', 'responseTransferMode', 'timeToFirstContent'].map(
    (name) => `$context.integration.${name}`,
  ),
];

function variablesOfCdk(): readonly string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(AccessLogField)).flatMap(([name, { value }]) =>
    // That one is deprecated, and says so aloud.
    name.startsWith('context') && name !== 'contextAccountId' ? [(value as (part: string) => string)('part')] : [],
  );
}

describe('the template', () => {
  test('is small enough to be given to CloudFormation as it is', () => {
    expect(size).toBeLessThan(51_200);
  });

  test('needs the identifier alone, and shows every parameter in the form with a label, in a group where a person chooses', () => {
    const required = Object.entries(template.Parameters).filter(([, { Default }]) => Default === undefined);
    expect(required.map(([name]) => name)).toEqual(['UniqueIdentifier']);
    const form = template.Metadata['AWS::CloudFormation::Interface'] as {
      readonly ParameterGroups: readonly { readonly Parameters: readonly string[] }[];
      readonly ParameterLabels: object;
    };
    const grouped = form.ParameterGroups.flatMap(({ Parameters }) => Parameters);
    const all = Object.keys(template.Parameters);
    expect(grouped.toSorted()).toEqual(all.filter((name) => name !== 'AssetBucket').toSorted());
    expect(Object.keys(form.ParameterLabels).toSorted()).toEqual(all.toSorted());
  });

  test('takes the function from the bootstrap bucket of the account, or from a bucket of its own', () => {
    const { sha256, key } = assets.files[0]!;
    expect(key).toBe(`case-insights-mcp/${sha256}.zip`);
    const code = (parameters?: Readonly<Record<string, string>>) =>
      properties(deploy(parameters), 'MCPLambdaFunction')?.['Code'];
    expect(code()).toMatchObject({ S3Bucket: 'cdk-hnb659fds-assets-123456789012-eu-central-1' });
    expect(code({ AssetBucket: 'mine' })).toMatchObject({ S3Bucket: 'mine' });
  });

  test('says the same for the same zip, and names another zip by another key', () => {
    const again = shipStack(zip);
    expect([again.template, again.assets]).toEqual([template, assets]);
    expect(shipStack(new Uint8Array([1])).assets).not.toEqual(assets);
  });
});

describe('names', () => {
  const named = (deployed: Deployed) =>
    Object.values(deployed.resources).flatMap(({ Properties }) =>
      ['FunctionName', 'RoleName', 'Name', 'LogGroupName', 'ManagedPolicyName', 'AlarmName', 'DashboardName'].flatMap(
        (field) => {
          const name = Properties[field];
          // A resource's own id is a reference to it.
          return typeof name === 'string' && !(name in template.Resources) ? [name] : [];
        },
      ),
    );

  test('are those that scripts and policies of users rely on', () => {
    expect(named(deploy())).toEqual(
      expect.arrayContaining([
        'MCP-CaseInsights-acme',
        'MCPLambda-ExecutionRole-acme',
        'MCPCaseInsights-UserAccess-acme',
        'mcp-case-insights-api-acme',
        '/aws/lambda/MCP-CaseInsights-acme',
        '/aws/apigateway/mcp-case-insights-access-acme',
      ]),
    );
  });

  test.each([{ UniqueIdentifier: 'other' }, { NameSuffix: '-2' }])('clash with none of another server: %o', (other) => {
    const first = new Set(named(deploy()));
    const second = named(deploy(other));
    expect(second.filter((name) => first.has(name))).toEqual([]);
    expect(new Set(second).size).toBe(first.size);
  });

  test('the outputs and exports are the old ones, and say the version', () => {
    const { outputs } = deploy();
    const endpoint = 'https://MCPApiGateway.execute-api.eu-central-1.amazonaws.com/v1';
    expect(outputs).toMatchObject({
      MCPServerEndpoint: { Value: endpoint, Export: { Name: 'mcp-case-insights-MCPServerEndpoint' } },
      MCPServerHealthCheck: { Value: `${endpoint}/` },
      MCPServerToolsEndpoint: { Value: `${endpoint}/tools` },
      MCPProtocolEndpoint: { Value: `${endpoint}/mcp` },
      MCPUserPolicyArn: { Value: 'MCPUserPolicy', Export: { Name: 'mcp-case-insights-MCPUserPolicy' } },
      MCPServerVersion: { Value: VERSION },
    });
  });
});

describe('the API', () => {
  test('is regional; root and proxy are signed and stream for fifteen minutes', () => {
    const deployed = deploy();
    expect(properties(deployed, 'MCPApiGateway')).toMatchObject({ EndpointConfiguration: { Types: ['REGIONAL'] } });
    const methods = ofType(deployed, 'AWS::ApiGateway::Method');
    expect(methods.map(({ HttpMethod, AuthorizationType }) => [HttpMethod, AuthorizationType])).toEqual([
      ['ANY', 'AWS_IAM'],
      ['ANY', 'AWS_IAM'],
    ]);
    expect(methods.map(({ ResourceId }) => ResourceId)).toEqual([
      'MCPApiGateway.RootResourceId',
      'MCPApiProxyResource',
    ]);
    for (const { Integration } of methods) {
      expect(Integration).toEqual({
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        ResponseTransferMode: 'STREAM',
        TimeoutInMillis: 900_000,
        Uri: 'arn:aws:apigateway:eu-central-1:lambda:path/2021-11-15/functions/MCPLambdaFunction.Arn/response-streaming-invocations',
      });
    }
    expect(properties(deployed, 'MCPLambdaFunction')).toMatchObject({ Timeout: 900, Runtime: 'nodejs24.x' });
  });

  test('answers a preflight without credentials only where pages may call', () => {
    const unsigned = (deployed: Deployed) =>
      ofType(deployed, 'AWS::ApiGateway::Method').filter(({ AuthorizationType }) => AuthorizationType !== 'AWS_IAM');
    const origins = (deployed: Deployed) =>
      (properties(deployed, 'MCPLambdaFunction')?.['Environment'] as { Variables: Record<string, string> }).Variables[
        'CORS_ALLOWED_ORIGINS'
      ];
    expect(unsigned(deploy())).toEqual([]);
    expect(origins(deploy({ CorsAllowedOrigins: 'https://app.example.com' }))).toBe('');
    const open = deploy({ EnableCORS: 'true', CorsAllowedOrigins: 'https://app.example.com' });
    expect(unsigned(open)).toMatchObject([
      { HttpMethod: 'OPTIONS', AuthorizationType: 'NONE', ResourceId: 'MCPApiGateway.RootResourceId' },
      { HttpMethod: 'OPTIONS', AuthorizationType: 'NONE', ResourceId: 'MCPApiProxyResource' },
    ]);
    expect(origins(open)).toBe('https://app.example.com');
  });

  test('has one deployment in every combination, another one whenever the API is another', () => {
    const combinations = [
      {},
      { EnableCORS: 'true' },
      { AllowedSourceIps: '192.0.2.0/24' },
      { AllowedSourceIps: '192.0.2.0/24', EnableCORS: 'true' },
    ].flatMap((parameters) => [parameters, { ...parameters, ApiRevision: 'green' }]);
    const deployments = combinations.map((parameters) => {
      const deployed = deploy(parameters);
      const ids = idsOf(deployed, 'AWS::ApiGateway::Deployment');
      expect(ids).toHaveLength(1);
      expect(properties(deployed, 'MCPApiStage')).toMatchObject({ DeploymentId: ids[0] });
      const methods = idsOf(deployed, 'AWS::ApiGateway::Method');
      expect(deployed.resources[ids[0]!]?.DependsOn?.toSorted()).toEqual(methods.toSorted());
      return ids[0];
    });
    expect(new Set(deployments).size).toBe(combinations.length);
  });

  test('follows with a new deployment alone what the extension switches the revision for, and nothing else', () => {
    const { Name: _, ...definition } = template.Resources['MCPApiGateway']!.Properties;
    expect([...parametersIn(template, definition)].toSorted()).toEqual([...FOLLOWED_WHEN_DEPLOYED].toSorted());
  });

  test('throttles, and logs who called with what outcome, with numbers that filters compare', () => {
    const stage = properties(deploy({ ThrottleRateLimit: '9', ThrottleBurstLimit: '20' }), 'MCPApiStage');
    expect(properties(deploy(), 'MCPApiStage')).toMatchObject({
      StageName: 'v1',
      MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: '5', ThrottlingBurstLimit: '15' }],
    });
    expect(stage).toMatchObject({ MethodSettings: [{ ThrottlingRateLimit: '9', ThrottlingBurstLimit: '20' }] });
    const { Format, DestinationArn } = stage?.['AccessLogSetting'] as { Format: string; DestinationArn: string };
    expect(DestinationArn).toBe('MCPApiAccessLogGroup.Arn');
    const line = JSON.parse(
      Format.replace('$context.status', '403').replace('$context.responseLatency', '17'),
    ) as object;
    expect(line).toMatchObject({
      status: 403,
      responseTime: 17,
      caller: '$context.identity.userArn',
      responseMode: '$context.integration.responseTransferMode',
      integrationError: '$context.integration.error',
    });
  });

  test('asks the access log only for what API Gateway has', () => {
    const { Format } = properties(deploy(), 'MCPApiStage')?.['AccessLogSetting'] as { Format: string };
    const asked = [...Format.matchAll(/\$[\w.]+/g)].map(([variable]) => variable);
    expect(asked.length).toBeGreaterThan(20);
    const known = new Set([...variablesOfCdk(), ...NEWER_VARIABLES]);
    expect(asked.filter((variable) => !known.has(variable))).toEqual([]);
  });

  test('takes TLS 1.2 with forward secrecy at least, TLS 1.3 alone, or what API Gateway did of old', () => {
    const api = (TlsPolicy?: string) =>
      properties(deploy(TlsPolicy === undefined ? {} : { TlsPolicy }), 'MCPApiGateway');
    expect(api()).toMatchObject({
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'BASIC',
    });
    expect(api('SecurityPolicy_TLS13_1_3_2025_09')).toMatchObject({ EndpointAccessMode: 'BASIC' });
    expect(api('TLS_1_0')).not.toHaveProperty('EndpointAccessMode');
  });
});

describe('the network', () => {
  const policy = (parameters: Readonly<Record<string, string>>) => {
    const document = properties(deploy(parameters), 'MCPApiGateway')?.['Policy'] as
      { readonly Statement: readonly { Effect: string; Principal: unknown; Condition?: unknown }[] } | undefined;
    return document?.Statement.map(({ Effect, Principal, Condition }) => ({ Effect, Principal, Condition }));
  };
  const ownAccount = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::123456789012:root' },
    Condition: undefined,
  };

  test('is public with IAM by default, without a resource policy or a web ACL', () => {
    expect(policy({})).toBeUndefined();
    expect(idsOf(deploy(), 'AWS::WAFv2::WebACLAssociation')).toEqual([]);
  });

  test('lets in some addresses alone', () => {
    expect(policy({ AllowedSourceIps: '192.0.2.0/24,198.51.100.7' })).toEqual([
      ownAccount,
      {
        Effect: 'Deny',
        Principal: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '198.51.100.7'] } },
      },
    ]);
  });

  test('is private through VPC endpoints, with an endpoint that needs no private DNS', () => {
    const parameters = { VpcEndpointIds: 'vpce-1,vpce-2', AllowedSourceIps: '10.0.0.0/8' };
    expect(policy(parameters)).toEqual([
      ownAccount,
      { Effect: 'Deny', Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } } },
      { Effect: 'Deny', Principal: '*', Condition: { NotIpAddress: { 'aws:VpcSourceIp': ['10.0.0.0/8'] } } },
    ]);
    const deployed = deploy(parameters);
    expect(properties(deployed, 'MCPApiGateway')?.['EndpointConfiguration']).toEqual({
      Types: ['PRIVATE'],
      VpcEndpointIds: ['vpce-1', 'vpce-2'],
    });
    expect(deployed.outputs['MCPProtocolEndpoint']?.Value).toBe(
      'https://MCPApiGateway-vpce-1.execute-api.eu-central-1.amazonaws.com/v1/mcp',
    );
  });

  test('puts an existing web ACL in front of the stage', () => {
    const WebAclArn = 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/mine/1';
    expect(properties(deploy({ WebAclArn }), 'MCPWebAclAssociation')).toEqual({
      WebACLArn: WebAclArn,
      ResourceArn: 'arn:aws:apigateway:eu-central-1::/restapis/MCPApiGateway/stages/v1',
    });
  });

  test('lets callers of other accounts in by name, and nobody by a star', () => {
    const CallerPrincipals = '210987654321,arn:aws:iam::345678901234:role/CrossAccountMCPAccess';
    expect(policy({ CallerPrincipals })).toEqual([
      ownAccount,
      { Effect: 'Allow', Principal: { AWS: CallerPrincipals.split(',') }, Condition: undefined },
    ]);
  });
});

describe('the function', () => {
  const variables = (parameters?: Readonly<Record<string, string>>) =>
    (properties(deploy(parameters), 'MCPLambdaFunction')?.['Environment'] as { Variables: Record<string, string> })
      .Variables;

  test('is told what it reads by the exports of Case Insights', () => {
    expect(readEnvironment(variables())).toMatchObject({
      database: 'case_insights_acme',
      workGroup: 'CaseInsights-acme',
      resultsBucket: 's3-acme-athena-results',
      reuseMinutes: 60,
      guardrail: undefined,
      tables: ['case_summary'],
      allowedOrigins: [],
    });
    expect(() => deploy({ CaseInsightsStackName: 'another' })).toThrow('No export named another-Athena');
  });

  test('is told every choice', () => {
    const scopes = '{"TeamA":{"accounts":["111122223333"]},"TeamB":{"view":"team_b"}}';
    const told = variables({
      BedrockModelId: 'eu.amazon.nova-lite-v1:0',
      BedrockGuardrailId: 'gr1',
      BedrockGuardrailVersion: '3',
      ResultReuseMinutes: '0',
      CaseTableName: 'cases_by_unit',
      MoreTables: 'team_b',
      DataScopes: scopes,
      LogLevel: 'DEBUG',
    });
    expect(readEnvironment(told)).toMatchObject({
      modelId: 'eu.amazon.nova-lite-v1:0',
      guardrail: { id: 'gr1', version: '3' },
      reuseMinutes: 0,
    });
    expect(told).toMatchObject({
      CASE_TABLE: 'cases_by_unit',
      CASE_TABLES: 'team_b',
      DATA_SCOPES: scopes,
      POWERTOOLS_LOG_LEVEL: 'DEBUG',
      POWERTOOLS_SERVICE_NAME: 'MCP-CaseInsights-acme',
    });
  });

  test('has reserved concurrency and a permissions boundary only where they are given', () => {
    const PermissionsBoundaryArn = 'arn:aws:iam::123456789012:policy/boundary';
    const bounded = deploy({ ReservedConcurrency: '10', PermissionsBoundaryArn, ApiGatewayAccountLogging: 'true' });
    expect(properties(bounded, 'MCPLambdaFunction')).toMatchObject({ ReservedConcurrentExecutions: '10' });
    expect(ofType(bounded, 'AWS::IAM::Role').map(({ PermissionsBoundary }) => PermissionsBoundary)).toEqual([
      PermissionsBoundaryArn,
      PermissionsBoundaryArn,
    ]);
    expect(properties(deploy(), 'MCPLambdaFunction')).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(properties(deploy(), 'MCPLambdaRole')).not.toHaveProperty('PermissionsBoundary');
  });
});

describe('the model', () => {
  const asked = (parameters: Readonly<Record<string, string>>) => {
    const [policy] = properties(deploy(parameters), 'MCPLambdaRole')?.['Policies'] as readonly {
      PolicyDocument: { Statement: readonly { Sid: string; Resource: readonly string[] }[] };
    }[];
    return policy?.PolicyDocument.Statement.find(({ Sid }) => Sid === 'AskModel')?.Resource;
  };
  const profile = (id: string) => `arn:aws:bedrock:eu-central-1:123456789012:inference-profile/${id}`;

  test.each([
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['us-gov.anthropic.claude-sonnet-4-v1:0', 'anthropic.claude-sonnet-4-v1:0'],
    ['us.zai.glm-4.6', 'zai.glm-4.6'],
    ['eu.amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0'],
  ])('behind profile %s may be called in every Region', (id, model) => {
    expect(asked({ BedrockModelId: id })).toEqual([profile(id), `arn:aws:bedrock:*::foundation-model/${model}`]);
  });

  test('called by its own id may be called in this Region alone', () => {
    expect(asked({ BedrockModelId: 'amazon.nova-lite-v1:0' })?.at(-1)).toBe(
      'arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0',
    );
  });

  test("behind a profile's ARN is named by it, or by a parameter where the ARN does not say", () => {
    const named = 'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0';
    expect(asked({ BedrockModelId: named })).toEqual([
      named,
      'arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0',
    ]);
    const application = 'arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/abc';
    expect(asked({ BedrockModelId: application, BedrockBaseModelId: 'amazon.nova-pro-v1:0' })).toEqual([
      application,
      'arn:aws:bedrock:*::foundation-model/amazon.nova-pro-v1:0',
    ]);
  });
});

describe('the guardrail', () => {
  const statements = (parameters: Readonly<Record<string, string>>) => {
    const [policy] = properties(deploy(parameters), 'MCPLambdaRole')?.['Policies'] as readonly {
      PolicyDocument: { Statement: readonly { Sid: string; Resource: readonly string[] }[] };
    }[];
    return policy?.PolicyDocument.Statement.filter(({ Sid }) => Sid === 'ApplyGuardrail').map(
      ({ Resource }) => Resource,
    );
  };

  test('may be applied where one is chosen, and that one alone', () => {
    expect(statements({ BedrockGuardrailId: 'gr1' })).toEqual([
      ['arn:aws:bedrock:eu-central-1:123456789012:guardrail/gr1'],
    ]);
    expect(statements({})).toEqual([]);
  });
});

describe('operations', () => {
  test('nothing of the account as a whole is touched unless asked, and what is then stays for other APIs', () => {
    expect(idsOf(deploy(), 'AWS::ApiGateway::Account')).toEqual([]);
    expect(deploy().resources).not.toHaveProperty('ApiGatewayCloudWatchLogsRole');
    const { resources } = deploy({ ApiGatewayAccountLogging: 'true' });
    expect(resources['ApiGatewayAccount']).toMatchObject({ DeletionPolicy: 'Retain' });
    expect(resources['ApiGatewayCloudWatchLogsRole']).toMatchObject({ DeletionPolicy: 'Retain' });
    const stage = template.Resources['MCPApiStage'];
    expect(JSON.stringify(stage), 'the stage waits for the role').toContain('{"Ref":"ApiGatewayAccount"}');
  });

  test('logs are kept for the days and with the key that are asked for', () => {
    const logs = ofType(deploy(), 'AWS::Logs::LogGroup');
    expect(logs.map(({ RetentionInDays }) => RetentionInDays)).toEqual(['30', '30']);
    for (const log of logs) expect(log).not.toHaveProperty('KmsKeyId');
    const LogKmsKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
    expect(ofType(deploy({ LogRetentionDays: '365', LogKmsKeyArn }), 'AWS::Logs::LogGroup')).toMatchObject([
      { RetentionInDays: '365', KmsKeyId: LogKmsKeyArn },
      { RetentionInDays: '365', KmsKeyId: LogKmsKeyArn },
    ]);
  });

  test("the function's log group is made, or used where it exists", () => {
    const group = (parameters?: Readonly<Record<string, string>>) =>
      (properties(deploy(parameters), 'MCPLambdaFunction')?.['LoggingConfig'] as { LogGroup: string }).LogGroup;
    expect(group()).toBe('MCPFunctionLogGroup');
    expect(group({ FunctionLogGroup: 'existing' })).toBe('/aws/lambda/MCP-CaseInsights-acme');
    expect(deploy({ FunctionLogGroup: 'existing' }).resources).not.toHaveProperty('MCPFunctionLogGroup');
  });

  test('alarms tell the topic where there is one, and can be left out', () => {
    const AlarmTopicArn = 'arn:aws:sns:eu-central-1:123456789012:on-call';
    const alarms = ofType(deploy({ AlarmTopicArn }), 'AWS::CloudWatch::Alarm');
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual([
      'MCP-CaseInsights-acme-server-errors',
      'MCP-CaseInsights-acme-throttles',
      'MCP-CaseInsights-acme-slow-answers',
      'MCP-CaseInsights-acme-model-failures',
    ]);
    for (const alarm of alarms) expect(alarm).toMatchObject({ AlarmActions: [AlarmTopicArn] });
    for (const alarm of ofType(deploy(), 'AWS::CloudWatch::Alarm')) expect(alarm).not.toHaveProperty('AlarmActions');
    expect(idsOf(deploy({ EnableAlarms: 'false' }), 'AWS::CloudWatch::Alarm')).toEqual([]);
  });

  test('the dashboard shows calls, errors, latency, bytes, tokens and cost of this server', () => {
    const body = JSON.parse(String(properties(deploy(), 'MCPDashboard')?.['DashboardBody'])) as {
      widgets: readonly { properties: { metrics: readonly unknown[] } }[];
    };
    const text = JSON.stringify(body);
    for (const metric of ['Count', '5XXError', 'Latency', 'BytesScanned', 'InputTokens', 'EstimatedCost']) {
      expect(text).toContain(`"${metric}"`);
    }
    expect(text).toContain('"service","MCP-CaseInsights-acme"');
    expect(text).not.toContain('${');
    expect(deploy({ EnableDashboard: 'false' }).resources).not.toHaveProperty('MCPDashboard');
  });

  test('queries of the logs are saved', () => {
    const queries = ofType(deploy(), 'AWS::Logs::QueryDefinition');
    expect(queries.map(({ Name }) => Name)).toContain('MCP-CaseInsights-acme/refused calls');
    expect(new Set(queries.flatMap(({ LogGroupNames }) => LogGroupNames))).toEqual(
      new Set(['/aws/apigateway/mcp-case-insights-access-acme', '/aws/lambda/MCP-CaseInsights-acme']),
    );
  });
});
