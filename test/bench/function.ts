import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BenchRow } from './bench-row.ts';
import type { CoreFigures } from './core-child.ts';
import type { HandlerFigures } from './handler-child.ts';
import { toolsBench } from './tools.ts';

const run = promisify(execFile);
const RUNS = 5;
const DIST = path.resolve(import.meta.dirname, '../../dist');
const LAMBDA = path.join(DIST, 'lambda.js');

/** The function's size, how long it takes to load, and what it does beside waiting for Athena and Bedrock. */
export async function* functionBench(): AsyncGenerator<BenchRow> {
  yield { name: 'function: zip', unit: 'KB', value: statSync(path.join(DIST, 'lambda.zip')).size / 1_000 };
  const { bare, loaded } = await loads();
  yield { name: 'function: cold load', unit: 'ms', value: loaded.wall, baseline: bare.wall };
  yield { name: 'function: cold load over bare Node', unit: 'ms', value: loaded.wall - bare.wall };
  yield { name: 'function: cold load over bare Node, processor time', unit: 'ms', value: loaded.cpu - bare.cpu };

  const handler = await figures<HandlerFigures>('handler-child.ts');
  const baseline = handler.nothing;
  yield { name: 'function: warm call over REST, p50', unit: 'ms', value: handler.rest, baseline };
  yield { name: 'function: warm call over MCP, p50', unit: 'ms', value: handler.mcp, baseline };
  yield { name: 'function: warm query_athena over REST, p50', unit: 'ms', value: handler.guarded, baseline };

  const pack = await least('pack');
  yield { name: 'core: packing 20,000 summaries', unit: 'ms', value: pack.firstMs };
  for (const kind of ['allowed', 'refused'] as const) {
    const guard = await least(kind);
    yield { name: `core: guard, ${kind} statements, p99 with the first`, unit: 'ms', value: guard.p99Ms };
    yield { name: `core: guard, first statement, ${kind}`, unit: 'ms', value: guard.firstMs };
  }
  yield* toolsBench();
}

/** Milliseconds of a whole process: by the clock, and of work, which hardly tells a busy machine from an idle one. */
interface ProcessTime {
  readonly wall: number;
  readonly cpu: number;
}

/** In turn: the least of each, for whatever else the machine does only adds to it. */
async function loads(): Promise<{ readonly bare: ProcessTime; readonly loaded: ProcessTime }> {
  const env = {
    ...process.env,
    AWS_REGION: 'eu-central-1',
    ATHENA_DATABASE: 'case_insights',
    ATHENA_WORKGROUP: 'CaseInsights-bench',
    BEDROCK_MODEL_ID: 'eu.vendor.model-v1:0',
  };
  const load = `globalThis.awslambda = { streamifyResponse: (f) => f }; require(${JSON.stringify(LAMBDA)});`;
  const tell = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000);';
  const timed = async (code: string): Promise<ProcessTime> => {
    const start = performance.now();
    const { stdout } = await run(process.execPath, ['-e', code + tell], { env });
    return { wall: performance.now() - start, cpu: Number(stdout) };
  };
  const bare: ProcessTime[] = [];
  const loaded: ProcessTime[] = [];
  for (let n = 0; n < 4 * RUNS; n++) {
    bare.push(await timed(''));
    loaded.push(await timed(load));
  }
  const least = (times: readonly ProcessTime[]): ProcessTime => ({
    wall: Math.min(...times.map(({ wall }) => wall)),
    cpu: Math.min(...times.map(({ cpu }) => cpu)),
  });
  return { bare: least(bare), loaded: least(loaded) };
}

async function least(what: 'pack' | 'allowed' | 'refused'): Promise<CoreFigures> {
  const runs: CoreFigures[] = [];
  for (let n = 0; n < RUNS; n++) runs.push(await figures<CoreFigures>('core-child.ts', what));
  return {
    firstMs: Math.min(...runs.map(({ firstMs }) => firstMs)),
    p99Ms: Math.min(...runs.map(({ p99Ms }) => p99Ms)),
  };
}

/** What a child prints, which is just its figures. */
async function figures<Figures>(child: string, ...args: readonly string[]): Promise<Figures> {
  const { stdout } = await run(process.execPath, [...process.execArgv, path.join(import.meta.dirname, child), ...args]);
  return JSON.parse(stdout) as Figures;
}
