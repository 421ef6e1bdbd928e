import type { EvalResult } from './run-evals.ts';

/** A table of the classes of questions, the failures with their reasons, and what prompts and answers took. */
export function tableReport(results: readonly EvalResult[], { answers }: { readonly answers: boolean }): string {
  const failed = results.filter(({ failures }) => failures.length > 0);
  const classes = [...new Set(results.map(({ question }) => question.class))];
  const rows = classes.map((name) =>
    rowOf(
      name,
      results.filter(({ question }) => question.class === name),
    ),
  );
  return [
    ...aligned([HEAD, ...rows, rowOf('all', results)]),
    ...(failed.length === 0 ? [] : ['', `${failed.length} of ${results.length} fail:`]),
    ...failed.flatMap((result) => failureLines(result, answers)),
    '',
  ].join('\n');
}

const HEAD = ['class', 'right', 'of', 'prompt (characters)', 'prompt (tokens)', 'input tokens', 'output tokens'];

/** Sizes and tokens as means of a question. */
function rowOf(name: string, results: readonly EvalResult[]): readonly string[] {
  const right = results.filter(({ failures }) => failures.length === 0).length;
  return [
    name,
    String(right),
    String(results.length),
    mean(results.map(({ promptSize }) => promptSize)),
    mean(results.map(({ promptTokens }) => promptTokens)),
    mean(results.map(({ inputTokens }) => inputTokens)),
    mean(results.map(({ outputTokens }) => outputTokens)),
  ];
}

function mean(numbers: readonly number[]): string {
  const sum = numbers.reduce((all, number) => all + number, 0);
  return String(Math.round(sum / Math.max(1, numbers.length)));
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEAD.map((_name, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}

function failureLines({ question, failures, answer }: EvalResult, withAnswer: boolean): readonly string[] {
  return [
    '',
    `${question.id} (${question.class}; ${question.folder}): ${question.question}`,
    ...failures.map((reason) => `  - ${reason}`),
    ...(withAnswer ? answer.split('\n').map((line) => `  | ${line}`) : []),
  ];
}

/** All results with their answers, for other programs. */
export function jsonReport(results: readonly EvalResult[]): string {
  const entries = results.map(
    ({ question, failures, promptSize, promptTokens, inputTokens, outputTokens, answer }) => ({
      id: question.id,
      class: question.class,
      folder: question.folder,
      question: question.question,
      right: failures.length === 0,
      failures,
      prompt_size: promptSize,
      prompt_tokens: promptTokens,
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      answer,
    }),
  );
  return `${JSON.stringify(entries, null, 2)}\n`;
}
