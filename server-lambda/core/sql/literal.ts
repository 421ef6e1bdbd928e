/**
 * A value as one literal of Trino's SQL, the form that Athena's ExecutionParameters take. Strings keep every
 * character (a backslash escapes nothing); numbers are exact: whole ones up to 2^53 as integers, others as doubles.
 * Throws RangeError for NaN and the infinities.
 */
export function quoteLiteral(value: string | number): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isFinite(value)) throw new RangeError(`not a number that SQL can hold: ${value}`);
  // Trino reads 0.1 as a decimal; an exponent makes it the double that it is here.
  return Number.isSafeInteger(value) ? String(value) : value.toExponential().toUpperCase().replace('+', '');
}
