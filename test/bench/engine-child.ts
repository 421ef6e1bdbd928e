// One measurement in a process of its own: `engine-child.ts engine|plain folder|file|none PATH` prints its figures.
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { peakMemoryMb } from './memory.ts';

export interface EngineFigures {
  readonly loadMs: number;
  readonly firstQueryMs: number;
  readonly queryMs: number;
  readonly monthsMs: number;
  readonly peakMb: number;
}

const [way = '', kind = '', source = ''] = process.argv.slice(2);
const figures = way === 'engine' ? await measureEngine() : await measurePlain();
process.stdout.write(JSON.stringify({ ...figures, peakMb: peakMemoryMb() }));

async function timed<T>(work: () => Promise<T> | T): Promise<readonly [ms: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

async function measureEngine(): Promise<Omit<EngineFigures, 'peakMb'>> {
  const engine = createDuckDbEngine({
    source:
      kind === 'none' ? { kind: 'records', records: [] } : { kind: kind === 'file' ? 'file' : 'folder', path: source },
    clock: { now: () => new Date('2026-01-01T00:00:00Z') },
  });
  const ask = (text: string, values: readonly string[] = []) =>
    timed(() => engine.query({ text, values }, { maxRows: 1000 }));
  const summary = () =>
    ask(
      `SELECT rca_category, grouping(rca_category) AS overall, count(*) AS n, count(DISTINCT account_number) AS accounts,
         count(DISTINCT servicecode) AS services
       FROM case_summary WHERE substr(timecreated, 1, 10) BETWEEN ? AND ?
       GROUP BY GROUPING SETS ((rca_category), ()) ORDER BY n DESC`,
      ['2025-03-01', '2025-12-31'],
    );
  const [loadMs] = await timed(() => engine.loaded());
  const [firstQueryMs] = await summary();
  const [queryMs] = await summary();
  const [monthsMs] = await ask(
    `SELECT date_trunc('month', from_iso8601_timestamp(timecreated)) AS month, severitycode, count(*) AS n
     FROM case_summary GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  await engine.close();
  return { loadMs, firstQueryMs, queryMs, monthsMs };
}

type Case = Readonly<Record<string, string | null>>;

/** What a script without an engine would do. */
async function measurePlain(): Promise<Omit<EngineFigures, 'peakMb'>> {
  const [loadMs, cases] = await timed(() => (kind === 'file' ? readLines() : readFolder()));
  const summary = () => {
    const accounts = new Set<unknown>();
    const services = new Set<unknown>();
    const byCategory = new Map<unknown, number>();
    for (const one of cases) {
      const day = one['timeCreated']?.slice(0, 10) ?? '';
      if (day < '2025-03-01' || day > '2025-12-31') continue;
      accounts.add(one['caseId']?.slice(5, 17));
      services.add(one['serviceCode']);
      byCategory.set(one['RCA_Category'], (byCategory.get(one['RCA_Category']) ?? 0) + 1);
    }
    return byCategory;
  };
  const [firstQueryMs] = await timed(summary);
  const [queryMs] = await timed(summary);
  return { loadMs, firstQueryMs, queryMs, monthsMs: 0 };
}

async function readFolder(): Promise<Case[]> {
  const cases: Case[] = [];
  for (const account of await readdir(source)) {
    const numbers = await readdir(path.join(source, account));
    for (let from = 0; from < numbers.length; from += 64) {
      const crowd = numbers.slice(from, from + 64);
      const texts = await Promise.all(crowd.map((n) => readFile(path.join(source, account, n, 'data.json'), 'utf8')));
      for (const text of texts) cases.push(JSON.parse(text) as Case);
    }
  }
  return cases;
}

async function readLines(): Promise<Case[]> {
  const cases: Case[] = [];
  for await (const line of createInterface({ input: createReadStream(source) })) cases.push(JSON.parse(line) as Case);
  return cases;
}
