import type { Target } from '../../../protocol/analysis-draft.ts';
import { overPeriodBefore } from '../comparison.ts';
import { exportRun } from '../export/export-run.ts';
import type { RunRecord } from '../history/run-record.ts';
import { orSayNotWritten, type RequestContext, type Handlers } from './handlers.ts';

/** Requests about runs. */
export function runRequests(
  context: RequestContext,
): Handlers<
  | 'run'
  | 'cancel'
  | 'openRun'
  | 'closeRun'
  | 'runAgain'
  | 'runPeriodBefore'
  | 'followUp'
  | 'pin'
  | 'deleteRun'
  | 'clearHistory'
  | 'export'
> {
  const { editor, targets, draft, runs, chooseTarget, notice, withRun } = context;
  const { l10n } = editor;
  /** Finds the run's target, or shows a notice that it is gone. */
  const withTargetOf = ({ target: { id, label } }: RunRecord['run'], use: (target: Target) => void) => {
    const target = targets.find(id);
    if (target === undefined) notice('error', l10n.t('{0} is no longer in the list of servers.', label));
    else use(target);
  };
  const again = ({ run }: RunRecord, asked = run.asked) =>
    withTargetOf(run, (target) => {
      draft.load(asked);
      runs.start(target, draft.asked(), run.followsUp);
    });
  return {
    run: () => {
      const asked = draft.asked();
      draft.noteQuestion(asked.question);
      runs.start(targets.chosen(), asked, draft.followsUp());
      // The next question is a new one unless the person follows up again.
      if (draft.followsUp() !== null) draft.endFollowUp();
    },
    cancel: ({ run }) => runs.cancel(run),
    openRun: ({ run }) => runs.open(run),
    closeRun: () => runs.open(null),
    runAgain: ({ run }) => withRun(run, again),
    runPeriodBefore: ({ run }) =>
      withRun(run, (record) => {
        const asked = overPeriodBefore(record.run.asked);
        if (asked === undefined) notice('warning', l10n.t('The calendar has no period before this one.'));
        else again(record, asked);
      }),
    followUp: ({ run: id }) =>
      withRun(id, ({ run, result }) => {
        if (result?.analysis === undefined || result.analysis === '') {
          notice('warning', l10n.t('The words of this run were not kept: run it again, then follow it up.'));
          return;
        }
        withTargetOf(run, (target) => {
          chooseTarget(target.id);
          draft.load(run.asked);
          draft.followUp(run.id, run.asked.question);
        });
      }),
    pin: ({ run, pinned }) => runs.pin(run, pinned),
    deleteRun: ({ run }) => runs.remove(run),
    clearHistory: () =>
      void editor
        .confirm(
          l10n.t('Delete all runs that are not pinned?'),
          l10n.t('Their figures and questions are deleted from this machine.'),
          l10n.t('Delete'),
        )
        .then((agreed) => {
          if (agreed) runs.clear();
        }),
    export: ({ run: id, format }) =>
      withRun(id, ({ run, result }) => {
        if (result === null) {
          notice('warning', l10n.t('Only a run that has finished can be exported.'));
          return;
        }
        const saved = exportRun(run, result, format, editor).then(({ name, content }) =>
          editor.saveFile(name, format, content),
        );
        orSayNotWritten(context, saved);
      }),
  };
}
