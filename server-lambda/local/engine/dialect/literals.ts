import type { Token } from '#core/sql/lexer.ts';
import type { SqlValue } from '#core/ports/query-engine.ts';
import { textLiteral } from './format-string.ts';
import { Refusal } from './refusal.ts';
import { stringValue } from './token-tree.ts';

/** A string token in DuckDB's SQL: `'…'`, `U&'…'` or `X'…'`. */
export function stringSql(token: Token, escape = '\\'): string {
  const { text } = token;
  if (/^u&/i.test(text)) return textLiteral(unicodeValue(text.slice(3, -1).replaceAll("''", "'"), escape));
  if (/^x/i.test(text)) {
    const hex = text.slice(2, -1).replace(/\s/g, '');
    if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new Refusal('A binary literal takes pairs of hexadecimal digits.', token);
    return `unhex('${hex}')`;
  }
  return textLiteral(stringValue(token));
}

/** `escape` stands before four digits, before `+` and six, and before itself. */
function unicodeValue(text: string, escape: string): string {
  const mark = escape.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const pattern = new RegExp(`${mark}(?:(${mark})|\\+([0-9a-f]{6})|([0-9a-f]{4}))`, 'gi');
  return text.replaceAll(pattern, (_all, itself?: string, long?: string, short?: string) =>
    itself === undefined ? String.fromCodePoint(Number.parseInt(long ?? short ?? '0', 16)) : escape,
  );
}

/** A number token: whole numbers in any base, decimals as they are. */
export function numberSql(token: Token): string {
  const text = token.text.replaceAll('_', '');
  return /^0[xob]/i.test(text) ? String(BigInt(text.toLowerCase())) : text;
}

/** The bound value with the type that Athena gives the literal it stands for. `number` counts from 1. */
export function parameterSql(number: number, value: SqlValue): string {
  if (typeof value === 'string') return `CAST($${number} AS VARCHAR)`;
  return `CAST($${number} AS ${numberType(value)})`;
}

/** As `quoteLiteral` writes it for Athena: exact whole numbers are integers, all others doubles. */
function numberType(value: number): string {
  if (!Number.isSafeInteger(value)) return 'DOUBLE';
  return Math.abs(value) < 2 ** 31 ? 'INTEGER' : 'BIGINT';
}

const UNITS = new Set(['second', 'minute', 'hour', 'day', 'month', 'year']);

/** `INTERVAL '…' unit [TO unit]` */
export function intervalSql(text: string, negative: boolean, unit: string, to: string | undefined, at: Token): string {
  const refuse = () => new Refusal(`The embedded engine can't read INTERVAL '${text}' ${unit}.`, at);
  if (!UNITS.has(unit)) throw refuse();
  const sign = negative ? '-' : '';
  if (to === undefined) {
    if (!/^[-+]?\d+(\.\d+)?$/.test(text)) throw refuse();
    return `INTERVAL '${sign}${text}' ${unit}`.replace('--', '');
  }
  const months = /^(\d+)-(\d+)$/.exec(text);
  if (unit === 'year' && to === 'month' && months) {
    return `to_months(${sign}${Number(months[1]) * 12 + Number(months[2])})`;
  }
  const time = /^(\d+)(?: (\d+)(?::(\d+)(?::(\d+))?)?)?$/.exec(text);
  if (unit !== 'day' || !time) throw refuse();
  const [, days, hours = '0', minutes = '0', seconds = '0'] = time;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return `(to_days(${sign}${Number(days)}) + to_seconds(${sign}${total}))`;
}

/** `TIMESTAMP '…'`; one that ends in a time zone is a timestamp with time zone. */
export function timestampSql(text: string, at: Token): string {
  const match =
    /^\s*([+-]?\d{4,}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?)?)\s*(\S+)?\s*$/.exec(text) ??
    undefined;
  if (match?.[1] === undefined) throw new Refusal(`'${text}' is not a valid timestamp literal.`, at);
  const [, instant, zone] = match;
  // DuckDB wants the minutes' seconds.
  const full = /:\d{1,2}$/.test(instant) && !/:\d{1,2}:/.test(instant) ? `${instant}:00` : instant;
  if (zone === undefined) return `TIMESTAMP '${full}'`;
  if (!/^(utc|z|gmt|etc\/utc|[+-]00:00)$/i.test(zone)) {
    throw new Refusal(`The embedded engine supports only the time zone UTC, not ${zone}.`, at, 'Use UTC.');
  }
  return `CAST(TIMESTAMP '${full}' AS TIMESTAMPTZ)`;
}
