/** How several words are searched: every one of them, at least one, or all of them in a row. */
export const WORD_MATCHES = ['all', 'any', 'phrase'] as const;
export type WordMatch = (typeof WORD_MATCHES)[number];

const ACCENTS = /\p{M}+/gu;
/** Scripts without spaces between words: there, a word may begin and end anywhere. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const IN_WORD = /[\p{L}\p{N}]/u;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Text for comparing: without accents, in lower case, every run of white space one space. `foldSql` does the same. */
export function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(ACCENTS, '').toLowerCase().replaceAll('ς', 'σ').replaceAll(/\s+/g, ' ');
}

/** What a query looks for: its words without punctuation at their edges or, for a phrase, its words as one; folded, each once. */
export function searchTerms(query: string, match: WordMatch): readonly string[] {
  // Half a character can be in no statement, and is stored as this.
  const folded = fold(query.replaceAll(/\p{Cs}/gu, '\uFFFD'));
  const parts = match === 'phrase' ? [folded] : folded.split(' ');
  return [...new Set(parts.map((part) => part.replaceAll(EDGES, '')))].filter((term) => term !== '');
}

/** Whether a term stands in folded text as a whole word, not as a part of one: `dns` does not occur in `rdnss`. */
export function occursIn(folded: string, term: string): boolean {
  return nextOccurrence(folded, term, 0) !== -1;
}

/** Where a term stands in folded text as a whole word, from a position on; -1 if nowhere. */
export function nextOccurrence(folded: string, term: string, from: number): number {
  for (let at = folded.indexOf(term, from); at !== -1; at = folded.indexOf(term, at + 1)) {
    const end = at + term.length;
    if (isEdge(charBefore(folded, at), charAt(term, 0)) && isEdge(charAt(folded, end), charBefore(term, term.length))) {
      return at;
    }
  }
  return -1;
}

/** Whether a word ends between two neighbours, one of which may be absent. */
function isEdge(outside: string, inside: string): boolean {
  return outside === '' || UNSPACED.test(inside) || !IN_WORD.test(outside);
}

/** The character at a position, whole where it takes two code units; empty at the end. */
function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** The character that ends at a position. */
function charBefore(text: string, at: number): string {
  const isPair = at >= 2 && /[\uDC00-\uDFFF]/.test(text.charAt(at - 1));
  return at === 0 ? '' : text.slice(at - (isPair ? 2 : 1), at);
}
