import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  DEVICE_USER_CODE,
  HANDED_OUT_SECRET,
  MFA_CODE,
  startIdentityEndpoint,
  type IdentityEndpoint,
} from '../../support/aws-identity-endpoint.ts';
import { startWorkbench, type Workbench } from './start-workbench.ts';

const PASTED_SECRET = 'pasted-secret-Pq55';
const CONFIG = `# kept by hand
[profile base]
aws_access_key_id = AKIDBASE
aws_secret_access_key = base-secret
region = eu-west-1
[profile mfa]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/ann
region = eu-west-1
[profile team]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Reader
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access
`;

describe('AWS credentials in the editor', () => {
  let endpoint: IdentityEndpoint;
  let workbench: Workbench;
  let view: Frame;

  beforeAll(async () => {
    endpoint = await startIdentityEndpoint({ waitForBrowser: true });
    workbench = await startWorkbench({ ...endpoint.environment, AWS_EC2_METADATA_DISABLED: 'true' });
    mkdirSync(path.join(workbench.home, '.aws'));
    writeFileSync(path.join(workbench.home, '.aws', 'config'), CONFIG);
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed: ${task.name}`);
  });
  afterAll(async () => {
    await workbench.close();
    await endpoint.close();
  });

  it('are listed with how they stand, and AWS is not asked for that', async () => {
    await workbench.runCommand('Focus on AWS Credentials View');
    view = await findView();
    await entry('base').getByText('not checked yet').waitFor();
    await entry('mfa').getByText('MFA code required').waitFor();
    await entry('team').getByText('not signed in').waitFor();
    await statusBar('AWS: Choose Credentials');
    expect(endpoint.calls).toEqual([]);
  });

  it('are used once AWS has said whose they are', async () => {
    await view.getByRole('button', { name: 'Use: base' }).click();
    await used('arn:aws:iam::111122223333:user/ann');
    await used('111122223333');
    await entry('base').getByText('verified').waitFor();
    await statusBar('AWS: base · eu-west-1 · 111122223333');
    await workbench.screenshot('credentials-view');
    expect(endpoint.calls.map(({ action }) => action)).toEqual(['GetCallerIdentity']);
  });

  it('ask for an MFA code in a box of the editor', async () => {
    const { page } = workbench;
    await view.getByRole('button', { name: 'Use: mfa' }).click();
    await asked('The current code from arn:aws:iam::111122223333:mfa/ann');
    await box().fill('12');
    await page.getByText('Enter the six digits of the code, such as 123456.').waitFor();
    await workbench.screenshot('credentials-mfa');
    await box().fill(MFA_CODE);
    await box().press('Enter');
    await statusBar('AWS: mfa · eu-west-1 · 111122223333');
    expect(endpoint.calls.filter(({ action }) => action === 'AssumeRole')).toHaveLength(1);
  });

  it('are signed in to in the browser, without the AWS CLI', async () => {
    const { page, home } = workbench;
    await view.getByRole('button', { name: 'Use: team' }).click();
    const dialog = await compareCode();
    await workbench.screenshot('credentials-sign-in');
    await dialog.getByRole('button', { name: 'Copy Link Instead' }).click();
    await page.locator('.notification-toast').getByText(`Confirm the code ${DEVICE_USER_CODE}`).waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(link).toBe(`${endpoint.url}/device?user_code=${DEVICE_USER_CODE}`);
    await fetch(link);
    await asked('Choose a region for team');
    await box().fill('ireland');
    await box().press('Enter');
    await statusBar('AWS: team · eu-west-1 · 111122223333');
    await entry('team').getByText('signed in, renewed automatically').waitFor();
    const cache = path.join(home, '.aws', 'sso', 'cache');
    const [token = ''] = readdirSync(cache);
    expect(JSON.parse(readFileSync(path.join(cache, token), 'utf8'))).toMatchObject({ accessToken: 'sso-token' });
    expect(statSync(path.join(cache, token)).mode & 0o777).toBe(0o600);
  });

  it('that somebody adds elsewhere are noticed', async () => {
    appendFileSync(
      path.join(workbench.home, '.aws', 'config'),
      '[profile later]\naws_access_key_id = AKIDLATER\naws_secret_access_key = later\n',
    );
    await entry('later').getByText('access keys').waitFor();
  });

  it('that are pasted stay in the secret storage, until they are asked to be a profile', async () => {
    const { page, home } = workbench;
    await view.getByRole('button', { name: 'Paste Keys' }).click();
    await asked('Paste all lines at once');
    await box().fill('export AWS_ACCESS_KEY_ID=ASIAPASTED0000000001');
    await page.getByText('Missing from the pasted text: aws_secret_access_key, aws_session_token.').waitFor();
    await box().fill(
      `export AWS_ACCESS_KEY_ID="ASIAPASTED0000000001" export AWS_SECRET_ACCESS_KEY="${PASTED_SECRET}" export AWS_SESSION_TOKEN="token-${PASTED_SECRET}"`,
    );
    await box().press('Enter');
    await asked('Choose a region for pasted keys');
    await box().fill('us-east-2');
    await box().press('Enter');
    await statusBar('AWS: pasted keys · us-east-2 · 111122223333');
    await view.getByText('ASIAPASTED0000000001').waitFor();
    expect(filesWith(home, PASTED_SECRET)).toEqual([]);

    await view.getByRole('button', { name: 'Save as Profile' }).click();
    await asked('Name of the profile. The keys of an existing profile are replaced.');
    await proposed('case-insights');
    await box().press('Enter');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('aws_secret_access_key = ********').waitFor();
    await workbench.screenshot('credentials-save-as-profile');
    await dialog.getByRole('button', { name: 'Write' }).click();
    await statusBar('AWS: case-insights · us-east-2 · 111122223333');
    expect(filesWith(home, PASTED_SECRET)).toEqual([path.join('.aws', 'credentials')]);
    await view.getByRole('button', { name: 'Forget Keys' }).click();
    await view.getByText("None. Pasted keys are kept in the editor's secret storage").waitFor();
  });

  it('get a new SSO profile, in the same file, with all else in it kept', async () => {
    const { page, home } = workbench;
    const before = readFileSync(path.join(home, '.aws', 'config'), 'utf8');
    await workbench.runCommand('Case Insights: Choose AWS Credentials');
    await page.getByRole('option', { name: /^mfa/ }).waitFor();
    await workbench.screenshot('credentials-pick');
    await box().fill('New SSO Profile');
    await box().press('Enter');
    await asked('The start URL of your AWS access portal');
    await proposed('https://corp.awsapps.com/start');
    await box().fill('https://other.awsapps.com/start');
    await box().press('Enter');
    await asked('Choose the region of IAM Identity Center.');
    await box().fill('frankfurt');
    await box().press('Enter');
    const dialog = await compareCode();
    const opened = page.context().waitForEvent('page');
    await dialog.getByRole('button', { name: 'Copy Code and Open Browser' }).click();
    const browser = await opened;
    expect(browser.url()).toContain(`/device?user_code=${DEVICE_USER_CODE}`);
    await browser.close();
    await asked('Choose an account');
    await page.getByRole('option', { name: /Production/ }).click();
    await asked('Choose a role in Production');
    await page.getByRole('option', { name: 'Operations' }).click();
    await asked('Choose the region where Case Insights is deployed.');
    await box().fill('eu-west-1');
    await box().press('Enter');
    await asked('Name of the profile');
    await proposed('Production-Operations');
    await box().press('Enter');
    await statusBar('AWS: Production-Operations · eu-west-1 · 111122223333');
    await page
      .locator('.notification-toast')
      .getByText('Case Insights now uses arn:aws:iam::111122223333:user/ann')
      .waitFor();
    expect(readFileSync(path.join(home, '.aws', 'config'), 'utf8')).toBe(
      `${before}
[sso-session other]
sso_start_url = https://other.awsapps.com/start
sso_region = eu-central-1
sso_registration_scopes = sso:account:access

[profile Production-Operations]
sso_session = other
sso_account_id = 111122223333
sso_role_name = Operations
region = eu-west-1
`,
    );
  });

  it('are the same after a reload', async () => {
    const { page } = workbench;
    await page.reload();
    await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    await workbench.runCommand('Focus on AWS Credentials View');
    view = await findView();
    await statusBar('AWS: Production-Operations · eu-west-1 · 111122223333');
    await used('arn:aws:iam::111122223333:user/ann');
  });

  it('never have their secrets in what the editor writes', () => {
    const { home } = workbench;
    expect(filesWith(path.join(home, 'user-data'), HANDED_OUT_SECRET)).toEqual([]);
    expect(filesWith(path.join(home, 'user-data'), PASTED_SECRET)).toEqual([]);
  });

  async function compareCode(): Promise<Locator> {
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText(DEVICE_USER_CODE).waitFor();
    return dialog;
  }

  /** A box for text has the question below it, a list as its placeholder. */
  async function asked(question: string): Promise<void> {
    const widget = workbench.page.locator('.quick-input-widget');
    await widget.getByText(question).or(widget.getByPlaceholder(question)).first().waitFor();
  }

  /** What a box proposes comes a moment after the box, over whatever was typed before. */
  async function proposed(text: string): Promise<void> {
    await expect.poll(() => box().inputValue(), { timeout: 30_000 }).toBe(text);
  }

  /** The side bar may show other pages of the extension beside it. */
  async function findView(): Promise<Frame> {
    let found: Frame | undefined;
    const look = async () => {
      for (const frame of workbench.page.frames()) {
        const headings = frame.locator('h1').filter({ hasText: 'AWS Credentials' });
        if ((await headings.count().catch(() => 0)) > 0) found = frame;
      }
      return found !== undefined;
    };
    await expect.poll(look, { timeout: 60_000 }).toBe(true);
    if (found === undefined) throw new Error('there is no such view');
    return found;
  }

  function entry(name: string) {
    return view.getByRole('listitem').filter({ has: view.getByText(name, { exact: true }) });
  }

  async function used(text: string): Promise<void> {
    await view.getByRole('status').getByText(text, { exact: true }).waitFor();
  }

  async function statusBar(text: string): Promise<void> {
    await workbench.page.locator('.statusbar-item').filter({ hasText: text }).waitFor();
  }

  function box() {
    return workbench.page.locator('.quick-input-widget input.input');
  }
});

/** The files below the folder that have the text, as paths from there. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => path.join(file.parentPath, file.name))
    .filter((file) => !file.includes(`${path.sep}extensions${path.sep}`) && readFileSync(file).includes(text))
    .map((file) => path.relative(folder, file));
}
