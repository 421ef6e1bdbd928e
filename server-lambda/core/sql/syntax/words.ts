import type { TokenReader } from './token-reader.ts';

/** At LIMIT, OFFSET or FETCH. These words are not reserved: without their number, each is a name. */
export function atRowLimit(reader: TokenReader): boolean {
  const counted = reader.atInteger(1) || reader.at('?', 1);
  if (reader.at('LIMIT')) return counted || reader.at('ALL', 1);
  if (reader.at('OFFSET')) return counted;
  return reader.at('FETCH') && (reader.at('FIRST', 1) || reader.at('NEXT', 1));
}

/** At something that may follow a query in parentheses and makes it part of a larger one: UNION, ORDER BY, … */
export function atTail(reader: TokenReader): boolean {
  return ['UNION', 'INTERSECT', 'EXCEPT', 'ORDER'].includes(reader.key()) || atRowLimit(reader);
}

/** At `WINDOW w AS`. */
export function atWindowClause(reader: TokenReader): boolean {
  return reader.at('WINDOW') && reader.atIdentifier(1) && reader.at('AS', 2);
}

/** At a word that names what stands before it. */
export function atAlias(reader: TokenReader): boolean {
  return reader.atIdentifier() && !atRowLimit(reader) && !atWindowClause(reader);
}

/** At the beginning of a query. */
export function atQuery(reader: TokenReader): boolean {
  return ['SELECT', 'WITH', 'VALUES', 'TABLE'].includes(reader.key());
}
