import { randomUUID } from 'node:crypto';
import { toCaseInsightsError } from '#core/errors.ts';
import type { Asked, Target } from '../../../protocol/analysis-draft.ts';
import type { Run, RunState } from '../../../protocol/analysis-runs.ts';
import type { AnalysisEditor } from '../editor.ts';
import type { HistoryFolder, Unreadable } from '../history/history-folder.ts';
import { keptRun } from '../history/kept-run.ts';
import type { ModelChoice } from '../model-choice.ts';
import { problemOf } from '../server/problem.ts';
import type { PanelState } from '../panel-state.ts';
import type { Targets } from '../targets.ts';
import { analyze } from './analyze.ts';
import { withStep } from './run-steps.ts';
import { isUnderWay, runList, surplus } from './run-list.ts';
import { createRunQueue } from './run-queue.ts';
import type { RunRecord, StoredResult } from '../history/run-record.ts';

/** Runs at the same time for one target: servers have few slots. */
const AT_ONCE = 2;
/** Progress is posted to the pages at most this often. */
const POST_MS = 150;
const MOST_STEPS = 50;

type Running = Extract<RunState, { kind: 'running' }>;

export interface RunControllerOptions {
  readonly editor: AnalysisEditor;
  readonly panelState: PanelState;
  readonly targets: Targets;
  readonly models: ModelChoice;
  readonly history: HistoryFolder;
}

/** All runs, active and past. */
export interface RunController {
  /** Reads the history, and again later to add runs of other windows. */
  load(): Promise<void>;
  start(target: Target, asked: Asked, followsUp: string | null): void;
  cancel(id: string): void;
  open(id: string | null): void;
  readonly opened: () => RunRecord | undefined;
  readonly find: (id: string) => RunRecord | undefined;
  pin(id: string, pinned: boolean): void;
  remove(id: string): void;
  clear(): void;
  /** Stops all active runs; resolves when the history has them as interrupted. */
  stop(): Promise<void>;
}

export function createRunController({
  editor,
  panelState,
  targets,
  models,
  history,
}: RunControllerOptions): RunController {
  const { l10n } = editor;
  const records = new Map<string, RunRecord>();
  const controllers = new Map<string, AbortController>();
  /** Deleted runs, whose files may still be there when the history is read. */
  const forgotten = new Set<string>();
  let unreadable: readonly Unreadable[] = [];
  let opened: string | null = null;
  /** The run that opens when it ends: the latest, unless another was opened. */
  let awaited: string | null = null;
  let posting: NodeJS.Timeout | undefined;
  let stopped = false;
  const saving = new Set<Promise<void>>();
  const queue = createRunQueue(AT_ONCE, () => postDebounced());

  const post = () => {
    clearTimeout(posting);
    posting = undefined;
    const runs = [...records.values()].map(({ run }) => withPlace(run));
    panelState.set({ kind: 'runs', state: runList(runs, awaited, unreadable, editor.keepsText()) });
  };
  const postDebounced = () => {
    posting ??= setTimeout(post, POST_MS);
  };
  const withPlace = (run: Run): Run =>
    run.state.kind === 'queued' ? { ...run, state: { kind: 'queued', ahead: queue.ahead(run.id) ?? 0 } } : run;

  const postResult = () => {
    const record = opened === null ? undefined : records.get(opened);
    const state = record?.result ? { ...record.result, run: record.run } : null;
    panelState.set({ kind: 'result', state });
  };
  const save = (record: RunRecord) => {
    const saved = history.save(keptRun(record, editor.keepsText())).catch(() => {
      const message = l10n.t('The run could not be kept on disk. It stays here until the editor is closed.');
      panelState.post({ kind: 'notice', level: 'warning', message });
    });
    saving.add(saved);
    void saved.finally(() => saving.delete(saved));
  };
  const setState = (id: string, state: RunState, result?: StoredResult) => {
    const record = records.get(id);
    if (record === undefined) return;
    const next = { run: { ...record.run, state }, result: result ?? record.result };
    records.set(id, next);
    if (state.kind !== 'running' || record.run.state.kind !== 'running') save(next);
    postDebounced();
  };
  const change = (id: string, update: (state: Running) => Running) => {
    const state = records.get(id)?.run.state;
    if (state?.kind === 'running') setState(id, update(state));
  };

  async function work(id: string): Promise<void> {
    const record = records.get(id);
    if (record === undefined) return;
    const { target, asked, followsUp } = record.run;
    const controller = new AbortController();
    controllers.set(id, controller);
    const started = editor.now().getTime();
    setState(id, { kind: 'running', started, steps: [], share: null, text: '', stopping: false });
    const previous = followsUp === null ? undefined : records.get(followsUp)?.result?.analysis;
    try {
      const result = await analyze(targets.connection(target.id), asked, {
        previousAnalysis: previous,
        model: models.of(target.id),
        models: editor.models,
        signal: controller.signal,
        l10n,
        onProgress: ({ data, message = '', share }) => {
          const at = editor.now().getTime();
          change(id, (state) => ({
            ...state,
            steps: data ? withStep(state.steps, { ...data, at, text: message }).slice(-MOST_STEPS) : state.steps,
            share: share === undefined ? state.share : Math.min(1, Math.max(share, state.share ?? 0)),
          }));
        },
        onText: (text) => change(id, (state) => ({ ...state, text })),
      });
      const ended = editor.now().getTime();
      setState(id, { kind: 'finished', started, ended, total: result.figures.total, author: result.author }, result);
      finished(id);
    } catch (thrown) {
      if (stopped) return;
      const ended = editor.now().getTime();
      const { code } = toCaseInsightsError(thrown);
      if (code === 'MODEL_UNAVAILABLE') models.setServerHasNone(target.id, true);
      if (controller.signal.aborted) setState(id, { kind: 'cancelled', started, ended });
      else {
        const problem = problemOf(thrown, l10n);
        setState(id, { kind: 'failed', started, ended, problem });
        // The page shows the failure of the awaited run only.
        if (id !== awaited) {
          const message = l10n.t('The analysis of {0} failed: {1}', target.label, problem.message);
          panelState.post({ kind: 'notice', level: 'error', message });
        }
        void notifyEnded(id, l10n.t('The analysis of {0} failed.', target.label), true);
      }
    } finally {
      controllers.delete(id);
      post();
    }
  }

  function finished(id: string): void {
    for (const { id: old } of surplus(
      [...records.values()].map(({ run }) => run),
      editor.historyLimit(),
    ))
      forget(old);
    if (id === awaited) open(id);
    const label = records.get(id)?.run.target.label ?? '';
    void notifyEnded(id, l10n.t('The analysis of {0} is done.', label), false);
  }
  async function notifyEnded(id: string, message: string, failed: boolean): Promise<void> {
    if (editor.isVisible()) return;
    if (!(await editor.notifyEnded(message, failed))) return;
    open(id);
    panelState.post({ kind: 'show', tab: 'result' });
  }
  function open(id: string | null): void {
    opened = id;
    awaited = null;
    postResult();
    postDebounced();
  }
  function forget(id: string): void {
    controllers.get(id)?.abort();
    queue.remove(id);
    records.delete(id);
    forgotten.add(id);
    void history.remove(id).catch(() => undefined);
    if (opened === id) open(null);
    postDebounced();
  }

  post();
  postResult();
  return {
    async load() {
      const read = await history.read();
      unreadable = read.unreadable;
      for (const record of read.records) {
        const { id } = record.run;
        if (!records.has(id) && !forgotten.has(id)) records.set(id, record);
      }
      post();
    },
    start({ id: target, kind, label }, asked, followsUp) {
      const id = randomUUID();
      const created = editor.now().getTime();
      const run: Run = {
        id,
        target: { id: target, kind, label },
        asked,
        created,
        followsUp,
        pinned: false,
        state: { kind: 'queued', ahead: 0 },
      };
      records.set(id, { run, result: null });
      awaited = id;
      queue.add(target, id, () => work(id));
      post();
    },
    cancel(id) {
      const ended = editor.now().getTime();
      if (queue.remove(id)) setState(id, { kind: 'cancelled', started: null, ended });
      change(id, (state) => ({ ...state, stopping: true }));
      controllers.get(id)?.abort();
      post();
    },
    open,
    opened: () => (opened === null ? undefined : records.get(opened)),
    find: (id) => records.get(id),
    pin(id, pinned) {
      const record = records.get(id);
      if (record === undefined) return;
      const next = { ...record, run: { ...record.run, pinned } };
      records.set(id, next);
      save(next);
      post();
      if (opened === id) postResult();
    },
    remove: forget,
    clear() {
      for (const { run } of [...records.values()]) if (!run.pinned && !isUnderWay(run)) forget(run.id);
    },
    async stop() {
      stopped = true;
      for (const { run } of [...records.values()]) {
        if (!isUnderWay(run)) continue;
        queue.remove(run.id);
        const started = run.state.kind === 'running' ? run.state.started : run.created;
        setState(run.id, { kind: 'interrupted', started });
      }
      for (const controller of controllers.values()) controller.abort();
      clearTimeout(posting);
      await Promise.all(saving);
    },
  };
}
