import type { AccountEndpoint } from './account-endpoint.ts';

export const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';
/** A model that has ended. */
export const OLD = 'anthropic.claude-3-haiku-20240307-v1:0';
/** Who calls. */
export const ARN = 'arn:aws:sts::111122223333:assumed-role/Deployer/ann';

/** Lets the endpoint answer as account 111122223333, in which a deployment can begin. */
export function answerAsReadyAccount({ answers }: Pick<AccountEndpoint, 'answers'>): void {
  const model = (modelId: string, lifecycle: object) => ({
    modelId,
    modelArn: `arn:aws:bedrock:eu-central-1::foundation-model/${modelId}`,
    modelName: modelId,
    inputModalities: ['TEXT'],
    outputModalities: ['TEXT'],
    responseStreamingSupported: true,
    inferenceTypesSupported: ['INFERENCE_PROFILE'],
    modelLifecycle: lifecycle,
  });
  const exported = (name: string, value: string) =>
    `<member><Name>aws-case-insights-${name}</Name><Value>${value}</Value><ExportingStackId>id</ExportingStackId></member>`;
  const bucket = '/cdk-hnb659fds-assets-111122223333-eu-central-1';
  for (const [called, answer] of Object.entries({
    GetCallerIdentity: { xml: `<Arn>${ARN}</Arn><UserId>A</UserId><Account>111122223333</Account>` },
    ListExports: {
      xml: `<Exports>${exported('AnalyticsEnabled', 'true')}${exported('AthenaDatabaseName', 'case_insights_acme')}${exported('AthenaWorkGroupName', 'CaseInsights-acme')}</Exports>`,
    },
    GetWorkGroup: { json: { WorkGroup: { Name: 'CaseInsights-acme', State: 'ENABLED' } } },
    GetTableMetadata: {
      json: {
        TableMetadata: {
          Name: 'case_summary',
          Columns: [{ Name: 'caseid' }],
          PartitionKeys: [{ Name: 'account_number' }],
        },
      },
    },
    'GET /foundation-models': {
      json: {
        modelSummaries: [
          model(HAIKU, { status: 'ACTIVE' }),
          model(OLD, { status: 'LEGACY', endOfLifeTime: '2026-09-10T00:00:00Z' }),
        ],
      },
    },
    'GET /inference-profiles': {
      json: {
        inferenceProfileSummaries: [HAIKU, OLD].map((id) => ({
          inferenceProfileId: `eu.${id}`,
          inferenceProfileName: `EU ${id}`,
          status: 'ACTIVE',
          models: [{ modelArn: `arn:aws:bedrock:eu-central-1::foundation-model/${id}` }],
        })),
      },
    },
    [`GET /foundation-model-availability/${HAIKU}`]: {
      json: {
        modelId: HAIKU,
        agreementAvailability: { status: 'AVAILABLE' },
        authorizationStatus: 'AUTHORIZED',
        entitlementAvailability: 'AVAILABLE',
        regionAvailability: 'AVAILABLE',
      },
    },
    'GET /account': { json: { cloudwatchRoleArn: 'arn:aws:iam::111122223333:role/apigateway-logs' } },
    [`HEAD ${bucket}`]: { json: {} },
    [`HEAD ${bucket}/`]: { json: {} },
    SimulatePrincipalPolicy: {
      xml: '<EvaluationResults><member><EvalActionName>iam:CreateRole</EvalActionName><EvalDecision>allowed</EvalDecision></member></EvaluationResults>',
    },
    ListServiceQuotas: {
      json: {
        Quotas: [
          { QuotaName: 'Concurrent executions', Value: 1000 },
          { QuotaName: 'Active DML queries', Value: 25 },
        ],
      },
    },
  })) {
    answers.set(called, answer);
  }
}
