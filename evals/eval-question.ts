import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The folders of cases that questions are asked about, see `eval-data.ts`. */
export const FOLDERS = ['incidents', 'clinic', 'sample'] as const;

const sql = z.string().describe('SQL on the cases as `truth-sql.ts` prepares them');

/**
 * What must hold of an answer. The values come from SQL when the answer is graded, so that no truth is known by heart:
 * what SQL returns must be in the answer, or must not.
 */
export const Truth = z.discriminatedUnion('must', [
  z.strictObject({
    must: z.literal('write number').describe('Every value stands at the beginning of the answer, or anywhere in it'),
    sql,
    anywhere: z.boolean().default(false),
  }),
  z.strictObject({ must: z.literal('not count').describe('No value is given as a number of cases'), sql }),
  z.strictObject({
    must: z
      .literal('rank')
      .describe('Rows of names and their count, the largest first: which stands first, and beside it its count'),
    sql,
    /** How many of the first rows must be named with their counts. */
    rows: z.int().positive().default(1),
  }),
  z.strictObject({ must: z.literal('name').describe('Every value is named'), sql }),
  z.strictObject({ must: z.literal('not name').describe('No value is named'), sql }),
  z.strictObject({
    must: z.literal('cite').describe('At least so many of these cases are cited, or all'),
    sql,
    least: z.union([z.int().positive(), z.literal('all')]),
  }),
  z.strictObject({ must: z.literal('cite only').describe('No case is cited but these'), sql }),
  z.strictObject({
    must: z.literal('find nothing').describe('It says first that there is no such case, and cites none'),
  }),
  z.strictObject({ must: z.literal('find something').describe('It does not say that there is no case') }),
  z.strictObject({
    must: z.literal('say it is missing').describe('One sentence says that the data lacks one of these'),
    of: z.array(z.string()).min(1),
  }),
  z.strictObject({ must: z.literal('say').describe('One of these texts occurs'), any: z.array(z.string()).min(1) }),
  z.strictObject({
    must: z.literal('not say').describe('None of these texts occurs'),
    any: z.array(z.string()).min(1),
  }),
  z.strictObject({
    must: z
      .literal('answer in')
      .describe('The language of the question, or a word that the digest matches words as they stand'),
    language: z.enum(['de', 'ja']),
  }),
]);
export type Truth = Readonly<z.output<typeof Truth>>;

const EvalQuestion = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  class: z.string(),
  folder: z.enum(FOLDERS),
  /** The arguments of `analyze_case_summaries` beside the question. */
  arguments: z.looseObject({ start_date: z.iso.date(), end_date: z.iso.date() }),
  question: z.string(),
  truths: z.array(Truth).min(1),
});
export type EvalQuestion = Readonly<z.output<typeof EvalQuestion>>;

/** One call of a tool that must answer a question alone. */
const EvalCall = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  folder: z.enum(FOLDERS),
  question: z.string(),
  tool: z.string(),
  arguments: z.looseObject({}),
  truths: z
    .array(
      z.strictObject({
        /** The list, or the value, in the answer: names joined by dots. */
        at: z.string(),
        /** The fields of each entry, in the order of the columns of the SQL; without them the entry is the value. */
        fields: z.array(z.string()).optional(),
        sql,
      }),
    )
    .min(1),
});
export type EvalCall = Readonly<z.output<typeof EvalCall>>;

/** All questions, in the order of their files. Throws where a file is not as the schema says, or an id comes twice. */
export function readQuestions(): readonly EvalQuestion[] {
  const folder = path.join(import.meta.dirname, 'questions');
  const files = readdirSync(folder).sort();
  return distinct(files.flatMap((file) => parsed(z.array(EvalQuestion), path.join(folder, file))));
}

/** All calls of tools. Throws as `readQuestions` does. */
export function readCalls(): readonly EvalCall[] {
  return distinct(parsed(z.array(EvalCall), path.join(import.meta.dirname, 'calls.json')));
}

function parsed<Output>(schema: z.ZodType<Output>, file: string): Output {
  const read = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`${path.basename(file)} is not as it should be:\n${z.prettifyError(read.error)}`);
}

function distinct<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  const twice = items.find(({ id }, index) => items.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) throw new Error(`Two evals have the id ${twice.id}.`);
  return items;
}
