import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '#core/error-code.ts';
import type { CaseSource, LoadReport, SkippedFile } from '../worker-messages.ts';
import { createCaseBatches } from './case-batches.ts';
import { readCaseFolder, type CaseSink } from './case-folder.ts';
import { readCaseParquet } from './case-parquet.ts';
import { rowOfRecord } from './case-row.ts';
import { readJsonLines } from './json-lines.ts';

/** A source that holds no case at all. */
export class UnusableSource extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/**
 * Reads all cases of a source into the engine, through `insert`, and returns what was skipped. Rejects with
 * UnusableSource if there are no cases.
 */
export async function loadCases(source: CaseSource, insert: (ipcStream: Uint8Array) => void): Promise<LoadReport> {
  const batches = createCaseBatches(insert);
  const skipped: SkippedFile[] = [];
  const sink: CaseSink = {
    add(row) {
      batches.add(row);
    },
    skip(file) {
      skipped.push(file);
    },
  };

  if (source.kind === 'records') {
    for (const record of source.records) sink.add(rowOfRecord(record));
    batches.finish();
  } else {
    const found = await readPath(source.path, sink);
    batches.finish();
    if (batches.rows === 0) throw nothingIn(source.path, found, skipped);
  }
  return { cases: batches.rows, skipped, skippedCount: skipped.length };
}

const REMEDY =
  'Give a folder that holds account_number=<12 digits>/case_number=<number>/data.json, ' +
  'or one file of cases as NDJSON, a JSON array or Parquet.';

type Found = { readonly kind: 'folder'; readonly files: number } | { readonly kind: 'file'; readonly cases: number };

async function readPath(given: string, sink: CaseSink): Promise<Found> {
  const full = path.resolve(given);
  let isFolder: boolean;
  try {
    isFolder = (await stat(full)).isDirectory();
  } catch (error) {
    const code = errorCode(error);
    throw new UnusableSource(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? `There is no folder or file ${full}.`
        : `The path ${full} can't be read (${String(code)}).`,
      REMEDY,
    );
  }
  if (isFolder) return { kind: 'folder', files: await readCaseFolder(full, sink) };
  return { kind: 'file', cases: await readFile(full, sink) };
}

/** What kind of file it is shows in its first bytes, whatever its name says. */
async function readFile(file: string, sink: CaseSink): Promise<number> {
  const name = path.basename(file);
  const head = Buffer.alloc(4);
  const handle = await open(file);
  try {
    await handle.read(head, 0, head.length, 0);
  } finally {
    await handle.close();
  }
  if (head.toString('latin1') === 'PAR1') return readCaseParquet(file, name, sink);
  return readJsonLines(file, name, { gzipped: head[0] === 0x1f && head[1] === 0x8b }, sink);
}

function nothingIn(given: string, found: Found, skipped: readonly SkippedFile[]): UnusableSource {
  const full = path.resolve(given);
  const first = skipped[0];
  if (first !== undefined) {
    const of = found.kind === 'folder' ? `The folder ${full} holds no readable case` : `The file ${full} holds no case`;
    const more = skipped.length > 1 ? ` (and ${skipped.length - 1} more)` : '';
    return new UnusableSource(`${of}: ${first.path} ${first.reason}${more}.`, REMEDY);
  }
  return found.kind === 'folder'
    ? new UnusableSource(
        `The folder ${full} holds no cases: there is no account_number=*/case_number=*/data.json in it.`,
        REMEDY,
      )
    : new UnusableSource(`The file ${full} holds no cases: there is no JSON object in it.`, REMEDY);
}
