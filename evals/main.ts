// Grades answers to the questions of this folder and prints a table; exits with 1 where too few are right.
import type { Analyst } from '#core/ports/analyst.ts';
import { preparePrompts, readAnswers } from './answer-file.ts';
import { readQuestions } from './eval-question.ts';
import { evalOptions, HELP, WrongOptions, type EvalOptions } from './options.ts';
import { jsonReport, tableReport } from './report.ts';
import { askServer, runEvals, type Answerer, type EvalResult } from './run-evals.ts';

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
    const file = await preparePrompts(questions, options.prepare);
    process.stdout.write(
      `Wrote ${questions.length} prompts. Put what your model answers into ${file}, then run\nnpm run evals -- --answers ${file}\n`,
    );
    return 0;
  }
  const results: EvalResult[] = [];
  for await (const result of runEvals(questions, await subject(options))) {
    process.stderr.write(result.failures.length === 0 ? '.' : 'F');
    results.push(result);
  }
  process.stderr.write('\n');
  process.stdout.write(options.json ? jsonReport(results) : tableReport(results, { answers: options.showAnswers }));
  const unanswered = questions.length - results.length;
  if (unanswered > 0) process.stderr.write(`${unanswered} questions have no answer and are not graded.\n`);
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
