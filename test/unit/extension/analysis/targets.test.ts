import { describe, expect, it } from 'vitest';
import type { AnalysisEditor, Remembered } from '../../../../extension/host/analysis/editor.ts';
import { createPanelState } from '../../../../extension/host/analysis/panel-state.ts';
import { createTargets } from '../../../../extension/host/analysis/targets.ts';
import type { KnownServer } from '../../../../extension/host/servers/known-server.ts';

const ENDPOINT = 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/v1/mcp';
const STACK: KnownServer = { label: 'case-insights-mcp', endpoint: ENDPOINT, region: 'us-east-1', profile: 'ops' };
const CONNECTED: KnownServer = { ...STACK, label: 'Production' };

describe('what can be asked about its cases', () => {
  it('has the deployments of the account beside the servers and the sample, once they are found', async () => {
    const { targets, account } = open();
    account.stacks = [STACK];
    expect(idsOf(targets)).toEqual(['sample']);
    expect(await targets.findDeployments()).toBe(false);
    expect(targets.all()).toMatchObject([
      { id: 'sample' },
      {
        kind: 'deployment',
        label: 'case-insights-mcp',
        description: expect.stringContaining('us-east-1 · ops') as string,
      },
    ]);
  });

  it('names a deployment once that is a server of the editor already, however its address is written', async () => {
    const { targets, account } = open();
    account.servers = [{ ...CONNECTED, endpoint: ENDPOINT.replace('/mcp', '/') }];
    account.stacks = [STACK];
    targets.refresh();
    await targets.findDeployments();
    expect(targets.all().map(({ kind }) => kind)).toEqual(['server', 'sample']);
  });

  it('keeps a deployment chosen that becomes a server of the editor, and one that is taken from its list', async () => {
    const { targets, account } = open();
    account.stacks = [STACK];
    await targets.findDeployments();
    targets.choose('deployment:us-east-1:case-insights-mcp');
    account.servers = [CONNECTED];
    targets.refresh();
    expect(targets.chosen()).toMatchObject({ kind: 'server', label: 'Production' });
    account.servers = [];
    targets.refresh();
    expect(targets.chosen()).toMatchObject({ kind: 'deployment', label: 'case-insights-mcp' });
  });

  it('finds a deployment by the id that it had before it became a server of the editor', async () => {
    const { targets, account } = open();
    account.stacks = [STACK];
    await targets.findDeployments();
    account.servers = [CONNECTED];
    targets.refresh();
    expect(targets.find('deployment:us-east-1:case-insights-mcp')).toMatchObject({ kind: 'server' });
    expect(targets.idNow('deployment:us-east-1:case-insights-mcp')).toBe('server:case-insights-production');
    expect(targets.choose('deployment:us-east-1:case-insights-mcp')).toBe(true);
    expect(targets.chosen()).toMatchObject({ kind: 'server', label: 'Production' });
    expect(targets.find('deployment:us-east-1:other')).toBeUndefined();
    expect(targets.idNow('deployment:us-east-1:other')).toBe('deployment:us-east-1:other');
  });

  it('keeps what was found with the chosen credentials while AWS does not list it, such as after a login expired', async () => {
    const { targets, account } = open();
    account.stacks = [STACK];
    await targets.findDeployments();
    targets.choose('deployment:us-east-1:case-insights-mcp');
    account.stacks = undefined;
    expect(await targets.findDeployments()).toBe(false);
    expect(targets.chosen()).toMatchObject({ kind: 'deployment', label: 'case-insights-mcp' });
    account.profile = 'audit';
    expect(await targets.findDeployments()).toBe(true);
    expect(idsOf(targets)).toEqual(['sample']);
  });

  it('goes back to the deployment that was in use before, as soon as that is found', async () => {
    const { targets, account } = open('deployment:us-east-1:case-insights-mcp');
    account.stacks = [STACK];
    expect(targets.chosen()).toMatchObject({ kind: 'sample' });
    expect(await targets.findDeployments()).toBe(true);
    expect(targets.chosen()).toMatchObject({ kind: 'deployment' });
  });

  it('connects anew with keys of no profile that may be others now, and keeps the connection of a profile', async () => {
    const { targets, account } = open();
    const { profile: _, ...pasted } = STACK;
    account.stacks = [STACK, { ...pasted, label: 'other', endpoint: ENDPOINT.replace('a1b2', 'z9y8') }];
    const connections = async () => {
      await targets.findDeployments();
      return ['case-insights-mcp', 'other'].map((stack) => targets.connection(`deployment:us-east-1:${stack}`));
    };
    const [before, after] = [await connections(), await connections()];
    expect(before.map((connection, index) => connection === after[index])).toEqual([true, false]);
    expect(targets.connection('deployment:us-east-1:other')).toBe(after[1]);
  });

  it('leaves out what an account held that is no longer the chosen one, even if AWS is slow to say it', async () => {
    const { targets, account } = open();
    let answer: (stacks: readonly KnownServer[]) => void = () => undefined;
    account.stacks = new Promise((resolve) => (answer = resolve));
    const first = targets.findDeployments();
    account.stacks = [];
    await targets.findDeployments();
    answer([STACK]);
    expect(await first).toBe(false);
    expect(idsOf(targets)).toEqual(['sample']);
  });
});

function open(chosen?: string) {
  const account: {
    servers: readonly KnownServer[];
    stacks: readonly KnownServer[] | undefined | Promise<readonly KnownServer[]>;
    profile: string;
  } = { servers: [], stacks: [], profile: 'ops' };
  const kept = new Map<string, unknown>(chosen === undefined ? [] : [['analysis.target', chosen]]);
  const remembered: Remembered = {
    get: (key, schema) => schema.safeParse(kept.get(key)).data,
    set: (key, value) => void kept.set(key, value),
  };
  const never = () => Promise.reject(new Error('Nothing is started here.'));
  const editor: Pick<AnalysisEditor, 'here' | 'everywhere' | 'launches' | 'l10n' | 'askText'> = {
    here: remembered,
    everywhere: remembered,
    l10n: { t: (message) => message },
    askText: () => Promise.resolve(undefined),
    launches: {
      servers: () => account.servers,
      deployments: async () => ({ profile: account.profile, region: 'us-east-1', servers: await account.stacks }),
      ofServer: never,
      ofDeployment: never,
      ofSample: () => {
        throw new Error('Nothing is started here.');
      },
      ofFolder: () => {
        throw new Error('Nothing is started here.');
      },
      open: never,
    },
  };
  return { account, targets: createTargets(editor, createPanelState()) };
}

const idsOf = (targets: ReturnType<typeof createTargets>) => targets.all().map(({ id }) => id);
