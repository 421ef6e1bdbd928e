import type { DimensionId } from '../contract/dimensions.ts';
import { textAt, type Mention, type QuestionState } from './question-state.ts';
import { CHOICE_WORDS, COMPARING } from './report-phrases.ts';

/** What is compared where values of several dimensions are named. */
const ORDER: readonly DimensionId[] = ['service', 'rca_category', 'lifecycle_category', 'account', 'severity'];

/** Two or more values of a dimension that a question sets side by side. */
export function comparedOf(
  state: QuestionState,
): { readonly dimension: DimensionId; readonly mentions: readonly Mention[] } | null {
  for (const dimension of ORDER) {
    const named = state.mentions.filter((mention) => mention.dimension === dimension && !isImplied(state, mention));
    // "Urgent or higher" names several values at one place, and not two sides.
    const apart = named.filter(({ from }) => named.filter((other) => other.from === from).length === 1);
    const mentions = [...new Map(apart.map((mention) => [mention.value, mention])).values()];
    if (mentions.length >= 2 && isCompared(state, mentions)) return { dimension, mentions };
  }
  return null;
}

function isImplied({ superlatives }: QuestionState, { from, isExcluded }: Mention): boolean {
  return isExcluded || superlatives.includes(from);
}

function isCompared(state: QuestionState, mentions: readonly Mention[]): boolean {
  const { words } = state;
  if (words.some(({ text }) => COMPARING.has(text))) return true;
  const first = Math.min(...mentions.map(({ from }) => from));
  const last = Math.max(...mentions.map(({ to }) => to));
  const hasOr = words.slice(first, last).some(({ text }) => text === 'or');
  // "RDS or EC2?" alone, or "Which is worse, RDS or EC2?".
  const isAlone = last - first === words.length;
  return hasOr && (isAlone || words.some((_, at) => at < first && CHOICE_WORDS.has(textAt(state, at))));
}
