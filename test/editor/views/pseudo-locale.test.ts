import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { ViewName } from '../../../extension/host/webview/page.ts';
import { analysisContract } from '../../../extension/protocol/analysis.ts';
import { connectionContract } from '../../../extension/protocol/connection.ts';
import { credentialsContract, type CredentialsState } from '../../../extension/protocol/credentials.ts';
import { deployContract } from '../../../extension/protocol/deploy.ts';
import { pseudo } from '../../support/pseudo-locale.ts';
import { everything } from './analysis-states.ts';
import { EMPTY, STATE } from './credentials-states.ts';
import { DEPLOY_STATES } from './deploy-states.ts';
import { openViews, unfold, type ViewBrowser } from './open-view.ts';

const file = path.resolve(import.meta.dirname, '..', '..', '..', 'l10n', 'bundle.l10n.json');
const texts = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
const words = Object.fromEntries(texts.map((text) => [text, pseudo(text)]));

/** Of each view what makes it show most of its own words. */
const PAGES: readonly (readonly [ViewName, z.ZodMiniType, readonly unknown[]])[] = [
  [
    'connection',
    connectionContract.toView,
    [
      {
        kind: 'state',
        state: {
          server: '',
          running: false,
          outcome: '',
          steps: ['waiting', 'running', 'passed', 'warned', 'failed', 'skipped'].map((state, index) => ({
            id: `${index}`,
            title: `${index}`,
            state,
            ms: 0,
            detail: `${index}`,
            remedy: `${index}`,
            actions: [],
          })),
        },
      },
    ],
  ],
  ['credentials', credentialsContract.toView, credentialsStates().map((state) => ({ kind: 'state', state }))],
  ['deploy', deployContract.toView, Object.values(DEPLOY_STATES).map((state) => ({ kind: 'state', state }))],
  [
    'analysis',
    analysisContract.toView,
    [...everything(), ...['ask', 'results', 'sql', 'history'].map((tab) => ({ kind: 'show', tab }))],
  ],
];

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

describe("a page in another language than the editor's first", () => {
  it.each(PAGES)('has no English word left: %s', async (view, schema, messages) => {
    const opened = await views.open({ view, words });
    const { page } = opened;
    const english = new Set<string>();
    for (const message of messages) {
      await opened.send(inFigures(message, schema));
      await unfold(opened);
      const texts = await page
        .locator('main, [aria-label], [title], [placeholder]')
        .evaluateAll((elements) =>
          elements.flatMap((element) => [
            ...(element instanceof HTMLElement && element.localName === 'main' ? [element.innerText] : []),
            ...['aria-label', 'title', 'placeholder'].flatMap((name) => element.getAttribute(name) ?? []),
          ]),
        );
      for (const word of texts.flatMap(englishIn)) english.add(word);
    }
    expect(await page.locator('main').innerText()).toMatch(/\[.+\]/);
    expect([...english]).toEqual([]);
  });
});

/** What the view shows of profiles and keys, and all that can be wrong with those that are used. */
function credentialsStates(): readonly CredentialsState[] {
  const helps = ['sign-in', 'mfa-code', 'paste', 'choose'] as const;
  return [
    STATE,
    EMPTY,
    { ...STATE, used: { kind: 'asking', label: '7', region: '7' } },
    ...helps.map((help): CredentialsState => {
      return { ...STATE, used: { kind: 'failed', label: '7', region: '7', message: '7', remedy: '7', help } };
    }),
  ];
}

/** Whatever comes from outside, in figures alone: each text that may be any text. */
function inFigures(message: unknown, schema: z.ZodMiniType): unknown {
  const copy = structuredClone(message);
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(holder)) {
      if (typeof value === 'string') {
        holder[key] = value.replaceAll(/\p{L}+/gu, '7');
        if (!schema.safeParse(copy).success) holder[key] = value;
      } else if (typeof value === 'object' && value !== null) {
        visit(value as Record<string, unknown>);
      }
    }
  };
  visit({ copy });
  return copy;
}

/** But months and units, which the browser writes, and names that no language translates. */
function englishIn(text: string): readonly string[] {
  return (text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !KEPT.test(word));
}

const KEPT =
  /^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|AM|PM|[kKMGT]?B|KB|Ctrl|Enter|SQL|HTML|CSV|JSON|Markdown)$/;
