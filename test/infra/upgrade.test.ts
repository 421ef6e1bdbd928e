import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';
import { deployTemplate, type Deployed, type Template } from '../support/deploy-template.ts';

/**
 * Properties whose change makes CloudFormation replace a resource; `test/infra/earlier` keeps these of stacks that are
 * out there: of the older sample, and of every release.
 */
const REPLACED_BY: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Account': [],
  'AWS::ApiGateway::Deployment': ['RestApiId', 'DeploymentCanarySettings'],
  'AWS::ApiGateway::Method': ['RestApiId', 'ResourceId', 'HttpMethod'],
  'AWS::ApiGateway::Resource': ['RestApiId', 'ParentId', 'PathPart'],
  'AWS::ApiGateway::RestApi': ['Name'],
  'AWS::ApiGateway::Stage': ['RestApiId', 'StageName'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 'Description', 'Path'],
  'AWS::IAM::Role': ['RoleName', 'Path'],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType'],
  'AWS::Lambda::Permission': ['FunctionName', 'Action', 'Principal', 'SourceArn'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Logs::QueryDefinition': [],
  'AWS::WAFv2::WebACLAssociation': ['ResourceArn', 'WebACLArn'],
};

type Resources = Readonly<
  Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>
>;

function read(...file: readonly string[]): unknown {
  return JSON.parse(readFileSync(path.join(REPOSITORY, ...file), 'utf8'));
}

function earlier(file: string): Resources {
  return read('test', 'infra', 'earlier', file) as Resources;
}

function identityOf(resources: Resources): Resources {
  return Object.fromEntries(
    Object.entries(resources).map(([id, { Type, Properties }]) => {
      const names = REPLACED_BY[Type];
      if (names === undefined) throw new Error(`Say in REPLACED_BY what replaces ${Type}.`);
      const kept = names.flatMap((name) => (name in Properties ? [[name, Properties[name]] as const] : []));
      return [id, { Type, Properties: Object.fromEntries(kept) }];
    }),
  );
}

/** The resources of an earlier stack that an update would replace or remove. */
function lost(before: Resources, after: Resources): readonly string[] {
  return Object.keys(before).filter((id) => JSON.stringify(sorted(before[id])) !== JSON.stringify(sorted(after[id])));
}

function sorted(resource: Resources[string] | undefined): unknown {
  return resource && [resource.Type, Object.entries(resource.Properties).toSorted(([a], [b]) => (a < b ? -1 : 1))];
}

const deploy = (parameters: Readonly<Record<string, string>>): Deployed =>
  deployTemplate(read('dist', 'template.json') as Template, { UniqueIdentifier: 'acme', ...parameters });

describe('an update in place', () => {
  test("from the sample's stack replaces its deployment alone, and nothing that anybody relies on", () => {
    const before = earlier('sample.json');
    const after = identityOf(deploy({ ApiGatewayAccountLogging: 'true', FunctionLogGroup: 'existing' }).resources);
    expect(lost(before, after)).toEqual(['MCPApiDeployment']);
  });

  test('from release 0.1.0 replaces nothing but deployments', () => {
    const before = earlier('0.1.0.json');
    const after = identityOf(deploy({ ApiGatewayAccountLogging: 'true' }).resources);
    expect(lost(before, after).filter((id) => before[id]?.Type !== 'AWS::ApiGateway::Deployment')).toEqual([]);
  });

  test('that changes a name is seen here', () => {
    const before = identityOf(deploy({}).resources);
    const after = identityOf(deploy({ NameSuffix: '-2' }).resources);
    expect(lost(before, after)).toEqual(expect.arrayContaining(['MCPUserPolicy', 'MCPApiAccessLogGroup']));
  });
});
