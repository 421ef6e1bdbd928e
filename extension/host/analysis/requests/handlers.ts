import type { AnalysisToHost } from '../../../protocol/analysis.ts';
import type { CaseController } from '../case-controller.ts';
import type { ComparisonController } from '../comparison.ts';
import type { DraftController } from '../draft.ts';
import type { AnalysisEditor } from '../editor.ts';
import type { ModelChoice } from '../model-choice.ts';
import type { RunController } from '../runs/run-controller.ts';
import type { RunRecord } from '../history/run-record.ts';
import type { SqlController } from '../sql/sql-controller.ts';
import type { Targets } from '../targets.ts';

/** A page's request; the session handles `ready` itself. */
export type Request = Exclude<AnalysisToHost, { kind: 'ready' }>;

/** One handler for each kind of request. */
export type Handlers<Kind extends Request['kind']> = {
  readonly [One in Kind]: (request: Extract<Request, { kind: One }>) => void;
};

/** What handlers work with. */
export interface RequestContext {
  readonly editor: AnalysisEditor;
  readonly targets: Targets;
  readonly draft: DraftController;
  readonly models: ModelChoice;
  readonly runs: RunController;
  readonly cases: CaseController;
  readonly comparison: ComparisonController;
  readonly sql: SqlController;
  readonly chooseTarget: (id: string) => void;
  /** Reads the list of targets and the chosen target again. */
  readonly readAgain: () => void;
  readonly notice: (level: 'info' | 'warning' | 'error', message: string) => void;
  /** Finds the run, or shows a notice that it is gone. */
  readonly withRun: (id: string, use: (record: RunRecord) => void) => void;
}

/** Shows a notice if a file could not be written. */
export function orSayNotWritten({ editor, notice }: RequestContext, writing: Promise<void>): void {
  writing.catch(() => {
    notice('error', editor.l10n.t('The file could not be written. Choose another folder, then try again.'));
  });
}
