import { briefText } from '../analysis/case-matches.ts';
import { byDimension, figureOf } from '../contract/dimensions.ts';
import { largestFirst, type Count, type Figures } from '../contract/figures.ts';
import type { KnownCases } from './known.ts';
import type { CaseQuestion } from '../ports/analyst.ts';
import type { Pace } from '../ports/pace.ts';
import { occursIn } from '../text/words.ts';
import { soughtTerms } from './read-question.ts';

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

/** What the cases of a call make known; their text is read only where the question has words to be searched. */
export async function knownCases(
  question: CaseQuestion,
  { followsUp, pace }: { readonly followsUp: boolean; readonly pace: Pace },
): Promise<KnownCases> {
  const briefs = [...(question.everyCase?.now ?? question.cases), ...(question.everyCase?.before ?? [])];
  const known = {
    today: question.today,
    period: question.period,
    values: valuesOf(question),
    caseNumbers: new Set(briefs.map(({ caseNumber }) => caseNumber)),
    mentions: () => true,
    words: new Set<string>(),
    followsUp,
  };
  const sought = new Set(soughtTerms(question.question, known));
  if (sought.size === 0) return known;
  const mentioned = new Set<string>();
  const words = new Set<string>();
  for (const brief of briefs) {
    await pace.breathe();
    const text = briefText(brief);
    for (const term of sought) if (!mentioned.has(term) && occursIn(text, term)) mentioned.add(term);
    for (const [word] of text.matchAll(WORD)) if (words.size < MOST_WORDS) words.add(word);
  }
  return { ...known, mentions: (term) => mentioned.has(term), words };
}

const WORD = /[\p{L}\p{N}]+/gu;
/** More are not compared with a misspelt word. */
const MOST_WORDS = 50_000;
