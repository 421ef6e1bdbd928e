import type { RunRecord } from './run-record.ts';

/**
 * What of a run goes to disk. Unless the user has opted in, no text of cases does: filters, question, figures, coverage,
 * model and cost are kept; the words of the analysis, which may quote cases, and the list of cases are not.
 */
export function keptRun(record: RunRecord, keepsText: boolean): RunRecord {
  const { run, result } = record;
  if (keepsText) return { run: withoutStream(run), result };
  return {
    run: withoutStream(run),
    result: result && { ...result, analysis: '', analysisKept: result.analysis === '', cited: [], cases: [] },
  };
}

function withoutStream(run: RunRecord['run']): RunRecord['run'] {
  return run.state.kind === 'running' ? { ...run, state: { ...run.state, text: '', messages: [] } } : run;
}
