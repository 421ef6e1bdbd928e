import { CaseInsightsError } from '../../errors.ts';

/** A failure with code QUERY_REFUSED; `sentence` has no full stop, and ends with the token's place. */
export function refuse(
  sentence: string,
  place?: { readonly line: number; readonly column: number },
): CaseInsightsError {
  const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
  return new CaseInsightsError(
    'QUERY_REFUSED',
    `${sentence}${where}.`,
    "Send one read-only statement in Athena's SQL: SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE or EXPLAIN.",
  );
}
