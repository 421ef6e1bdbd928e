import { z } from 'zod';
import { Asked, Target } from './analysis-draft.ts';
import { Author, Cost, Dimension, Day, Figures, Id, Line, MOST_VALUES, Problem } from './analysis-values.ts';

/** Milliseconds since 1970. */
const Instant = z.number();

/** How far a run is. */
export const RunState = z.discriminatedUnion('kind', [
  /** `ahead`: runs of the same target that come first. */
  z.object({ kind: z.literal('queued'), ahead: z.int() }),
  z.object({
    kind: z.literal('running'),
    started: Instant,
    /** What the server says it does, the latest last. */
    messages: z.array(z.object({ at: Instant, text: Line })).max(50),
    /** 0 to 1, only ever growing; null while nothing is known. */
    share: z.number().min(0).max(1).nullable(),
    /** Where the cases are read in parts: `read` of `of`. */
    chunk: z.object({ read: z.int(), of: z.int() }).nullable(),
    /** What a model has written so far, where it can be seen as it is written; markdown. */
    text: z.string().max(200_000),
    stopping: z.boolean(),
  }),
  z.object({ kind: z.literal('finished'), started: Instant, ended: Instant, total: z.int(), author: Author }),
  z.object({ kind: z.literal('failed'), started: Instant, ended: Instant, problem: Problem }),
  z.object({ kind: z.literal('cancelled'), started: Instant.nullable(), ended: Instant }),
  /** The editor was closed or reloaded meanwhile, which ended it. */
  z.object({ kind: z.literal('interrupted'), started: Instant }),
]);
export type RunState = z.output<typeof RunState>;

export const Run = z.object({
  id: Id,
  target: Target.pick({ id: true, kind: true, label: true }),
  asked: Asked,
  created: Instant,
  followsUp: Id.nullable(),
  pinned: z.boolean(),
  state: RunState,
});
export type Run = z.output<typeof Run>;

/** Waiting and running ones first, then pinned ones, then the latest. */
export const Runs = z.object({
  runs: z.array(Run).max(300),
  /** Files of the history that could not be read; they were left where they are. */
  unreadable: z.array(z.object({ file: Line, reason: Line })).max(50),
  /** Whether the words of analyses are kept on disk (`caseInsights.history.keepText`). */
  keepsText: z.boolean(),
});
export type Runs = z.output<typeof Runs>;

/** One value in two periods or runs, and whether the change is more than chance explains (null: not known). */
export const Change = z.object({
  dimension: Dimension,
  value: z.string().max(2_000).nullable(),
  before: z.int(),
  now: z.int(),
  significant: z.boolean().nullable(),
});
export type Change = z.output<typeof Change>;

export const CaseFacts = z.object({
  caseNumber: z.string().max(60),
  service: Line.nullable(),
  severity: Line.nullable(),
  rcaCategory: Line.nullable(),
  date: Line,
});
export type CaseFacts = z.output<typeof CaseFacts>;

const Days = z.object({ start: Day, end: Day });

/** The opened run. Figures are exact, as the server counted them. */
export const Result = z.object({
  run: Run,
  figures: Figures,
  /** The same filters over the period of equal length just before; null until it is known, or if there is none. */
  before: z.object({ period: Days, figures: Figures, changes: z.array(Change).max(MOST_VALUES) }).nullable(),
  beforeState: z.enum(['loading', 'known', 'none']),
  author: Author,
  /** Markdown by a model, or a statistical extract; to be shown with nothing active in it. */
  analysis: z.string().max(200_000),
  /** False where the words were not kept on disk: run again to read them. */
  analysisKept: z.boolean(),
  coverage: z.object({
    matched: z.int(),
    withoutSummary: z.int(),
    analyzed: z.int(),
    notRead: z.int(),
    limitedBy: z.enum(['max_cases', 'tokens', 'model']).nullable(),
    truncated: z.boolean(),
  }),
  cost: Cost,
  /** Numbers in the analysis that are cases: each of them can be opened. */
  cited: z.array(z.string().max(60)).max(2_000),
  /** Some of the cases behind it, critical first. */
  cases: z.array(CaseFacts).max(200),
  note: Line.optional(),
});
export type Result = z.output<typeof Result>;

/** Long text is cut at 100,000 characters, and says so. */
const LongText = z.string().max(100_200);

export const CaseDetail = z.object({
  caseNumber: z.string().max(60),
  account: Line.nullable(),
  /** Whether AWS's console can be opened at this case. */
  inConsole: z.boolean(),
  subject: LongText.nullable(),
  summary: LongText.nullable(),
  service: Line.nullable(),
  category: Line.nullable(),
  severity: Line.nullable(),
  submittedBy: Line.nullable(),
  created: Line.nullable(),
  rcaCategory: Line.nullable(),
  rcaReason: LongText.nullable(),
  lifecycleCategory: Line.nullable(),
  lifecycleReason: LongText.nullable(),
  retrieved: Line.nullable(),
});
export type CaseDetail = z.output<typeof CaseDetail>;

export const CaseView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('closed') }),
  z.object({ state: z.literal('loading'), caseNumber: z.string().max(60) }),
  /** Several only where accounts share the number; none where there is no such case, which the note explains. */
  z.object({
    state: z.literal('ready'),
    caseNumber: z.string().max(60),
    cases: z.array(CaseDetail).max(20),
    note: Line.optional(),
  }),
  z.object({ state: z.literal('failed'), caseNumber: z.string().max(60), problem: Problem }),
]);
export type CaseView = z.output<typeof CaseView>;

const ComparisonSide = z.object({
  /** Such as the question, or the period. */
  label: Line,
  target: Line,
  asked: Asked,
  /** Null where a side is a period that no run analysed. */
  run: Id.nullable(),
  author: Author.nullable(),
  total: z.int(),
  analysis: z.string().max(200_000),
});

export const Comparison = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('loading') }),
  z.object({
    state: z.literal('ready'),
    /** `before` is the earlier or first side. */
    before: ComparisonSide,
    now: ComparisonSide,
    total: Change.omit({ dimension: true, value: true }),
    /** By dimension, the largest change first. */
    changes: z.array(Change).max(MOST_VALUES),
    note: Line.optional(),
  }),
  z.object({ state: z.literal('failed'), problem: Problem }),
]);
export type Comparison = z.output<typeof Comparison>;
