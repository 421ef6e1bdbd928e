import type { AnalysisToHost } from '../../protocol/analysis.ts';
import { createCaseController } from './case-controller.ts';
import { createChoices, dayOrNull } from './choices.ts';
import { createComparisonController } from './comparison.ts';
import { createDraftController } from './draft.ts';
import type { AnalysisEditor } from './editor.ts';
import type { HistoryFolder } from './history/history-folder.ts';
import { createModelChoice } from './model-choice.ts';
import { createPreview } from './preview.ts';
import { requestHandler } from './requests/request-handler.ts';
import { createRunController } from './runs/run-controller.ts';
import { createPanelState, type Post } from './panel-state.ts';
import { createSqlController } from './sql/sql-controller.ts';
import { createTargets } from './targets.ts';

/** The panel's logic; all of its pages show the same state. */
export interface AnalysisSession {
  /** A page of the panel, in the side bar or in an editor tab. */
  attach(post: Post): { receive(message: AnalysisToHost): void; detach(): void };
  /** Call when the list of known servers has changed. */
  serversChanged(): void;
  /** Call when other credentials are chosen: they list other deployments. */
  credentialsChanged(): void;
  /** Stops the panel's servers and the runs on them. */
  close(): Promise<void>;
}

export function createAnalysisSession(editor: AnalysisEditor, history: HistoryFolder): AnalysisSession {
  const { l10n } = editor;
  const panelState = createPanelState();
  const targets = createTargets(editor, panelState);
  const draft = createDraftController(editor, panelState, () => preview.ask());
  const models = createModelChoice(editor, panelState, () => preview.ask());
  const preview = createPreview({ editor, panelState, targets, models, asked: draft.asked });
  const sql = createSqlController(editor, panelState, targets);
  const choices = createChoices({
    editor,
    panelState,
    targets,
    onData: (data) => {
      draft.setDataRange({ firstDay: dayOrNull(data.first_day), lastDay: dayOrNull(data.last_day) });
      sql.setSchema(data);
      preview.ask();
    },
  });
  const runs = createRunController({ editor, panelState, targets, models, history });
  const cases = createCaseController(editor, panelState, targets);
  const comparison = createComparisonController(editor, panelState, targets);
  let started = false;

  const notice = (level: 'info' | 'warning' | 'error', message: string) =>
    panelState.post({ kind: 'notice', level, message });
  const readTarget = () => {
    models.show(targets.chosen().id);
    preview.stop();
    panelState.set({ kind: 'preview', state: { state: 'none' } });
    choices.load();
  };
  /** Clears what is shown of the previous target, and reads the new one. */
  const switchTarget = () => {
    sql.reset();
    cases.close();
    comparison.close();
    draft.endFollowUp();
    readTarget();
  };
  const findDeployments = () =>
    void targets.findDeployments().then((changed) => {
      if (changed) switchTarget();
    });
  const start = () => {
    if (started) return;
    started = true;
    models.load();
    readTarget();
    findDeployments();
  };
  const handle = requestHandler({
    editor,
    targets,
    draft,
    models,
    runs,
    cases,
    comparison,
    sql,
    notice,
    chooseTarget(id) {
      if (targets.choose(id)) switchTarget();
    },
    readAgain() {
      targets.refresh();
      readTarget();
      findDeployments();
    },
    withRun(id, use) {
      const record = runs.find(id);
      if (record === undefined) notice('warning', l10n.t('This run is no longer in the history.'));
      else use(record);
    },
  });

  return {
    attach(post) {
      const page = panelState.attach(post);
      return {
        receive: (message) => {
          if (message.kind !== 'ready') {
            handle(message);
            return;
          }
          start();
          void runs.load();
          page.replay();
          sql.replay(post);
        },
        detach: page.detach,
      };
    },
    serversChanged() {
      const changed = targets.refresh();
      if (started && changed) switchTarget();
    },
    credentialsChanged() {
      if (started) findDeployments();
    },
    async close() {
      preview.stop();
      models.stop();
      await Promise.all([runs.stop(), targets.close()]);
    },
  };
}
