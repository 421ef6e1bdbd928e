import { CASE_COLUMNS, type CaseRecord } from '#core/contract/case-record.ts';

/** One row of `case_summary`, its values in the order of CASE_COLUMNS. */
export type CaseRow = (string | null)[];

export const ACCOUNT_NUMBER = CASE_COLUMNS.indexOf('account_number');
export const CASE_NUMBER = CASE_COLUMNS.indexOf('case_number');
const CASE_ID = CASE_COLUMNS.indexOf('caseid');
const DISPLAY_ID = CASE_COLUMNS.indexOf('displayid');

/** The row of a record that is known to be one. */
export function rowOfRecord(record: CaseRecord): CaseRow {
  return CASE_COLUMNS.map((column) => record[column]);
}

/**
 * The row of one JSON object as Athena reads it: field names without regard to case, unknown fields left out, every
 * value as text. `json` is the text that the object was parsed from: a number keeps the digits it was written with.
 * Undefined when it is no object.
 */
export function rowOfJson(parsed: unknown, json: string): CaseRow | undefined {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  const row = emptyRow();
  const fields = parsed as Readonly<Record<string, unknown>>;
  // Millions of fields pass here: Object.entries would make an array of each.
  for (const name in fields) {
    const column = columnOf(name);
    if (column !== undefined) row[column] = textOf(fields[name], name, json);
  }
  return row;
}

export function emptyRow(): CaseRow {
  return new Array<string | null>(CASE_COLUMNS.length).fill(null);
}

/** Whether any column has a value. */
export function saysAnything(row: CaseRow): boolean {
  return row.some((value) => value !== null);
}

/** Outside the producer's layout no path names the case: its own fields do. */
export function nameByFields(row: CaseRow): void {
  row[CASE_NUMBER] ??= row[DISPLAY_ID] ?? null;
  row[ACCOUNT_NUMBER] ??= /^case-(\d{12})-/.exec(row[CASE_ID] ?? '')?.[1] ?? null;
}

const columnIndex: ReadonlyMap<string, number> = new Map(CASE_COLUMNS.map((column, index) => [column, index]));
const columnBySpelling = new Map<string, number>();
const MOST_SPELLINGS = 1_000;
const NO_COLUMN = -1;

/** The column that a field belongs to, if any. */
export function columnOf(field: string): number | undefined {
  let column = columnBySpelling.get(field);
  if (column === undefined) {
    column = columnIndex.get(field.toLowerCase()) ?? NO_COLUMN;
    if (columnBySpelling.size < MOST_SPELLINGS) columnBySpelling.set(field, column);
  }
  return column === NO_COLUMN ? undefined : column;
}

function textOf(value: unknown, name: string, json: string): string | null {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : digitsAsWritten(name, json);
  return JSON.stringify(value);
}

/** JSON.parse drops what a double can't hold, such as the last digits of a long number. */
function digitsAsWritten(name: string, json: string): string | null {
  const key = JSON.stringify(name).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`${key}\\s*:\\s*(-?[0-9][-+.0-9eE]*)`).exec(json)?.[1] ?? null;
}
