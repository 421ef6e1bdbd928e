import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import type { BenchRow } from './bench-row.ts';
import type { CoreFigures } from './core-child.ts';
import type { HandlerFigures } from './handler-child.ts';

const run = promisify(execFile);
const RUNS = 5;
const DIST = path.resolve(import.meta.dirname, '../../dist');
const LAMBDA = path.join(DIST, 'lambda.js');

/** The function's size, how long it takes to load, and what it does beside waiting for Athena and Bedrock. */
export async function* functionBench(): AsyncGenerator<BenchRow> {
  yield { name: 'function: zip', unit: 'KB', value: zipBytes() / 1_000 };
  const { bare, loaded } = await loadMs();
  yield { name: 'function: cold load', unit: 'ms', value: loaded, baseline: bare };
  yield { name: 'function: cold load over bare Node', unit: 'ms', value: loaded - bare };

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
}

/** The zip that the package ships where there is one, else what one of this file alone takes. */
function zipBytes(): number {
  const zip = path.join(DIST, 'lambda.zip');
  if (existsSync(zip)) return readFileSync(zip).length;
  // A local header, a central one and the end of the directory, the first two with the file's name.
  const headers = 30 + 46 + 22 + 2 * 'lambda.js'.length;
  return deflateRawSync(readFileSync(LAMBDA), { level: 9 }).length + headers;
}

/** Whole processes, in turn: the least of each, for whatever else the machine does only adds to it. */
async function loadMs(): Promise<{ readonly bare: number; readonly loaded: number }> {
  const env = {
    ...process.env,
    AWS_REGION: 'eu-central-1',
    ATHENA_DATABASE: 'case_insights',
    ATHENA_WORKGROUP: 'CaseInsights-bench',
    BEDROCK_MODEL_ID: 'eu.vendor.model-v1:0',
  };
  const load = `globalThis.awslambda = { streamifyResponse: (f) => f }; require(${JSON.stringify(LAMBDA)})`;
  const timed = async (code: string) => {
    const start = performance.now();
    await run(process.execPath, ['-e', code], { env });
    return performance.now() - start;
  };
  const bare: number[] = [];
  const loaded: number[] = [];
  for (let n = 0; n < 4 * RUNS; n++) {
    bare.push(await timed('0'));
    loaded.push(await timed(load));
  }
  return { bare: Math.min(...bare), loaded: Math.min(...loaded) };
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
