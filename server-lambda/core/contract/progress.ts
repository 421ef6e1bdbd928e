import * as z from 'zod/mini';

/** The key under which `params._meta` of a progress notification holds a Progress. */
export const PROGRESS_META = 'case-insights/progress';

/** What a call is doing; `done` and `total` count the things in brackets. */
export const PROGRESS_PHASES = [
  'started',
  /** [cases] */
  'counting',
  'finding',
  'querying',
  /** [summaries, characters or rows] */
  'reading',
  /** [summaries] */
  'packing',
  /** One request to a model for the whole answer [cases, or the findings about them]. */
  'asking',
  /** The cases go to the model in parts [parts]. */
  'splitting',
  /** [parts] */
  'reading-parts',
  /** [findings] */
  'merging',
  /** [words] */
  'writing',
  'rewriting',
  'finding-repeats',
  'comparing',
] as const;

/** How far a call is, as data. Clients that don't know it have the sentence of the notification. */
export const Progress = z.object({
  phase: z.enum(PROGRESS_PHASES),
  done: z.optional(z.int()),
  total: z.optional(z.int()),
});
export type Progress = z.output<typeof Progress>;

/** Progress as those who make it report it. */
export interface ProgressReport extends Progress {
  /** A short sentence for a person. */
  readonly message: string;
  /** How much of the work is done, from 0 to 1; absent where that is not known. */
  readonly share?: number | undefined;
}

const Notification = z.object({ _meta: z.object({ [PROGRESS_META]: Progress }) });

/** The progress in the parameters of a notification; undefined if it is missing, as from servers up to 0.1.0. */
export function progressIn(params: unknown): Progress | undefined {
  return Notification.safeParse(params).data?._meta[PROGRESS_META];
}
