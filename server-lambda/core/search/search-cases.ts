import type { Pace } from '../ports/pace.ts';
import type { QueryOptions } from '../ports/query-engine.ts';
import type { CaseSource } from '../sql/case-source.ts';
import {
  rankingTerms,
  readCandidates,
  type Candidate,
  type Candidates,
  type CaseSearch,
  type SearchSort,
} from './candidates.ts';
import { rank } from './rank.ts';

/** The most cases that are ranked by all of their text; the others follow in the rough order of SQL. */
export const MOST_RANKED = 1_000;

/** Which of the cases found are wanted, and in which order. */
export interface Page {
  readonly sort: SearchSort;
  readonly offset: number;
  readonly limit: number;
}

export interface FoundCases extends Omit<Candidates, 'rows'> {
  /** Those of the page. */
  readonly rows: readonly Candidate[];
}

/** One page of the cases that a search finds. Pages that follow one another hold every case once. */
export async function searchCases(
  source: CaseSource,
  search: CaseSearch,
  page: Page,
  { pace, ...options }: Omit<QueryOptions, 'maxRows'> & { readonly pace: Pace },
): Promise<FoundCases> {
  const { offset, limit, sort } = page;
  const end = offset + limit;
  const isRanked = sort === 'relevance' && rankingTerms(search).length > 0 && offset < MOST_RANKED;
  if (!isRanked) {
    const found = await readCandidates(source, search, { ...options, sort, offset, most: limit });
    // An empty page beyond the last case says nothing of how many there are.
    return found.rows.length > 0 || offset === 0
      ? found
      : { ...(await readCandidates(source, search, { ...options, sort, offset: 0, most: 1 })), rows: [] };
  }
  // The same statement for most pages, so that Athena may give its answer again.
  const found = await readCandidates(source, search, { ...options, sort, offset: 0, most: Math.max(MOST_RANKED, end) });
  const terms = rankingTerms(search);
  const { frequencies, searched } = found;
  const ranked = await rank(
    found.rows.slice(0, MOST_RANKED),
    { terms, frequencies, searched, isOrdered: search.similarTo === null },
    pace,
  );
  return { ...found, rows: [...ranked, ...found.rows.slice(MOST_RANKED)].slice(offset, end) };
}
