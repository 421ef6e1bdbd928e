import type { Analysis } from '../ports/analyst.ts';
import type { Pace } from '../ports/pace.ts';
import { counted, label, number, quote } from './markdown.ts';
import { isInstruction, sentencesOf } from './quotes.ts';
import { NOTICE } from './report.ts';
import { table } from './table.ts';

/** How much is looked at: more than any tool hands over. */
const MOST_CHARACTERS = 4_000_000;
const MOST_COLUMNS = 30;
const TOP_VALUES = 3;
const SENTENCES = 5;

/** What data is and how often it has each value, where no model can answer a prompt about it. Rejects with CANCELLED. */
export async function digestOfData(data: string, pace: Pace): Promise<Analysis> {
  const given = data.slice(0, MOST_CHARACTERS);
  await pace.breathe();
  const rows = rowsOf(given);
  const parts = [
    NOTICE,
    'Without a model, the prompt was not answered. This is what the data has:',
    ...(rows === null ? proseDigest(given) : await tableDigest(rows, pace)),
    ...(given.length < data.length ? [`Only the first ${counted(MOST_CHARACTERS, 'character')} were looked at.`] : []),
  ];
  return { text: `${parts.join('\n\n')}\n` };
}

type Row = ReadonlyMap<string, string>;

/** The rows of a JSON list of objects, alone or as `rows` of an answer, or of comma-separated lines with a head; null for anything else. */
function rowsOf(data: string): readonly Row[] | null {
  const parsed = parsedJson(data);
  if (parsed !== undefined) return rowsOfJson(parsed);
  const lines = data
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(cellsOf);
  const [head, ...rest] = lines;
  const isTable =
    head !== undefined && head.length > 1 && rest.length > 0 && rest.every((cells) => cells.length === head.length);
  return isTable ? rest.map((cells) => new Map(cells.map((cell, index) => [head[index] ?? '', cell]))) : null;
}

function parsedJson(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}

function rowsOfJson(parsed: unknown): readonly Row[] | null {
  const list = isRecord(parsed) ? parsed['rows'] : parsed;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isRecord)) return null;
  return list.map((row) => new Map(Object.entries(row).map(([key, value]) => [key, cellOf(value)])));
}

function cellOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line of comma-separated values; quotes hold commas. Takes linear time. */
function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '"' && quoted && line.charAt(at + 1) === '"') {
      cell += '"';
      at++;
    } else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
}

async function tableDigest(rows: readonly Row[], pace: Pace): Promise<readonly string[]> {
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lines: (readonly string[])[] = [];
  for (const column of columns.slice(0, MOST_COLUMNS)) {
    lines.push(
      columnLine(
        column,
        rows.map((row) => row.get(column) ?? ''),
      ),
    );
    await pace.breathe();
  }
  return [
    `${counted(rows.length, 'row')}, ${counted(columns.length, 'column')}.`,
    table(['Column', 'Values', 'Empty', 'Sum, least, most', 'Most frequent'], lines),
    ...(columns.length > MOST_COLUMNS ? [`${counted(columns.length - MOST_COLUMNS, 'more column')} not listed.`] : []),
  ];
}

function columnLine(column: string, values: readonly string[]): readonly string[] {
  const filled = values.filter((value) => value.trim() !== '');
  const counts = new Map<string, number>();
  for (const value of filled) counts.set(value, (counts.get(value) ?? 0) + 1);
  const numbers = filled.map(Number);
  const isNumeric = filled.length > 0 && numbers.every(Number.isFinite);
  const range = isNumeric
    ? [
        numbers.reduce((sum, value) => sum + value, 0),
        numbers.reduce((a, b) => Math.min(a, b)),
        numbers.reduce((a, b) => Math.max(a, b)),
      ]
    : [];
  const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TOP_VALUES);
  return [
    label(column),
    number(counts.size),
    number(values.length - filled.length),
    range.map((value) => String(Math.round(value * 1e6) / 1e6)).join(', '),
    top.map(([value, count]) => `${label(value)} (${number(count)})`).join(', '),
  ];
}

function proseDigest(text: string): readonly string[] {
  if (text.trim() === '') return ['Nothing: the data is empty.'];
  const sentences = sentencesOf(text).filter((sentence) => !isInstruction(sentence));
  return [
    `${counted(text.length, 'character')} of text in ${counted(sentences.length, 'sentence')}. It begins:`,
    sentences
      .slice(0, SENTENCES)
      .map((sentence) => `- ${quote(sentence)}`)
      .join('\n'),
  ];
}
