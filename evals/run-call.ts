import { z } from 'zod';
import type { EvalServer } from './eval-data.ts';
import type { EvalCall } from './eval-question.ts';
import { truthRows } from './truth-sql.ts';

/** The days of a call; all where it names none. */
const period = z.looseObject({
  start_date: z.string().default('0001-01-01'),
  end_date: z.string().default('9999-12-31'),
});

/** Why the answer of a tool is wrong, a sentence each. Rejects where the call fails. */
export async function failuresOfCall(call: EvalCall, server: EvalServer): Promise<readonly string[]> {
  const answer = await server.call(call.tool, call.arguments);
  const failures: string[] = [];
  for (const { at, fields, sql } of call.truths) {
    const right = await truthRows(server, sql, period.parse(call.arguments));
    failures.push(...differences(at, entriesAt(answer, at, fields), right.map(lineOf)));
  }
  return failures;
}

/** Which lines of one are not in the other; the order is not compared. */
function differences(at: string, given: readonly string[], right: readonly string[]): readonly string[] {
  const missing = right.filter((line) => !given.includes(line));
  const wrong = given.filter((line) => !right.includes(line));
  return [...missing.map((line) => `${at} lacks ${line}.`), ...wrong.map((line) => `${at} has ${line} wrongly.`)];
}

/** The values at a place of an answer, a line each. */
function entriesAt(answer: unknown, at: string, fields: readonly string[] | undefined): readonly string[] {
  const found = at.split('.').reduce(fieldOf, answer);
  const entries: readonly unknown[] = Array.isArray(found) ? found : [found];
  return entries.map((entry) => lineOf(fields === undefined ? [entry] : fields.map((field) => fieldOf(entry, field))));
}

/** A list or an object is no value: its place is named wrongly. */
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

function fieldOf(value: unknown, name: string): unknown {
  return z.record(z.string(), z.unknown()).catch({}).parse(Object.assign({}, value))[name];
}

function lineOf(values: readonly unknown[]): string {
  return values.map((value) => scalar.parse(value ?? 'none').toLowerCase()).join(' | ');
}
