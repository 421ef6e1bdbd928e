import { CASE_COLUMNS, type CaseRecord } from '#core/contract/case-record.ts';
import { jsonFields, compactJson } from './json-fields.ts';

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
 * The row of one JSON object as Athena's OpenX SerDe reads it: field names without regard to case, unknown fields left
 * out, the last of repeated names counts, every value as text. `json` is the text that the object was parsed from: a
 * number keeps the digits it was written with, also inside an object or a list. Undefined when it is no object.
 */
export function rowOfJson(parsed: unknown, json: string): CaseRow | undefined {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  return rowOfText(parsed as Readonly<Record<string, unknown>>) ?? rowAsWritten(json);
}

/**
 * The row of an object with text and NULL alone, which nearly all cases are. Undefined for others, and where two names
 * differ in case alone: JSON.parse drops digits, and which of the names came last.
 */
function rowOfText(fields: Readonly<Record<string, unknown>>): CaseRow | undefined {
  const row = emptyRow();
  let filled = 0;
  // Millions of fields pass here: Object.entries would make an array of each.
  for (const name in fields) {
    const column = columnOf(name);
    if (column === undefined) continue;
    const value = fields[name];
    if (typeof value !== 'string' && value !== null) return undefined;
    const bit = 1 << column;
    if ((filled & bit) !== 0) return undefined;
    filled |= bit;
    row[column] = value;
  }
  return row;
}

function rowAsWritten(json: string): CaseRow {
  const row = emptyRow();
  for (const { name, start, end } of jsonFields(json)) {
    const column = columnOf(name);
    if (column !== undefined) row[column] = textOf(json.slice(start, end).trim());
  }
  return row;
}

function textOf(json: string): string | null {
  if (json === 'null') return null;
  return json.startsWith('"') ? (JSON.parse(json) as string) : compactJson(json);
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
