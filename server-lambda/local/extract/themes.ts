import { centroidOf, closeness, hasTerm, spread, type Centroid } from './similarity.ts';
import type { Corpus } from './corpus.ts';
import { byKey, countTerms, distinctTerms } from './key-terms.ts';
import type { Pace } from './pace.ts';

/** A matter that several texts share, told by the words that they have in common. */
export interface Theme {
  /** One to four terms, the strongest first. */
  readonly terms: readonly number[];
  /** The texts that have the first term or two of the others, ascending. */
  readonly members: readonly number[];
  readonly centroid: Centroid;
}

export interface ThemeOptions {
  /** Terms that say nothing new here. */
  readonly leaveOut: ReadonlySet<number>;
  readonly pace: Pace;
}

const MOST_THEMES = 3;
/** How many terms are looked at closely. */
const MOST_CANDIDATES = 400;

/**
 * The matters that recur among some texts, the one that explains most of them first. A term is worth a theme when the
 * texts that have it are alike beyond it; each further theme is judged by the texts that no earlier one explains.
 */
export async function findThemes(
  corpus: Corpus,
  texts: readonly number[],
  options: ThemeOptions,
): Promise<readonly Theme[]> {
  const smallest = texts.length < 12 ? 2 : Math.max(3, Math.ceil(texts.length * 0.008));
  const counts = countTerms(corpus, texts);
  const candidates = await rateCandidates(corpus, texts, counts, smallest, options);
  const explained = new Set<number>();
  const themes: Theme[] = [];
  while (themes.length < MOST_THEMES) {
    await options.pace.breathe();
    const best = bestOf(candidates, explained, smallest);
    if (best === null) break;
    const theme = themeAround(corpus, texts, counts, best, options.leaveOut);
    candidates.delete(best);
    if (theme === null || theme.members.length < smallest) continue;
    const fresh = theme.members.filter((text) => !explained.has(text));
    // Mostly the same cases as earlier themes: the same matter in other words.
    if (fresh.length < smallest || fresh.length * 2 < theme.members.length) continue;
    for (const text of theme.members) explained.add(text);
    themes.push(theme);
  }
  return themes.sort((a, b) => b.members.length - a.members.length || byKey(corpus, a.terms[0] ?? 0, b.terms[0] ?? 0));
}

interface Candidate {
  readonly term: number;
  readonly texts: readonly number[];
  /** How much more alike the texts are than any two of the set. */
  readonly cohesion: number;
}

async function rateCandidates(
  corpus: Corpus,
  texts: readonly number[],
  counts: Int32Array,
  smallest: number,
  { leaveOut, pace }: ThemeOptions,
): Promise<Set<Candidate>> {
  const common = texts.length < 10 ? texts.length : texts.length * 0.5;
  const worth = (term: number, count: number) =>
    count * Math.log(1 + texts.length / count) * (corpus.weight[term] ?? 0);
  const chosen = [...counts.entries()]
    .filter(
      ([term, count]) => count >= smallest && count <= common && !leaveOut.has(term) && !partOf(corpus, term, leaveOut),
    )
    .map(([term, count]) => ({ term, worth: worth(term, count) }))
    .sort((a, b) => b.worth - a.worth || byKey(corpus, a.term, b.term))
    .slice(0, MOST_CANDIDATES);
  const holders = new Map<number, number[]>(chosen.map(({ term }) => [term, []]));
  for (const text of texts) for (const term of corpus.texts[text] ?? []) holders.get(term)?.push(text);
  const usual = centroidOf(corpus, spread(texts, 200), leaveOut).cohesion;
  const candidates = new Set<Candidate>();
  for (const [term, having] of holders) {
    const without = new Set([...leaveOut, ...family(corpus, term, having)]);
    const cohesion = centroidOf(corpus, having, without).cohesion - usual;
    if (cohesion > 0) candidates.add({ term, texts: having, cohesion });
    if (candidates.size % 16 === 0) await pace.breathe();
  }
  return candidates;
}

/** A term, its words, and the phrases it stands in: what a text has anyway when it has the term. */
function family(corpus: Corpus, term: number, having: readonly number[]): readonly number[] {
  const own = [term, ...(corpus.terms[term]?.parts ?? [])];
  const around = new Set<number>();
  for (const text of spread(having, 20)) {
    for (const other of corpus.texts[text] ?? []) {
      if (corpus.terms[other]?.parts.some((part) => own.includes(part)) === true) around.add(other);
    }
  }
  return [...own, ...around];
}

function partOf(corpus: Corpus, term: number, terms: ReadonlySet<number>): boolean {
  return corpus.terms[term]?.parts.some((part) => terms.has(part)) === true;
}

function bestOf(
  candidates: ReadonlySet<Candidate>,
  explained: ReadonlySet<number>,
  smallest: number,
): Candidate | null {
  let best: Candidate | null = null;
  let most = 0;
  for (const candidate of candidates) {
    let fresh = 0;
    for (const text of candidate.texts) if (!explained.has(text)) fresh++;
    // Few texts may be alike by chance, so their likeness counts for less; and of two equals the larger explains more.
    const score = fresh < smallest ? 0 : fresh ** 1.15 * candidate.cohesion * (fresh / (fresh + 6));
    if (score > most) [best, most] = [candidate, score];
  }
  return best;
}

function themeAround(
  corpus: Corpus,
  texts: readonly number[],
  counts: Int32Array,
  seed: Candidate,
  leaveOut: ReadonlySet<number>,
): Theme | null {
  const centroid = centroidOf(corpus, seed.texts);
  // A term names the theme when it is common in it, and half as common again as among all the texts.
  const common = Math.max(2, centroid.size * 0.3);
  const ranked = [...centroid.terms]
    .filter(([term, found]) => found.texts >= common && !leaveOut.has(term) && !partOf(corpus, term, leaveOut))
    .filter(
      ([term, found]) => texts.length < 10 || found.texts / centroid.size > (1.5 * (counts[term] ?? 0)) / texts.length,
    )
    .map(([term, found]) => ({ term, texts: found.texts, weight: term === seed.term ? Infinity : found.weight }))
    .sort((a, b) => b.weight - a.weight || byKey(corpus, a.term, b.term));
  const terms = distinctTerms(corpus, ranked, 4);
  if (terms.length === 0) return null;
  const members = membersOf(corpus, terms, texts);
  if (members.length === 0) return null;
  return { terms, members, centroid: centroidOf(corpus, members) };
}

/** The texts that have the first term, or two of the others. */
function membersOf(
  corpus: Corpus,
  [first = -1, ...others]: readonly number[],
  texts: readonly number[],
): readonly number[] {
  return texts.filter((text) => {
    return hasTerm(corpus, text, first) || others.filter((term) => hasTerm(corpus, text, term)).length > 1;
  });
}

/** The texts of a theme that are most like all of it, the most central first. */
export function mostCentral(
  corpus: Corpus,
  texts: readonly number[],
  centroid: Centroid,
  limit: number,
): readonly number[] {
  return spread(texts, 200)
    .map((text) => ({ text, near: closeness(corpus, text, centroid) }))
    .sort((a, b) => b.near - a.near || a.text - b.text)
    .slice(0, limit)
    .map(({ text }) => text);
}
