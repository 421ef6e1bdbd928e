import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { openEvalServer } from './eval-data.ts';
import { readQuestions, type EvalQuestion } from './eval-question.ts';
import { WrongOptions } from './options.ts';
import { preparedPrompt } from './run-evals.ts';

/** Writes the prompt of each question, and a file to be filled with the answers, whose path it gives. */
export async function preparePrompts(questions: readonly EvalQuestion[], folder: string): Promise<string> {
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
  return answers;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const AnswerFile = z.record(z.string(), z.string());

/** The answers of a file by the ids of their questions; those that are blank were not given. Throws WrongOptions. */
export async function readAnswers(file: string): Promise<ReadonlyMap<string, { readonly text: string }>> {
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
