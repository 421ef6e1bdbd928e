import { byDimension } from '#core/contract/dimensions.ts';
import * as z from 'zod/mini';
import { Author, Cost, Count, Day, Filters, Id, Line, MOST_VALUES, Period, Problem } from './analysis-values.ts';
import { list } from './bounds.ts';

/** What cases can be asked: a deployment of this extension, another server, the sample data, a folder of cases. */
export const Target = z.object({
  id: Id,
  kind: z.enum(['deployment', 'server', 'sample', 'folder']),
  label: Line,
  /** Such as the host and region of a server, or the path of a folder. */
  description: Line,
  connection: z.enum(['idle', 'connecting', 'connected', 'lost']),
  problem: z.optional(Problem),
});
export type Target = z.output<typeof Target>;

export const Targets = z.object({
  targets: list(Target, 200),
  chosen: Id,
});
export type Targets = z.output<typeof Targets>;

const Values = list(Count, MOST_VALUES);

/** The values to filter by in the chosen target, with counts over all of its cases. */
export const Choices = z.object({
  target: Id,
  state: z.enum(['loading', 'ready', 'failed']),
  problem: z.optional(Problem),
  firstDay: z.nullable(Day),
  lastDay: z.nullable(Day),
  totalCases: z.int(),
  withSummary: z.int(),
  ...byDimension(() => Values),
  /** `YYYY-MM`, in order. */
  month: Values,
  /** Such as that lists show the most frequent values only. */
  note: z.optional(Line),
});
export type Choices = z.output<typeof Choices>;

export const QUESTION_LENGTH = 500;
const Question = z.string().check(z.maxLength(QUESTION_LENGTH));
export const MOST_CASES = 20_000;

/** What can be saved under a name and run again. */
export const Asked = z.object({
  filters: Filters,
  period: Period,
  question: Question,
  /** At most this many summaries are read; figures cover all cases. */
  maxCases: z.int().check(z.minimum(1), z.maximum(MOST_CASES)),
});
export type Asked = z.output<typeof Asked>;

export const SavedAnalysis = z.extend(Asked, { id: Id, name: z.string().check(z.minLength(1), z.maxLength(100)) });
export type SavedAnalysis = z.output<typeof SavedAnalysis>;

export const Draft = z.extend(Asked, {
  /** The run that the question follows up, with that run's question. */
  followsUp: z.nullable(z.object({ run: Id, question: Line })),
  /** Grows with each change by the host, such as a loaded analysis; fields then show the draft's values. */
  revision: z.int(),
  saved: z.array(SavedAnalysis).check(z.maxLength(100)),
  /** Latest first. */
  history: z.array(Question).check(z.maxLength(50)),
  starters: z.array(Question).check(z.maxLength(12)),
});
export type Draft = z.output<typeof Draft>;

/** Cases, tokens and cost of a run of the draft, without a model call. */
export const Preview = z.discriminatedUnion('state', [
  /** Nothing to preview, such as without a connection: `choices` says why. */
  z.object({ state: z.literal('none') }),
  /** The draft has changed since the last preview. */
  z.object({ state: z.literal('asking') }),
  z.object({
    state: z.literal('known'),
    matched: z.int(),
    withSummary: z.int(),
    /** Summaries that would be sent to the analyst. */
    sent: z.int(),
    author: Author,
    modelCalls: z.nullable(z.int()),
    cost: Cost,
    /** Why nothing matches, for example. */
    note: z.optional(Line),
  }),
  z.object({ state: z.literal('failed'), problem: Problem }),
]);
export type Preview = z.output<typeof Preview>;

/** The editor's language models, for servers without one. */
export const Models = z.object({
  /** Whether the server of the chosen target has no model; unknown until a preview or run has shown it. */
  serverHasNone: z.nullable(z.boolean()),
  models: list(z.object({ id: Id, name: Line, vendor: Line, maxInputTokens: z.int() }), 100),
  /** Null: the statistical digest. */
  chosen: z.nullable(Id),
  consent: z.enum(['not-asked', 'given', 'refused']),
});
export type Models = z.output<typeof Models>;
