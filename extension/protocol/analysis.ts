import { z } from 'zod';
import { Choices, Draft, MOST_CASES, Models, Preview, QUESTION_LENGTH, Targets } from './analysis-draft.ts';
import { CaseView, Comparison, Result, Runs } from './analysis-runs.ts';
import { Sql, SqlRows, SqlText } from './analysis-sql.ts';
import { Day, Dimension, Filters, Id, Line, PeriodPreset } from './analysis-values.ts';
import type { ViewContract } from './contract.ts';

export const EXPORT_FORMATS = ['markdown', 'html', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const TABS = ['ask', 'result', 'sql', 'history', 'compare'] as const;
const Tab = z.enum(TABS);
export type Tab = z.output<typeof Tab>;

const Name = z.string().trim().min(1).max(100);
const CaseNumber = z.string().min(1).max(60);
const PeriodWish = z.discriminatedUnion('preset', [
  z.object({ preset: PeriodPreset.exclude(['range']) }),
  z.object({ preset: z.literal('range'), start: Day, end: Day }),
]);

const AnalysisToHost = z.discriminatedUnion('kind', [
  /** The view can show states now: each slice is posted once, then whenever it changes. */
  z.object({ kind: z.literal('ready') }),

  z.object({ kind: z.literal('chooseTarget'), target: Id }),
  /** Asks for a folder natively; it becomes a target and is chosen. */
  z.object({ kind: z.literal('openFolder') }),
  z.object({ kind: z.literal('connectServer') }),
  /** Connects anew, and reads the choices again. */
  z.object({ kind: z.literal('refresh') }),

  /** Absent fields stay. A wrong range is refused with a notice. */
  z.object({
    kind: z.literal('changeDraft'),
    filters: Filters.partial().optional(),
    period: PeriodWish.optional(),
    question: z.string().max(QUESTION_LENGTH).optional(),
    maxCases: z.int().min(1).max(MOST_CASES).optional(),
  }),
  z.object({ kind: z.literal('clearFilters') }),
  z.object({ kind: z.literal('run') }),
  z.object({ kind: z.literal('cancel'), run: Id }),
  z.object({ kind: z.literal('saveAnalysis'), name: Name }),
  z.object({ kind: z.literal('loadAnalysis'), id: Id }),
  z.object({ kind: z.literal('deleteAnalysis'), id: Id }),

  z.object({ kind: z.literal('openRun'), run: Id }),
  z.object({ kind: z.literal('closeRun') }),
  z.object({ kind: z.literal('runAgain'), run: Id }),
  /** The same question over the period just before that of the run. */
  z.object({ kind: z.literal('runPeriodBefore'), run: Id }),
  /** Makes the run's filters and period the draft's, and its analysis the context of the next question. */
  z.object({ kind: z.literal('followUp'), run: Id }),
  z.object({ kind: z.literal('endFollowUp') }),
  z.object({ kind: z.literal('pin'), run: Id, pinned: z.boolean() }),
  z.object({ kind: z.literal('deleteRun'), run: Id }),
  /** Deletes what is not pinned, after a native question. */
  z.object({ kind: z.literal('clearHistory') }),

  /** Narrows the draft to a figure that was clicked; a month becomes the period, null has no filter and says so. */
  z.object({ kind: z.literal('filterBy'), dimension: Dimension, value: z.string().max(256).nullable() }),
  z.object({ kind: z.literal('openCase'), caseNumber: CaseNumber, account: z.string().max(256).optional() }),
  z.object({ kind: z.literal('closeCase') }),
  z.object({ kind: z.literal('openInConsole'), caseNumber: CaseNumber }),

  z.object({ kind: z.literal('compareRuns'), before: Id, now: Id }),
  /** The period of the draft with another one, under the draft's filters. */
  z.object({ kind: z.literal('comparePeriods'), before: z.object({ start: Day, end: Day }).optional() }),
  z.object({ kind: z.literal('closeComparison') }),

  z.object({ kind: z.literal('runSql'), sql: SqlText, fresh: z.boolean().optional() }),
  z.object({ kind: z.literal('cancelSql') }),
  z.object({ kind: z.literal('changeSql'), sql: SqlText }),
  z.object({ kind: z.literal('saveQuery'), name: Name, sql: SqlText }),
  z.object({ kind: z.literal('deleteQuery'), id: Id }),
  z.object({ kind: z.literal('exportSql'), result: Id, format: z.enum(['csv', 'json']) }),
  /** Of a result: rows as tab-separated text; without rows, all of them. */
  z.object({ kind: z.literal('copySql'), result: Id, rows: z.array(z.int()).max(10_000).optional() }),

  z.object({ kind: z.literal('copy'), text: z.string().max(1_000_000) }),
  z.object({ kind: z.literal('export'), run: Id, format: z.enum(EXPORT_FORMATS) }),
  z.object({ kind: z.literal('askInChat'), run: Id.optional() }),
  /** Null: the statistical extract. The first choice of a model asks for consent, natively. */
  z.object({ kind: z.literal('chooseModel'), model: Id.nullable() }),
  z.object({ kind: z.literal('openInEditor') }),
  z.object({
    kind: z.literal('openSetting'),
    setting: z.enum(['caseInsights.history.keepText', 'caseInsights.servers']),
  }),
  /** What a problem or a notice offered. */
  z.object({ kind: z.literal('act'), id: z.string().max(60) }),
]);
export type AnalysisToHost = z.output<typeof AnalysisToHost>;

/** Whole slices of state: what is not in a slice is not there. */
const AnalysisToView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('targets'), state: Targets }),
  z.object({ kind: z.literal('choices'), state: Choices }),
  z.object({ kind: z.literal('draft'), state: Draft }),
  z.object({ kind: z.literal('preview'), state: Preview }),
  z.object({ kind: z.literal('models'), state: Models }),
  z.object({ kind: z.literal('runs'), state: Runs }),
  /** Null: no run is opened. */
  z.object({ kind: z.literal('result'), state: Result.nullable() }),
  z.object({ kind: z.literal('case'), state: CaseView }),
  z.object({ kind: z.literal('comparison'), state: Comparison }),
  z.object({ kind: z.literal('sql'), state: Sql }),
  z.object({ kind: z.literal('sqlRows'), state: SqlRows }),
  /** To be said once, politely; an error stays until it is put away. */
  z.object({
    kind: z.literal('notice'),
    level: z.enum(['info', 'warning', 'error']),
    message: Line,
    action: z.object({ id: z.string().max(60), label: Line }).optional(),
  }),
  /** Something outside the page asks for a part of it. */
  z.object({ kind: z.literal('show'), tab: Tab }),
]);
export type AnalysisToView = z.output<typeof AnalysisToView>;

/** The page of "Analyze", in the side bar and in an editor tab. */
export const analysisContract: ViewContract<AnalysisToHost, AnalysisToView> = {
  toHost: AnalysisToHost,
  toView: AnalysisToView,
};
