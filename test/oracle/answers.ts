import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export const ANSWERS = path.join(import.meta.dirname, 'answers');

/** A line of a file: the statement, and its types and rows, or the name of an error and the beginning of its message. */
const line = z.union([
  z.tuple([z.string(), z.array(z.string()), z.array(z.array(z.string().nullable()))]),
  z.tuple([z.string(), z.string(), z.string()]),
]);

/** What Trino said to a statement. */
export type RecordedAnswer = RecordedRows | RecordedError;

export interface RecordedRows {
  readonly sql: string;
  readonly types: readonly string[];
  /** Texts as Athena prints values. */
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface RecordedError {
  readonly sql: string;
  readonly error: string;
  readonly message: string;
}

export function lineOf(answer: RecordedAnswer): string {
  return JSON.stringify(
    'error' in answer ? [answer.sql, answer.error, answer.message] : [answer.sql, answer.types, answer.rows],
  );
}

function answerOf(text: string): RecordedAnswer {
  const [sql, second, third] = line.parse(JSON.parse(text));
  return typeof second === 'string' || typeof third === 'string'
    ? { sql, error: String(second), message: String(third) }
    : { sql, types: second, rows: third };
}

/** The recorded answers, by the name of their file. */
export function readAnswers(): ReadonlyMap<string, readonly RecordedAnswer[]> {
  const files = readdirSync(ANSWERS).filter((name) => name.endsWith('.jsonl'));
  return new Map(
    files.map((name) => {
      const lines = readFileSync(path.join(ANSWERS, name), 'utf8').trimEnd().split('\n');
      return [path.basename(name, '.jsonl'), lines.map(answerOf)] as const;
    }),
  );
}
