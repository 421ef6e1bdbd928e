import { z } from 'zod';
import { consoleUrl } from '../contract/console-link.ts';
import { dayOf } from '../days.ts';
import { CaseInsightsError } from '../errors.ts';
import { rankingTerms, SEARCH_SORTS, type Candidate, type CaseSearch, type SimilarTo } from '../search/candidates.ts';
import { excerptOf } from '../search/excerpt.ts';
import { explainSearch, quoted } from '../search/explain-search.ts';
import { findCase } from '../search/find-case.ts';
import { readQuery, type SearchTerms } from '../search/query.ts';
import { rarityOf } from '../search/rank.ts';
import { MOST_RANKED, searchCases as search, type FoundCases } from '../search/search-cases.ts';
import { caseText } from '../sql/text-match.ts';
import { oneLine } from '../text/plain-text.ts';
import { occursIn, WORD_MATCHES, type WordMatch } from '../text/words.ts';
import { explainEmpty } from './explain-empty.ts';
import { oneOf, recentPeriod, RECENT_PERIOD, text, wholeNumber } from './fields.ts';
import { DIMENSION_FILTERS, filterFields, filtersApplied, filtersOf, repeatFilters } from './filter-fields.ts';
import { defineTool, type ToolContext } from './tool.ts';

/** More words are no search. */
const MOST_TERMS = 50;
const SUBJECT_LENGTH = 300;
/** Terms that a row repeats. */
const MOST_MATCHED = 12;

const nullable = z.string().nullable();

export const searchCases = defineTool({
  name: 'search_cases',
  title: 'Search cases',
  description:
    'Finds cases by words in subject, summary and root-cause reason, or by filters alone. Words match whole, whatever their case and accents, never by stem; ' +
    'a "quoted part" is a phrase. total_cases is exact: 0 means that no case says it. Use it for "which cases mention X", "has this happened before".',
  input: z.strictObject({
    query: text(500).optional(),
    match: oneOf(WORD_MATCHES).default('all').describe('Every word, any, or all in a row'),
    similar_to: text(256).optional().describe('Number of a case, or ACCOUNT/NUMBER: ranks by likeness to it'),
    ...RECENT_PERIOD,
    ...filterFields([...DIMENSION_FILTERS, 'contains']),
    sort: oneOf(SEARCH_SORTS).default('relevance'),
    limit: wholeNumber(1, 50).default(10),
    offset: wholeNumber(0, 100_000).default(0),
  }),
  output: z.object({
    total_cases: z.int(),
    rows: z
      .array(
        z.object({
          case_number: z.string(),
          account_number: z.string(),
          date: nullable,
          severity: nullable,
          service: nullable,
          rca_category: nullable,
          subject: nullable,
          excerpt: z.string(),
          matched: z.array(z.string()),
          url: z.string().optional(),
        }),
      )
      .describe(
        'case_number, account_number, date, severity, service, rca_category, subject, excerpt, matched words, url',
      )
      .meta({ short: true }),
    offset: z.int(),
    next_offset: z.int().optional(),
    period: z.object({ start_date: z.string(), end_date: z.string() }),
    filters_applied: filtersApplied,
    note: z.string().optional(),
  }),
  async run(input, context) {
    const period = recentPeriod(input, dayOf(context.clock.now()));
    const query = queryOf(input.query ?? '', input.match);
    const filters = { ...filtersOf(input), period };
    const { limit, offset, sort } = input;
    const answer = {
      period: { start_date: period.start, end_date: period.end },
      filters_applied: repeatFilters(`${period.start} to ${period.end}`, input),
      offset,
    };
    context.progress({ phase: 'finding', message: 'Searching the cases', share: 0.1 });
    const options = { signal: context.signal };
    const similarTo = await similarCase(input.similar_to, [input.account_number ?? []].flat(), context);
    if (similarTo === undefined) {
      return {
        ...answer,
        total_cases: 0,
        rows: [],
        note: `There is no case ${JSON.stringify(input.similar_to)} to compare with.`,
      };
    }
    const wanted: CaseSearch = { filters, query, similarTo };
    const { pace } = context;
    const found = await search(context, wanted, { sort, offset, limit }, { ...options, pace });
    const rows = [];
    for (const candidate of found.rows) {
      rows.push(rowOf(candidate, wanted, found, context));
      await pace.breathe();
    }
    const next = offset + rows.length;
    const note = await noteOf(wanted, found, { sort, offset, context });
    return {
      ...answer,
      total_cases: found.total,
      rows,
      ...(rows.length > 0 && next < found.total && { next_offset: next }),
      ...(note !== undefined && { note }),
    };
  },
});

/** Throws INVALID_INPUT for a query without a word, or with too many. */
function queryOf(given: string, match: WordMatch): SearchTerms {
  const query = readQuery(given, match);
  if (query.terms.length === 0 && given.trim() !== '') {
    throw new CaseInsightsError(
      'INVALID_INPUT',
      '`query` has no letter or digit to look for.',
      'Give words, or leave `query` out to list the cases of the filters.',
    );
  }
  if (query.terms.length > MOST_TERMS) {
    throw new CaseInsightsError(
      'INVALID_INPUT',
      `\`query\` has ${query.terms.length} words; ${MOST_TERMS} are the most.`,
      'Give the words that matter, or search for a phrase.',
    );
  }
  return query;
}

/** Null where none was asked for, undefined where there is no such case. */
async function similarCase(
  given: string | undefined,
  accounts: readonly string[],
  context: ToolContext,
): Promise<SimilarTo | null | undefined> {
  return given === undefined ? null : findCase(context, given, accounts, { signal: context.signal });
}

function rowOf(
  candidate: Candidate,
  wanted: CaseSearch,
  { frequencies, searched }: FoundCases,
  { partition }: ToolContext,
) {
  const { caseNumber, subject, summary, rcaReason } = candidate;
  const words = caseText([subject, summary, rcaReason]);
  const ranking = rankingTerms(wanted);
  const terms = wanted.query.terms.length > 0 ? wanted.query.terms : ranking;
  const weighted = terms.map((term) => ({
    term,
    weight: terms === ranking ? rarityOf(frequencies[ranking.indexOf(term)] ?? 0, searched) : 1,
  }));
  const url = consoleUrl(caseNumber, partition);
  return {
    case_number: caseNumber,
    account_number: candidate.account,
    date: candidate.date,
    severity: candidate.severity?.trim() ?? null,
    service: candidate.service?.trim() ?? null,
    rca_category: candidate.rootCause?.trim() ?? null,
    subject: subject === null ? null : oneLine(subject, SUBJECT_LENGTH),
    excerpt: excerptOf([summary, rcaReason, subject], weighted),
    matched: terms.filter((term) => occursIn(words, term)).slice(0, MOST_MATCHED),
    ...(url !== undefined && { url }),
  };
}

/** Why there is nothing, or what the answer leaves unsaid. */
async function noteOf(
  wanted: CaseSearch,
  { total, rows, searched, frequencies }: FoundCases,
  { sort, offset, context }: { readonly sort: string; readonly offset: number; readonly context: ToolContext },
): Promise<string | undefined> {
  const { query, similarTo } = wanted;
  if (total === 0) return whyNone(wanted, context);
  if (rows.length === 0) return `Only ${total} cases match; offset ${offset} is beyond the last.`;
  const notes = [];
  const absent = similarTo === null ? query.terms.filter((_, index) => frequencies[index] === 0) : [];
  if (absent.length > 0) notes.push(`None of the ${searched} cases searched mentions ${quoted(absent, 'or')}.`);
  if (sort === 'relevance' && rankingTerms(wanted).length > 0 && total > MOST_RANKED) {
    notes.push(
      `The best ${MOST_RANKED} of ${total} cases are ranked by all of their text, the others roughly; more words or filters narrow them.`,
    );
  }
  return notes.length === 0 ? undefined : notes.join(' ');
}

async function whyNone(wanted: CaseSearch, context: ToolContext): Promise<string> {
  const { query, similarTo, filters } = wanted;
  const reason =
    query.terms.length === 0 ? undefined : await explainSearch(context, wanted, { signal: context.signal });
  if (reason !== undefined) return reason;
  if (similarTo === null || query.terms.length > 0) return explainEmpty(filters, context);
  return `No other case that the period and the filters leave has much in common with case ${similarTo.caseNumber}.`;
}
