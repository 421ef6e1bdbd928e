import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const SERVICES = [
  'amazon-elastic-compute-cloud-linux',
  'amazon-relational-database-service',
  'amazon-simple-storage-service',
  'aws-lambda',
];
const SEVERITIES = ['low', 'normal', 'high', 'urgent', 'critical'];
const CATEGORIES = ['Customer Question', 'Service Event', 'Throttling', 'Limit reached', 'Transient Issues', null];
const WORDS =
  'instance network policy bucket quota failover latency deployment certificate backup rollback index'.split(' ');

/** The n-th of a sequence that is the same in every run, below `below`. */
function chance(n: number, below: number): number {
  let x = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0;
  return ((x ^ (x >>> 16)) >>> 0) % below;
}

function pick<T>(list: readonly T[], n: number): T | undefined {
  return list[chance(n, list.length)];
}

/** A case as the producer writes it, about 1,100 bytes. */
function caseJson(n: number): { readonly account: string; readonly number: string; readonly json: string } {
  const account = String(100_000_000_000 + chance(n, 12));
  const number = String(170_000_000_000 + n);
  const created = new Date(Date.UTC(2025, 0, 1) + chance(n * 3, 365 * 86_400) * 1000);
  const category = pick(CATEGORIES, n * 7);
  const summary = Array.from({ length: 85 }, (_none, at) => pick(WORDS, n * 101 + at)).join(' ');
  const json = JSON.stringify({
    caseId: `case-${account}-muen-2025-${number}`,
    displayId: number,
    subject: `Problem with the ${pick(WORDS, n) ?? ''} of ${pick(WORDS, n * 5) ?? ''}`,
    serviceCode: pick(SERVICES, n * 11),
    categoryCode: 'general-guidance',
    severityCode: pick(SEVERITIES, n * 13),
    submittedBy: 'oncall@example.com',
    timeCreated: created.toISOString(),
    status: 'resolved',
    Case_Retrieval_Date: '2026-01-05T09:00:00.000000',
    Case_Summary: category === null ? null : `${summary}.`,
    RCA_Category: category,
    RCA_Reason: category === null ? null : 'As the case says.',
    RCA_Retrieval_Date: '2026-01-05T09:10:00.000000',
    Lifecycle_Category: 'Architecture',
    Lifecycle_Reason: 'As the case says.',
    Lifecycle_Retrieval_Date: '2026-01-05T09:10:00.000000',
  });
  return { account, number, json };
}

/** Writes a folder in the producer's layout. */
export async function writeFolder(folder: string, cases: number): Promise<void> {
  for (let from = 0; from < cases; from += 256) {
    const crowd = Array.from({ length: Math.min(256, cases - from) }, (_none, at) => caseJson(from + at));
    await Promise.all(
      crowd.map(async ({ account, number, json }) => {
        const below = path.join(folder, `account_number=${account}`, `case_number=${number}`);
        await mkdir(below, { recursive: true });
        await writeFile(path.join(below, 'data.json'), json);
      }),
    );
  }
}

/** Writes one NDJSON file. */
export async function writeLines(file: string, cases: number): Promise<void> {
  const stream = createWriteStream(file);
  for (let n = 0; n < cases; n++) {
    if (!stream.write(`${caseJson(n).json}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
