import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startAccountEndpoint, type AccountEndpoint } from '../../support/account-endpoint.ts';
import { startGatewayProgram, type RunningGateway } from '../../support/running-gateway.ts';
import { openAnalysis } from './analysis-view.ts';
import { readSettings, writeProfiles, writeSettings } from './home-file.ts';
import { startWorkbench, type Workbench } from './start-workbench.ts';

const ENDPOINT_OF_STACK = 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/v1';
const POLICY = 'arn:aws:iam::111122223333:policy/MCPCaseInsights-UserAccess-acme';

describe('the servers of the editor', () => {
  let workbench: Workbench;
  let gateway: RunningGateway;
  let aws: AccountEndpoint;

  beforeAll(async () => {
    [gateway, aws] = await Promise.all([startGatewayProgram(), startAccountEndpoint()]);
    scriptAccount(aws);
    const environment = { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: 'true' };
    workbench = await startWorkbench(environment, (home) => {
      writeProfiles(home, { good: gateway, bad: { ...gateway, secretAccessKey: 'another' } });
      writeSettings(home, {
        'caseInsights.servers': [
          { label: 'Good', endpoint: gateway.url, region: 'us-east-1', profile: 'good' },
          { label: 'Bad', endpoint: gateway.url, region: 'us-east-1', profile: 'bad' },
          { label: 'Stack', endpoint: ENDPOINT_OF_STACK, profile: 'good' },
        ],
      });
    });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed: ${task.name}`);
  });
  afterAll(async () => {
    gateway.stop();
    await Promise.all([workbench.close(), aws.close()]);
  });

  it('stand in a view, each with its state, region and profile', async () => {
    const { page } = workbench;
    await workbench.runCommand('Case Insights: Focus on Servers View');
    await server('Good').waitFor();
    for (const [label, profile] of [
      ['Good', 'good'],
      ['Bad', 'bad'],
      ['Stack', 'good'],
    ] as const) {
      await page.getByRole('treeitem', { name: `${label}, connected · us-east-1 · ${profile}` }).waitFor();
    }
    await workbench.screenshot('servers-view');
  });

  it('are tested step by step, up to an answer', async () => {
    await act('Good', 'Test Connection');
    const connection = workbench.webview();
    await connection.getByText('All steps passed. This server can answer questions in chat.').waitFor();
    expect(await connection.getByRole('listitem').count()).toBe(11);
    await workbench.screenshot('test-connection-passed');
  });

  it('say what to do where the test fails, with a button that does it', async () => {
    const { page } = workbench;
    await act('Bad', 'Test Connection');
    const connection = workbench.webview();
    const failed = connection.getByRole('listitem').filter({ hasText: 'Signature' }).filter({ hasText: 'failed' });
    await failed.getByText(/^What to do: /).waitFor();
    await workbench.screenshot('test-connection-failed');
    await failed.getByRole('button', { name: 'Use Another Profile' }).click();
    await page.locator('.quick-input-widget').getByText('good', { exact: true }).click();
    await connection.getByText('All steps passed. This server can answer questions in chat.').waitFor();
    expect(profileOf('Bad')).toBe('good');
  });

  it('can be opened to others: who has access is ticked, and what changes is said before', async () => {
    const { page } = workbench;
    await act('Stack', 'Grant Access');
    const picker = page.locator('.quick-input-widget');
    await picker.getByText('Now: zoe').waitFor();
    await workbench.screenshot('grant-access-kinds');
    await picker.getByText('Users', { exact: true }).click();
    await picker.getByText('ann', { exact: true }).waitFor();
    const row = (name: string) => picker.locator('.monaco-list-row').filter({ hasText: name });
    expect(await row('zoe').getAttribute('aria-checked')).toBe('true');
    expect(await row('ann').getAttribute('aria-checked')).toBe('false');
    await row('ann').click();
    await row('zoe').click();
    await workbench.screenshot('grant-access-users');
    await picker.getByRole('button', { name: 'OK' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('will be allowed to call the server: user ann').waitFor();
    await dialog.getByText('will no longer be allowed to call the server: user zoe').waitFor();
    await workbench.screenshot('grant-access-confirm');
    await dialog.getByRole('button', { name: 'Change Access' }).click();
    await page
      .locator('.notification-toast')
      .getByText('Access granted to 1 user. Access removed from 1 user.')
      .waitFor();
    const changes = aws.forms.filter(({ Action = '' }) => /^(At|De)tach/.test(Action));
    expect(changes.map(({ Action, UserName, PolicyArn }) => [Action, UserName, PolicyArn])).toEqual([
      ['AttachUserPolicy', 'ann', POLICY],
      ['DetachUserPolicy', 'zoe', POLICY],
    ]);
  });

  // What a channel shows is written by a native module that this workbench comes without; test/integration/tail-logs.test.ts
  // has the lines themselves.
  it('have the log of their function read when it is asked for', async () => {
    await act('Stack', 'Show Logs');
    await expect.poll(() => aws.calls, { timeout: 60_000 }).toContain('FilterLogEvents');
    await workbench.screenshot('show-logs');
  });

  it('give their configuration to the clipboard, for another program', async () => {
    const { page } = workbench;
    await act('Good', 'Copy MCP Configuration');
    await page.locator('.quick-input-widget').getByText('Another Program').click();
    await page
      .locator('.notification-toast')
      .getByText("Add it to the servers that are already in the program's MCP settings")
      .waitFor();
    await page.context().grantPermissions(['clipboard-read']);
    const text = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(JSON.parse(text)).toMatchObject({ mcpServers: { 'case-insights-good': {} } });
    expect(text).toContain(`--endpoint=${gateway.url}`);
  });

  it('go from the view when they are disconnected, and from the settings', async () => {
    const { page } = workbench;
    await act('Bad', 'Disconnect');
    await page.locator('.notification-toast').getByText('Bad is disconnected.').waitFor();
    await server('Bad').waitFor({ state: 'detached' });
    expect(readSettings(workbench.home)).not.toContain('"Bad"');
  });

  it('can be asked for an analysis even if only their stack is known', async () => {
    const { page } = workbench;
    const analysis = await openAnalysis(workbench);
    const choices = analysis.getByLabel('Data source');
    await choices.locator('option', { hasText: 'Good · server' }).waitFor({ state: 'attached' });
    const deployment = choices.locator('option', { hasText: 'case-insights-mcp · deployment' });
    expect(await deployment.count()).toBe(0);
    await workbench.runCommand('Case Insights: Focus on Servers View');
    await act('Stack', 'Disconnect');
    await page.locator('.notification-toast').getByText('Stack is disconnected.').waitFor();
    // Rows that are made anew would take what an open menu was opened for, so they are found now alone.
    const credentials = { from: 'profile', profile: 'good', region: 'us-east-1' };
    const settings = JSON.parse(readSettings(workbench.home)) as object;
    writeSettings(workbench.home, { ...settings, 'caseInsights.credentials': credentials });
    await deployment.waitFor({ state: 'attached' });
  });

  function server(label: string) {
    return workbench.page.getByRole('treeitem', { name: new RegExp(`^${label}, `) });
  }

  /** Chooses a command from the menu of a server. */
  async function act(label: string, command: string): Promise<void> {
    const { page } = workbench;
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await server(label).click({ button: 'right' });
    const item = page.getByRole('menuitem', { name: command });
    await item.waitFor();
    // A menu does not hear of clicks in its first moments.
    await expect
      .poll(async () => {
        if (await item.isVisible()) await item.click({ timeout: 2_000 });
        return page.getByRole('menu').count();
      })
      .toBe(0);
  }

  function profileOf(label: string): string | undefined {
    const { 'caseInsights.servers': servers } = JSON.parse(readSettings(workbench.home)) as {
      'caseInsights.servers': { label: string; profile?: string }[];
    };
    return servers.find((each) => each.label === label)?.profile;
  }
});

/** An account with one stack, three people, and a function that logged one line. */
function scriptAccount({ answers }: AccountEndpoint): void {
  const output = (key: string, value: string) =>
    `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`;
  answers.set('DescribeStacks', {
    xml: `<Stacks><member><StackName>case-insights-mcp</StackName>
      <StackId>arn:aws:cloudformation:us-east-1:111122223333:stack/case-insights-mcp/1</StackId>
      <StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-22T10:00:00Z</CreationTime>
      <Outputs>${output('MCPServerEndpoint', ENDPOINT_OF_STACK)}${output('MCPUserPolicyArn', POLICY)}${output('MCPServerVersion', '0.1.0')}</Outputs>
      </member></Stacks>`,
  });
  answers.set('ListStackResources', {
    xml: `<StackResourceSummaries><member><LogicalResourceId>MCPLambdaFunction</LogicalResourceId>
      <PhysicalResourceId>MCP-CaseInsights-acme</PhysicalResourceId><ResourceType>AWS::Lambda::Function</ResourceType>
      <ResourceStatus>CREATE_COMPLETE</ResourceStatus><LastUpdatedTimestamp>2026-11-22T10:00:00Z</LastUpdatedTimestamp>
      </member></StackResourceSummaries>`,
  });
  answers.set('ListEntitiesForPolicy', {
    xml: '<PolicyUsers><member><UserName>zoe</UserName></member></PolicyUsers><PolicyRoles/><PolicyGroups/>',
  });
  const user = (name: string) => `<member><UserName>${name}</UserName><Path>/</Path></member>`;
  answers.set('ListUsers', { xml: `<Users>${user('ann')}${user('bob')}${user('zoe')}</Users>` });
  answers.set('AttachUserPolicy', { xml: '' });
  answers.set('DetachUserPolicy', { xml: '' });
  const message = '{"level":"INFO","message":"get_case_summary answered","duration":812}\n';
  answers.set('FilterLogEvents', { json: { events: [{ eventId: '1', timestamp: Date.now(), message }] } });
}
