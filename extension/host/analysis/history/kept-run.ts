import type { RunRecord } from './run-record.ts';

/**
 * The part of a run that is written to disk. Filters, question, figures, coverage, model and cost are; the text of the
 * analysis, which may quote cases, and the list of cases only if the user has opted in.
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
  return run.state.kind === 'running' ? { ...run, state: { ...run.state, text: '', steps: [] } } : run;
}
