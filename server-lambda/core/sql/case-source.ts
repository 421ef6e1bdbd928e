import type { QueryEngine } from '../ports/query-engine.ts';
import { accountSql, joinSql, sql, type SqlFragment } from './sql.ts';

/** Where cases are read: what stands after FROM in every statement of ours, and who runs it. */
export interface CaseSource {
  readonly engine: QueryEngine;
  /** The table, a view, or a part of either; never more than the caller may see. */
  readonly cases: SqlFragment;
}

/**
 * The cases of some accounts only, which stand in the text: no two sets of accounts make the same statement. Throws
 * where there are none, for then there would be no condition.
 */
export function casesOfAccounts(table: SqlFragment, accounts: readonly string[]): SqlFragment {
  if (accounts.length === 0) throw new RangeError('at least one account is needed');
  const list = joinSql(accounts.map(accountSql), ', ');
  return sql`(SELECT * FROM ${table} WHERE account_number IN (${list})) AS cases`;
}
