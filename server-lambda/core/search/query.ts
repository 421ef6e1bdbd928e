import { searchTerms, type WordMatch } from '../text/words.ts';

/** The words and phrases that a query looks for, folded, each once; and how many of them a case must have. */
export interface SearchTerms {
  readonly terms: readonly string[];
  readonly match: 'all' | 'any';
}

/** A quoted part, or what stands before the next one; a quotation mark without a partner is no part. */
const PARTS = /["“”„]([^"“”„]+)["“”„]|[^"“”„]+/g;

/** What a query looks for. A quoted part is a phrase; with `phrase`, all of it is one. */
export function readQuery(query: string, match: WordMatch): SearchTerms {
  if (match === 'phrase') return { terms: searchTerms(query, 'phrase'), match: 'all' };
  const parts = [...query.matchAll(PARTS)];
  const terms = parts.flatMap(([part, quoted]) =>
    quoted === undefined ? searchTerms(part, match) : searchTerms(quoted, 'phrase'),
  );
  return { terms: [...new Set(terms)], match };
}

/** Whether a term may be the number or the id of a case, which stand in columns of their own. */
export function mayBeIdentifier(term: string): boolean {
  return /^[a-z0-9-]{8,}$/.test(term) && /\d/.test(term);
}
