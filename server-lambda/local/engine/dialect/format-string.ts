/**
 * The expression for Athena's `format(pattern, arguments)`, whose patterns are Java's. `values` are DuckDB's SQL.
 * Undefined when the pattern holds something that is not known here to print alike.
 */
export function formatSql(pattern: string, values: readonly string[]): string | undefined {
  const pieces: string[] = [];
  let next = 0;
  let literal = '';
  for (const match of pattern.matchAll(/%(?:(\d+)\$)?([-,0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])|[^%]+|%/g)) {
    const [part, position, flags = '', width, precision, conversion] = match;
    if (part === '%') return undefined;
    if (conversion === undefined) {
      literal += part;
    } else if (conversion === '%') {
      literal += '%';
    } else if (conversion === 'n') {
      literal += '\n';
    } else {
      const value = values[position === undefined ? next++ : Number(position) - 1];
      if (value === undefined) return undefined;
      const piece = conversionSql(conversion, value, flags, precision);
      if (piece === undefined) return undefined;
      if (literal !== '') pieces.push(textLiteral(literal));
      literal = '';
      pieces.push(width === undefined ? piece : widened(piece, Number(width), flags));
    }
  }
  if (literal !== '' || pieces.length === 0) pieces.push(textLiteral(literal));
  return `(${pieces.join(' || ')})`;
}

function conversionSql(conversion: string, value: string, flags: string, precision: string | undefined) {
  const grouped = flags.includes(',');
  switch (conversion) {
    case 's':
      if (grouped || precision !== undefined) return undefined;
      return `coalesce(athena_format_text(${value}), 'null')`;
    case 'd':
      if (precision !== undefined) return undefined;
      return grouped
        ? `format('{:,}', athena_format_whole(${value}))`
        : `CAST(athena_format_whole(${value}) AS VARCHAR)`;
    case 'f': {
      const digits = Number(precision ?? '6');
      // Java rounds half up, C half to even.
      const rounded = `round(CAST(${value} AS DOUBLE) * (1 + 1e-15), ${digits})`;
      return grouped ? `format('{:,.${digits}f}', ${rounded})` : `printf('%.${digits}f', ${rounded})`;
    }
    case 'x':
      return grouped || precision !== undefined ? undefined : `printf('%x', athena_format_whole(${value}))`;
    default:
      return undefined;
  }
}

function widened(piece: string, width: number, flags: string): string {
  const size = `greatest(${width}, length(${piece}))`;
  if (flags.includes('-')) return `athena_rpad(${piece}, ${size}, ' ')`;
  if (!flags.includes('0')) return `athena_lpad(${piece}, ${size}, ' ')`;
  // Zeros go between the sign and the digits.
  return `CASE WHEN ${piece} LIKE '-%' THEN '-' || athena_lpad(substr(${piece}, 2), ${size} - 1, '0')
    ELSE athena_lpad(${piece}, ${size}, '0') END`;
}

/** Text as a literal of DuckDB's SQL. */
export function textLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  // The engine reads SQL up to the first NUL.
  return quoted.includes('\0') ? `(${quoted.split('\0').join("' || chr(0) || '")})` : quoted;
}
