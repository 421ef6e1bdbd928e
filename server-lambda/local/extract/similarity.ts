import type { Corpus } from './corpus.ts';

/** How many texts stand for a larger set: enough for an average, few enough to stay fast. */
const SAMPLE = 60;

/** What a set of texts has in common. */
export interface Centroid {
  /** How many texts it was made of. */
  readonly size: number;
  /** For each term: in how many of the texts it stands, and the sum of its weights in texts of length 1. */
  readonly terms: ReadonlyMap<number, { readonly texts: number; readonly weight: number }>;
  /** The mean cosine of two different texts, leaving out the terms asked to be left out; 0 below two texts. */
  readonly cohesion: number;
}

/** Evenly spread members of a list, at most `limit`, the first among them; the same for the same list. */
export function spread<T>(list: readonly T[], limit = SAMPLE): readonly T[] {
  if (list.length <= limit) return list;
  const step = list.length / limit;
  return Array.from({ length: limit }, (_, i) => list[Math.floor(i * step)]).filter((item) => item !== undefined);
}

/** The average of texts as weight vectors of length 1; more than a few are represented by a sample. */
export function centroidOf(
  corpus: Corpus,
  texts: readonly number[],
  leaveOut: ReadonlySet<number> = new Set(),
): Centroid {
  const sample = spread(texts);
  const terms = new Map<number, { texts: number; weight: number }>();
  let squares = 0;
  for (const text of sample) {
    const norm = corpus.norm[text] ?? 1;
    for (const term of corpus.texts[text] ?? []) {
      const weight = (corpus.weight[term] ?? 0) / norm;
      if (weight === 0) continue;
      if (!leaveOut.has(term)) squares += weight * weight;
      const entry = terms.get(term);
      if (entry === undefined) terms.set(term, { texts: 1, weight });
      else {
        entry.texts++;
        entry.weight += weight;
      }
    }
  }
  let length = 0;
  for (const [term, { weight }] of terms) if (!leaveOut.has(term)) length += weight * weight;
  const pairs = sample.length * (sample.length - 1);
  return { size: sample.length, terms, cohesion: pairs === 0 ? 0 : Math.max(0, (length - squares) / pairs) };
}

/** How close a text is to the middle of a set; comparable among texts and one centroid only. */
export function closeness(corpus: Corpus, text: number, centroid: Centroid): number {
  let sum = 0;
  for (const term of corpus.texts[text] ?? []) {
    sum += (corpus.weight[term] ?? 0) * (centroid.terms.get(term)?.weight ?? 0);
  }
  return sum / (corpus.norm[text] ?? 1);
}

/** True when a text has the term. */
export function hasTerm(corpus: Corpus, text: number, term: number): boolean {
  const terms = corpus.texts[text] ?? [];
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = terms[middle] ?? 0;
    if (found === term) return true;
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
