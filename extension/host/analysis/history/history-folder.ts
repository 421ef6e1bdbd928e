import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RunRecord } from './run-record.ts';
import { fitted } from '../../../protocol/bounds.ts';
import { stored } from '../stored.ts';
import { Version1 } from './version-1.ts';

/** Version of the file format. Files of later versions are reported and left alone. */
const VERSION = 2;

const RunFile = z.object({
  version: z.literal(VERSION),
  /** Id of the process that wrote the file. A running run is interrupted once that process is gone. */
  process: z.int(),
  record: stored(RunRecord),
});

export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** Past runs, one JSON file each. */
export interface HistoryFolder {
  /** Never rejects because of a file: unreadable files are reported and left alone. */
  read(): Promise<{ readonly records: readonly RunRecord[]; readonly unreadable: readonly Unreadable[] }>;
  /** Overlapping saves of one run are written in order. Rejects if the file cannot be written. */
  save(record: RunRecord): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface HistoryOptions {
  /** Whether a process is alive. */
  readonly isAlive: (process: number) => boolean;
  readonly ownProcess: number;
}

export function openHistoryFolder(folder: string, { isAlive, ownProcess }: HistoryOptions): HistoryFolder {
  const writing = new Map<string, Promise<void>>();
  const fileOf = (id: string) => path.join(folder, `${id.replaceAll(/[^\w-]/g, '_')}.json`);

  /** Serializes the writes of each run. */
  const inTurn = (id: string, write: () => Promise<void>) => {
    const turn = (writing.get(id) ?? Promise.resolve()).catch(() => undefined).then(write);
    writing.set(id, turn);
    return turn;
  };

  return {
    async read() {
      const names = await readdir(folder).catch(() => []);
      const files = names.filter((name) => name.endsWith('.json')).sort();
      const read = await Promise.all(files.map((name) => readRun(path.join(folder, name), name)));
      const records: RunRecord[] = [];
      const unreadable: Unreadable[] = [];
      for (const each of read) {
        if ('reason' in each) unreadable.push(each);
        else if (!isUnderWay(each.record) || each.process === ownProcess || !isAlive(each.process)) {
          // Process ids are reused: after a reload this process may have the old one.
          records.push(interrupted(each.record));
        }
      }
      return { records, unreadable };
    },
    save: (record) =>
      inTurn(record.run.id, async () => {
        await mkdir(folder, { recursive: true });
        const file: z.input<typeof RunFile> = {
          version: VERSION,
          process: ownProcess,
          record: fitted(RunRecord, record),
        };
        await writeAtOnce(fileOf(record.run.id), `${JSON.stringify(file)}\n`);
      }),
    remove: (id) => inTurn(id, () => rm(fileOf(id), { force: true })),
  };
}

type Read = z.output<typeof RunFile> | Unreadable;

async function readRun(file: string, name: string): Promise<Read> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    return { file: name, reason: thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unreadable' };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { file: name, reason: 'not JSON' };
  }
  const run = RunFile.safeParse(Version1.safeParse(json).data ?? json);
  if (run.success) return run.data;
  const [issue] = run.error.issues;
  return { file: name, reason: `not a run of this version (${issue?.path.join('.') ?? ''})` };
}

function isUnderWay({ run: { state } }: RunRecord): boolean {
  return state.kind === 'running' || state.kind === 'queued';
}

/** Marks a run as interrupted if its editor did not see it end. */
function interrupted(record: RunRecord): RunRecord {
  const { run } = record;
  if (!isUnderWay(record)) return record;
  const started = run.state.kind === 'running' ? run.state.started : run.created;
  return { ...record, run: { ...run, state: { kind: 'interrupted', started } } };
}

/** Writes atomically: a temporary file, readable by the user alone, is renamed. */
async function writeAtOnce(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
    await rename(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}
