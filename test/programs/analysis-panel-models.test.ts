import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CaseInsightsError } from '#core/errors.ts';
import type { EditorModel, EditorModels } from '../../extension/host/analysis/editor-models.ts';
import { openToolClient, type ToolClient } from '../../extension/host/analysis/server/tool-client.ts';
import type { Result } from '../../extension/protocol/analysis-runs.ts';
import { localLaunch, openPanel, type PanelOptions, type PanelUnderTest } from '../support/analysis-panel.ts';
import { aCase } from '../support/cases.ts';
import { readCases, readFences } from '../support/prompt-fences.ts';
import { writeCaseFolder } from '../support/write-case-folder.ts';

const CASES = Array.from({ length: 30 }, (_, index) => aCase({ case_number: String(170_800_000_000 + index) }));
const MODEL: EditorModel = { id: 'vendor/small', name: 'Small Model', vendor: 'vendor', maxInputTokens: 100_000 };
type Ask = EditorModels['ask'];

/** The editor's models in a test: what they were asked, and how they answer. */
function someModels(ask: Ask, model = MODEL) {
  const prompts: { readonly system: string; readonly user: string }[] = [];
  let listed: readonly EditorModel[] = [model];
  const listeners = new Set<() => void>();
  const models: EditorModels = {
    list: () => Promise.resolve(listed),
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    countTokens: (_, text) => Promise.resolve(Math.ceil(text.length / 4)),
    ask: (id, prompt, options) => {
      prompts.push(prompt);
      return ask(id, prompt, options);
    },
  };
  return {
    models,
    prompts,
    offer: (next: readonly EditorModel[]) => {
      listed = next;
      for (const listener of listeners) listener();
    },
  };
}

const says =
  (text: string): Ask =>
  (_, __, { onText }) => {
    onText(text);
    return Promise.resolve(text);
  };

describe("the editor's own model in the panel", { timeout: 60_000 }, () => {
  let scratch: string;
  /** One for all panels, none of which ends it. */
  let server: ToolClient;
  const panels: PanelUnderTest[] = [];
  beforeAll(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), 'analysis-models-'));
    await writeCaseFolder(scratch, CASES);
    server = await openToolClient(localLaunch(scratch), {
      onLost: () => undefined,
      ask: () => Promise.resolve(undefined),
      signal: new AbortController().signal,
    });
  });
  afterEach(() => Promise.all(panels.splice(0).map((panel) => panel.close())));
  afterAll(async () => {
    await server.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** A panel whose server is known to have no model. */
  async function open(options: PanelOptions): Promise<PanelUnderTest> {
    const panel = openPanel({
      ...options,
      launches: { open: () => Promise.resolve({ ...server, close: () => Promise.resolve() }) },
    });
    panels.push(panel);
    const period = { preset: 'range', start: '2026-01-01', end: '2026-12-31' } as const;
    panel.send({ kind: 'changeDraft', period, question: 'Why?' });
    await panel.until('preview', ({ state }) => state === 'known');
    return panel;
  }
  const choose = async (panel: PanelUnderTest) => {
    await panel.until('models', ({ models }) => models.length > 0);
    panel.send({ kind: 'chooseModel', model: MODEL.id });
  };
  async function run(panel: PanelUnderTest, question: string): Promise<Result> {
    panel.send({ kind: 'changeDraft', question });
    panel.send({ kind: 'run' });
    const result = await panel.until('result', (state) => state?.run.asked.question === question);
    if (result === null) throw new Error('There is no result.');
    return result;
  }
  const latest = (panel: PanelUnderTest, kind: string) =>
    panel.until('runs', ({ runs }) => runs[0]?.state.kind === kind).then(({ runs }) => runs[0]);

  it('is asked for consent once, in all windows and sessions, with what is given to whom', async () => {
    const remembered = new Map<string, unknown>();
    const { models, prompts } = someModels(says('It is the zone.'));
    const first = await open({ models, remembered });
    await choose(first);
    await first.until('models', ({ chosen }) => chosen === MODEL.id);
    first.send({ kind: 'chooseModel', model: null });
    await first.until('models', ({ chosen }) => chosen === null);
    first.send({ kind: 'chooseModel', model: MODEL.id });
    await first.until('models', ({ chosen }) => chosen === MODEL.id);
    expect(first.confirmed).toEqual([
      expect.stringMatching(/^Let Small Model read summaries of support cases\?.*under the terms of vendor\./),
    ]);
    expect(prompts).toEqual([]);
    const second = await open({ models, remembered });
    const result = await run(second, 'And now?');
    expect(result.author).toEqual({ kind: 'model', id: 'Small Model', host: 'editor' });
    expect(second.confirmed).toEqual([]);
  });

  it('has the figures and the summaries that any other analysis has, and is named as the author', async () => {
    const words = `The zone was short, as in case ${String(CASES[3]?.case_number)} and in case 999999999999.`;
    const { models, prompts } = someModels(says(words));
    const panel = await open({ models });
    const without = await run(panel, 'Without a model?');
    await choose(panel);
    await panel.until('preview', (state) => state.state === 'known' && state.author.host === 'editor');
    const withOne = await run(panel, 'With a model?');
    expect(withOne.figures).toEqual(without.figures);
    expect(withOne.coverage).toEqual(without.coverage);
    expect([without.author.kind, withOne.author]).toEqual([
      'digest',
      { kind: 'model', id: 'Small Model', host: 'editor' },
    ]);
    expect(withOne.cost).toMatchObject({ model: null, unknown: 'Small Model is billed by the editor, not by AWS.' });
    const given = prompts.flatMap(({ system, user }) =>
      readCases(readFences(system, user)).map(({ number }) => number),
    );
    expect(given.sort()).toEqual(CASES.map(({ case_number: number }) => number).sort());
    // What no case has is struck, whoever wrote it.
    expect(withOne.analysis).toContain('~~999999999999~~');
    expect(withOne.cited).toEqual([CASES[3]?.case_number]);
  });

  it('is seen as it writes, and stops when its run is cancelled', async () => {
    let heard: AbortSignal | undefined;
    const { models } = someModels(async (_, __, { signal, onText }) => {
      heard = signal;
      onText('The zone was');
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
      return '';
    });
    const panel = await open({ models });
    await choose(panel);
    panel.send({ kind: 'run' });
    const { runs } = await panel.until('runs', (list) =>
      list.runs.some(({ state }) => state.kind === 'running' && state.text === 'The zone was'),
    );
    panel.send({ kind: 'cancel', run: runs[0]?.id ?? '' });
    await latest(panel, 'cancelled');
    expect(heard?.aborted).toBe(true);
  });

  it.each([
    ['NOT_AUTHORIZED', 'The editor was not allowed to let this extension use the language model.'],
    ['MODEL_FAILED', 'The language model of the editor did not answer.'],
  ] as const)('says why it did not answer (%s), and what to do', async (code, message) => {
    const { models } = someModels(() => Promise.reject(new CaseInsightsError(code, message, 'Choose another model.')));
    const panel = await open({ models });
    await choose(panel);
    panel.send({ kind: 'run' });
    expect((await latest(panel, 'failed'))?.state).toMatchObject({
      problem: { code, message, remedy: 'Choose another model.' },
    });
  });

  it('is not used where the person declines; the statistical digest says that it is one', async () => {
    const { models, prompts } = someModels(says('Never.'));
    const panel = await open({ models, agrees: false });
    await choose(panel);
    const { chosen } = await panel.until('models', ({ consent }) => consent === 'refused');
    expect(chosen).toBeNull();
    expect((await run(panel, 'Still?')).author).toEqual({ kind: 'digest', id: 'statistical', host: 'server' });
    expect(prompts).toEqual([]);
  });

  it('is offered as soon as the editor has it, and no longer than that', async () => {
    const { models, offer } = someModels(says('It is the zone.'));
    offer([]);
    const panel = await open({ models });
    expect((await panel.until('models', () => true)).models).toEqual([]);
    expect((await run(panel, 'None yet?')).author).toEqual({ kind: 'digest', id: 'statistical', host: 'server' });
    offer([MODEL]);
    await choose(panel);
    await panel.until('preview', (state) => state.state === 'known' && state.author.host === 'editor');
    offer([]);
    await panel.until('preview', (state) => state.state === 'known' && state.author.kind === 'digest');
    expect((await run(panel, 'None any more?')).author).toEqual({ kind: 'digest', id: 'statistical', host: 'server' });
  });

  it('reads as many summaries as it has room for, and says that the others did not fit', async () => {
    const { models, prompts } = someModels(says('It is the zone.'), { ...MODEL, maxInputTokens: 2_400 });
    const panel = await open({ models });
    await choose(panel);
    const { coverage } = await run(panel, 'How many fit?');
    expect(coverage.analyzed).toBeGreaterThan(0);
    expect(coverage).toMatchObject({ notRead: CASES.length - coverage.analyzed, limitedBy: 'tokens' });
    expect(coverage.notRead).toBeGreaterThan(0);
    expect(Math.ceil(`${prompts[0]?.system ?? ''}\n${prompts[0]?.user ?? ''}`.length / 4)).toBeLessThanOrEqual(2_400);
  });

  it('says that nothing fits a model that is too small', async () => {
    const { models, prompts } = someModels(says('Never.'), { ...MODEL, maxInputTokens: 100 });
    const panel = await open({ models });
    await choose(panel);
    panel.send({ kind: 'run' });
    expect((await latest(panel, 'failed'))?.state).toMatchObject({
      problem: { message: 'The question with its figures does not fit Small Model.' },
    });
    expect(prompts).toEqual([]);
  });
});
