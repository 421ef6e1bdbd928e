import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { startAthenaEndpoint, type AthenaEndpoint } from '../support/athena-endpoint.ts';
import { startBedrockEndpoint } from '../support/bedrock-endpoint.ts';
import { functionEnvironment } from '../support/function-environment.ts';
import { writeLines } from './bench-cases.ts';
import type { BenchRow } from './bench-row.ts';
import type { FunctionRun } from './function-child.ts';
import { runFunction } from './run-function.ts';

const CASES = 20_000;
const MODEL = 'eu.vendor.model-v1:0';
const YEAR = { start_date: '2025-01-01', end_date: '2025-12-31' };

/** What the memory of every other call is compared with. */
const ANALYSIS = ['analyze_case_summaries', { ...YEAR, max_cases: CASES }] as const;

const CALLS: readonly (readonly [what: string, tool: string, input: object])[] = [
  ['compared', 'count_cases', { ...YEAR, by: ['service', 'severity'], compare: true, measure: 'time_to_close' }],
  ['by day and account', 'count_cases', { ...YEAR, by: ['day', 'account'] }],
  ['two words', 'search_cases', { ...YEAR, query: 'certificate rollback' }],
  ['words of no case', 'search_cases', { ...YEAR, query: 'connection timeout', match: 'any' }],
  ['like one case', 'search_cases', { ...YEAR, similar_to: '170000000001' }],
  ['all', 'find_recurring_problems', YEAR],
];

/** Calls of the built function over many cases, in a process each: what they ask of Athena, and what they take. */
export async function* toolsBench(): AsyncGenerator<BenchRow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const file = path.join(folder, 'cases.ndjson');
  await writeLines(file, CASES);
  const megabytes = (await stat(file)).size / 1e6;
  const duckdb = createDuckDbEngine({
    source: { kind: 'file', path: file },
    clock: { now: () => new Date('2026-01-10T00:00:00Z') },
  });
  const athena = await startAthenaEndpoint(duckdb);
  const bedrock = await startBedrockEndpoint();
  const environment = functionEnvironment(athena, bedrock, MODEL);
  const call = async (tool: string, input: object) => {
    const run = await runFunction(environment, tool, input);
    if (run.status !== 200) throw new Error(`${tool} failed: ${run.answer}`);
    return run;
  };
  try {
    await duckdb.loaded();
    const analysis = await call(...ANALYSIS);
    yield { name: `analysis of ${CASES} cases: peak memory of the function`, unit: 'MB', value: analysis.peakMb };
    for (const [what, tool, input] of CALLS) {
      const from = athena.requests.length;
      const run = await call(tool, input);
      yield* rowsOf(`${tool} (${what}) of ${CASES} cases`, run, scansSince(athena, from), megabytes, analysis.peakMb);
    }
  } finally {
    await bedrock.close();
    await athena.close();
    await duckdb.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Scans {
  readonly statements: number;
  /** How often the table is read; Athena bills each time. */
  readonly reads: number;
}

function scansSince(athena: AthenaEndpoint, from: number): Scans {
  const texts = athena.requests
    .slice(from)
    .filter(({ operation }) => operation === 'StartQueryExecution')
    .map(({ input }) => String(input['QueryString']));
  return {
    statements: texts.length,
    reads: texts.join().match(/\bFROM case_summary\b/g)?.length ?? 0,
  };
}

function* rowsOf(
  what: string,
  { ms, peakMb, answer }: FunctionRun,
  { statements, reads }: Scans,
  megabytes: number,
  baseline: number,
): Generator<BenchRow> {
  yield { name: `${what}: statements`, unit: 'calls', value: statements };
  yield { name: `${what}: bytes that Athena reads`, unit: 'MB', value: reads * megabytes };
  yield { name: `${what}: time`, unit: 'ms', value: ms };
  yield { name: `${what}: answer`, unit: 'KB', value: Buffer.byteLength(answer) / 1_000 };
  yield { name: `${what}: peak memory of the function`, unit: 'MB', value: peakMb, baseline };
}
