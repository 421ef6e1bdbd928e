import type { Stack } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { parametersFor, tagsFor, type ChangeSetRequest } from '../../../../extension/aws/deploy/change-set-input.ts';

const request = (more: Partial<ChangeSetRequest> = {}): ChangeSetRequest => ({
  stackName: 'mcp-case-insights',
  template: {
    parameters: ['UniqueIdentifier', 'AllowedSourceIps', 'TlsPolicy', 'ApiRevision'],
    source: { body: '{}' },
  },
  parameters: {},
  ...more,
});
const stackWith = (
  parameters: Readonly<Record<string, string>>,
  tags: Readonly<Record<string, string>> = {},
): Stack => ({
  StackName: 'mcp-case-insights',
  StackStatus: 'CREATE_COMPLETE',
  CreationTime: new Date(0),
  Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});
const DEPLOYED = { UniqueIdentifier: 'acme', AllowedSourceIps: '', TlsPolicy: 'TLS_1_0', ApiRevision: 'blue' };

describe("the API's revision", () => {
  const revisionFor = (parameters: Readonly<Record<string, string>>, deployed: Readonly<Record<string, string>>) => {
    const revision = parametersFor(request({ parameters }), stackWith(deployed)).find(
      ({ ParameterKey }) => ParameterKey === 'ApiRevision',
    );
    return revision?.UsePreviousValue === true ? 'as it was' : revision?.ParameterValue;
  };

  it('is switched where what a deployed API follows with a new deployment alone changes', () => {
    expect(revisionFor({ AllowedSourceIps: '192.0.2.0/24' }, DEPLOYED)).toBe('green');
    expect(revisionFor({ TlsPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' }, { ...DEPLOYED, ApiRevision: 'green' })).toBe(
      'blue',
    );
    expect(revisionFor({ AllowedSourceIps: '192.0.2.0/24', ApiRevision: 'blue' }, DEPLOYED)).toBe('green');
  });

  it('is left where nothing of it changes, and where it is switched already', () => {
    expect(revisionFor({ UniqueIdentifier: 'acme', AllowedSourceIps: '' }, DEPLOYED)).toBe('as it was');
    expect(revisionFor({ AllowedSourceIps: '192.0.2.0/24', ApiRevision: 'green' }, DEPLOYED)).toBe('green');
  });

  it('is the default where there is no deployment of it yet, as in a new stack or one of the older sample', () => {
    expect(revisionFor({ AllowedSourceIps: '192.0.2.0/24' }, { UniqueIdentifier: 'acme' })).toBeUndefined();
    expect(parametersFor(request({ parameters: { TlsPolicy: 'x' } }), undefined)).toEqual([
      { ParameterKey: 'TlsPolicy', ParameterValue: 'x' },
    ]);
  });

  it('is not given to a template that has none', () => {
    const template = { parameters: ['AllowedSourceIps'], source: { body: '{}' } };
    expect(
      parametersFor(request({ template, parameters: { AllowedSourceIps: '192.0.2.1' } }), stackWith(DEPLOYED)),
    ).toEqual([{ ParameterKey: 'AllowedSourceIps', ParameterValue: '192.0.2.1' }]);
  });
});

describe('tags', () => {
  it('of a new stack are those asked for, and none is sent where there are none', () => {
    expect(tagsFor(request({ tags: { team: 'cloud', empty: '' } }), undefined)).toEqual([
      { Key: 'team', Value: 'cloud' },
      { Key: 'empty', Value: '' },
    ]);
    expect(tagsFor(request(), undefined)).toBeUndefined();
  });

  it("of a stack stay but for those that are changed or taken away; AWS's own are not sent", () => {
    const stack = stackWith({}, { team: 'cloud', cost: '1', old: 'x', 'aws:cloudformation:stack-name': 's' });
    expect(tagsFor(request({ tags: { cost: '2', old: undefined } }), stack)).toEqual([
      { Key: 'team', Value: 'cloud' },
      { Key: 'cost', Value: '2' },
    ]);
    // An empty list takes the last one away; none at all would keep it.
    expect(tagsFor(request({ tags: { only: undefined } }), stackWith({}, { only: 'x' }))).toEqual([]);
  });
});
