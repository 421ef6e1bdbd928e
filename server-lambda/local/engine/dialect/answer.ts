import type { Cell } from '#core/ports/query-engine.ts';

/** What the engine answers, or what is answered in its place. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
