import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeployState } from '../../../extension/protocol/deploy.ts';
import { action, DEPLOY_STATES, formWith, PLANNING, REVIEWING, stackState } from './deploy-states.ts';
import { openViews, unfold, type OpenView, type ViewBrowser } from './open-view.ts';
import { buttonsOf, sentencesOf, withText } from './state-parts.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

const STATES = Object.entries<DeployState>(DEPLOY_STATES);

const show = (view: OpenView, state: DeployState) => view.send({ kind: 'state', state });
const button = ({ page }: OpenView, name: string) => page.getByRole('button', { name, exact: true });
const identifier = ({ page }: OpenView) => page.getByLabel('Identifier', { exact: true });

/** What the page has said since it said that it was there. */
async function saidBy(view: OpenView): Promise<readonly unknown[]> {
  return (await view.said()).slice(1);
}

describe('the deployment page', { timeout: 180_000 }, () => {
  it('says that it is there, and shows an outline until it is told more', async () => {
    const view = await views.open({ view: 'deploy' });
    expect(await view.said()).toEqual([{ kind: 'ready' }]);
    await view.page.getByRole('heading', { name: 'Deploy Case Insights MCP' }).waitFor();
    expect(await view.page.locator('.skeleton').count()).toBeGreaterThan(0);
  });

  it('shows all that it is told, in every state', async () => {
    const view = await views.open({ view: 'deploy' });
    for (const [name, state] of STATES) {
      await show(view, state);
      const text = ((await view.page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ');
      const missing = sentencesOf(state).filter((sentence) => !text.includes(sentence.replaceAll(/\s+/g, ' ')));
      expect(missing, name).toEqual([]);
    }
    expect(await view.faults()).toEqual([]);
  });

  it('sends what each of its buttons means, in every state', async () => {
    const view = await views.open({ view: 'deploy' });
    for (const [name, state] of STATES) {
      await show(view, state);
      await unfold(view);
      const before = (await view.said()).length;
      const wanted = buttonsOf(state).filter(
        ({ disabled, id }) => disabled === '' && (state.busy === '' || id === 'stop'),
      );
      for (const { label } of wanted) await button(view, label).first().click();
      const sent = (await view.said()).slice(before);
      expect(sent, name).toEqual(
        wanted.map(({ id, target }) => ({ kind: 'act', id, ...(target !== undefined && { target }) })),
      );
    }
  });

  it('lets a button that cannot be used say why, and sends nothing for it', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, DEPLOY_STATES.problems);
    const review = button(view, 'Review Deployment');
    await review.click({ force: true });
    await review.focus();
    await view.page.keyboard.press('Enter');
    expect(await review.getAttribute('aria-disabled')).toBe('true');
    const described = await review.getAttribute('aria-describedby');
    expect(await view.page.locator(`#${described ?? ''}`).textContent()).toBe('Correct the marked values first.');
    expect(await saidBy(view)).toEqual([]);
  });

  it('lets buttons wait while the host is at work', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, { ...REVIEWING, busy: 'Asking AWS…' });
    await button(view, 'Deploy...').click({ force: true });
    await button(view, 'Open Template').click();
    expect(await saidBy(view)).toEqual([{ kind: 'act', id: 'open-template' }]);
    await view.page.getByText('Asking AWS…').waitFor();
  });

  it('shows markup from outside as text, in every state', async () => {
    const hostile = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>`;
    const view = await views.open({ view: 'deploy' });
    for (const [name, state] of STATES) {
      await view.send({ kind: 'state', state: withText(state, hostile) });
      const main = view.page.locator('main');
      expect(await main.textContent(), name).toContain(hostile);
      expect(await main.locator('img, script').count(), name).toBe(0);
    }
    expect(await view.page.title()).toBe('deploy');
    expect(await view.faults()).toEqual([]);
  });

  it('has one place only that a screen reader speaks of by itself', async () => {
    const view = await views.open({ view: 'deploy' });
    const spoken = view.page.locator('[role=status], [role=alert], [aria-live]');
    for (const [, state] of STATES) {
      await show(view, state);
      expect(await spoken.count()).toBe(1);
    }
    await show(view, DEPLOY_STATES['rolling-back']);
    expect(await spoken.textContent()).toContain('API Gateway has no role for writing logs');
    await show(view, DEPLOY_STATES.creating);
    expect(await spoken.textContent()).toBe('The stack is being created. 25 %');
  });

  it("speaks the editor's language", async () => {
    const view = await views.open({
      view: 'deploy',
      words: { 'Deploy Case Insights MCP': 'Case Insights MCP bereitstellen' },
    });
    await view.page.getByRole('heading', { name: 'Case Insights MCP bereitstellen' }).waitFor();
  });
});

describe('the form of the deployment page', () => {
  it('sends what is typed and chosen, each value by its name', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, PLANNING);
    await view.page.getByText('Advanced settings').click();
    await identifier(view).fill('trial');
    await view.page.getByLabel('Allow browser calls (CORS)').check();
    await view.page.getByLabel('Log level').selectOption('WARN');
    await view.page.getByLabel('Data scopes').fill('{}');
    expect(await saidBy(view)).toEqual([
      { kind: 'change', name: 'UniqueIdentifier', value: 'trial' },
      { kind: 'change', name: 'EnableCORS', value: 'true' },
      { kind: 'change', name: 'LogLevel', value: 'WARN' },
      { kind: 'change', name: 'DataScopes', value: '{}' },
    ]);
  });

  it('keeps what is typed while older states arrive, and takes what the host changes later', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, PLANNING);
    await identifier(view).fill('trial');
    await show(view, { ...PLANNING, headline: 'Older.' });
    await view.page.getByText('Older.').waitFor();
    expect(await identifier(view).inputValue()).toBe('trial');
    await show(view, { ...PLANNING, form: [...formWith({ UniqueIdentifier: { value: 'trial' } })] });
    await show(view, {
      ...PLANNING,
      headline: 'Newer.',
      form: [...formWith({ UniqueIdentifier: { value: 'other' } })],
    });
    await view.page.getByText('Newer.').waitFor();
    expect(await identifier(view).inputValue()).toBe('other');
  });

  it('has what was typed again when the page is loaded anew, and tells a host that has forgotten it', async () => {
    const first = await views.open({ view: 'deploy' });
    await show(first, PLANNING);
    await first.page.getByText('Checks', { exact: true }).click();
    await identifier(first).fill('trial');
    await show(first, { ...PLANNING, form: [...formWith({ UniqueIdentifier: { value: 'trial' } })] });
    const again = await views.open({ view: 'deploy', kept: await first.kept() });
    await show(again, PLANNING);
    await identifier(again).waitFor();
    expect(await identifier(again).inputValue()).toBe('trial');
    expect(await saidBy(again)).toEqual([{ kind: 'change', name: 'UniqueIdentifier', value: 'trial' }]);
    expect(await again.page.getByText("This machine's clock is right.").isVisible()).toBe(false);
  });

  it('does not take what was typed for one account into another', async () => {
    const first = await views.open({ view: 'deploy' });
    await show(first, PLANNING);
    await identifier(first).fill('trial');
    const again = await views.open({ view: 'deploy', kept: await first.kept() });
    await show(again, { ...PLANNING, who: { ...PLANNING.who!, region: 'us-east-1' } });
    await identifier(again).waitFor();
    expect(await identifier(again).inputValue()).toBe('prod-cases');
    expect(await saidBy(again)).toEqual([]);
  });

  it('starts anew from kept things that cannot be read', async () => {
    const view = await views.open({ view: 'deploy', kept: { folds: 7, typed: 'x', marked: {} } });
    await show(view, PLANNING);
    await identifier(view).waitFor();
    expect(await view.faults()).toEqual([]);
  });

  it('ties what is wrong with a value to its field, and unfolds the settings it is among', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, DEPLOY_STATES.problems);
    const requests = view.page.getByLabel('Requests per second');
    expect(await requests.getAttribute('aria-invalid')).toBe('true');
    const [problem] = ((await requests.getAttribute('aria-describedby')) ?? '').split(' ');
    expect(await view.page.locator(`#${problem ?? ''}`).innerText()).toContain('Take at least 1.');
  });

  it('finds a model by any of its words', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, PLANNING);
    await view.page.getByText('23 options').click();
    await view.page.getByRole('searchbox').fill('nova legacy');
    const found = view.page.getByRole('radiogroup', { name: 'Model or inference profile' }).getByRole('radio');
    expect(await found.count()).toBe(1);
    await found.check();
    expect(await saidBy(view)).toEqual([{ kind: 'change', name: 'BedrockModelId', value: 'eu.amazon.nova-lite-v1:0' }]);
    expect(await view.page.getByLabel('Model or inference profile', { exact: true }).first().inputValue()).toBe(
      'eu.amazon.nova-lite-v1:0',
    );
    await view.page.getByRole('searchbox').fill('nothing like it');
    await view.page.getByText('No matches.').waitFor();
  });

  it('sends which data to answer from', async () => {
    const view = await views.open({ view: 'deploy' });
    const sources = PLANNING.discovery.sources.map((source) => ({ ...source, analytics: true }));
    await show(view, { ...PLANNING, discovery: { ...PLANNING.discovery, sources } });
    await view.page.getByRole('radio', { name: /case-insights-trial/ }).check();
    expect(await saidBy(view)).toEqual([{ kind: 'act', id: 'choose-source', target: 'case-insights-trial' }]);
  });
});

describe('the progress of a deployment', () => {
  it('lets the time go on by itself while the stack is at work', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, DEPLOY_STATES.creating);
    await view.page.getByText(/2 of 6 done · (?!0:31)/).waitFor();
    expect(await view.page.getByRole('progressbar').getAttribute('max')).toBe('100');
  });

  it('keeps every resource in its row', async () => {
    const view = await views.open({ view: 'deploy' });
    const { creating } = DEPLOY_STATES;
    await show(view, creating);
    const names = () => view.page.locator('tbody tr td:first-child > span:first-child').allTextContents();
    await view.page.getByRole('row', { name: /MCPUserPolicy/ }).waitFor();
    const before = await names();
    const resources = [...creating.stack.progress!.resources].reverse();
    const more = { ...resources[0]!, logicalId: 'Late', state: 'working' as const };
    await show(view, stackState({ progress: { ...creating.stack.progress!, resources: [more, ...resources] } }, []));
    await view.page.getByRole('row', { name: /Late/ }).waitFor();
    expect(await names()).toEqual([...before, 'Late']);
  });

  it('sends the marked resources along, and only those that are still in the way', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, DEPLOY_STATES.stuck);
    await view.page.getByRole('checkbox', { name: /MCPLambdaFunction/ }).check();
    await button(view, 'Continue Rollback...').click();
    const { stuck } = DEPLOY_STATES.stuck.stack;
    await show(
      view,
      stackState({ phase: 'failed', stuck: stuck.slice(1) }, [
        action('delete-retaining', 'Delete, Keeping the Marked'),
      ]),
    );
    await button(view, 'Delete, Keeping the Marked').click();
    expect(await saidBy(view)).toEqual([
      { kind: 'act', id: 'continue-rollback', resources: ['MCPLambdaFunction'] },
      { kind: 'act', id: 'delete-retaining' },
    ]);
  });

  it('copies an output, and says so', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, DEPLOY_STATES.deployed);
    await button(view, 'Copy Server address').click();
    await button(view, 'Server address is copied').waitFor();
    expect(await view.page.getByRole('status').textContent()).toBe('Server address is copied');
    expect(await saidBy(view)).toEqual([{ kind: 'act', id: 'copy-output', target: 'MCPServerEndpoint' }]);
  });
});

describe('the deployment page by keyboard', () => {
  it('is gone through from top to bottom, and Enter presses what has the focus', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, PLANNING);
    await button(view, 'Review Deployment').waitFor();
    const order: string[] = [];
    for (;;) {
      await view.page.keyboard.press('Tab');
      const name = await view.page.evaluate(() => {
        const { activeElement } = document;
        if (activeElement === null || activeElement === document.body) return '';
        const { labels, textContent } = activeElement as HTMLInputElement;
        return (labels?.[0]?.textContent ?? textContent).replaceAll(/\s+/g, ' ').trim();
      });
      if (name === '' || order.includes(name)) break;
      order.push(name);
    }
    const heads = ['Change Credentials', 'Review Deployment', 'Update in Place', 'Stack name', '23 options'];
    const places = heads.map((head) => order.indexOf(head));
    expect(
      places.every((place) => place >= 0),
      order.join(' | '),
    ).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(order.at(-1)).toMatch(/^What will be deployed to your account/);
    await button(view, 'Review Deployment').focus();
    await view.page.keyboard.press('Enter');
    expect(await saidBy(view)).toEqual([{ kind: 'act', id: 'review' }]);
  });

  it('sends nothing for Enter in a field, and unfolds by Enter and Space', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, PLANNING);
    await identifier(view).focus();
    await view.page.keyboard.press('Enter');
    await view.page.locator('summary', { hasText: 'Cost estimate' }).focus();
    await view.page.keyboard.press('Enter');
    await view.page.getByText('CloudWatch alarms').waitFor();
    await view.page.keyboard.press('Space');
    await view.page.getByText('CloudWatch alarms').waitFor({ state: 'hidden' });
    expect(await saidBy(view)).toEqual([]);
  });

  it('never leaves the focus on a button that deploys: it goes to the heading when the page has moved on', async () => {
    const view = await views.open({ view: 'deploy' });
    await show(view, PLANNING);
    await button(view, 'Change Region').focus();
    await show(view, REVIEWING);
    await button(view, 'Deploy...').waitFor();
    await view.page.keyboard.press('Enter');
    await show(view, DEPLOY_STATES['no-credentials']);
    await button(view, 'Choose AWS Credentials').waitFor();
    await view.page.keyboard.press('Enter');
    expect((await saidBy(view)).filter((said) => JSON.stringify(said).includes('"deploy"'))).toEqual([]);
  });
});

describe('the deployment page where there is little room', { timeout: 180_000 }, () => {
  it.each([
    ['250 pixels wide', { width: 250, height: 700 }],
    ['at a zoom of 200 %', { width: 450, height: 350, scale: 2 }],
  ])('is never scrolled sideways, %s', async (_, room) => {
    const view = await views.open({ view: 'deploy', ...room });
    await view.page.emulateMedia({ reducedMotion: 'reduce' });
    for (const [name, state] of STATES) {
      await show(view, state);
      await unfold(view);
      const overflow = await view.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, name).toBeLessThanOrEqual(0);
      if (name === 'planning' || name === 'reviewing-risks' || name === 'rolling-back')
        await view.screenshot(`deploy-${name}-${room.width}`);
    }
  });
});
