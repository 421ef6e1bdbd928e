import { consoleUrl, type Partition } from '#core/contract/console-link.ts';
import { byDimension, DIMENSIONS, type DimensionSpec } from '#core/contract/dimensions.ts';
import type { CaseDetail, CaseView } from '../../protocol/analysis-runs.ts';
import type { AnalysisEditor } from './editor.ts';
import { CaseAnswer } from './server/answers.ts';
import { askServer } from './server/ask-server.ts';
import { problemOf } from './server/problem.ts';
import type { PanelState } from './panel-state.ts';
import type { Targets } from './targets.ts';

/** Reads and shows one case. */
export interface CaseController {
  open(target: string, caseNumber: string, account: string | undefined): void;
  close(): void;
  /** URL of a case of the open target in AWS's console, if it has one. */
  readonly consoleUrl: (caseNumber: string) => string | undefined;
}

export function createCaseController(editor: AnalysisEditor, panelState: PanelState, targets: Targets): CaseController {
  let reading: AbortController | undefined;
  let partition: Partition | undefined;
  const set = (state: CaseView) => panelState.set({ kind: 'case', state });
  set({ state: 'closed' });
  return {
    open(target, caseNumber, account) {
      reading?.abort();
      const controller = (reading = new AbortController());
      partition = targets.partition(target);
      set({ state: 'loading', caseNumber });
      const input = { case_id: caseNumber, ...(account !== undefined && { account_number: account }) };
      const { signal } = controller;
      askServer(targets.connection(target), 'get_case', input, CaseAnswer, { signal }).then(
        ({ cases, note }) => {
          if (reading !== controller) return;
          set({
            state: 'ready',
            caseNumber,
            cases: cases.slice(0, 20).map((row) => detailOf(row, partition)),
            ...(note !== undefined && { note }),
          });
        },
        (thrown: unknown) => {
          if (reading === controller) set({ state: 'failed', caseNumber, problem: problemOf(thrown, editor.l10n) });
        },
      );
    },
    close() {
      reading?.abort();
      reading = undefined;
      set({ state: 'closed' });
    },
    consoleUrl: (caseNumber) => consoleUrl(caseNumber, partition),
  };
}

function detailOf(row: Readonly<Record<string, string | null>>, partition: Partition | undefined): CaseDetail {
  const text = (name: string) => row[name] ?? null;
  const reasons = Object.fromEntries(
    DIMENSIONS.flatMap(({ id, reason }: DimensionSpec) => {
      const why = reason === undefined ? null : text(reason);
      return why === null ? [] : [[id, why]];
    }),
  );
  const caseNumber = row['case_number'] ?? row['displayid'] ?? '';
  return {
    caseNumber,
    inConsole: consoleUrl(caseNumber, partition) !== undefined,
    subject: text('subject'),
    summary: text('case_summary'),
    ...byDimension(({ column }) => text(column)),
    reasons,
    category: text('categorycode'),
    submittedBy: text('submittedby'),
    created: text('timecreated'),
    retrieved: text('case_retrieval_date'),
  };
}
