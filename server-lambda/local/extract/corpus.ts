import type { CaseBrief } from '#core/ports/analyst.ts';
import type { Pace } from './pace.ts';
import { createTokenizer, type Token, type Tokenizer } from './terms.ts';

/** A word, an error code or a phrase of two words, as it is counted over cases. */
export interface Term {
  readonly kind: 'word' | 'code' | 'phrase';
  /** The same for all inflections. */
  readonly key: string;
  /** As most cases write it; text of third parties. */
  readonly surface: string;
  /** The two words of a phrase, by term. */
  readonly parts: readonly number[];
}

/** Texts as sets of terms. Terms and texts are referred to by their position. */
export interface Corpus {
  readonly terms: readonly Term[];
  readonly idOf: ReadonlyMap<string, number>;
  /** The distinct terms of each text, ascending. */
  readonly texts: readonly Int32Array[];
  /** How many texts have each term. */
  readonly frequency: Int32Array;
  /** What a term weighs in comparing texts: rare ones more, those of a single text nothing. */
  readonly weight: Float64Array;
  /** The length of each text's weight vector, for cosines; never 0. */
  readonly norm: Float64Array;
  readonly tokenizer: Tokenizer;
}

/** The words a case is known by: its subject and its summary. */
export function caseText(brief: CaseBrief): string {
  return brief.subject === null ? brief.summary : `${brief.subject}.\n${brief.summary}`;
}

/** Reads texts into sets of words and recurring phrases; linear in their length. */
export async function buildCorpus(texts: readonly string[], pace: Pace): Promise<Corpus> {
  const tokenizer = createTokenizer();
  const sequences: Int32Array[] = [];
  for (const text of texts) {
    sequences.push(Int32Array.from(tokenizer.read(text)));
    if (sequences.length % 64 === 0) await pace.breathe();
  }
  const { terms, termOf } = termsOf(tokenizer.tokens, sequences);
  const phrases = await findPhrases(sequences, tokenizer.tokens, termOf, terms, pace);
  const sets: Int32Array[] = [];
  const frequency = new Int32Array(terms.length);
  const seenIn = new Int32Array(terms.length).fill(-1);
  for (const [text, sequence] of sequences.entries()) {
    const found: number[] = [];
    const add = (term: number) => {
      if (seenIn[term] === text) return;
      seenIn[term] = text;
      frequency[term] = (frequency[term] ?? 0) + 1;
      found.push(term);
    };
    let previous = -1;
    for (const token of sequence) {
      const term = token < 0 ? -1 : (termOf[token] ?? -1);
      if (term >= 0) add(term);
      const phrase = previous < 0 || term < 0 ? undefined : phrases.get(pairKey(previous, term));
      if (phrase !== undefined) add(phrase);
      previous = term;
    }
    sets.push(Int32Array.from(found).sort());
    if (text % 128 === 0) await pace.breathe();
  }
  const weight = Float64Array.from(terms, (term, id) => weightOf(term, frequency[id] ?? 0, texts.length));
  const norm = Float64Array.from(sets, (set) => {
    let sum = 0;
    for (const term of set) sum += (weight[term] ?? 0) ** 2;
    return Math.sqrt(sum) || 1;
  });
  const idOf = new Map(terms.map((term, id) => [term.key, id]));
  return { terms, idOf, texts: sets, frequency, weight, norm, tokenizer };
}

/** How much more a code or a phrase says than a word. */
export const BOOST = { word: 1, phrase: 1.1, code: 1.3 } as const;

function weightOf(term: Term, frequency: number, texts: number): number {
  return frequency < 2 ? 0 : Math.log(1 + texts / frequency) * BOOST[term.kind];
}

/** Spellings gathered into terms: the term of each spelling, and for each term its most frequent spelling. */
function termsOf(tokens: readonly Token[], sequences: readonly Int32Array[]) {
  const uses = new Int32Array(tokens.length);
  for (const sequence of sequences) for (const token of sequence) if (token >= 0) uses[token] = (uses[token] ?? 0) + 1;
  const idOf = new Map<string, number>();
  const best: number[] = [];
  const termOf = Int32Array.from(tokens, ({ key, surface }, number) => {
    const id = idOf.get(key) ?? idOf.size;
    idOf.set(key, id);
    const rival = best[id];
    const more = rival === undefined ? 1 : (uses[number] ?? 0) - (uses[rival] ?? 0);
    if (more > 0 || (more === 0 && surface < (tokens[rival ?? 0]?.surface ?? ''))) best[id] = number;
    return id;
  });
  const terms = best.flatMap((number): Term[] => {
    const token = tokens[number];
    return token === undefined ? [] : [{ ...token, parts: [] }];
  });
  return { terms, termOf };
}

/** Far above any number of terms, far below where whole numbers end. */
const MOST_TERMS = 2 ** 26;

function pairKey(first: number, second: number): number {
  return first * MOST_TERMS + second;
}

/** Pairs of neighbouring words that recur; adds them to the terms and returns the term of each pair. */
async function findPhrases(
  sequences: readonly Int32Array[],
  tokens: readonly Token[],
  termOf: Int32Array,
  terms: Term[],
  pace: Pace,
): Promise<ReadonlyMap<number, number>> {
  const uses = new Int32Array(terms.length);
  for (const sequence of sequences) {
    for (const token of sequence) if (token >= 0) uses[termOf[token] ?? 0] = (uses[termOf[token] ?? 0] ?? 0) + 1;
  }
  const wanted = Math.max(2, Math.min(8, Math.floor(sequences.length / 1000)));
  const pairs = new Map<number, { uses: number; first: number; second: number; lead: number }>();
  for (const [index, sequence] of sequences.entries()) {
    for (let i = 1; i < sequence.length; i++) {
      const first = sequence[i - 1] ?? -1;
      const second = sequence[i] ?? -1;
      if (first < 0 || second < 0) continue;
      const a = termOf[first] ?? 0;
      const b = termOf[second] ?? 0;
      if (a === b || (uses[a] ?? 0) < wanted || (uses[b] ?? 0) < wanted) continue;
      const pair = pairs.get(pairKey(a, b));
      if (pair === undefined) pairs.set(pairKey(a, b), { uses: 1, first, second, lead: 1 });
      else {
        pair.uses++;
        // A majority vote in one pass: the spelling that most uses share stays.
        if (pair.first === first && pair.second === second) pair.lead++;
        else if (--pair.lead < 0) Object.assign(pair, { first, second, lead: 1 });
      }
    }
    if (index % 64 === 0) await pace.breathe();
  }
  const phrases = new Map<number, number>();
  for (const [key, { uses: found, first, second }] of pairs) {
    if (found < wanted) continue;
    const parts = [termOf[first] ?? 0, termOf[second] ?? 0];
    const surface = `${tokens[first]?.surface ?? ''} ${tokens[second]?.surface ?? ''}`;
    const phrase: Term = { kind: 'phrase', key: parts.map((part) => terms[part]?.key ?? '').join(' '), surface, parts };
    phrases.set(key, terms.push(phrase) - 1);
  }
  return phrases;
}
