import { textOrNull, type QueryOptions } from '../ports/query-engine.ts';
import { CASE_DAY, matching } from '../sql/case-filters.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { joinSql, limitSql, nameSql, sql, type SqlFragment } from '../sql/sql.ts';
import { CASE_TEXT } from '../sql/text-match.ts';
import { hasTerm, queryMatch, type CaseSearch } from './candidates.ts';

/** How many words without a case are looked up, and how many words are offered for each. */
const MOST_LOOKED_UP = 3;
const MOST_OFFERED = 4;
/** How many words alike are looked at. */
const MOST_NEAR = 300;
/** How many words are repeated. */
const MOST_NAMED = 8;
/** How many words are tried as the name of a service. */
const MOST_SERVICES = 6;

/**
 * Why no case has what a query looks for: how many have each of its words; which of them no case has at all, with words
 * that are spelled alike; which of them is a service; and how many cases match outside the period and the filters. Undefined where the filters alone
 * leave no case.
 */
export async function explainSearch(
  source: CaseSource,
  search: CaseSearch,
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<string | undefined> {
  const found = await countTerms(source, search, options);
  if (found.searched === 0) return undefined;
  const { terms, match } = search.query;
  const absent = terms.filter((_, index) => found.everywhere[index] === 0);
  const wanted = quoted(terms, match === 'all' ? 'and' : 'or');
  const together = match === 'all' && terms.length > 1 ? ' together' : '';
  const said = [`No case mentions ${wanted}${together} (${found.searched} searched).`];
  const present = terms.flatMap((term, index) => {
    const count = found.inside[index] ?? 0;
    return count > 0 ? [`"${term}" is in ${count}`] : [];
  });
  if (present.length > 0)
    said.push(`${present.slice(0, MOST_NAMED).join(', ')}; match "any" finds cases with any of them.`);
  if (absent.length > 0) said.push(`No case at all mentions ${quoted(absent, 'or')}.`);
  for (const { term, words } of await nearWords(source, absent, options)) {
    const near = words.map(({ word, cases }) => `"${word}" (${cases})`);
    if (near.length > 0) said.push(`Spelled like "${term}": ${near.join(', ')}.`);
  }
  for (const [index, count] of found.ofService.entries()) {
    if (count === 0) continue;
    const rest = terms.length === 1 ? '' : ' and the other words';
    said.push(`With service_code "${terms[index] ?? ''}" instead of the word${rest}, ${casesMatch(count)}.`);
  }
  if (found.otherDays > 0) {
    said.push(`On other days, ${casesMatch(found.otherDays)}: from ${found.firstDay ?? ''} to ${found.lastDay ?? ''}.`);
  } else if (found.anywhere > 0) said.push(`Without the filters, ${casesMatch(found.anywhere)}.`);
  return said.join(' ');
}

function casesMatch(count: number): string {
  return count === 1 ? '1 case matches' : `${count} cases match`;
}

/** `"a", "b" or "c"`, of many terms the first few. */
export function quoted(terms: readonly string[], word: 'and' | 'or'): string {
  const more = terms.length - MOST_NAMED;
  const all = terms.slice(0, MOST_NAMED).map((term) => `"${term}"`);
  if (more > 0) all.push(`${more} more`);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${word} ${all.at(-1) ?? ''}`;
}

interface TermCounts {
  readonly searched: number;
  readonly anywhere: number;
  readonly otherDays: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** By term: cases of all that there are, and of those that the filters leave. */
  readonly everywhere: readonly number[];
  readonly inside: readonly number[];
  /** Of those: cases of the service that a term may name which have every other term. */
  readonly ofService: readonly number[];
}

async function countTerms(
  { engine, cases }: CaseSource,
  { filters, query }: CaseSearch,
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<TermCounts> {
  const marks = query.terms.map((term, index) => sql`, ${hasTerm(term)} AS ${nameSql(`has_${index}`)}`);
  const has = query.terms.map((_, index) => nameSql(`has_${index}`));
  const match = queryMatch(query, has);
  const counts = has.flatMap((each, index) => [
    sql`, count_if(${each}) AS ${nameSql(`everywhere_${index}`)}`,
    sql`, count_if(inside AND ${each}) AS ${nameSql(`inside_${index}`)}`,
  ]);
  const services = query.match === 'all' ? query.terms.slice(0, MOST_SERVICES) : [];
  const ofService = services.map((term, index) => {
    const others = queryMatch(
      query,
      has.filter((_, other) => other !== index),
    );
    return sql`, count_if(inside AND ${others} AND ${matching({ service_code: term })}) AS ${nameSql(`of_service_${index}`)}`;
  });
  const { rows } = await engine.query(
    sql`SELECT count_if(inside) AS searched, count_if(${match}) AS anywhere, count_if(kept AND ${match}) AS other_days,
  min(IF(kept AND ${match}, day)) AS first_day, max(IF(kept AND ${match}, day)) AS last_day${list([...counts, ...ofService])}
FROM (SELECT *${list(marks)} FROM (SELECT ${CASE_DAY} AS day, servicecode, case_number, displayid, lower(caseid) AS caseid, ${CASE_TEXT} AS words,
  coalesce(${matching(filters)}, FALSE) AS inside, coalesce(${matching({ ...filters, period: undefined })}, FALSE) AS kept FROM ${cases}))`,
    { ...options, maxRows: 1 },
  );
  const row = rows[0] ?? {};
  const number = (name: string) => Number(row[name] ?? 0);
  return {
    searched: number('searched'),
    anywhere: number('anywhere'),
    otherDays: number('other_days'),
    firstDay: textOrNull(row['first_day']),
    lastDay: textOrNull(row['last_day']),
    everywhere: has.map((_, index) => number(`everywhere_${index}`)),
    inside: has.map((_, index) => number(`inside_${index}`)),
    ofService: services.map((_, index) => number(`of_service_${index}`)),
  };
}

function list(parts: readonly SqlFragment[]): SqlFragment {
  return joinSql(parts, ' ');
}

interface NearWord {
  readonly word: string;
  readonly cases: number;
  readonly distance: number;
}

/** Words that cases have and that differ from a term by a letter or two, or by their ending, the nearest first. */
async function nearWords(
  { engine, cases }: CaseSource,
  absent: readonly string[],
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<readonly { readonly term: string; readonly words: readonly NearWord[] }[]> {
  const terms = absent.filter((term) => /^[^ ]{4,40}$/.test(term)).slice(0, MOST_LOOKED_UP);
  if (terms.length === 0) return [];
  // The costly comparison is made once a word, for those that begin alike and are about as long.
  const candidates = terms.map(
    (term) =>
      sql`(starts_with(word, ${startOf(term, 1)}) AND length(word) BETWEEN ${term.length - 4} AND ${term.length + 4})`,
  );
  const distances = terms.map(
    (term, index) =>
      sql`, IF(${candidates[index] ?? sql`FALSE`}, levenshtein_distance(word, ${term})) AS ${distance(index)}`,
  );
  const isNear = terms.map((term, index) => {
    const sameStem = sql`starts_with(word, ${startOf(term, Math.max(5, term.length - 3))})`;
    return sql`coalesce(${distance(index)} <= ${term.length < 8 ? 1 : 2} OR (${distance(index)} IS NOT NULL AND ${sameStem}), FALSE)`;
  });
  const { rows } = await engine.query(
    sql`SELECT word, cases${list(isNear.map((near, index) => sql`, IF(${near}, ${distance(index)}) AS ${distance(index)}`))}
FROM (SELECT word, cases${list(distances)}
  FROM (SELECT word, count(*) AS cases
    FROM (SELECT array_distinct(regexp_extract_all(words, '[\\p{L}\\p{N}]+')) AS words FROM (SELECT ${CASE_TEXT} AS words FROM ${cases}))
    CROSS JOIN UNNEST(words) AS t (word) WHERE ${joinSql(candidates, ' OR ')} GROUP BY word))
WHERE ${joinSql(isNear, ' OR ')} ORDER BY cases DESC, word ${limitSql(MOST_NEAR)}`,
    { ...options, maxRows: MOST_NEAR },
  );
  return terms.map((term, index) => {
    const near = rows.flatMap((row): readonly NearWord[] => {
      const cell = row[`distance_${index}`];
      return typeof cell === 'number'
        ? [{ word: String(row['word']), cases: Number(row['cases']), distance: cell }]
        : [];
    });
    return { term, words: [...near].sort((a, b) => a.distance - b.distance).slice(0, MOST_OFFERED) };
  });
}

const distance = (index: number) => nameSql(`distance_${index}`);

/** The first characters of a term. */
function startOf(term: string, count: number): string {
  return Array.from(term).slice(0, count).join('');
}
