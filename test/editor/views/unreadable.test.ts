import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openViews, type ViewBrowser } from './open-view.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

describe('a page', () => {
  it.each(['analysis', 'connection', 'credentials', 'deploy'] as const)(
    'reports to the host once what it cannot read, and nothing of its content: %s',
    async (name) => {
      const view = await views.open({ view: name });
      const before = (await view.said()).length;
      await view.send({ kind: 'secret of a case', state: {} });
      await view.send({ kind: 'dancing', state: {} });
      await view.send({ kind: 'dancing', state: {} });
      await view.send('secret');
      expect((await view.said()).slice(before)).toEqual([
        { kind: 'unreadable', message: '?', path: 'kind' },
        { kind: 'unreadable', message: 'dancing', path: 'kind' },
        { kind: 'unreadable', message: '?', path: '' },
      ]);
      expect(await view.faults()).toEqual([]);
    },
  );
});
