import { SEVERITIES } from '../contract/dimensions.ts';
import { joinSql, sql } from './sql.ts';
import { trimmedSql } from './text-match.ts';

/** Sorts the gravest severity first, others last. */
export const GRAVEST_FIRST = sql`CASE lower(${trimmedSql(sql`severitycode`)}) ${joinSql(
  SEVERITIES.map((severity, index) => sql`WHEN ${severity} THEN ${index + 1}`),
  ' ',
)} ELSE ${SEVERITIES.length + 1} END`;
