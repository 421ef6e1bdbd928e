import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { startAthenaEndpoint } from '../support/athena-endpoint.ts';
import { failingShare, startBedrockEndpoint } from '../support/bedrock-endpoint.ts';
import { functionEnvironment } from '../support/function-environment.ts';
import { writeLines } from './bench-cases.ts';
import type { BenchRow } from './bench-row.ts';
import type { FunctionRun } from './function-child.ts';
import { runFunction } from './run-function.ts';

/** The share of the model's calls that fail. */
const FAILING = 0.01;

const MODELS = [
  { id: 'eu.vendor.model-v1:0', window: '180,000' },
  // Many parts, so that a share of the calls is some calls.
  { id: 'meta.llama3-8b-instruct-v1:0', window: '8,000' },
] as const;

/**
 * Analyses by the built function, in a process of its own, of every case there is: Athena's, S3's and Bedrock's wire
 * formats, and models that answer at once but for one call of a hundred, which fails in one of the ways that pass.
 */
export async function* analysisBench(): AsyncGenerator<BenchRow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    for (const cases of [10_000, 20_000]) {
      const file = path.join(folder, `${cases}.ndjson`);
      // A sixth of these has no summary yet.
      await writeLines(file, Math.ceil((cases * 6) / 5));
      for (const model of MODELS) yield* analysisRows(file, cases, model);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* analysisRows(
  file: string,
  cases: number,
  { id, window }: (typeof MODELS)[number],
): AsyncGenerator<BenchRow> {
  const duckdb = createDuckDbEngine({
    source: { kind: 'file', path: file },
    clock: { now: () => new Date('2026-01-10T00:00:00Z') },
  });
  const athena = await startAthenaEndpoint(duckdb);
  const bedrock = await startBedrockEndpoint();
  bedrock.otherwise = failingShare(FAILING);
  try {
    await duckdb.loaded();
    const run = await runFunction(functionEnvironment(athena, bedrock, id), 'analyze_case_summaries', {
      start_date: '2025-01-01',
      end_date: '2025-12-31',
      analysis_question: 'What are the top problems, and why?',
      max_cases: cases,
    });
    checkAnswer(run, cases);
    const what = `analysis of ${cases.toLocaleString('en')} cases, window of ${window} tokens`;
    yield { name: `${what}: time`, unit: 'ms', value: run.ms };
    yield { name: `${what}: peak memory of the function`, unit: 'MB', value: run.peakMb };
    const calls = bedrock.requests.filter(({ operation }) => operation === 'ConverseStream');
    yield { name: `${what}: calls of the model`, unit: 'calls', value: calls.length };
    yield { name: `${what}: of which failed`, unit: 'calls', value: bedrock.failed() };
  } finally {
    await bedrock.close();
    await athena.close();
    await duckdb.close();
  }
}

const answer = z.object({
  summaries_available: z.number(),
  summaries_analyzed: z.number(),
  analysis: z.string().min(1),
  coverage: z.object({ not_read: z.number() }),
});

/** A fast answer that left cases out would be no answer. */
function checkAnswer(run: FunctionRun, cases: number): void {
  if (run.status !== 200) throw new Error(`The analysis failed: ${run.answer}`);
  const { summaries_available, summaries_analyzed, coverage } = answer.parse(JSON.parse(run.answer));
  if (summaries_available < cases || summaries_analyzed !== cases)
    throw new Error(`${summaries_analyzed} of ${summaries_available} summaries were read, ${cases} were to be.`);
  if (summaries_analyzed + coverage.not_read !== summaries_available)
    throw new Error('Some cases are unaccounted for.');
}
