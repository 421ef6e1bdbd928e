import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { CASE_COLUMNS, type CaseRecord } from '#core/contract/case-record.ts';
import { REPOSITORY } from '../support/case-folder.ts';

const HERE = import.meta.dirname;
const KEY = createHash('sha256')
  .update(readFileSync(path.join(HERE, 'artifacts.sha256')))
  .digest('hex')
  .slice(0, 12);
const CACHE = path.join(REPOSITORY, 'node_modules', '.cache', `trino-${KEY}`);

const trinoAnswer = z.union([
  z.strictObject({
    columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
    rows: z.array(z.array(z.string().nullable())),
  }),
  z.strictObject({ error: z.strictObject({ name: z.string(), message: z.string() }) }),
]);

/** What Trino says to a statement: texts as Athena prints values, or the error's name and message. */
export type TrinoAnswer = z.output<typeof trinoAnswer>;

export interface Trino {
  ask(statement: string): Promise<TrinoAnswer>;
  stop(): void;
}

/**
 * Starts Trino with these cases as table `case_summary`. The first call on a machine fetches Trino with Maven, which
 * takes a minute; throws an Error that says what is missing.
 */
export async function startTrino(cases: readonly CaseRecord[], now: Date): Promise<Trino> {
  prepareTrino();
  const data = path.join(CACHE, `cases-${process.pid}.json`);
  const rows = cases.map((record) => CASE_COLUMNS.map((column) => record[column]));
  writeFileSync(data, JSON.stringify({ columns: CASE_COLUMNS, rows }));
  const classPath = [path.join(CACHE, 'classes'), path.join(CACHE, 'jars', '*')].join(path.delimiter);
  const options = ['-Xmx2g', '-XX:+UseSerialGC', '-XX:ReservedCodeCacheSize=256m', '-cp', classPath];
  const program = spawn('java', [...options, 'Oracle', data, now.toISOString(), '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = `http://127.0.0.1:${await portOf(program)}`;
  rmSync(data);
  return {
    async ask(statement) {
      const response = await fetch(url, { method: 'POST', body: statement });
      return trinoAnswer.parse(await response.json());
    },
    stop: () => {
      program.kill();
    },
  };
}

/** Fetches what Trino is made of, unless that was done before, and compiles the program. Throws as `startTrino` does. */
export function prepareTrino(): void {
  const jars = path.join(CACHE, 'jars');
  if (!existsSync(jars)) fetchJars(jars);
  // Compiled each time: that takes two seconds, and the program may have changed.
  run('javac', ['-cp', path.join(jars, '*'), '-d', path.join(CACHE, 'classes'), path.join(HERE, 'Oracle.java')]);
}

function fetchJars(jars: string): void {
  const fresh = `${jars}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  try {
    const pom = path.join(HERE, 'pom.xml');
    run('mvn', ['--quiet', '--batch-mode', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${fresh}`]);
    for (const line of readFileSync(path.join(HERE, 'artifacts.sha256'), 'utf8').trimEnd().split('\n')) {
      const [expected = '', name = ''] = line.split('  ');
      const sum = createHash('sha256')
        .update(readFileSync(path.join(fresh, name)))
        .digest('hex');
      if (sum !== expected) throw new Error(`${name} has another checksum than artifacts.sha256 says`);
    }
    renameSync(fresh, jars);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function run(command: string, options: readonly string[]): void {
  const { error, status, stdout, stderr } = spawnSync(command, options, { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`Trino needs ${command}, which cannot be started: ${error.message}`);
  if (status !== 0) throw new Error(`Trino cannot be had: ${command} failed. ${firstLines(`${stdout}${stderr}`)}`);
}

function firstLines(output: string): string {
  return output.trim().split('\n').slice(0, 3).join(' ');
}

async function portOf(program: ChildProcess): Promise<string> {
  if (program.stdout === null) throw new Error('The output of java is not piped');
  for await (const line of createInterface({ input: program.stdout })) {
    const [, port] = /^listening on (\d+)$/.exec(line) ?? [];
    if (port !== undefined) {
      program.stdout.resume();
      return port;
    }
  }
  throw new Error('Trino cannot be had: java ended before Trino was ready');
}
