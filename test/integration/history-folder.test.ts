import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistoryFolder } from '../../extension/host/analysis/history/history-folder.ts';

/** A file of the history, byte for byte as version 0.1.0 wrote it. */
function versionOne(
  id: string,
  author: object,
  state: object = { kind: 'finished', started: 5, ended: 9, total: 3, author },
) {
  const counts = [{ value: 'low', count: 3 }];
  return JSON.stringify({
    version: 1,
    process: 7,
    record: {
      run: {
        id,
        target: { id: 'sample', kind: 'sample', label: 'Sample data' },
        asked: {
          filters: {
            severity: null,
            service: null,
            rcaCategory: null,
            lifecycleCategory: null,
            account: null,
            caseId: null,
          },
          period: { preset: 'range', start: '2026-05-01', end: '2026-05-31' },
          question: 'What happened?',
          maxCases: 200,
        },
        created: 1,
        followsUp: null,
        pinned: true,
        state,
      },
      result: {
        figures: {
          total: 3,
          severity: counts,
          service: [],
          rcaCategory: [],
          lifecycleCategory: [],
          account: [],
          month: [{ value: '2026-05', count: 3 }],
        },
        before: null,
        beforeState: 'none',
        author,
        analysis: '',
        analysisKept: false,
        coverage: { matched: 3, withoutSummary: 1, analyzed: 2, notRead: 0, limitedBy: null, truncated: false },
        cost: { query: 0.0001, model: 0, bytesScanned: 5, inputTokens: 0, outputTokens: 0 },
        cited: [],
        cases: [],
      },
    },
  });
}

describe('the history of runs', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'history-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const open = (alive = false) => openHistoryFolder(folder, { isAlive: () => alive, ownProcess: 1 });

  it.each([
    [{ kind: 'statistical' }, { kind: 'digest', id: 'statistical', host: 'server' }],
    [
      { kind: 'server-model', model: 'vendor.model' },
      { kind: 'model', id: 'vendor.model', host: 'server' },
    ],
    [
      { kind: 'editor-model', model: 'Small Model' },
      { kind: 'model', id: 'Small Model', host: 'editor' },
    ],
  ])('has runs that the first version kept, by %o, and saves them as its own', async (kept, author) => {
    const file = path.join(folder, 'run.json');
    writeFileSync(file, versionOne('run', kept));
    const { records, unreadable } = await open().read();
    expect(unreadable).toEqual([]);
    expect(records).toMatchObject([
      { run: { id: 'run', pinned: true, state: { kind: 'finished', total: 3, author } }, result: { author } },
    ]);
    await open().save(records[0]!);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 2, record: records[0] });
    expect((await open().read()).records).toEqual(records);
  });

  it('has a run that the first version did not see end as interrupted, once its process is gone', async () => {
    const state = { kind: 'running', started: 5, messages: [], share: 0.2, chunk: null, text: '', stopping: false };
    writeFileSync(path.join(folder, 'run.json'), versionOne('run', { kind: 'statistical' }, state));
    expect((await open(true).read()).records).toEqual([]);
    expect((await open().read()).records).toMatchObject([{ run: { state: { kind: 'interrupted', started: 5 } } }]);
  });

  it('reports what is no run, and a run of a later version', async () => {
    writeFileSync(path.join(folder, 'later.json'), versionOne('run', { kind: 'statistical' }).replace('1', '3'));
    writeFileSync(path.join(folder, 'other.json'), versionOne('run', { kind: 'oracle' }));
    const { records, unreadable } = await open().read();
    expect(records).toEqual([]);
    expect(unreadable.map(({ file }) => file)).toEqual(['later.json', 'other.json']);
  });
});
