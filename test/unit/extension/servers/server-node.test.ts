import { describe, expect, it } from 'vitest';
import { readStackState } from '../../../../extension/aws/deploy/state/stack-state.ts';
import type { Deployment } from '../../../../extension/aws/discovery/deployments.ts';
import type { KnownServer } from '../../../../extension/host/servers/known-server.ts';
import { contextOf, listServers } from '../../../../extension/host/servers/server-node.ts';

const URL_TEXT = 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/v1';
const known: KnownServer = { label: 'Prod', endpoint: `${URL_TEXT}/mcp`, region: 'eu-west-1', profile: 'ops' };

function deployment(stackName: string, endpoint: string | undefined): Deployment {
  return {
    stackName,
    stackId: `arn:aws:cloudformation:eu-west-1:111122223333:stack/${stackName}/1`,
    region: 'eu-west-1',
    origin: 'ours',
    state: readStackState({ StackStatus: 'CREATE_COMPLETE' }),
    endpoint,
    userPolicyArn: undefined,
    identifier: undefined,
    caseInsightsStack: undefined,
    modelId: undefined,
    parameters: {},
    serverVersion: undefined,
    updateInPlace: undefined,
  };
}

describe('the list of servers', () => {
  it('is empty where nothing is known', () => {
    expect(listServers(false, [], [])).toEqual([]);
  });

  it('begins with sample data', () => {
    expect(listServers(true, [known], []).map(({ kind }) => kind)).toEqual(['sample', 'server']);
  });

  it('has a server and its stack in one line, whichever way its URL is written', () => {
    const stack = deployment('case-insights-mcp', `${URL_TEXT}/`);
    expect(listServers(false, [known], [stack])).toEqual([
      { kind: 'server', id: 'known:Prod', label: 'Prod', region: 'eu-west-1', known, deployment: stack },
    ]);
  });

  it('has two servers on one stack as two lines, and the stack no third time', () => {
    const other = { ...known, label: 'Prod as an auditor', profile: 'audit' };
    const stack = deployment('case-insights-mcp', URL_TEXT);
    expect(listServers(false, [known, other], [stack]).length).toBe(2);
  });

  it('lists stacks without an address, of which no server is listed', () => {
    const nodes = listServers(false, [known], [deployment('half-made', undefined), deployment('new', `${URL_TEXT}2`)]);
    expect(nodes.map((node) => (node.kind === 'server' ? node.label : node.kind))).toEqual([
      'Prod',
      'half-made',
      'new',
    ]);
  });
});

describe('what can be done about a server', () => {
  it.each([
    ['listed, of a stack out of sight', [known], [], 'server listed'],
    ['listed, with its stack', [known], [deployment('a', URL_TEXT)], 'server listed stack endpoint'],
    ['deployed and not listed', [], [deployment('a', URL_TEXT)], 'server unlisted stack endpoint'],
    ['half made', [], [deployment('a', undefined)], 'server unlisted stack'],
  ])('is told for one that is %s', (_, servers, stacks, context) => {
    expect(listServers(false, servers, stacks).map(contextOf)).toEqual([context]);
  });
});
