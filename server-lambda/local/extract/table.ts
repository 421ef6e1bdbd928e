export type TableCell = string | number | boolean | null;

/** Rows under named columns; every row has as many cells as there are columns. */
export interface Table {
  readonly format: 'JSON' | 'JSON lines' | 'CSV';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

/**
 * Reads text as a table: JSON with rows in it (an array of objects, at the top or in a property; the longest wins), one
 * JSON object a line, or lines with a separator. Null when it is no table but prose.
 */
export function readTable(data: string): Table | null {
  const text = data.replace(/^\uFEFF/, '').trim();
  if (text === '') return null;
  if (/^[[{]/.test(text)) {
    const value = parseJson(text);
    const table = value === undefined ? jsonLines(text) : jsonTable(value);
    if (table !== null) return table;
  }
  return separatedTable(text);
}

/** The value, or undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function jsonLines(text: string): Table | null {
  const records = text.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [parseJson(line)]));
  return records.length > 1 && records.every(isRecord) ? recordsTable(records, 'JSON lines') : null;
}

type JsonRecord = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonTable(value: unknown): Table | null {
  const rows = longestRows(value, 3);
  if (rows !== null) return recordsTable(rows, 'JSON');
  if (Array.isArray(value)) {
    const lists: readonly unknown[] = value;
    return recordsTable(
      lists.map((item) => (isRecord(item) ? item : { value: item })),
      'JSON',
    );
  }
  if (!isRecord(value)) return null;
  const pairs = Object.entries(flatten(value)).map(([name, cell]) => ({ name, value: cell }));
  return pairs.length === 0 ? null : recordsTable(pairs, 'JSON');
}

/** The longest array of objects in a value, at most so many levels down. */
function longestRows(value: unknown, depth: number): readonly JsonRecord[] | null {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const records = items.filter(isRecord);
    return records.length > 0 && records.length >= items.length * 0.9 ? records : null;
  }
  if (!isRecord(value) || depth === 0) return null;
  let longest: readonly JsonRecord[] | null = null;
  for (const part of Object.values(value)) {
    const rows = longestRows(part, depth - 1);
    if (rows !== null && rows.length > (longest?.length ?? 0)) longest = rows;
  }
  return longest;
}

const MOST_COLUMNS = 100;

function recordsTable(records: readonly JsonRecord[], format: Table['format']): Table {
  const flat = records.map(flatten);
  const names = new Set<string>();
  for (const record of flat) for (const name of Object.keys(record)) if (names.size < MOST_COLUMNS) names.add(name);
  const columns = [...names];
  return { format, columns, rows: flat.map((record) => columns.map((column) => record[column] ?? null)) };
}

/** A record's scalar properties, those of objects within it as `outer.inner`. */
function flatten(record: JsonRecord): Readonly<Record<string, TableCell>> {
  const cells: [string, TableCell][] = [];
  for (const [name, value] of Object.entries(record)) {
    if (isRecord(value)) {
      for (const [inner, cell] of Object.entries(value)) cells.push([`${name}.${inner}`, cellOf(cell)]);
    } else cells.push([name, cellOf(value)]);
  }
  // Names such as `__proto__` stay plain properties.
  return Object.assign(Object.create(null) as Record<string, TableCell>, Object.fromEntries(cells));
}

/** Lists of scalars become text; what lies deeper is only measured. */
function cellOf(value: unknown): TableCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return `{${String(Object.keys(value).length)} fields}`;
  const items: readonly unknown[] = value;
  return items.every((item) => typeof item !== 'object') ? items.join(', ') : `[${String(items.length)} items]`;
}

const SEPARATORS = [',', '\t', ';', '|'] as const;

/** Lines of which nearly all have the same number of cells, two or more, under a line of short names. */
function separatedTable(text: string): Table | null {
  for (const separator of SEPARATORS) {
    const rows = separate(text, separator);
    const [header, ...body] = rows;
    if (header === undefined || header.length < 2 || body.length === 0) continue;
    if (header.some((name) => name.length > 60 || /[.!?]$/.test(name)) || header.every((name) => name === '')) continue;
    const even = body.filter((row) => row.length === header.length).length;
    if (even < body.length * 0.9) continue;
    const columns = header
      .slice(0, MOST_COLUMNS)
      .map((name, index) => (name === '' ? `column ${String(index + 1)}` : name));
    return {
      format: 'CSV',
      columns,
      rows: body.map((row) => columns.map((_, index) => (row[index] === '' ? null : (row[index] ?? null)))),
    };
  }
  return null;
}

/** RFC 4180, with any separator; a table drawn with bars loses its frame. */
function separate(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell.trim());
    if (row.some((value) => value !== '')) rows.push(row);
    row = [];
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (char === separator) {
      row.push(cell.trim());
      cell = '';
    } else if (char === '\n' || char === '\r') endRow();
    else cell += char;
  }
  endRow();
  return separator === '|'
    ? rows.map(withoutFrame).filter((cells) => !cells.every((value) => /^:?-+:?$/.test(value)))
    : rows;
}

function withoutFrame(row: string[]): string[] {
  const framed = row.length > 2 && row[0] === '' && row.at(-1) === '';
  return framed ? row.slice(1, -1) : row;
}
