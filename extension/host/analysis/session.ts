import type { AnalysisToHost } from '../../protocol/analysis.ts';
import type { Target } from '../../protocol/analysis-draft.ts';
import { createCaseDesk } from './case-desk.ts';
import { chatQuestion } from './chat-question.ts';
import { createChoices, dayOrNull } from './choices.ts';
import { createComparisonDesk, overPeriodBefore } from './comparison.ts';
import { createDraft } from './draft.ts';
import type { AnalysisEditor } from './editor.ts';
import { exportRun } from './export/export-run.ts';
import { exportTable, tabSeparated } from './export/export-table.ts';
import type { HistoryFolder } from './history/history-folder.ts';
import { createModelChoice } from './model-choice.ts';
import { createPreview } from './preview.ts';
import { createRunDesk } from './runs/run-desk.ts';
import type { RunRecord } from './runs/run-record.ts';
import { ACTION_COMMANDS } from './server/problem.ts';
import { createSlices, type Post } from './slices.ts';
import { createSqlDesk } from './sql/sql-desk.ts';
import { createTargets } from './targets.ts';

/** One page of the panel, in the side bar or in an editor tab. */
export interface AttachedPage {
  receive(message: AnalysisToHost): void;
  detach(): void;
}

/** The panel behind all of its pages: they show one state. */
export interface AnalysisSession {
  attach(post: Post): AttachedPage;
  /** The list of known servers has changed. */
  serversChanged(): void;
  /** Other credentials show other deployments. */
  credentialsChanged(): void;
  /** Ends the servers of the panel, and what runs on them. */
  close(): Promise<void>;
}

export function createAnalysisSession(editor: AnalysisEditor, history: HistoryFolder): AnalysisSession {
  const { l10n } = editor;
  const slices = createSlices();
  const targets = createTargets(editor, slices);
  const draft = createDraft(editor, slices, () => {
    preview.ask();
  });
  const models = createModelChoice(editor, slices, () => {
    preview.ask();
  });
  const preview = createPreview({ editor, slices, targets, models, asked: draft.asked });
  const sql = createSqlDesk(editor, slices, targets);
  const choices = createChoices({
    editor,
    slices,
    targets,
    onData: (data) => {
      draft.knowData({ firstDay: dayOrNull(data.first_day), lastDay: dayOrNull(data.last_day) });
      sql.knowData(data);
      preview.ask();
    },
  });
  const runs = createRunDesk({ editor, slices, targets, models, history });
  const cases = createCaseDesk(editor, slices, targets);
  const comparison = createComparisonDesk(editor, slices, targets);
  let started = false;

  const notice = (level: 'info' | 'warning' | 'error', message: string) => {
    slices.say({ kind: 'notice', level, message });
  };
  const warn = (problem: string | undefined) => {
    if (problem !== undefined) notice('warning', problem);
  };
  const readTarget = () => {
    models.show(targets.chosen().id);
    preview.stop();
    slices.set({ kind: 'preview', state: { state: 'none' } });
    choices.load();
  };
  /** Another one is chosen: what is shown of the one before is put away. */
  const turnToTarget = () => {
    sql.reset();
    cases.close();
    comparison.close();
    draft.endFollowUp();
    readTarget();
  };
  const findDeployments = () => {
    void targets.findDeployments().then((changed) => {
      if (changed) turnToTarget();
    });
  };
  const start = () => {
    if (started) return;
    started = true;
    void runs.load();
    models.load();
    readTarget();
    findDeployments();
  };
  const chooseTarget = (id: string) => {
    if (targets.choose(id)) turnToTarget();
  };
  const withRun = (id: string, use: (record: RunRecord) => void) => {
    const record = runs.find(id);
    if (record === undefined) notice('warning', l10n.t('This run is no longer in the history.'));
    else use(record);
  };
  const withTargetOf = ({ target: { id, label } }: RunRecord['run'], use: (target: Target) => void) => {
    const target = targets.find(id);
    if (target === undefined) notice('error', l10n.t('{0} is no longer in the list of servers.', label));
    else use(target);
  };
  const again = ({ run }: RunRecord, asked = run.asked) => {
    withTargetOf(run, (target) => {
      draft.load(asked);
      runs.start(target, draft.asked(), run.followsUp);
    });
  };
  /** Says what could not be done outside of the page, such as writing a file. */
  const attempt = (work: Promise<unknown>, problem: string) => {
    work.catch(() => {
      notice('error', problem);
    });
  };
  const notWritten = l10n.t('The file could not be written. Choose another folder, then try again.');
  /** The target of what is open: a case of a run is read where the run was. */
  const openTarget = () => targets.idNow(runs.opened()?.run.target.id ?? targets.chosen().id);

  function receive(message: AnalysisToHost, page: ReturnType<typeof slices.attach>, post: Post): void {
    switch (message.kind) {
      case 'ready':
        start();
        page.replay();
        sql.replay(post);
        return;
      case 'chooseTarget':
        chooseTarget(message.target);
        return;
      case 'openFolder':
        void editor.askFolder().then((folder) => {
          if (folder === undefined) return;
          targets.addFolder(folder);
          chooseTarget(targets.all().find((each) => each.kind === 'folder')?.id ?? '');
        });
        return;
      case 'connectServer':
        void editor.runCommand('caseInsights.connectExisting');
        return;
      case 'refresh':
        void targets
          .connection(targets.chosen().id)
          .close()
          .then(() => {
            targets.refresh();
            readTarget();
            findDeployments();
          });
        return;
      case 'changeDraft':
        warn(draft.change(message));
        return;
      case 'clearFilters':
        draft.clearFilters();
        return;
      case 'run': {
        const asked = draft.asked();
        draft.noteQuestion(asked.question);
        runs.start(targets.chosen(), asked, draft.followsUp());
        // The next question is a new one, unless an answer is followed up again.
        if (draft.followsUp() !== null) draft.endFollowUp();
        return;
      }
      case 'cancel':
        runs.cancel(message.run);
        return;
      case 'saveAnalysis':
        draft.save(message.name);
        return;
      case 'loadAnalysis': {
        const saved = draft.saved(message.id);
        if (saved)
          draft.load({
            filters: saved.filters,
            period: saved.period,
            question: saved.question,
            maxCases: saved.maxCases,
          });
        return;
      }
      case 'deleteAnalysis':
        draft.unsave(message.id);
        return;
      case 'openRun':
        runs.open(message.run);
        return;
      case 'closeRun':
        runs.open(null);
        return;
      case 'runAgain':
        withRun(message.run, again);
        return;
      case 'runPeriodBefore':
        withRun(message.run, (record) => {
          const asked = overPeriodBefore(record.run.asked);
          if (asked === undefined) notice('warning', l10n.t('The calendar has no period before this one.'));
          else again(record, asked);
        });
        return;
      case 'followUp':
        withRun(message.run, ({ run, result }) => {
          if (result?.analysis === undefined || result.analysis === '') {
            notice('warning', l10n.t('The words of this run were not kept: run it again, then follow it up.'));
            return;
          }
          withTargetOf(run, ({ id }) => {
            chooseTarget(id);
            draft.load(run.asked);
            draft.followUp(run.id, run.asked.question);
          });
        });
        return;
      case 'endFollowUp':
        draft.endFollowUp();
        return;
      case 'pin':
        runs.pin(message.run, message.pinned);
        return;
      case 'deleteRun':
        runs.remove(message.run);
        return;
      case 'clearHistory':
        void editor
          .confirm(
            l10n.t('Delete all runs that are not pinned?'),
            l10n.t('Their figures and questions are deleted from this machine.'),
            l10n.t('Delete'),
          )
          .then((agreed) => {
            if (agreed) runs.clear();
          });
        return;
      case 'filterBy':
        warn(draft.filterBy(message.dimension, message.value));
        return;
      case 'openCase':
        cases.open(openTarget(), message.caseNumber, message.account);
        return;
      case 'closeCase':
        cases.close();
        return;
      case 'openInConsole': {
        const url = cases.consoleUrl(message.caseNumber);
        if (url === undefined) notice('warning', l10n.t('AWS has no page of this case.'));
        else void editor.openUrl(url);
        return;
      }
      case 'compareRuns':
        withRun(message.before, (before) => {
          withRun(message.now, (now) => {
            comparison.runs(before, now);
          });
        });
        return;
      case 'comparePeriods':
        comparison.periods(targets.chosen().id, draft.asked(), message.before);
        return;
      case 'closeComparison':
        comparison.close();
        return;
      case 'runSql':
        sql.run(message.sql, message.fresh ?? false);
        return;
      case 'cancelSql':
        sql.cancel();
        return;
      case 'changeSql':
        sql.change(message.sql);
        return;
      case 'saveQuery':
        sql.save(message.name, message.sql);
        return;
      case 'deleteQuery':
        sql.remove(message.id);
        return;
      case 'exportSql': {
        const table = sql.table(message.result);
        if (table)
          attempt(
            editor.saveFile('case-insights-query', message.format, exportTable(table, message.format)),
            notWritten,
          );
        return;
      }
      case 'copySql': {
        const table = sql.table(message.result);
        if (table) void editor.copy(tabSeparated(table, message.rows));
        return;
      }
      case 'copy':
        void editor.copy(message.text);
        return;
      case 'export':
        withRun(message.run, (record) => {
          if (record.result === null) {
            notice('warning', l10n.t('Only a run that has finished can be exported.'));
            return;
          }
          const { name, content } = exportRun(record.run, record.result, message.format, editor);
          attempt(editor.saveFile(name, message.format, content), notWritten);
        });
        return;
      case 'askInChat': {
        const record = message.run === undefined ? undefined : runs.find(message.run);
        const asked = record?.run.asked ?? draft.asked();
        void editor.openChat(chatQuestion(record?.run.target ?? targets.chosen(), asked, l10n));
        return;
      }
      case 'chooseModel':
        void models.choose(message.model);
        return;
      case 'openInEditor':
        editor.openInEditor();
        return;
      case 'openSetting':
        void editor.openSetting(message.setting);
        return;
      case 'act': {
        const command = ACTION_COMMANDS[message.id];
        if (command === undefined) return;
        void editor.runCommand(command).then((found) => {
          if (!found) notice('info', l10n.t('Sign in to AWS in a terminal, then try again.'));
        });
        return;
      }
    }
  }

  return {
    attach(post) {
      const page = slices.attach(post);
      return {
        receive: (message) => {
          receive(message, page, post);
        },
        detach: page.detach,
      };
    },
    serversChanged() {
      const changed = targets.refresh();
      if (started && changed) turnToTarget();
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
