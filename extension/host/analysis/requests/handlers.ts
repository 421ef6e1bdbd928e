import type { AnalysisToHost } from '../../../protocol/analysis.ts';
import type { CaseDesk } from '../case-desk.ts';
import type { ComparisonDesk } from '../comparison.ts';
import type { DraftDesk } from '../draft.ts';
import type { AnalysisEditor } from '../editor.ts';
import type { ModelChoice } from '../model-choice.ts';
import type { RunDesk } from '../runs/run-desk.ts';
import type { RunRecord } from '../history/run-record.ts';
import type { SqlDesk } from '../sql/sql-desk.ts';
import type { Targets } from '../targets.ts';

/** What a page asks for, by what is done about it; `ready` is between a page and the session alone. */
export type Request = Exclude<AnalysisToHost, { kind: 'ready' }>;

/** One handler for each of some requests. */
export type Handlers<Kind extends Request['kind']> = {
  readonly [One in Kind]: (request: Extract<Request, { kind: One }>) => void;
};

/** What requests are carried out with. */
export interface Desks {
  readonly editor: AnalysisEditor;
  readonly targets: Targets;
  readonly draft: DraftDesk;
  readonly models: ModelChoice;
  readonly runs: RunDesk;
  readonly cases: CaseDesk;
  readonly comparison: ComparisonDesk;
  readonly sql: SqlDesk;
  readonly chooseTarget: (id: string) => void;
  /** Reads the list of targets and the chosen one anew. */
  readonly readAgain: () => void;
  readonly notice: (level: 'info' | 'warning' | 'error', message: string) => void;
  /** Finds the run, or says that it is gone. */
  readonly withRun: (id: string, use: (record: RunRecord) => void) => void;
}

/** Writing is the editor's; the page only learns of it when it failed. */
export function orSayNotWritten({ editor, notice }: Desks, writing: Promise<void>): void {
  writing.catch(() => {
    notice('error', editor.l10n.t('The file could not be written. Choose another folder, then try again.'));
  });
}
