import * as z from 'zod/mini';
import { Choices, Draft, MOST_CASES, Models, Preview, QUESTION_LENGTH, Targets } from './analysis-draft.ts';
import { CaseView, Comparison, Result, Runs } from './analysis-runs.ts';
import { Sql, SqlRows, SqlText } from './analysis-sql.ts';
import { Breakdown, CALENDAR_PRESETS, Day, Filters, Id, Line } from './analysis-values.ts';
import type { ViewContract } from './contract.ts';

export const EXPORT_FORMATS = ['markdown', 'html', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const TABS = ['ask', 'result', 'sql', 'history', 'compare'] as const;
const Tab = z.enum(TABS);
export type Tab = z.output<typeof Tab>;

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
const CaseNumber = z.string().check(z.minLength(1), z.maxLength(60));
const PeriodWish = z.discriminatedUnion('preset', [
  z.object({ preset: z.enum(CALENDAR_PRESETS) }),
  z.object({ preset: z.literal('range'), start: Day, end: Day }),
]);

const AnalysisToHost = z.discriminatedUnion('kind', [
  /** The view can show states now: each part of the state is posted once, then whenever it changes. */
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
    filters: z.optional(z.partial(Filters)),
    period: z.optional(PeriodWish),
    question: z.optional(z.string().check(z.maxLength(QUESTION_LENGTH))),
    maxCases: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_CASES))),
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
  z.object({
    kind: z.literal('filterBy'),
    dimension: Breakdown,
    value: z.nullable(z.string().check(z.maxLength(256))),
  }),
  z.object({
    kind: z.literal('openCase'),
    caseNumber: CaseNumber,
    account: z.optional(z.string().check(z.maxLength(256))),
  }),
  z.object({ kind: z.literal('closeCase') }),
  z.object({ kind: z.literal('openInConsole'), caseNumber: CaseNumber }),

  z.object({ kind: z.literal('compareRuns'), before: Id, now: Id }),
  /** The period of the draft with another one, under the draft's filters. */
  z.object({ kind: z.literal('comparePeriods'), before: z.optional(z.object({ start: Day, end: Day })) }),
  z.object({ kind: z.literal('closeComparison') }),

  z.object({ kind: z.literal('runSql'), sql: SqlText, fresh: z.optional(z.boolean()) }),
  z.object({ kind: z.literal('cancelSql') }),
  z.object({ kind: z.literal('changeSql'), sql: SqlText }),
  z.object({ kind: z.literal('saveQuery'), name: Name, sql: SqlText }),
  z.object({ kind: z.literal('deleteQuery'), id: Id }),
  z.object({ kind: z.literal('exportSql'), result: Id, format: z.enum(['csv', 'json']) }),
  /** Of a result: rows as tab-separated text; without rows, all of them. */
  z.object({ kind: z.literal('copySql'), result: Id, rows: z.optional(z.array(z.int()).check(z.maxLength(10_000))) }),

  z.object({ kind: z.literal('copy'), text: z.string().check(z.maxLength(1_000_000)) }),
  z.object({ kind: z.literal('export'), run: Id, format: z.enum(EXPORT_FORMATS) }),
  z.object({ kind: z.literal('askInChat'), run: z.optional(Id) }),
  /** Null: the statistical extract. The first choice of a model asks for consent, natively. */
  z.object({ kind: z.literal('chooseModel'), model: z.nullable(Id) }),
  z.object({ kind: z.literal('openInEditor') }),
  z.object({
    kind: z.literal('openSetting'),
    setting: z.enum(['caseInsights.history.keepText', 'caseInsights.servers']),
  }),
  /** What a problem or a notice offered. */
  z.object({ kind: z.literal('act'), id: z.string().check(z.maxLength(60)) }),
]);
export type AnalysisToHost = z.output<typeof AnalysisToHost>;

/** Each part of the state whole: what is not in the message does not exist. */
const AnalysisToView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('targets'), state: Targets }),
  z.object({ kind: z.literal('choices'), state: Choices }),
  z.object({ kind: z.literal('draft'), state: Draft }),
  z.object({ kind: z.literal('preview'), state: Preview }),
  z.object({ kind: z.literal('models'), state: Models }),
  z.object({ kind: z.literal('runs'), state: Runs }),
  /** Null: no run is opened. */
  z.object({ kind: z.literal('result'), state: z.nullable(Result) }),
  z.object({ kind: z.literal('case'), state: CaseView }),
  z.object({ kind: z.literal('comparison'), state: Comparison }),
  z.object({ kind: z.literal('sql'), state: Sql }),
  z.object({ kind: z.literal('sqlRows'), state: SqlRows }),
  /** To be said once, politely; an error stays until it is put away. */
  z.object({
    kind: z.literal('notice'),
    level: z.enum(['info', 'warning', 'error']),
    message: Line,
    action: z.optional(z.object({ id: z.string().check(z.maxLength(60)), label: Line })),
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
