import type { SqlValue, Statement } from '../ports/query-engine.ts';

/** A piece of SQL that may stand inside another: text with `?` and its values, never separable. */
export interface SqlFragment extends Statement {
  readonly isSql: true;
}

function fragment(text: string, values: readonly SqlValue[]): SqlFragment {
  return { isSql: true, text, values };
}

function isFragment(value: SqlFragment | SqlValue): value is SqlFragment {
  return typeof value === 'object';
}

/**
 * SQL text and values that never meet: `` sql`WHERE a = ${value}` `` binds `value`; a fragment made by this module is
 * spliced in with its own values. The only way from a value to a statement.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlFragment | SqlValue)[]): SqlFragment {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (isFragment(part)) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  });
  return fragment(text, values);
}

/** Joins fragments with plain text between them, such as `joinSql(conditions, ' AND ')`. */
export function joinSql(
  fragments: readonly SqlFragment[],
  separator: ' AND ' | ' OR ' | ', ' | ' + ' | ' ',
): SqlFragment {
  return fragment(
    fragments.map((part) => part.text).join(separator),
    fragments.flatMap((part) => part.values),
  );
}

/** The name of a table, view or column as text, quoted where it must be. Throws unless Glue could have it. */
export function nameSql(name: string): SqlFragment {
  if (!/^[a-z0-9_][a-z0-9_-]*$/.test(name)) throw new RangeError('a name has lower case letters, digits, _ and -');
  return fragment(/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`, []);
}

/**
 * An AWS account as a literal in the text. Throws unless it has 12 digits. Athena reuses results of statements with the
 * same text, so what tells two callers apart must stand there.
 */
export function accountSql(account: string): SqlFragment {
  if (!/^\d{12}$/.test(account)) throw new RangeError('an account has 12 digits');
  return fragment(`'${account}'`, []);
}

/** A row limit as text, because Athena takes no parameter there. Throws unless it is a whole number from 1 up. */
export function limitSql(rows: number): SqlFragment {
  if (!Number.isSafeInteger(rows) || rows < 1)
    throw new RangeError(`row limit must be a whole number from 1 up: ${String(rows)}`);
  return fragment(`LIMIT ${String(rows)}`, []);
}

/** Skips rows, as text for the same reason. Throws unless it is a whole number from 0 up. */
export function offsetSql(rows: number): SqlFragment {
  if (!Number.isSafeInteger(rows) || rows < 0)
    throw new RangeError(`row offset must be a whole number from 0 up: ${String(rows)}`);
  return fragment(`OFFSET ${String(rows)}`, []);
}
