import type { DimensionId } from '../contract/dimensions.ts';
import type { Count } from '../contract/figures.ts';
import type { Period } from '../days.ts';

/** What a question is read against: values and words that exist, and the days that it can mean. */
export interface KnownCases {
  readonly today: string;
  /** The period of the call. */
  readonly period: Period;
  /** Values that exist, of every dimension, the most frequent first; null among them for none. */
  readonly values: Readonly<Record<DimensionId, readonly Count[]>>;
  readonly caseNumbers: ReadonlySet<string>;
  /** Whether a case has a term, folded, as `occursIn` finds it. */
  readonly mentions: (term: string) => boolean;
  /** Words of the cases, folded, to compare a misspelt one with. */
  readonly words: ReadonlySet<string>;
  /** Whether the question comes with an earlier answer. */
  readonly followsUp: boolean;
}
