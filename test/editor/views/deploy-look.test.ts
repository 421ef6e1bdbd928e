import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeployState } from '../../../extension/protocol/deploy.ts';
import { findBarriers } from './accessibility.ts';
import { DEPLOY_STATES } from './deploy-states.ts';
import { openViews, THEMES, type OpenView, type ViewBrowser } from './open-view.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

const STATES = Object.entries<DeployState>(DEPLOY_STATES);
/** Whose picture is taken with a light theme too. */
const LIGHT = new Set(['planning', 'reviewing-risks', 'rolled-back', 'deployed']);

/** Shows a state and waits until the page has it. */
async function show(view: OpenView, state: DeployState): Promise<void> {
  await view.send({ kind: 'state', state });
  const last = state.actions.at(-1);
  if (last !== undefined) await view.page.getByRole('button', { name: last.label }).last().waitFor();
}

describe('the look of the deployment page', () => {
  it.each(THEMES)('has no barrier that axe finds in any state, with the %s theme', async (theme) => {
    const view = await views.open({ view: 'deploy', theme });
    await view.page.emulateMedia({ reducedMotion: 'reduce' });
    const found: string[] = [];
    for (const [name, state] of STATES) {
      await show(view, state);
      if (theme === 'dark') await view.screenshot(`deploy-${name}`);
      if (theme === 'light' && LIGHT.has(name)) await view.screenshot(`deploy-${name}-light`);
      found.push(...(await findBarriers(view.page)).map((barrier) => `${name}: ${barrier}`));
    }
    expect(found).toEqual([]);
    expect(await view.faults()).toEqual([]);
  });
});
