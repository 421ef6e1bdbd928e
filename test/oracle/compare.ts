import { CaseInsightsError } from '#core/errors.ts';
import type { Cell, QueryEngine } from '#core/ports/query-engine.ts';
import type { RecordedAnswer, RecordedRows } from './answers.ts';

/**
 * `equal`: the same rows, or both refuse. `refused`: Trino answers and the engine says in a sentence that it cannot.
 * `different`: other rows, an answer where Trino has none, or a failure that is no sentence.
 */
export type Verdict =
  | { readonly kind: 'equal' | 'both refuse' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'different'; readonly expected: string; readonly actual: string };

export interface Compared {
  readonly answer: RecordedAnswer;
  readonly verdict: Verdict;
}

type Outcome = { readonly rows: readonly (readonly Cell[])[] } | { readonly failure: unknown };

const MOST_ROWS = 10_000;
const BATCH = 32;

/** Compares each answer with what the engine says. Expressions that Trino answers are asked many at a time. */
export async function compareAll(
  engine: QueryEngine,
  answers: readonly RecordedAnswer[],
): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  const expressions: Expression[] = [];
  for (const answer of answers) {
    const expression = expressionOf(answer);
    if (expression !== undefined) expressions.push(expression);
    else compared.push({ answer, verdict: verdictOn(answer, await outcomeOf(engine, answer.sql)) });
  }
  for (let at = 0; at < expressions.length; at += BATCH) {
    compared.push(...(await compareBatch(engine, expressions.slice(at, at + BATCH))));
  }
  return compared;
}

interface Expression {
  readonly answer: RecordedRows;
  readonly text: string;
}

/** What a statement selects, where that is one value of no table. */
function expressionOf(answer: RecordedAnswer): Expression | undefined {
  if ('error' in answer || answer.types.length !== 1 || answer.rows.length !== 1) return undefined;
  const [, text] = /^SELECT (.+)$/s.exec(answer.sql) ?? [];
  const isPlain =
    text !== undefined && !/\b(SELECT|WITH|WHERE|case_summary|VALUES)\b|--|;$|\bFROM (UNNEST|\()/i.test(text);
  return isPlain ? { answer, text } : undefined;
}

/** One statement for all, with the type of each; where that fails or differs, one for each half. */
async function compareBatch(engine: QueryEngine, batch: readonly Expression[]): Promise<readonly Compared[]> {
  if (batch.length === 0) return [];
  const asked = batch.map(({ text }) => `${text}, typeof(${text})`).join(', ');
  const outcome = await outcomeOf(engine, `SELECT ${asked}`);
  const compared = batch.map(({ answer }, at) => ({ answer, verdict: verdictOnTyped(answer, outcome, at) }));
  if (batch.length === 1 || compared.every(({ verdict }) => verdict.kind === 'equal')) return compared;
  const half = batch.length >> 1;
  return [...(await compareBatch(engine, batch.slice(0, half))), ...(await compareBatch(engine, batch.slice(half)))];
}

/** The verdict on the value at this place of a batch's row, which its type follows. */
function verdictOnTyped(answer: RecordedRows, outcome: Outcome, at: number): Verdict {
  if ('failure' in outcome) return verdictOn(answer, outcome);
  const [value = null, type] = outcome.rows[0]?.slice(2 * at) ?? [];
  const [expected] = answer.types;
  if (type === expected) return verdictOn(answer, { rows: [[value]] });
  return { kind: 'different', expected: `of type ${expected ?? ''}`, actual: `of type ${String(type)}` };
}

async function outcomeOf(engine: QueryEngine, text: string): Promise<Outcome> {
  try {
    const { rows, columns } = await engine.query({ text, values: [] }, { maxRows: MOST_ROWS });
    return { rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
  } catch (failure) {
    return { failure };
  }
}

function verdictOn(answer: RecordedAnswer, outcome: Outcome): Verdict {
  const refused = 'error' in answer;
  if ('failure' in outcome) {
    const { failure } = outcome;
    const message = failure instanceof Error ? failure.message : String(failure);
    if (!isSentence(failure)) return { kind: 'different', expected: expectedText(answer), actual: `broke: ${message}` };
    return refused ? { kind: 'both refuse' } : { kind: 'refused', message };
  }
  const actual = outcome.rows;
  if (!refused && sameRows(answer, actual)) return { kind: 'equal' };
  return { kind: 'different', expected: expectedText(answer), actual: shortened(JSON.stringify(actual)) };
}

function isSentence(failure: unknown): boolean {
  return (
    failure instanceof CaseInsightsError &&
    ['QUERY_FAILED', 'QUERY_REFUSED', 'TABLE_NOT_ALLOWED'].includes(failure.code) &&
    !failure.message.includes('failed on this statement')
  );
}

function expectedText(answer: RecordedAnswer): string {
  return shortened(
    'error' in answer ? `${answer.error}: ${answer.message}` : `${answer.types.join()} ${JSON.stringify(answer.rows)}`,
  );
}

function shortened(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

/** In order where the statement says an order. */
function sameRows({ sql, types, rows }: RecordedRows, actual: readonly (readonly Cell[])[]): boolean {
  if (rows.length !== actual.length) return false;
  const left = rows.map((row) => row.map((cell, at) => normalText(cell, types[at] ?? '')).join('\u0000'));
  const right = actual.map((row) => row.map((cell, at) => normalText(cell, types[at] ?? '')).join('\u0000'));
  if (!/\bORDER BY\b(?!.*\))/is.test(sql)) {
    left.sort();
    right.sort();
  }
  return left.every((row, at) => row === right[at]);
}

/** A cell as text, in which the same values have the same text. */
function normalText(cell: Cell, type: string): string {
  if (cell === null) return '\u0001';
  // Java prints some floats with a digit more than they need.
  if (type === 'real') return String(Math.fround(Number(cell)));
  if (type === 'double') return normalNumber(Number(cell));
  const text = type.includes('time') ? withMilliseconds(String(cell)) : String(cell);
  // Trino has no order for the entries of a map.
  if (type.includes('map('))
    return text
      .split(/[{}=,[\]] ?/)
      .map(digits)
      .sort()
      .join('\u0002');
  if (type.includes('double') || type.includes('real'))
    return text
      .split(/([{}=,[\]] ?)/)
      .map(digits)
      .join('');
  return text;
}

/** Athena prints times and timestamps of every precision with three digits. */
function withMilliseconds(text: string): string {
  return text.replaceAll(
    /(\d{2}:\d{2}:\d{2})(\.\d+)?/g,
    (_all, clock: string, fraction = '.') => `${clock}${`${String(fraction)}000`.slice(0, 4)}`,
  );
}

/** Sums and logarithms may differ in the last of 17 digits, by the order of additions and the library. */
function normalNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(14))) : String(value);
}

function digits(text: string): string {
  return /^-?\d+(\.\d+)?(E-?\d+)?$/.test(text) ? normalNumber(Number(text)) : text;
}
