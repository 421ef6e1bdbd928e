import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDeployableAccount, type DeployableAccount } from '../../support/deployable-account.ts';
import { startGatewayProgram, type RunningGateway } from '../../support/running-gateway.ts';
import { STACK_NAME } from '../../support/stack-scripts.ts';
import { callTool } from './call-tool.ts';
import { readSettings, writeHomeFile, writeProfiles } from './home-file.ts';
import { startWorkbench, type Workbench } from './start-workbench.ts';

const LABEL = 'Case Insights (mcp-case-insights)';
const change = (Action: string, LogicalResourceId: string, ResourceType: string) => ({
  Type: 'Resource',
  ResourceChange: { Action, LogicalResourceId, ResourceType },
});

describe('Deploy Case Insights MCP, in the palette', () => {
  let workbench: Workbench;
  let world: DeployableAccount;
  /** The server that is deployed: really there, where the stack's output says, for the key of the profile. */
  let gateway: RunningGateway;

  beforeAll(async () => {
    gateway = await startGatewayProgram();
    world = await startDeployableAccount(gateway);
    world.aws.live = true;
    workbench = await startWorkbench({ AWS_ENDPOINT_URL: world.url, AWS_EC2_METADATA_DISABLED: 'true' });
    writeHomeFile(workbench.home, '.aws/config', ['[profile ops]', 'region = eu-central-1']);
    writeProfiles(workbench.home, { ops: gateway });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed: ${task.name}`);
  });
  afterAll(async () => {
    gateway.stop();
    await workbench.close();
    await world.close();
  });

  it('asks for credentials and shows a plan that needs no typing', async () => {
    await workbench.runCommand('Deploy Case Insights MCP');
    await box().waitFor();
    await workbench.page.locator('.quick-input-widget').getByText('ops', { exact: true }).first().click();
    await dashboard().getByText('All checks passed.').first().waitFor();
    await dashboard()
      .getByText('Deploys a new server, version 0.1.0, as stack mcp-case-insights in eu-central-1.')
      .waitFor();
    await workbench.screenshot('deploy-plan');
  });

  it('plans again for the region that is chosen there', async () => {
    const { page } = workbench;
    await press('Change Region');
    await page.getByRole('option', { name: 'eu-central-1, Frankfurt (used now)' }).waitFor();
    await workbench.screenshot('deploy-region');
    await box().fill(gateway.region);
    await page.getByRole('option', { name: gateway.region }).click();
    await dashboard()
      .getByText('Deploys a new server, version 0.1.0, as stack mcp-case-insights in us-east-1.')
      .waitFor();
    await dashboard().getByText('All checks passed.').first().waitFor();
  });

  it('shows what it would put into the account before anything is executed', async () => {
    await dashboard().getByText('What will be deployed to your account').first().click();
    await press('Open Template');
    await workbench.page.getByRole('tab', { name: /case-insights-mcp\.template\.json/ }).waitFor();
    await workbench.runCommand('Deploy Case Insights MCP');
    await dashboard().getByText('All checks passed.').first().waitFor();
  });

  it('deploys after a yes, goes on after a reload in the middle, and connects the server', async () => {
    const { page } = workbench;
    world.aws.nextChangeSet = {
      ...world.aws.nextChangeSet,
      changes: [
        change('Add', 'MCPLambdaRole', 'AWS::IAM::Role'),
        change('Add', 'MCPLambdaFunction', 'AWS::Lambda::Function'),
        change('Add', 'MCPApiGateway', 'AWS::ApiGateway::RestApi'),
      ],
    };
    await press('Review Deployment');
    await dashboard().getByText('3 resources will be created.').first().waitFor();
    await workbench.screenshot('deploy-review');
    world.aws.play(
      'ExecuteChangeSet',
      `
      0 STACK CREATE_IN_PROGRESS User Initiated
      3 MCPLambdaRole CREATE_IN_PROGRESS
      21 MCPLambdaRole CREATE_COMPLETE
      22 MCPLambdaFunction CREATE_IN_PROGRESS`,
    );
    Object.assign(world.aws.stacks[0]!, {
      outputs: { MCPServerEndpoint: gateway.url, MCPServerVersion: '0.1.0' },
      parameters: { UniqueIdentifier: 'acme', CaseInsightsStackName: 'aws-case-insights' },
      tags: { 'case-insights-mcp': '0.1.0' },
    });
    await press('Deploy...');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Account 111122223333, region us-east-1').waitFor();
    expect(countOf('ExecuteChangeSet')).toBe(0);
    await dialog.getByRole('button', { name: 'Deploy', exact: true }).click();
    await dashboard().getByText('MCPLambdaRole').first().waitFor();
    await workbench.screenshot('deploy-progress');
    await page.reload();
    await dashboard().getByText('MCPLambdaRole').first().waitFor();
    // Only now, so that the reload is in the middle however slow the machine is.
    world.aws.happen(`
      30 MCPLambdaFunction CREATE_COMPLETE
      31 MCPApiGateway CREATE_IN_PROGRESS
      32 MCPApiGateway CREATE_COMPLETE
      35 STACK CREATE_COMPLETE`);
    await page.locator('.notification-toast').getByText(`connected as ${LABEL}`).waitFor();
    expect(countOf('ExecuteChangeSet')).toBe(1);
    await dashboard().getByText(gateway.url).first().waitFor();
    await workbench.screenshot('deploy-done');
    expect(readSettings(workbench.home)).toContain(LABEL);
  });

  it('leaves a server in MCP: List Servers that starts there, and whose tools answer', async () => {
    const { page } = workbench;
    expect(await callTool(workbench, 'get_case_summary', {})).toEqual({ missing: true });
    await workbench.runCommand('MCP: List Servers');
    await page.getByRole('option', { name: LABEL }).click();
    await page.getByRole('option', { name: 'Start Server' }).click();
    await page.getByText(/Discovered\s\d+\stools/).waitFor();
    await workbench.runCommand('MCP: List Servers');
    await page.getByRole('option', { name: `${LABEL}, Running` }).waitFor();
    await workbench.screenshot('deploy-server-running');
    await page.keyboard.press('Escape');
    const { text = '' } = await callTool(workbench, 'get_case_summary', { days_back: 36_500 });
    const { total_cases: cases } = JSON.parse(text) as { total_cases: number };
    expect(cases).toBeGreaterThan(1_000);
  });

  it('explains an update that fails', async () => {
    world.aws.nextChangeSet = {
      ...world.aws.nextChangeSet,
      changes: [change('Modify', 'MCPLambdaFunction', 'AWS::Lambda::Function')],
    };
    await press('Update...');
    await press('Review Update');
    world.aws.play(
      'ExecuteChangeSet',
      `
      0 STACK UPDATE_IN_PROGRESS User Initiated
      3 MCPLambdaFunction UPDATE_IN_PROGRESS
      9 MCPLambdaFunction UPDATE_FAILED Rate exceeded
      10 STACK UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [MCPLambdaFunction].
      14 MCPLambdaFunction UPDATE_COMPLETE
      15 STACK UPDATE_ROLLBACK_COMPLETE`,
    );
    await dashboard().getByText('0 added, 1 changed, 0 replaced, 0 removed.').first().waitFor();
    await press('Update...');
    await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Update', exact: true }).click();
    await dashboard().getByText('Correct and Try Again').waitFor();
    await dashboard().getByText('AWS received too many requests at once for MCPLambdaFunction').first().waitFor();
    await workbench.screenshot('deploy-failed');
  });

  it('deletes after the name was typed, and takes the server from the list', async () => {
    const { page } = workbench;
    await workbench.runCommand('Case Insights: Delete Deployment');
    await page.locator('.quick-input-widget').getByText('It keeps Case Insights and its data').waitFor();
    await box().fill('mcp-case');
    await box().press('Enter');
    expect(countOf('DeleteStack')).toBe(0);
    await box().fill(STACK_NAME);
    await box().press('Enter');
    await page.locator('.notification-toast').getByText(`${STACK_NAME} is deleted.`).waitFor();
    await expect.poll(() => readSettings(workbench.home), { timeout: 30_000 }).not.toContain(LABEL);
    expect(countOf('DeleteStack')).toBe(1);
    await expect
      .poll(() => callTool(workbench, 'get_case_summary', {}), { timeout: 60_000 })
      .toEqual({ missing: true });
  });

  /** A webview is a frame in a frame. */
  function dashboard() {
    return workbench.page.frameLocator('iframe.webview').frameLocator('#active-frame');
  }

  /** Presses a button of the page as soon as it can be pressed. */
  async function press(name: string): Promise<void> {
    await dashboard().locator('button[aria-disabled="false"]').getByText(name, { exact: true }).first().click();
  }

  function countOf(action: string): number {
    return world.aws.calls.filter((call) => call.action === action).length;
  }

  function box() {
    return workbench.page.locator('.quick-input-widget input.input');
  }
});
