import { z } from 'zod';
import { Author, Cost, Count, Day, Filters, Id, Line, MOST_VALUES, Period, Problem } from './analysis-values.ts';

/** What cases can be asked: a deployment of this extension, another server, the sample data, a folder of cases. */
export const Target = z.object({
  id: Id,
  kind: z.enum(['deployment', 'server', 'sample', 'folder']),
  label: Line,
  /** Such as the host and region of a server, or the path of a folder. */
  description: Line,
  connection: z.enum(['idle', 'connecting', 'connected', 'lost']),
  problem: Problem.optional(),
});
export type Target = z.output<typeof Target>;

export const Targets = z.object({
  targets: z.array(Target).max(200),
  chosen: Id,
});
export type Targets = z.output<typeof Targets>;

const Values = z.array(Count).max(MOST_VALUES);

/** What there is to choose from in the chosen target, with counts over all of its cases. */
export const Choices = z.object({
  target: Id,
  state: z.enum(['loading', 'ready', 'failed']),
  problem: Problem.optional(),
  firstDay: Day.nullable(),
  lastDay: Day.nullable(),
  totalCases: z.int(),
  withSummary: z.int(),
  severity: Values,
  service: Values,
  rcaCategory: Values,
  lifecycleCategory: Values,
  account: Values,
  /** `YYYY-MM`, in order. */
  month: Values,
  /** Such as that lists show the most frequent values only. */
  note: Line.optional(),
});
export type Choices = z.output<typeof Choices>;

export const QUESTION_LENGTH = 500;
const Question = z.string().max(QUESTION_LENGTH);
export const MOST_CASES = 20_000;

/** What can be kept under a name and run again. */
export const Asked = z.object({
  filters: Filters,
  period: Period,
  question: Question,
  /** At most this many summaries are read; figures cover all cases. */
  maxCases: z.int().min(1).max(MOST_CASES),
});
export type Asked = z.output<typeof Asked>;

export const SavedAnalysis = Asked.extend({ id: Id, name: z.string().min(1).max(100) });
export type SavedAnalysis = z.output<typeof SavedAnalysis>;

export const Draft = Asked.extend({
  /** The run that the question follows up, with that run's question. */
  followsUp: z.object({ run: Id, question: Line }).nullable(),
  /** Counts the host's own changes (a filter by a figure, a loaded analysis): fields then show the draft's values. */
  revision: z.int(),
  saved: z.array(SavedAnalysis).max(100),
  /** Latest first. */
  history: z.array(Question).max(50),
  starters: z.array(Question).max(12),
});
export type Draft = z.output<typeof Draft>;

/** What the draft would take, before a model is paid. */
export const Preview = z.discriminatedUnion('state', [
  /** Nothing to preview, such as without a connection: `choices` says why. */
  z.object({ state: z.literal('none') }),
  /** The last preview no longer fits the draft. */
  z.object({ state: z.literal('asking') }),
  z.object({
    state: z.literal('known'),
    matched: z.int(),
    withSummary: z.int(),
    /** Summaries that would be sent to the analyst. */
    sent: z.int(),
    author: Author,
    modelCalls: z.int().nullable(),
    cost: Cost,
    /** Why nothing matches, for example. */
    note: Line.optional(),
  }),
  z.object({ state: z.literal('failed'), problem: Problem }),
]);
export type Preview = z.output<typeof Preview>;

/** The editor's own language models, for the words where the server has none. */
export const Models = z.object({
  /** Whether the server of the chosen target has no model; unknown until a preview or run has told. */
  serverHasNone: z.boolean().nullable(),
  models: z.array(z.object({ id: Id, name: Line, vendor: Line, maxInputTokens: z.int() })).max(100),
  /** Null: the statistical extract. */
  chosen: Id.nullable(),
  consent: z.enum(['not-asked', 'given', 'refused']),
});
export type Models = z.output<typeof Models>;
