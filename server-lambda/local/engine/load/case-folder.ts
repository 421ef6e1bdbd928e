import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '#core/error-code.ts';
import { percentDecoded } from '#core/percent-decoded.ts';
import type { SkippedFile } from '../worker-messages.ts';
import { ACCOUNT_NUMBER, CASE_NUMBER, rowOfJson, type CaseRow } from './case-row.ts';
import { decodeText } from './decode-text.ts';
import { jsonFault } from './json-fault.ts';

export interface CaseSink {
  add(row: CaseRow): void;
  skip(file: SkippedFile): void;
}

/**
 * Reads every `account_number=A/case_number=C/data.json` at or below `folder`, as the producer lays them out. Both
 * numbers come from the path, as in Athena. Returns how many such files there are.
 */
export async function readCaseFolder(folder: string, sink: CaseSink): Promise<number> {
  const files = await findCaseFiles(folder, sink);
  // A bounded crowd at a time: fast on slow disks, small in memory, and rows keep the order of their paths.
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const crowd = files.slice(at, at + FILES_AT_ONCE);
    const contents = await Promise.all(crowd.map((file) => readFile(path.join(folder, file.path)).catch(faultOf)));
    crowd.forEach((file, index) => readCaseFile(file, contents[index], sink));
  }
  return files.length;
}

const FILES_AT_ONCE = 64;
/** How far below the given folder cases are looked for; links may lead in a circle. */
const DEEPEST = 8;

interface CaseFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly account: string | null;
  readonly caseNumber: string | null;
}

type Keys = ReadonlyMap<string, string | null>;

async function findCaseFiles(folder: string, sink: CaseSink): Promise<CaseFile[]> {
  const files: CaseFile[] = [];

  const visit = async (relative: string, keys: Keys, depth: number): Promise<void> => {
    let entries;
    try {
      entries = await readdir(path.join(folder, relative), { withFileTypes: true });
    } catch (error) {
      const { code } = faultOf(error);
      // Ignore a link that does not lead to a folder.
      if (relative !== '' && code !== 'ENOTDIR') sink.skip({ path: relative, reason: `can't be read (${code})` });
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      // A link may lead to a folder; listing anything else fails.
      if (entry.isFile()) continue;
      const below = relative === '' ? entry.name : `${relative}/${entry.name}`;
      const key = partitionKey(entry.name);
      const next = key === undefined ? keys : new Map([...keys, key]);
      if (next.has('account_number') && next.has('case_number')) {
        files.push(caseFile(`${below}/data.json`, next));
      } else if (depth < DEEPEST && !isForeign(entry.name)) {
        await visit(below, next, depth + 1);
      }
    }
  };

  const keys = new Map(keysOf(folder));
  if (keys.has('account_number') && keys.has('case_number')) return [caseFile('data.json', keys)];
  await visit('', keys, 0);
  return files;
}

function caseFile(file: string, keys: Keys): CaseFile {
  return { path: file, account: keys.get('account_number') ?? null, caseNumber: keys.get('case_number') ?? null };
}

/** The folder that was given may itself lie inside the layout. */
function keysOf(folder: string): [string, string | null][] {
  const last = path.basename(path.resolve(folder));
  const key = partitionKey(last);
  if (key === undefined) return [];
  return [...keysOf(path.dirname(path.resolve(folder))), key];
}

/** `account_number=123` as Hive reads it: the name without regard to case, the value percent-decoded. */
function partitionKey(name: string): [string, string | null] | undefined {
  const match = /^(account_number|case_number)=(.*)$/i.exec(name);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const value = match[2];
  return [match[1].toLowerCase(), value === '__HIVE_DEFAULT_PARTITION__' ? null : percentDecoded(value)];
}

function isForeign(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

interface ReadFault {
  readonly code: string;
}

function faultOf(error: unknown): ReadFault {
  return { code: errorCode(error) ?? 'unknown reason' };
}

function readCaseFile(file: CaseFile, content: Buffer | ReadFault | undefined, sink: CaseSink): void {
  const skip = (reason: string) => sink.skip({ path: file.path, reason });
  if (!Buffer.isBuffer(content)) {
    skip(content?.code === 'ENOENT' ? 'is missing' : `can't be read (${content?.code ?? 'unknown reason'})`);
    return;
  }
  const text = decodeText(content);
  if (text.trim() === '') {
    skip('is empty');
    return;
  }
  const add = (parsed: unknown, json: string): boolean => {
    const row = rowOfJson(parsed, json);
    if (row === undefined) return false;
    row[ACCOUNT_NUMBER] = file.account;
    row[CASE_NUMBER] = file.caseNumber;
    sink.add(row);
    return true;
  };

  const whole = parse(text);
  if ('value' in whole) {
    if (!add(whole.value, text)) skip(`holds ${kindOf(whole.value)}, not a JSON object`);
    return;
  }
  // One object a line is what Athena itself reads.
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const objects = lines.map((line) => ({ line, read: parse(line) }));
  if (
    !objects.some(
      ({ read }) =>
        'value' in read && typeof read.value === 'object' && read.value !== null && !Array.isArray(read.value),
    )
  ) {
    skip(whole.fault);
    return;
  }
  objects.forEach(({ line, read }, index) => {
    if (!('value' in read)) skip(`has a line ${index + 1} that ${read.fault}`);
    else if (!add(read.value, line))
      skip(`has a line ${index + 1} that holds ${kindOf(read.value)}, not a JSON object`);
  });
}

function parse(json: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: JSON.parse(json) as unknown };
  } catch (error) {
    return { fault: jsonFault(error) };
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
