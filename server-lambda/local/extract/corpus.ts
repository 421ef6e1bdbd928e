import type { CaseBrief } from '#core/ports/analyst.ts';
import type { Pace } from './pace.ts';
import { createTokenizer, type Token } from './terms.ts';

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
  readonly tokenize: (text: string) => (Token | null)[];
}

/** The words a case is known by: its subject and its summary. */
export function caseText(brief: CaseBrief): string {
  return brief.subject === null ? brief.summary : `${brief.subject}.\n${brief.summary}`;
}

/** Reads texts into sets of words and recurring phrases; linear in their length. */
export async function buildCorpus(texts: readonly string[], pace: Pace): Promise<Corpus> {
  const tokenize = createTokenizer();
  const words = createVocabulary();
  const sequences: Int32Array[] = [];
  for (const text of texts) {
    sequences.push(words.read(tokenize(text)));
    if (sequences.length % 64 === 0) await pace.breathe();
  }
  const terms: Term[] = words.terms();
  const phrases = await findPhrases(sequences, words, terms, pace);
  const sets: Int32Array[] = [];
  const frequency = new Int32Array(terms.length);
  for (const sequence of sequences) {
    const set = termsOf(sequence, words.keyOf, phrases);
    for (const term of set) frequency[term] = (frequency[term] ?? 0) + 1;
    sets.push(set);
    if (sets.length % 256 === 0) await pace.breathe();
  }
  const weight = Float64Array.from(terms, (term, id) => weightOf(term, frequency[id] ?? 0, texts.length));
  const norm = Float64Array.from(sets, (set) => {
    let sum = 0;
    for (const term of set) sum += (weight[term] ?? 0) ** 2;
    return Math.sqrt(sum) || 1;
  });
  return {
    terms,
    idOf: new Map(terms.map((term, id) => [term.key, id])),
    texts: sets,
    frequency,
    weight,
    norm,
    tokenize,
  };
}

const BOOST = { word: 1, phrase: 1.1, code: 1.3 } as const;

function weightOf(term: Term, frequency: number, texts: number): number {
  return frequency < 2 ? 0 : Math.log(1 + texts / frequency) * BOOST[term.kind];
}

interface Vocabulary {
  /** The tokens of a text by number, -1 where a phrase can't go on. */
  read(tokens: readonly (Token | null)[]): Int32Array;
  /** The term of each token number. */
  readonly keyOf: readonly number[];
  readonly surfaceOf: readonly string[];
  terms(): Term[];
}

/** Tokens are spellings, terms are what their inflections share; each is numbered as it first occurs. */
function createVocabulary(): Vocabulary {
  const numberOf = new Map<Token, number>();
  const idOf = new Map<string, number>();
  const tokens: Token[] = [];
  const uses: number[] = [];
  const keyOf: number[] = [];
  const surfaceOf: string[] = [];
  const numberFor = (token: Token) => {
    const known = numberOf.get(token);
    if (known !== undefined) return known;
    const key = idOf.get(token.key) ?? idOf.size;
    idOf.set(token.key, key);
    numberOf.set(token, tokens.length);
    keyOf.push(key);
    surfaceOf.push(token.surface);
    uses.push(0);
    return tokens.push(token) - 1;
  };
  return {
    read: (found) =>
      Int32Array.from(found, (token) => {
        if (token === null) return -1;
        const number = numberFor(token);
        uses[number] = (uses[number] ?? 0) + 1;
        return number;
      }),
    keyOf,
    surfaceOf,
    terms() {
      const best: (number | undefined)[] = [];
      tokens.forEach((token, number) => {
        const key = keyOf[number] ?? 0;
        const rival = best[key];
        const more = rival === undefined ? 1 : (uses[number] ?? 0) - (uses[rival] ?? 0);
        if (more > 0 || (more === 0 && token.surface < (surfaceOf[rival ?? 0] ?? ''))) best[key] = number;
      });
      return best.map((number) => {
        const token = tokens[number ?? 0];
        return { kind: token?.kind ?? 'word', key: token?.key ?? '', surface: token?.surface ?? '', parts: [] };
      });
    },
  };
}

/** Pairs of neighbouring words that recur; adds them to the terms and returns each pair's term. */
async function findPhrases(
  sequences: readonly Int32Array[],
  words: Vocabulary,
  terms: Term[],
  pace: Pace,
): Promise<PhraseIndex> {
  const single = terms.length;
  const uses = new Int32Array(single);
  for (const sequence of sequences) for (const token of sequence) if (token >= 0) count(uses, words.keyOf[token] ?? 0);
  const wanted = Math.max(2, Math.min(8, Math.floor(sequences.length / 1000)));
  const pairs = new Map<number, { uses: number; first: number; second: number; lead: number }>();
  let read = 0;
  for (const sequence of sequences) {
    for (let i = 1; i < sequence.length; i++) {
      const first = sequence[i - 1] ?? -1;
      const second = sequence[i] ?? -1;
      if (first < 0 || second < 0) continue;
      const a = words.keyOf[first] ?? 0;
      const b = words.keyOf[second] ?? 0;
      if (a === b || (uses[a] ?? 0) < wanted || (uses[b] ?? 0) < wanted) continue;
      const pair = pairs.get(a * single + b);
      if (pair === undefined) pairs.set(a * single + b, { uses: 1, first, second, lead: 1 });
      else {
        pair.uses++;
        // A majority vote in one pass: the spelling that most uses share stays.
        if (pair.first === first && pair.second === second) pair.lead++;
        else if (--pair.lead < 0) Object.assign(pair, { first, second, lead: 1 });
      }
    }
    if (++read % 64 === 0) await pace.breathe();
  }
  const byPair = new Map<number, number>();
  for (const [pair, { uses: found, first, second }] of pairs) {
    if (found < wanted) continue;
    const parts = [Math.floor(pair / single), pair % single];
    const surface = `${words.surfaceOf[first] ?? ''} ${words.surfaceOf[second] ?? ''}`;
    const key = parts.map((part) => terms[part]?.key ?? '').join(' ');
    byPair.set(pair, terms.push({ kind: 'phrase', key, surface, parts }) - 1);
  }
  return { single, byPair };
}

interface PhraseIndex {
  /** How many terms are single words; a pair's key is `first * single + second`. */
  readonly single: number;
  readonly byPair: ReadonlyMap<number, number>;
}

function termsOf(sequence: Int32Array, keyOf: readonly number[], phrases: PhraseIndex): Int32Array {
  const found: number[] = [];
  let previous = -1;
  for (const token of sequence) {
    const key = token < 0 ? -1 : (keyOf[token] ?? -1);
    if (key >= 0) {
      found.push(key);
      const phrase = previous < 0 ? undefined : phrases.byPair.get(previous * phrases.single + key);
      if (phrase !== undefined) found.push(phrase);
    }
    previous = key;
  }
  const sorted = Int32Array.from(found).sort();
  return sorted.filter((term, index) => index === 0 || term !== sorted[index - 1]);
}

function count(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
