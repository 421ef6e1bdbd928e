import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeployState } from '../../../extension/protocol/deploy.ts';
import { findBarriers } from './accessibility.ts';
import { DEPLOY_STATES } from './deploy-states.ts';
import { openViews, THEMES, unfold, type OpenView, type Theme, type ViewBrowser } from './open-view.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

const STATES = Object.entries<DeployState>(DEPLOY_STATES);
/** Those that show everything that there are colours for. */
const COLOURFUL = ['looking', 'problems', 'preparing', 'reviewing-risks', 'rolling-back', 'deployed', 'stuck'] as const;
/** Whose picture is taken with a light theme too. */
const LIGHT = ['planning', 'reviewing-risks', 'rolled-back', 'deployed'] as const;

async function open(theme: Theme): Promise<OpenView> {
  const view = await views.open({ view: 'deploy', theme });
  await view.page.emulateMedia({ reducedMotion: 'reduce' });
  return view;
}

describe('the look of the deployment page', { timeout: 180_000 }, () => {
  it('has its picture taken in every state', async () => {
    const dark = await open('dark');
    for (const [name, state] of STATES) {
      await dark.send({ kind: 'state', state });
      await dark.screenshot(`deploy-${name}`);
    }
    const light = await open('light');
    for (const name of LIGHT) {
      await light.send({ kind: 'state', state: DEPLOY_STATES[name] });
      await light.screenshot(`deploy-${name}-light`);
    }
    expect(await dark.faults()).toEqual([]);
  });

  it('has no barrier that axe finds, in any state, with everything unfolded', async () => {
    const view = await open('dark');
    for (const [name, state] of STATES) {
      await view.send({ kind: 'state', state });
      await unfold(view);
      expect(await findBarriers(view.page), name).toEqual([]);
    }
    expect(await view.faults()).toEqual([]);
  });

  it.each(THEMES.filter((theme) => theme !== 'dark'))(
    'has colours that can be told apart, with the %s theme',
    async (theme) => {
      const view = await open(theme);
      for (const name of COLOURFUL) {
        await view.send({ kind: 'state', state: DEPLOY_STATES[name] });
        await unfold(view);
        expect(await findBarriers(view.page, 'colours'), name).toEqual([]);
      }
      expect(await view.faults()).toEqual([]);
    },
  );
});
