import { z } from 'zod';
import type { Analyst } from '#core/ports/analyst.ts';
import { openEvalServer, type EvalServer } from './eval-data.ts';
import type { EvalQuestion } from './eval-question.ts';
import { grade, type Fact, type GradedAnswer, type KnownNumbers } from './grade.ts';
import { longNumbers } from './read-answer.ts';
import { truthRows } from './truth-sql.ts';

/** What was asked, what came, and why it fails. */
export interface EvalResult {
  readonly question: EvalQuestion;
  readonly answer: string;
  /** A sentence each; empty where the answer is right. */
  readonly failures: readonly string[];
  /** Characters of the prompt that a model gets for this question; 0 where that is not measured. */
  readonly promptSize: number;
  /** Its tokens, estimated. */
  readonly promptTokens: number;
  /** As the model counted them; 0 where none was asked from here. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Gives the answer to a question; undefined where there is none to be graded. */
export type Answerer = (question: EvalQuestion, server: EvalServer) => Promise<GivenAnswer | undefined>;

export interface GivenAnswer extends GradedAnswer {
  /** Why there is no answer. */
  readonly failure?: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

export interface EvalRun {
  readonly answerer: Answerer;
  /** Writes the answers of the server; default is the digest. */
  readonly analyst?: Analyst | undefined;
  /** Whether the prompt of each question is made to see how long it is; default true. */
  readonly measuresPrompts?: boolean;
}

/** Asks and grades questions, one folder after the other. Rejects where a truth cannot be computed. */
export async function* runEvals(
  questions: readonly EvalQuestion[],
  { answerer, analyst, measuresPrompts = true }: EvalRun,
): AsyncGenerator<EvalResult> {
  for (const folder of new Set(questions.map((question) => question.folder))) {
    const server = openEvalServer(folder, analyst);
    try {
      for (const question of questions.filter((one) => one.folder === folder)) {
        const given = await answerer(question, server).catch(asFailure);
        if (given !== undefined) yield await resultOf(question, given, { server, measuresPrompts });
      }
    } finally {
      await server.close();
    }
  }
}

/** The answer of the server's own analyst. */
export const askServer: Answerer = async (question, server) => {
  const answer = analyzed.parse(await server.call('analyze_case_summaries', callOf(question)));
  return {
    text: answer.analysis,
    cited: answer.cited_cases,
    inputTokens: answer.cost.input_tokens ?? 0,
    outputTokens: answer.cost.output_tokens ?? 0,
  };
};

const analyzed = z.looseObject({
  analysis: z.string(),
  cited_cases: z.array(z.string()),
  cost: z.looseObject({ input_tokens: z.number().nullable(), output_tokens: z.number().nullable() }),
});

const preparedAnswer = z.looseObject({
  prompt: z.object({ system: z.string(), user: z.string() }),
  token_management: z.looseObject({ estimated_input_tokens: z.number() }),
});

export interface PreparedPrompt {
  readonly system: string;
  readonly user: string;
  readonly estimatedTokens: number;
}

/** What `mode: prepare` gives a caller's own model. */
export async function preparedPrompt(question: EvalQuestion, server: EvalServer): Promise<PreparedPrompt> {
  const answer = await server.call('analyze_case_summaries', { ...callOf(question), mode: 'prepare' });
  const { prompt, token_management } = preparedAnswer.parse(answer);
  return { ...prompt, estimatedTokens: token_management.estimated_input_tokens };
}

function callOf(question: EvalQuestion): Readonly<Record<string, unknown>> {
  return { ...question.arguments, analysis_question: question.question };
}

/** One question that cannot be answered keeps no other from being graded. */
function asFailure(error: unknown): GivenAnswer {
  return { text: '', failure: error instanceof Error ? error.message : String(error) };
}

async function resultOf(
  question: EvalQuestion,
  given: GivenAnswer,
  { server, measuresPrompts }: { readonly server: EvalServer; readonly measuresPrompts: boolean },
): Promise<EvalResult> {
  const facts: Fact[] = [];
  for (const truth of question.truths) {
    facts.push({ truth, rows: 'sql' in truth ? await truthRows(server, truth.sql, question.arguments) : [] });
  }
  const prompt = measuresPrompts ? await preparedPrompt(question, server) : undefined;
  return {
    question,
    answer: given.text,
    failures: given.failure === undefined ? grade(given, facts, await knownNumbers(question, server)) : [given.failure],
    promptSize: prompt === undefined ? 0 : prompt.system.length + prompt.user.length,
    promptTokens: prompt?.estimatedTokens ?? 0,
    inputTokens: given.inputTokens ?? 0,
    outputTokens: given.outputTokens ?? 0,
  };
}

async function knownNumbers({ arguments: period }: EvalQuestion, server: EvalServer): Promise<KnownNumbers> {
  const rows = await truthRows(server, 'SELECT number, account, cause FROM cases', period);
  return {
    cases: new Set(rows.flatMap(([number]) => number ?? [])),
    accounts: new Set(rows.flatMap(([, account]) => account ?? [])),
    values: new Set(rows.flatMap(([, , cause]) => longNumbers(cause ?? ''))),
  };
}
