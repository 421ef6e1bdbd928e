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
  /** The page is ready: each part of the state is posted once, then whenever it changes. */
  z.object({ kind: z.literal('ready') }),

  z.object({ kind: z.literal('chooseTarget'), target: Id }),
  /** Opens a folder dialog; the folder becomes the chosen target. */
  z.object({ kind: z.literal('openFolder') }),
  z.object({ kind: z.literal('connectServer') }),
  /** Reconnects and reads the choices again. */
  z.object({ kind: z.literal('refresh') }),

  /** Absent fields stay. An invalid range is rejected with a notice. */
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
  /** Runs the same question over the period just before. */
  z.object({ kind: z.literal('runPeriodBefore'), run: Id }),
  /** Makes the run's filters and period the draft's, and its analysis the context of the next question. */
  z.object({ kind: z.literal('followUp'), run: Id }),
  z.object({ kind: z.literal('endFollowUp') }),
  z.object({ kind: z.literal('pin'), run: Id, pinned: z.boolean() }),
  z.object({ kind: z.literal('deleteRun'), run: Id }),
  /** Deletes unpinned runs after a native confirmation. */
  z.object({ kind: z.literal('clearHistory') }),

  /** Filters the draft by a clicked figure. A month becomes the period; null cannot be filtered by, which a notice says. */
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
  /** Compares the period of the draft with another one, with the draft's filters. */
  z.object({ kind: z.literal('comparePeriods'), before: z.optional(z.object({ start: Day, end: Day })) }),
  z.object({ kind: z.literal('closeComparison') }),

  z.object({ kind: z.literal('runSql'), sql: SqlText, fresh: z.optional(z.boolean()) }),
  z.object({ kind: z.literal('cancelSql') }),
  z.object({ kind: z.literal('changeSql'), sql: SqlText }),
  z.object({ kind: z.literal('saveQuery'), name: Name, sql: SqlText }),
  z.object({ kind: z.literal('deleteQuery'), id: Id }),
  z.object({ kind: z.literal('exportSql'), result: Id, format: z.enum(['csv', 'json']) }),
  /** Copies rows as tab-separated text; all of them if none are given. */
  z.object({ kind: z.literal('copySql'), result: Id, rows: z.optional(z.array(z.int()).check(z.maxLength(10_000))) }),

  z.object({ kind: z.literal('copy'), text: z.string().check(z.maxLength(1_000_000)) }),
  z.object({ kind: z.literal('export'), run: Id, format: z.enum(EXPORT_FORMATS) }),
  z.object({ kind: z.literal('askInChat'), run: z.optional(Id) }),
  /** Null: the statistical digest. The first choice of a model asks for consent, natively. */
  z.object({ kind: z.literal('chooseModel'), model: z.nullable(Id) }),
  z.object({ kind: z.literal('openInEditor') }),
  z.object({
    kind: z.literal('openSetting'),
    setting: z.enum(['caseInsights.history.keepText', 'caseInsights.servers']),
  }),
  /** The action of a problem or notice. */
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
  /** Announced once; an error stays until it is dismissed. */
  z.object({
    kind: z.literal('notice'),
    level: z.enum(['info', 'warning', 'error']),
    message: Line,
    action: z.optional(z.object({ id: z.string().check(z.maxLength(60)), label: Line })),
  }),
  /** Opens a tab on behalf of something outside the page. */
  z.object({ kind: z.literal('show'), tab: Tab }),
]);
export type AnalysisToView = z.output<typeof AnalysisToView>;

/** The page of "Analyze", in the side bar and in an editor tab. */
export const analysisContract: ViewContract<AnalysisToHost, AnalysisToView> = {
  toHost: AnalysisToHost,
  toView: AnalysisToView,
};
