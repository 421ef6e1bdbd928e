import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialsState, Used } from '../../../extension/protocol/credentials.ts';
import { findBarriers } from './accessibility.ts';
import { EMPTY, KNOWN, row, STATE } from './credentials-states.ts';
import { openViews, THEMES, type OpenView, type ViewBrowser } from './open-view.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

const sideBar = { view: 'credentials', place: 'side bar', width: 340, height: 900 } as const;

async function shown(
  state: CredentialsState,
  more: Partial<Parameters<ViewBrowser['open']>[0]> = {},
): Promise<OpenView> {
  const view = await views.open({ ...sideBar, ...more });
  await view.send({ kind: 'state', state });
  await view.page.getByRole('button', { name: 'Refresh' }).waitFor();
  return view;
}

describe('the view of AWS credentials', () => {
  it('shows whose credentials are used: account, identity and region', async () => {
    const view = await shown(STATE);
    const { page } = view;
    const used = page.getByRole('status');
    for (const text of ['ops', '111122223333', KNOWN.arn, 'eu-west-1', '18:30']) {
      await used.getByText(text, { exact: true }).waitFor();
    }
    expect(await view.faults()).toEqual([]);
  });

  it('lists every profile with how it gets credentials and how it stands', async () => {
    const { page } = await shown(STATE);
    for (const { name, facts, standing } of STATE.profiles) {
      const entry = page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
      await entry.getByText(facts.join(' · '), { exact: true }).waitFor();
      await entry.getByText(standing.text, { exact: true }).waitFor();
    }
  });

  it('offers for each what makes sense, and says back what was clicked', async () => {
    const view = await shown(STATE);
    const { page } = view;
    const click = (name: string) => page.getByRole('button', { name, exact: true }).click();
    expect(await page.getByRole('button', { name: /^Use: / }).allTextContents()).toHaveLength(5);
    for (const name of ['Use: ops', 'Use: broken', 'Sign In: default']) {
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    }
    await click('Change Region');
    await click('Use: audit');
    await click('Sign In: audit');
    await click('Sign Out: ops');
    await click('New SSO Profile');
    await click('Open Config File');
    await click('Use: Environment');
    await click('Use: Pasted keys');
    await click('Paste New Keys');
    await click('Save as Profile');
    await click('Forget Keys');
    await click('Refresh');
    expect(await view.said()).toEqual([
      { kind: 'ready' },
      { kind: 'change-region' },
      { kind: 'use-profile', profile: 'audit' },
      { kind: 'sign-in', profile: 'audit' },
      { kind: 'sign-out', profile: 'ops' },
      { kind: 'new-sso-profile' },
      { kind: 'open-config' },
      { kind: 'use-environment' },
      { kind: 'use-pasted' },
      { kind: 'paste' },
      { kind: 'save-as-profile' },
      { kind: 'forget' },
      { kind: 'refresh' },
    ]);
  });

  it('says where to begin when there is nothing yet', async () => {
    const view = await shown(EMPTY);
    const { page } = view;
    await page.getByText('No credentials chosen yet. Choose a profile or paste keys.').waitFor();
    await page.getByText('No profiles in /home/ann/.aws/config yet.').waitFor();
    await page.getByRole('button', { name: 'Paste Keys' }).click();
    expect((await view.said()).at(-1)).toEqual({ kind: 'paste' });
    await view.screenshot('credentials-empty');
  });

  it.each([
    ['sign-in', 'Sign In'],
    ['mfa-code', 'Enter MFA Code'],
    ['paste', 'Paste New Keys'],
    ['choose', 'Choose Other Credentials'],
  ] as const)('offers what helps where credentials do not work: %s', async (help, button) => {
    const used: Used = {
      kind: 'failed',
      label: 'audit',
      region: 'us-east-1',
      message: 'AWS does not accept these credentials.',
      remedy: 'Check them.',
      help,
    };
    const view = await shown({ ...STATE, used });
    const { page } = view;
    await page.getByText('AWS does not accept these credentials.').waitFor();
    await page.getByText('What to do: Check them.').waitFor();
    await page.getByRole('status').getByRole('button', { name: button, exact: true }).click();
    expect((await view.said()).at(-1)).toEqual({ kind: 'help' });
    await view.screenshot(`credentials-failed-${help}`);
  });

  it('says that AWS is being asked', async () => {
    const { page } = await shown({ ...STATE, used: { kind: 'asking', label: 'ops', region: 'eu-west-1' } });
    await page.getByRole('status').getByText('Verifying these credentials with AWS...').waitFor();
  });

  it('shows names from outside as text', async () => {
    const hostile = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>`;
    const text = { tone: 'bad', text: hostile } as const;
    const view = await shown({
      used: { ...KNOWN, label: hostile, arn: hostile },
      profiles: [row(hostile, { facts: [hostile], standing: text, signIn: 'in' })],
      configFile: hostile,
      environment: { isUsed: false, standing: text },
      pasted: { isUsed: false, keyId: hostile, standing: text },
    });
    const { page } = view;
    expect(await page.getByText(hostile, { exact: true }).count()).toBe(8);
    expect(await page.title()).toBe('credentials');
    expect(await view.faults()).toEqual([]);
  });

  it('keeps the button that has the focus when a new state comes', async () => {
    const view = await shown(STATE);
    const { page } = view;
    const button = page.getByRole('button', { name: 'Use: audit', exact: true });
    await button.focus();
    await view.send({ kind: 'state', state: { ...STATE, profiles: [row('aaa'), ...STATE.profiles] } });
    await page.getByText('aaa', { exact: true }).waitFor();
    expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  it.each([250, 340])('needs no sideways scrolling at %d pixels', async (width) => {
    const long = 'a-profile-with-a-name-that-nobody-would-want-to-type-more-than-once-in-a-life';
    const profiles = [row(long, { facts: [long], signIn: 'in' }), ...STATE.profiles];
    const view = await shown({ ...STATE, profiles }, { width });
    const { page } = view;
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await view.screenshot(`credentials-${width}`);
  });

  it.each(THEMES)('has no barrier that axe finds, with the %s theme', async (theme) => {
    const view = await shown(STATE, { theme });
    await view.screenshot(`credentials-${theme}`);
    expect(await findBarriers(view.page)).toEqual([]);
    await view.send({ kind: 'state', state: EMPTY });
    await view.page.getByText('No credentials chosen yet.', { exact: false }).waitFor();
    expect(await findBarriers(view.page)).toEqual([]);
  });
});
