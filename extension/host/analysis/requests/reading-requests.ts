import type { RequestContext, Handlers } from './handlers.ts';

/** Requests about cases and comparisons. */
export function readingRequests({
  editor,
  targets,
  draft,
  runs,
  cases,
  comparison,
  notice,
  withRun,
}: RequestContext): Handlers<
  'openCase' | 'closeCase' | 'openInConsole' | 'compareRuns' | 'comparePeriods' | 'closeComparison'
> {
  /** Cases of an open run are read from the run's target. */
  const openTarget = () => targets.idNow(runs.opened()?.run.target.id ?? targets.chosen().id);
  return {
    openCase: ({ caseNumber, account }) => cases.open(openTarget(), caseNumber, account),
    closeCase: () => cases.close(),
    openInConsole: ({ caseNumber }) => {
      const url = cases.consoleUrl(caseNumber);
      if (url === undefined) notice('warning', editor.l10n.t('AWS has no page of this case.'));
      else void editor.openUrl(url);
    },
    compareRuns: (request) =>
      withRun(request.before, (before) => {
        withRun(request.now, (now) => comparison.runs(before, now));
      }),
    comparePeriods: ({ before }) => comparison.periods(targets.chosen().id, draft.asked(), before),
    closeComparison: () => comparison.close(),
  };
}
