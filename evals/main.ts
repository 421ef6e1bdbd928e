// Grades answers to the questions of this folder and prints a table; exits with 1 where too few are right.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Analyst } from '#core/ports/analyst.ts';
import { openEvalServer } from './eval-data.ts';
import { readQuestions, type EvalQuestion } from './eval-question.ts';
import { evalOptions, HELP, WrongOptions, type EvalOptions } from './options.ts';
import { jsonReport, tableReport } from './report.ts';
import { askServer, preparedPrompt, runEvals, type Answerer, type EvalResult } from './run-evals.ts';

try {
  process.exitCode = await main(evalOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof WrongOptions)) throw error;
  process.stderr.write(`${error.message} See npm run evals -- --help.\n`);
  process.exitCode = 2;
}

/** The exit code. */
async function main(options: EvalOptions): Promise<number> {
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const questions = readQuestions().filter(({ id }) => options.only === undefined || id.includes(options.only));
  if (questions.length === 0) throw new WrongOptions(`No question has "${options.only ?? ''}" in its id.`);
  if (options.prepare !== undefined) {
    await prepare(questions, options.prepare);
    return 0;
  }
  const results: EvalResult[] = [];
  for await (const result of runEvals(questions, await subject(options))) {
    process.stderr.write(result.failures.length === 0 ? '.' : 'F');
    results.push(result);
  }
  process.stderr.write('\n');
  process.stdout.write(options.json ? jsonReport(results) : tableReport(results, { answers: options.showAnswers }));
  const right = results.filter(({ failures }) => failures.length === 0).length;
  return results.length > 0 && right >= (results.length * options.threshold) / 100 ? 0 : 1;
}

/** Who answers: an answer file, a model, or the digest. */
async function subject(options: EvalOptions): Promise<{ readonly answerer: Answerer; readonly analyst?: Analyst }> {
  if (options.answers !== undefined) {
    const answers = await readAnswers(options.answers);
    return { answerer: ({ id }) => Promise.resolve(answers.get(id)) };
  }
  if (options.model === undefined) return { answerer: askServer };
  const { converseAnalyst } = await import('./converse-analyst.ts');
  return { answerer: askServer, analyst: converseAnalyst(options.model, options) };
}

const AnswerFile = z.record(z.string(), z.string());

/** The answers of a file by the ids of their questions; those that are blank were not given. */
async function readAnswers(file: string): Promise<ReadonlyMap<string, { readonly text: string }>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongOptions(`${file} cannot be read.`);
  });
  const { data } = AnswerFile.safeParse(jsonIn(text));
  if (data === undefined) throw new WrongOptions(`${file} is no JSON object of answers by the ids of their questions.`);
  const known = new Set(readQuestions().map(({ id }) => id));
  const unknown = Object.keys(data).find((id) => !known.has(id));
  if (unknown !== undefined) throw new WrongOptions(`${file} answers ${unknown}, which is no question.`);
  return new Map(
    Object.entries(data).flatMap(([id, answer]) => (answer.trim() === '' ? [] : [[id, { text: answer }]])),
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes the prompt of each question, and a file to be filled with the answers. */
async function prepare(questions: readonly EvalQuestion[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of new Set(questions.map((question) => question.folder))) {
    const server = openEvalServer(name);
    try {
      for (const question of questions.filter((one) => one.folder === name)) {
        const { system, user } = await preparedPrompt(question, server);
        await writeFile(path.join(folder, `${question.id}.json`), jsonText({ id: question.id, system, user }));
      }
    } finally {
      await server.close();
    }
  }
  const answers = path.join(folder, 'answers.json');
  await writeFile(answers, jsonText(Object.fromEntries(questions.map(({ id }) => [id, '']))));
  process.stdout.write(
    `Wrote ${questions.length} prompts. Put what your model answers into ${answers}, then run\nnpm run evals -- --answers ${answers}\n`,
  );
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
