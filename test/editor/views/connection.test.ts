import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionState, ConnectionStep } from '../../../extension/protocol/connection.ts';
import { findBarriers } from './accessibility.ts';
import { openViews, THEMES, type ViewBrowser } from './open-view.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

const step = (id: string, state: ConnectionStep['state'], more: Partial<ConnectionStep> = {}): ConnectionStep => ({
  id,
  title: `Step ${id}`,
  state,
  ms: state === 'waiting' || state === 'running' ? 0 : 12,
  detail: '',
  remedy: '',
  actions: [],
  ...more,
});

const FAILED: ConnectionState = {
  server: 'Production',
  running: false,
  outcome: 'Not well: "Credentials" failed.',
  steps: [
    step('settings', 'passed', { detail: 'https://abc.execute-api.eu-west-1.amazonaws.com/v1/mcp' }),
    step('credentials', 'failed', {
      detail: 'The SSO sign-in of profile ops has expired.',
      remedy: 'Sign in again.',
      actions: [
        { label: 'Sign In', id: 'signIn' },
        { label: 'Use Another Profile', id: 'changeProfile' },
      ],
    }),
    step('clock', 'warned', { detail: 'This clock is 40 s ahead.' }),
    step('identity', 'skipped', { detail: 'Not tried, because "Credentials" failed.' }),
    step('query', 'running'),
    step('model', 'waiting'),
  ],
};

describe('the page of Test Connection', () => {
  it('says that it is there, and shows each step with its finding and its remedy', async () => {
    const view = await views.open({ view: 'connection' });
    expect(await view.said()).toEqual([{ kind: 'ready' }]);
    await view.send({ kind: 'state', state: FAILED });
    const failed = view.page.getByRole('listitem').filter({ hasText: 'Step credentials' });
    await failed.getByText('What to do: Sign in again.').waitFor();
    expect(await view.page.getByRole('listitem').count()).toBe(6);
    expect(await view.faults()).toEqual([]);
  });

  it('sends back what its buttons mean', async () => {
    const view = await views.open({ view: 'connection' });
    await view.send({ kind: 'state', state: FAILED });
    await view.page.getByRole('button', { name: 'Sign In' }).click();
    await view.page.getByRole('button', { name: 'Use Another Profile' }).click();
    await view.page.getByRole('button', { name: 'Test Again' }).click();
    await view.send({ kind: 'state', state: { ...FAILED, running: true } });
    await view.page.getByRole('button', { name: 'Stop' }).click();
    expect(await view.said()).toEqual([
      { kind: 'ready' },
      { kind: 'act', id: 'signIn' },
      { kind: 'act', id: 'changeProfile' },
      { kind: 'run' },
      { kind: 'stop' },
    ]);
  });

  it('shows markup from outside as text', async () => {
    const hostile = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>`;
    const view = await views.open({ view: 'connection' });
    const steps = [step('one', 'failed', { title: hostile, detail: hostile, remedy: hostile })];
    await view.send({ kind: 'state', state: { ...FAILED, server: hostile, outcome: hostile, steps } });
    expect(await view.page.getByText(hostile).count()).toBe(5);
    expect(await view.page.title()).toBe('connection');
    expect(await view.faults()).toEqual([]);
  });

  it('shows nothing of a message that is not by the contract', async () => {
    const view = await views.open({ view: 'connection' });
    await view.send({ kind: 'state', state: FAILED });
    await view.page.getByText('Production').waitFor();
    await view.send({ kind: 'state', state: { ...FAILED, server: 7 } });
    await view.send({ kind: 'other' });
    expect(await view.page.getByRole('heading').textContent()).toBe('Connection to Production');
    expect(await view.faults()).toEqual([]);
  });

  it("speaks the editor's language", async () => {
    const view = await views.open({ view: 'connection', words: { 'Connection to {0}': 'Verbindung zu {0}' } });
    await view.send({ kind: 'state', state: FAILED });
    await view.page.getByRole('heading', { name: 'Verbindung zu Production' }).waitFor();
  });

  it.each(THEMES)('has no barrier that axe finds, with the %s theme', async (theme) => {
    const view = await views.open({ view: 'connection', theme });
    await view.send({ kind: 'state', state: FAILED });
    await view.page.getByRole('button', { name: 'Sign In' }).waitFor();
    await view.screenshot(`connection-${theme}`);
    expect(await findBarriers(view.page)).toEqual([]);
  });
});
