import { byDimension, DIMENSIONS } from '#core/contract/dimensions.ts';
import { Progress } from '#core/contract/progress.ts';
import * as z from 'zod/mini';
import { Asked, Target } from './analysis-draft.ts';
import { Author, Cost, Day, Figures, Id, Line, MOST_VALUES, Problem } from './analysis-values.ts';
import { list, text } from './bounds.ts';

/** Names a case, so it is never cut. */
const CaseNumber = z.string().check(z.maxLength(60));
/** Milliseconds since 1970. */
const Instant = z.number();

/** Progress with its sentence. */
export const RunStep = z.extend(Progress, { at: Instant, text: Line });
export type RunStep = z.output<typeof RunStep>;

/** State of a run. */
export const RunState = z.discriminatedUnion('kind', [
  /** `ahead`: runs of the same target that come first. */
  z.object({ kind: z.literal('queued'), ahead: z.int() }),
  z.object({
    kind: z.literal('running'),
    started: Instant,
    /** Steps of the server, the latest last; empty where it sends its share alone. */
    steps: list(RunStep, 50),
    /** 0 to 1, only ever growing; null while nothing is known. */
    share: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
    /** Markdown that a model has streamed so far. */
    text: text(200_000),
    stopping: z.boolean(),
  }),
  z.object({ kind: z.literal('finished'), started: Instant, ended: Instant, total: z.int(), author: Author }),
  z.object({ kind: z.literal('failed'), started: Instant, ended: Instant, problem: Problem }),
  z.object({ kind: z.literal('cancelled'), started: z.nullable(Instant), ended: Instant }),
  /** Ended because the editor was closed or reloaded. */
  z.object({ kind: z.literal('interrupted'), started: Instant }),
]);
export type RunState = z.output<typeof RunState>;

export const Run = z.object({
  id: Id,
  target: z.pick(Target, { id: true, kind: true, label: true }),
  asked: Asked,
  created: Instant,
  followsUp: z.nullable(Id),
  pinned: z.boolean(),
  state: RunState,
});
export type Run = z.output<typeof Run>;

/** Active runs first, then pinned ones, then the latest. */
export const Runs = z.object({
  runs: list(Run, 300),
  /** The run that opens when it ends: the latest, unless another was opened. */
  awaited: z.nullable(Id),
  /** Files of the history that could not be read. They are left alone. */
  unreadable: list(z.object({ file: Line, reason: Line }), 50),
  /** Whether the words of analyses are kept on disk (`caseInsights.history.keepText`). */
  keepsText: z.boolean(),
});
export type Runs = z.output<typeof Runs>;

/** One value in two periods or runs, and whether the change is statistically significant (null: unknown). */
export const Change = z.object({
  dimension: z.enum(DIMENSIONS.map(({ id }) => id)),
  value: z.nullable(Line),
  before: z.int(),
  now: z.int(),
  significant: z.nullable(z.boolean()),
});
export type Change = z.output<typeof Change>;

export const CaseFacts = z.object({
  caseNumber: CaseNumber,
  service: z.nullable(Line),
  severity: z.nullable(Line),
  rca_category: z.nullable(Line),
  date: Line,
});
export type CaseFacts = z.output<typeof CaseFacts>;

const Days = z.object({ start: Day, end: Day });

/** The opened run. Figures are exact, as the server counted them. */
export const Result = z.object({
  run: Run,
  figures: Figures,
  /** The same filters over the period of equal length just before; null until it is known, or if there is none. */
  before: z.nullable(z.object({ period: Days, figures: Figures, changes: list(Change, MOST_VALUES) })),
  beforeState: z.enum(['loading', 'known', 'none']),
  author: Author,
  /** Markdown by a model, or a statistical digest; to be shown with nothing active in it. */
  analysis: text(200_000),
  /** False where the words were not kept on disk: run again to read them. */
  analysisKept: z.boolean(),
  coverage: z.object({
    matched: z.int(),
    withoutSummary: z.int(),
    analyzed: z.int(),
    notRead: z.int(),
    limitedBy: z.nullable(z.enum(['max_cases', 'tokens', 'model'])),
    truncated: z.boolean(),
  }),
  cost: Cost,
  /** Numbers in the analysis that are cases: each of them can be opened. */
  cited: list(CaseNumber, 2_000),
  /** Some of the cases behind it, critical first. */
  cases: list(CaseFacts, 200),
  note: z.optional(Line),
});
export type Result = z.output<typeof Result>;

/** Long text is cut at 100,000 characters, and says so. */
const LongText = text(100_000);

export const CaseDetail = z.object({
  caseNumber: CaseNumber,
  /** Whether AWS's console can be opened at this case. */
  inConsole: z.boolean(),
  subject: z.nullable(LongText),
  summary: z.nullable(LongText),
  ...byDimension(() => z.nullable(Line)),
  /** Why the case has its value of a dimension, where that is recorded. */
  reasons: z.partial(z.object(byDimension(() => LongText))),
  category: z.nullable(Line),
  submittedBy: z.nullable(Line),
  created: z.nullable(Line),
  retrieved: z.nullable(Line),
});
export type CaseDetail = z.output<typeof CaseDetail>;

export const CaseView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('closed') }),
  z.object({ state: z.literal('loading'), caseNumber: CaseNumber }),
  /** Several if accounts share the number; none if there is no such case, which the note explains. */
  z.object({
    state: z.literal('ready'),
    caseNumber: CaseNumber,
    cases: list(CaseDetail, 20),
    note: z.optional(Line),
  }),
  z.object({ state: z.literal('failed'), caseNumber: CaseNumber, problem: Problem }),
]);
export type CaseView = z.output<typeof CaseView>;

const ComparisonSide = z.object({
  /** Such as the question, or the period. */
  label: Line,
  target: Line,
  asked: Asked,
  /** Null where a side is a period that no run analysed. */
  run: z.nullable(Id),
  author: z.nullable(Author),
  total: z.int(),
  analysis: text(200_000),
});

export const Comparison = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('loading') }),
  z.object({
    state: z.literal('ready'),
    /** `before` is the earlier or first side. */
    before: ComparisonSide,
    now: ComparisonSide,
    total: z.omit(Change, { dimension: true, value: true }),
    /** By dimension, the largest change first. */
    changes: list(Change, MOST_VALUES),
    note: z.optional(Line),
  }),
  z.object({ state: z.literal('failed'), problem: Problem }),
]);
export type Comparison = z.output<typeof Comparison>;
