import { CaseInsightsError } from '../errors.ts';
import { textOrNull, type QueryOptions } from '../ports/query-engine.ts';
import { matching } from '../sql/case-filters.ts';
import type { CaseSource } from '../sql/case-source.ts';
import { sql } from '../sql/sql.ts';
import type { SimilarTo } from './candidates.ts';
import { similarTerms } from './similar-terms.ts';

/** More accounts do not share a number. */
const MOST = 20;

/**
 * The case that others are compared with: by its number, its `caseId`, or `ACCOUNT/NUMBER`; undefined where there is
 * none. Throws INVALID_INPUT where several accounts have the number, and none of them is named.
 */
export async function findCase(
  source: CaseSource,
  given: string,
  accounts: readonly string[],
  options: Omit<QueryOptions, 'maxRows'>,
): Promise<SimilarTo | undefined> {
  const [, account, caseNumber] = /^\s*(\d{12})\/(.+)$/s.exec(given) ?? [];
  const filters = { case_id: caseNumber ?? given, account_number: account };
  const { rows } = await source.engine.query(
    sql`SELECT account_number, case_number, substr(subject, 1, 1000) AS subject, substr(case_summary, 1, 8000) AS case_summary, substr(rca_reason, 1, 2000) AS rca_reason
FROM ${source.cases} WHERE ${matching(filters)} ORDER BY account_number, timecreated DESC`,
    { ...options, maxRows: MOST },
  );
  const owners = [...new Set(rows.map((row) => String(row['account_number'])))];
  const owner = owners.length > 1 ? onlyOf(owners, accounts) : owners[0];
  if (owners.length > 1 && owner === undefined) throw ambiguous(given.trim(), owners);
  const row = rows.find((each) => each['account_number'] === owner);
  if (row === undefined || owner === undefined) return undefined;
  const text = (name: string) => textOrNull(row[name]);
  return {
    account: owner,
    caseNumber: String(row['case_number']),
    terms: similarTerms({ subject: text('subject'), summary: text('case_summary'), rcaReason: text('rca_reason') }),
  };
}

/** The one owner that the caller named, if it is one. */
function onlyOf(owners: readonly string[], accounts: readonly string[]): string | undefined {
  const named = owners.filter((owner) => accounts.includes(owner));
  return named.length === 1 ? named[0] : undefined;
}

function ambiguous(number: string, owners: readonly string[]): CaseInsightsError {
  return new CaseInsightsError(
    'INVALID_INPUT',
    `Case number ${JSON.stringify(number)} exists in the accounts ${owners.join(', ')}.`,
    `Give \`similar_to\` as ACCOUNT/NUMBER, such as ${owners[0] ?? ''}/${number}.`,
  );
}
