import type { CaseFilters } from '../contract/filters.ts';
import { textOrNull, type Cell, type QueryOptions } from '../ports/query-engine.ts';
import { CASE_DAY, matching } from '../sql/case-filters.ts';
import { GRAVEST_FIRST } from '../sql/case-order.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { joinSql, limitSql, nameSql, offsetSql, sql, type SqlFragment } from '../sql/sql.ts';
import { CASE_TEXT, foldSql, occursInSql } from '../sql/text-match.ts';
import { mayBeIdentifier, type SearchTerms } from './query.ts';

export const SEARCH_SORTS = ['relevance', 'date', 'severity'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** The case that others are compared with, and the terms that tell it from others. */
export interface SimilarTo {
  readonly account: string;
  readonly caseNumber: string;
  readonly terms: readonly string[];
}

export interface CaseSearch {
  readonly filters: CaseFilters;
  /** Without terms, every case matches. */
  readonly query: SearchTerms;
  readonly similarTo: SimilarTo | null;
}

/** A case that a search found, as it is stored. */
export interface Candidate {
  readonly caseNumber: string;
  readonly account: string;
  /** UTC day; null where the creation time is missing or unreadable. */
  readonly date: string | null;
  readonly severity: string | null;
  readonly service: string | null;
  readonly rootCause: string | null;
  readonly subject: string | null;
  readonly summary: string | null;
  readonly rcaReason: string | null;
  /** Whether a term is its number or its id. */
  readonly isNamed: boolean;
}

export interface Candidates {
  readonly rows: readonly Candidate[];
  /** How many cases the search found. */
  readonly total: number;
  /** How many cases the filters leave, before words are looked for; 0 where no row came. */
  readonly searched: number;
  /** How many of those have each of the terms that rank, in their order; empty where no row came. */
  readonly frequencies: readonly number[];
}

/** The terms by which a search ranks: those of the case that others are compared with, before those of the query. */
export function rankingTerms({ query, similarTo }: CaseSearch): readonly string[] {
  return similarTo?.terms ?? query.terms;
}

/** A case is similar where it has this share of the weight of the terms, in percent. */
const SIMILAR_PERCENT = 20;

/**
 * The cases that a search finds, from a position on, in one statement. By relevance, they come in a rough order: by the
 * rarity of the terms that they have, those in the subject counting thrice; then by severity and day.
 */
export async function readCandidates(
  source: CaseSource,
  search: CaseSearch,
  { sort, offset, most, ...options }: QueryOptionsOf,
): Promise<Candidates> {
  const result = await source.engine.query(statementOf(source, search, sort, offset, most), {
    ...options,
    maxRows: most,
  });
  const [first] = result.rows;
  return {
    rows: result.rows.map(candidateOf),
    total: Number(first?.['total'] ?? 0),
    searched: Number(first?.['searched'] ?? 0),
    frequencies: numbersIn(textOrNull(first?.['frequencies'])),
  };
}

export interface QueryOptionsOf extends Omit<QueryOptions, 'maxRows'> {
  readonly sort: SearchSort;
  readonly offset: number;
  readonly most: number;
}

/** Longer texts are found by all of their words, and ranked by their beginning. */
const TEXTS = sql`substr(subject, 1, 1000) AS subject, substr(case_summary, 1, 8000) AS case_summary, substr(rca_reason, 1, 2000) AS rca_reason`;

function statementOf(
  { cases }: CaseSource,
  search: CaseSearch,
  sort: SearchSort,
  offset: number,
  most: number,
): SqlFragment {
  const { query, similarTo } = search;
  const terms = rankingTerms(search);
  const columns = sql`account_number, case_number, day, severitycode, servicecode, rca_category, subject, case_summary, rca_reason, gravity, timecreated, is_named`;
  const texts = sql`SELECT account_number, case_number, ${CASE_DAY} AS day, severitycode, servicecode, rca_category, ${TEXTS}, ${GRAVEST_FIRST} AS gravity, timecreated,
  lower(caseid) AS caseid, displayid, ${CASE_TEXT} AS words, ${foldSql(sql`coalesce(subject, '')`)} AS subject_words
FROM ${cases} WHERE ${matching(search.filters)}${similarTo === null ? sql`` : sql` AND NOT (${isCase(similarTo)})`}`;
  const marks = terms.flatMap((term, index) => [
    sql`, ${hasTerm(term)} AS ${has(index)}`,
    sql`, ${occursInSql(sql`subject_words`, term)} AS ${inSubject(index)}`,
  ]);
  const marked = sql`SELECT *, ${isNamed(query.terms)} AS is_named${list(marks)} FROM (${texts})${
    similarTo === null ? sql`` : sql` WHERE ${queryMatch(query, query.terms.map(hasTerm))}`
  }`;
  const counts = terms.map((_, index) => sql`, count_if(${has(index)}) OVER () AS ${frequency(index)}`);
  const counted = sql`SELECT *, count(*) OVER () AS searched${list(counts)} FROM (${marked})`;
  const frequencies =
    terms.length === 0
      ? sql`NULL`
      : sql`array_join(ARRAY[${joinSql(
          terms.map((_, index) => frequency(index)),
          ', ',
        )}], ',')`;
  const found =
    similarTo === null
      ? queryMatch(
          query,
          terms.map((_, index) => has(index)),
        )
      : query.terms.length > 0
        ? sql`TRUE`
        : isSimilar(terms.length);
  return sql`SELECT ${columns}, searched, ${frequencies} AS frequencies, count(*) OVER () AS total
FROM (${counted})
WHERE ${found}
ORDER BY ${sort === 'relevance' && terms.length > 0 ? sql`is_named DESC, ${roughScore(terms.length)} DESC, ` : sql``}${sort === 'date' ? sql`` : sql`gravity, `}day DESC NULLS LAST, timecreated DESC, case_number, account_number
${offsetSql(offset)} ${limitSql(most)}`;
}

/** The condition of one case. */
export function isCase({ account, caseNumber }: Pick<SimilarTo, 'account' | 'caseNumber'>): SqlFragment {
  return sql`account_number = ${account} AND case_number = ${caseNumber}`;
}

/** Whether a case has a term, given its columns `words`, `caseid`, `displayid` and `case_number`. */
export function hasTerm(term: string): SqlFragment {
  const occurs = sql`(strpos(words, ${term}) > 0 AND ${occursInSql(sql`words`, term)})`;
  return mayBeIdentifier(term) ? sql`(${occurs} OR ${isNamed([term])})` : occurs;
}

function isNamed(terms: readonly string[]): SqlFragment {
  const identifiers = terms.filter(mayBeIdentifier);
  if (identifiers.length === 0) return sql`FALSE`;
  const given = joinSql(
    identifiers.map((term) => sql`${term}`),
    ', ',
  );
  return sql`coalesce(case_number IN (${given}) OR displayid IN (${given}) OR caseid IN (${given}), FALSE)`;
}

/** Whether a case has what a query looks for, given whether it has each of the terms. */
export function queryMatch({ match }: SearchTerms, each: readonly SqlFragment[]): SqlFragment {
  return each.length === 0 ? sql`TRUE` : sql`(${joinSql(each, match === 'all' ? ' AND ' : ' OR ')})`;
}

/** Terms that no case has say nothing about similarity; a single one that both have may be chance. */
function isSimilar(terms: number): SqlFragment {
  if (terms === 0) return sql`FALSE`;
  const shared = sumOf(terms, (index) => sql`IF(${has(index)}, ${rarity(index)}, 0e0)`);
  const all = sumOf(terms, (index) => sql`IF(${frequency(index)} > 0, ${rarity(index)}, 0e0)`);
  const count = sumOf(terms, (index) => sql`IF(${has(index)}, 1, 0)`);
  return sql`(${count}) >= 2 AND (${shared}) * 100 >= (${all}) * ${SIMILAR_PERCENT}`;
}

function roughScore(terms: number): SqlFragment {
  return sql`(${sumOf(
    terms,
    (index) => sql`(IF(${has(index)}, 1, 0) + IF(${inSubject(index)}, 2, 0)) * ${rarity(index)}`,
  )})`;
}

function sumOf(terms: number, part: (index: number) => SqlFragment): SqlFragment {
  return joinSql(
    Array.from({ length: terms }, (_none, index) => part(index)),
    ' + ',
  );
}

const has = (index: number) => nameSql(`has_${index}`);
const inSubject = (index: number) => nameSql(`in_subject_${index}`);
const frequency = (index: number) => nameSql(`frequency_${index}`);
const rarity = (index: number) => sql`ln(1e0 + searched / (${frequency(index)} + 1e0))`;

function list(parts: readonly SqlFragment[]): SqlFragment {
  return joinSql(parts, ' ');
}

function candidateOf(row: Readonly<Record<string, Cell>>): Candidate {
  const text = (name: string) => textOrNull(row[name]);
  return {
    caseNumber: String(row['case_number']),
    account: String(row['account_number']),
    date: text('day'),
    severity: text('severitycode'),
    service: text('servicecode'),
    rootCause: text('rca_category'),
    subject: text('subject'),
    summary: text('case_summary'),
    rcaReason: text('rca_reason'),
    isNamed: row['is_named'] === true,
  };
}

function numbersIn(text: string | null): readonly number[] {
  return text === null || text === '' ? [] : text.split(',').map(Number);
}
