import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { REPOSITORY } from '../support/case-folder.ts';

const SUITE = path.join(REPOSITORY, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');

const checks = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
    errorMessage: z.string().optional(),
  }),
);

/** One judgement of the suite. */
export interface Check {
  /** Check ids and names as the suite prints them, e.g. `caching-ttl (CachingTtl)`. */
  readonly name: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED';
  readonly reason: string | undefined;
}

/** What the suite found, by scenario. */
export type Findings = ReadonlyMap<string, readonly Check[]>;

/**
 * Runs all of the suite's scenarios of a revision in one process. `args` says on whom: `server --url URL`, or
 * `client --command COMMAND`, whose processes get `environment` as well. What a scenario merely tells is left out.
 */
export async function runConformance(
  args: readonly string[],
  revision: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Findings> {
  const folder = await mkdtemp(path.join(tmpdir(), 'conformance-'));
  try {
    const all = [SUITE, ...args, '--suite', 'all', '--spec-version', revision, '--output-dir', folder];
    const program = spawn(process.execPath, all, {
      cwd: REPOSITORY,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise((resolve) => program.once('close', resolve));
    const [said] = await Promise.all([text(program.stdout), text(program.stderr), ended]);
    const findings = new Map<string, Check[]>();
    for (const run of await readdir(folder)) {
      // SCENARIO-2026-11-22T16-23-24-215Z; a slash in the scenario's name is a folder, and of no interest.
      const scenario = /^(?:server-)?(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(run)?.[1];
      if (scenario !== undefined) findings.set(scenario, await readChecks(path.join(folder, run, 'checks.json')));
    }
    if (findings.size === 0) throw new Error(`The conformance suite found nothing: ${said}`);
    return findings;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readChecks(file: string): Promise<Check[]> {
  return checks
    .parse(JSON.parse(await readFile(file, 'utf8')))
    .flatMap(({ id, name, status, errorMessage }) =>
      status === 'INFO' ? [] : [{ name: `${id} (${name})`, status, reason: errorMessage }],
    );
}

/** One line for each check, in the alphabet's order: `caching: caching-ttl (CachingTtl) SUCCESS`. */
export function judgements(findings: Findings): string[] {
  return [...findings]
    .flatMap(([scenario, found]) => found.map(({ name, status }) => `${scenario}: ${name} ${status}`))
    .sort();
}
