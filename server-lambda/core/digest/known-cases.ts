import { briefText } from '../analysis/case-matches.ts';
import { byDimension, figureOf, type DimensionId } from '../contract/dimensions.ts';
import { largestFirst, type Count, type Figures } from '../contract/figures.ts';
import type { Period } from '../days.ts';
import type { CaseQuestion } from '../ports/analyst.ts';
import type { Pace } from '../ports/pace.ts';
import { searchTerms } from '../text/words.ts';

/** What a question is read against: values and words that exist, and the days that it can mean. */
export interface KnownCases {
  readonly today: string;
  /** The period of the call. */
  readonly period: Period;
  /** Values that exist, of every dimension, the most frequent first; null among them for none. */
  readonly values: Readonly<Record<DimensionId, readonly Count[]>>;
  readonly caseNumbers: ReadonlySet<string>;
  /** Words of the cases, folded. */
  readonly words: ReadonlySet<string>;
  /** Whether the question comes with an earlier answer. */
  readonly followsUp: boolean;
}

/** The values of both periods of a call. */
export function valuesOf({ figures, before }: Pick<CaseQuestion, 'figures' | 'before'>): KnownCases['values'] {
  return byDimension((dimension) => merged(dimension, figures, before));
}

function merged(dimension: Parameters<typeof figureOf>[0], ...figures: readonly Figures[]): readonly Count[] {
  const counts = new Map<string | null, number>();
  for (const list of figures) {
    for (const { value, count } of list[figureOf(dimension)]) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort(largestFirst);
}

/** What the cases of a call make known. Takes the words of the cases only where the question has words that no list knows. */
export async function knownCases(
  question: CaseQuestion,
  { followsUp, pace }: { readonly followsUp: boolean; readonly pace: Pace },
): Promise<KnownCases> {
  const briefs = [...(question.everyCase?.now ?? question.cases), ...(question.everyCase?.before ?? [])];
  const words = new Set<string>();
  for (const brief of briefs) {
    await pace.breathe();
    for (const word of searchTerms(briefText(brief), 'all')) words.add(word);
  }
  return {
    today: question.today,
    period: question.period,
    values: valuesOf(question),
    caseNumbers: new Set(briefs.map(({ caseNumber }) => caseNumber)),
    words,
    followsUp,
  };
}
