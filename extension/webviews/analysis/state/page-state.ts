import * as z from 'zod/mini';
import type { AnalysisToHost } from '../../../protocol/analysis.ts';
import type { Choices, Draft, Models, Preview, Targets } from '../../../protocol/analysis-draft.ts';
import type { CaseView, Comparison, Result, Runs } from '../../../protocol/analysis-runs.ts';
import type { Cell, Sql } from '../../../protocol/analysis-sql.ts';

/** What a person has typed or unfolded: the page's own, kept over a reload. */
export const Kept = z.object({
  tab: z.catch(z.enum(['ask', 'result', 'sql', 'history', 'compare']), 'ask'),
  question: z.catch(z.string(), ''),
  /** Of the draft that the question was last taken from. */
  draftRevision: z.catch(z.number(), -1),
  followUp: z.catch(z.string(), ''),
  sql: z.catch(z.string(), ''),
  sqlRevision: z.catch(z.number(), -1),
  /** Names of what is unfolded. */
  open: z.catch(z.array(z.string()), []),
  /** The run that another one is to be compared with. */
  compare: z.catch(z.nullable(z.string()), null),
});
export type Kept = z.output<typeof Kept>;

export interface Notice {
  readonly id: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly action?: { readonly id: string; readonly label: string } | undefined;
}

/** All that the page shows. What the host has not posted yet is undefined. */
export interface PageState {
  readonly targets: Targets | undefined;
  readonly choices: Choices | undefined;
  readonly draft: Draft | undefined;
  readonly preview: Preview | undefined;
  readonly models: Models | undefined;
  readonly runs: Runs | undefined;
  readonly result: Result | null | undefined;
  readonly case: CaseView;
  readonly comparison: Comparison;
  readonly sql: Sql | undefined;
  readonly rows: { readonly result: string; readonly rows: readonly (readonly Cell[])[] };
  readonly notices: readonly Notice[];
  readonly kept: Kept;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function firstState(kept: unknown, now: number): PageState {
  return {
    targets: undefined,
    choices: undefined,
    draft: undefined,
    preview: undefined,
    models: undefined,
    runs: undefined,
    result: undefined,
    case: { state: 'closed' },
    comparison: { state: 'none' },
    sql: undefined,
    rows: { result: '', rows: [] },
    notices: [],
    kept: z.catch(Kept, () => Kept.parse({})).parse(kept),
    now,
  };
}

/** The page's parts see what there is, and say what a person wants. */
export interface Page {
  /** What is so now: a handler reads it here, for it may be called before what was typed is painted. */
  readonly state: PageState;
  readonly send: (message: AnalysisToHost) => void;
  readonly keep: (change: Partial<Kept>) => void;
  readonly dismiss: (notice: number) => void;
}
