import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { tableFromIPC } from 'apache-arrow';
import { parquetWriteFile } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseColumn, CaseRecord } from '#core/contract/case-record.ts';
import { loadCases } from '../../server-lambda/local/engine/load/load-cases.ts';
import type { CaseSource, LoadReport } from '../../server-lambda/local/engine/worker-messages.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cases-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let next = 0;

/** A new folder with these files in it. */
async function files(contents: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const root = path.join(folder, String(next++));
  await mkdir(root);
  for (const [name, content] of Object.entries(contents)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return root;
}

interface Loaded extends LoadReport {
  readonly records: readonly CaseRecord[];
}

/** What the engine would be handed, read back from Arrow. */
async function load(source: CaseSource): Promise<Loaded> {
  const records: CaseRecord[] = [];
  const report = await loadCases(source, (ipcStream) => {
    const batch = tableFromIPC(ipcStream);
    // The engine's table has these columns, all text.
    for (let at = 0; at < batch.numRows; at++) records.push(batch.get(at)?.toJSON() as CaseRecord);
  });
  return { ...report, records };
}

function pick(loaded: Loaded, ...columns: readonly CaseColumn[]): readonly unknown[][] {
  return loaded.records.map((record) => columns.map((column) => record[column]));
}

const A = 'account_number=111122223333';
const B = 'account_number=444455556666';

describe('a folder of cases', () => {
  test("the producer's layout is read, wherever below the folder it begins", async () => {
    const root = await files({
      [`exported/2025/${A}/case_number=1/data.json`]:
        '{"caseId":"c1","displayId":"d1","Case_Summary":"s","status":"resolved"}',
      [`${B}/case_number=2/data.json`]: '{"caseId":"c2"}',
      'exported/notes.json': '{"caseId":"no case"}',
    });
    const loaded = await load({ kind: 'folder', path: root });
    expect(loaded).toMatchObject({ cases: 2, skipped: [], skippedCount: 0 });
    expect(
      pick(loaded, 'caseid', 'displayid', 'case_summary', 'rca_category', 'account_number', 'case_number'),
    ).toEqual([
      ['c2', null, null, null, '444455556666', '2'],
      ['c1', 'd1', 's', null, '111122223333', '1'],
    ]);
  });

  test.each(['', A, `${A}/case_number=1`])('the path may end inside the layout: %s', async (inside) => {
    const root = await files({ [`${A}/case_number=1/data.json`]: '{"subject":"x"}' });
    const loaded = await load({ kind: 'folder', path: path.join(root, inside) });
    expect(pick(loaded, 'subject', 'account_number', 'case_number')).toEqual([['x', '111122223333', '1']]);
  });

  test('the numbers come from the path, percent-decoded, whatever the file says', async () => {
    const root = await files({
      'Account_Number=a%20b%2Fc/CASE_NUMBER=100%/data.json': '{"account_number":"other","case_number":"other"}',
      [`${A}/case_number=__HIVE_DEFAULT_PARTITION__/data.json`]: '{}',
    });
    const loaded = await load({ kind: 'folder', path: root });
    expect(pick(loaded, 'account_number', 'case_number')).toEqual([
      ['a b/c', '100%'],
      ['111122223333', null],
    ]);
  });

  test('the same case number in two accounts is two cases', async () => {
    const root = await files({
      [`${A}/case_number=1/data.json`]: '{"subject":"a"}',
      [`${B}/case_number=1/data.json`]: '{"subject":"b"}',
    });
    expect((await load({ kind: 'folder', path: root })).cases).toBe(2);
  });

  test('what is broken is left out and said, in words that quote no case', async () => {
    const root = await files({
      [`${A}/case_number=01/data.json`]: '{"subject":"good"}',
      [`${A}/case_number=02/data.json`]: '',
      [`${A}/case_number=03/data.json`]: '{"subject":"sec',
      [`${A}/case_number=04/data.json`]: '["secret"]',
      [`${A}/case_number=05/data.json`]: 'null',
      [`${A}/case_number=06/data.json`]: '"secret"',
      [`${A}/case_number=07/data.json`]: 'secret',
      [`${A}/case_number=08/other.json`]: '{"subject":"in another file"}',
      [`${A}/case_number=09/data.json`]: '{"subject":"good"}\n{"subject":\n',
    });
    const { cases, skipped, skippedCount } = await load({ kind: 'folder', path: root });
    expect(cases).toBe(2);
    expect(skippedCount).toBe(skipped.length);
    expect(skipped.map(({ path: file, reason }) => `${file.slice(-12)} ${reason}`)).toEqual([
      '02/data.json is empty',
      '03/data.json is not valid JSON: it ends in the middle',
      '04/data.json holds a list, not a JSON object',
      '05/data.json holds null, not a JSON object',
      '06/data.json holds a string, not a JSON object',
      '07/data.json is not valid JSON',
      '08/data.json is missing',
      '09/data.json has a line 2 that is not valid JSON: it ends in the middle',
    ]);
    expect(skipped[0]?.path).toBe(`${A}/case_number=02/data.json`);
    expect(JSON.stringify(skipped)).not.toContain('secret');
  });

  test('field names match in any case, and values that are no strings are kept as text', async () => {
    const root = await files({
      [`${A}/case_number=1/data.json`]:
        '{"CASEID":170044904126001234567,"displayid":1.50,"SUBJECT":true,"serviceCode":{"a":[1]},"severityCode":null,"Unknown":1,"TIMECREATED":7}',
    });
    const loaded = await load({ kind: 'folder', path: root });
    expect(pick(loaded, 'caseid', 'displayid', 'subject', 'servicecode', 'severitycode', 'timecreated')).toEqual([
      ['170044904126001234567', '1.50', 'true', '{"a":[1]}', null, '7'],
    ]);
  });

  test('a byte order mark, UTF-16, pretty-printed JSON and several objects in a file are read', async () => {
    const root = await files({
      [`${A}/case_number=1/data.json`]: '\ufeff{"subject":"é 日本 😀"}',
      [`${A}/case_number=2/data.json`]: Buffer.from('\ufeff{"subject":"sixteen é"}', 'utf16le'),
      [`${A}/case_number=3/data.json`]: JSON.stringify({ subject: 'pretty' }, null, 2),
      [`${A}/case_number=4/data.json`]: '{"subject":"one"}\r\n\r\n{"subject":"two"}\r\n',
    });
    const loaded = await load({ kind: 'folder', path: root });
    expect(loaded).toMatchObject({ cases: 5, skippedCount: 0 });
    expect(pick(loaded, 'subject')).toEqual([['é 日本 😀'], ['sixteen é'], ['pretty'], ['one'], ['two']]);
  });

  test('more cases than a batch holds all arrive, in full', async () => {
    const records = Array.from({ length: 9_000 }, (_none, index) =>
      JSON.stringify({ displayId: String(index), subject: 'é'.repeat(index % 50) }),
    );
    const root = await files({ 'cases.ndjson': records.join('\n') });
    const loaded = await load({ kind: 'file', path: path.join(root, 'cases.ndjson') });
    expect(loaded).toMatchObject({ cases: 9_000, skippedCount: 0 });
    expect(new Set(loaded.records.map((record) => record.case_number)).size).toBe(9_000);
    expect(loaded.records.map((record) => record.subject)).toEqual(
      records.map((_record, index) => 'é'.repeat(index % 50)),
    );
  });
});

describe('a file of cases', () => {
  const one = { caseId: 'case-111122223333-muen-2025-1', displayId: '1', subject: 'one' };
  const two = {
    caseId: 'case-444455556666-muen-2025-2',
    case_number: '22',
    displayId: '2',
    account_number: '999',
    subject: 'two',
  };

  test.each([
    ['lines', `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`],
    ['lines without an end, with blank ones and a mark', `\ufeff${JSON.stringify(one)}\r\n\r\n${JSON.stringify(two)}`],
    ['an array', JSON.stringify([one, two])],
    ['a pretty-printed array', JSON.stringify([one, two], null, 2)],
    ['pretty-printed objects one after another', `${JSON.stringify(one, null, 2)}\n${JSON.stringify(two, null, 2)}`],
    ['gzipped lines', gzipSync(`${JSON.stringify(one)}\n${JSON.stringify(two)}`)],
  ])('is read as %s', async (_form, content) => {
    const root = await files({ 'cases.json': content });
    const loaded = await load({ kind: 'file', path: path.join(root, 'cases.json') });
    expect(loaded).toMatchObject({ cases: 2, skipped: [], skippedCount: 0 });
    expect(pick(loaded, 'subject', 'account_number', 'case_number')).toEqual([
      ['one', '111122223333', '1'],
      ['two', '999', '22'],
    ]);
  });

  test('the same case twice is kept twice, as Athena would', async () => {
    const root = await files({ 'cases.ndjson': `${JSON.stringify(one)}\n${JSON.stringify(one)}` });
    expect((await load({ kind: 'file', path: path.join(root, 'cases.ndjson') })).cases).toBe(2);
  });

  test('broken lines are left out and named by their number', async () => {
    const root = await files({ 'cases.ndjson': '{"subject":"a"}\n{"subject":\n[1]\n{}\n{"subject":"b"}\n{"other":1}' });
    const { cases, skipped } = await load({ kind: 'file', path: path.join(root, 'cases.ndjson') });
    expect(cases).toBe(2);
    expect(skipped).toEqual([
      { path: 'cases.ndjson', reason: 'has a line 2 that is not valid JSON: it ends in the middle' },
      { path: 'cases.ndjson', reason: 'has a line 3 that is not a JSON object' },
      { path: 'cases.ndjson', reason: 'has a line 4 that has none of the fields of a case' },
      { path: 'cases.ndjson', reason: 'has a line 6 that has none of the fields of a case' },
    ]);
  });

  test('an array that stops in the middle gives the cases before', async () => {
    const root = await files({ 'cases.json': '[\n{"subject":"a }{"},\n{"subject":"b"},\n{"subject":"c' });
    const { cases, skipped } = await load({ kind: 'file', path: path.join(root, 'cases.json') });
    expect([cases, skipped]).toEqual([
      2,
      [{ path: 'cases.json', reason: 'has an object 3 that is not valid JSON: it ends in the middle' }],
    ]);
  });

  test('is read as Parquet, plain and compressed', async () => {
    const root = await files({});
    for (const codec of ['UNCOMPRESSED', 'SNAPPY', 'GZIP'] as const) {
      const file = path.join(root, `${codec}.parquet`);
      parquetWriteFile({
        filename: file,
        columnData: [
          { name: 'caseId', data: [one.caseId, two.caseId], type: 'STRING' },
          { name: 'DisplayId', data: ['1', '2'], type: 'STRING' },
          { name: 'subject', data: ['one', null], type: 'STRING', nullable: true },
          { name: 'other', data: [1, 2], type: 'INT32' },
        ],
        codec,
        ...(codec === 'GZIP' ? { compressors: { GZIP: (input: Uint8Array) => gzipSync(input) } } : {}),
      });
      const loaded = await load({ kind: 'file', path: file });
      expect(loaded).toMatchObject({ cases: 2, skipped: [], skippedCount: 0 });
      expect(pick(loaded, 'subject', 'account_number', 'case_number')).toEqual([
        ['one', '111122223333', '1'],
        [null, '444455556666', '2'],
      ]);
    }
  });
});

describe('records', () => {
  test('no record at all is an empty table', async () => {
    const loaded = await load({ kind: 'records', records: [] });
    expect(loaded).toMatchObject({ cases: 0, skipped: [], skippedCount: 0 });
    expect(loaded.records).toEqual([]);
  });
});

describe('a source without cases is refused with what was looked for', () => {
  const refused = async (source: CaseSource, message: RegExp) => {
    await expect(load(source)).rejects.toMatchObject({
      message: expect.stringMatching(message) as unknown,
      remedy: expect.stringContaining('account_number=<12 digits>/case_number=<number>/data.json') as unknown,
    });
  };

  test('a path that is not there', () =>
    refused({ kind: 'folder', path: path.join(folder, 'nowhere') }, /^There is no folder or file .*nowhere\.$/));

  test('an empty folder', async () => {
    await refused({ kind: 'folder', path: await files({}) }, /holds no cases: there is no account_number=\*/);
  });

  test('a folder in another layout', async () => {
    const root = await files({ 'a/data.json': '{"subject":"x"}', 'data.json': '{"subject":"x"}' });
    await refused({ kind: 'folder', path: root }, /holds no cases: there is no account_number=\*/);
  });

  test('a folder whose cases are all broken', async () => {
    const root = await files({ [`${A}/case_number=1/data.json`]: '', [`${A}/case_number=2/data.json`]: '{' });
    await refused(
      { kind: 'folder', path: root },
      /holds no readable case: account_number.*data\.json is empty \(and 1 more\)\.$/,
    );
  });

  test.each([
    ['an empty file', ''],
    ['white space', '\n \n'],
    ['an empty array', '[]'],
  ])('%s', async (_what, content) => {
    const root = await files({ 'cases.json': content });
    await refused(
      { kind: 'file', path: path.join(root, 'cases.json') },
      /holds no cases: there is no JSON object in it/,
    );
  });

  test('a file that is something else', async () => {
    const root = await files({
      'cases.json': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
      'x.parquet': 'PAR1 broken',
    });
    await refused(
      { kind: 'file', path: path.join(root, 'cases.json') },
      /holds no case: cases\.json has a line 1 that is not valid JSON/,
    );
    await refused({ kind: 'file', path: path.join(root, 'x.parquet') }, /x\.parquet is not a readable Parquet file/);
  });
});
