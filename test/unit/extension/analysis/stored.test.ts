import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createDraftController } from '../../../../extension/host/analysis/draft.ts';
import { openHistoryFolder } from '../../../../extension/host/analysis/history/history-folder.ts';
import { createPanelState } from '../../../../extension/host/analysis/panel-state.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'stored-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As the first versions wrote it. */
const asked = {
  filters: {
    severity: null,
    service: 'EC2',
    rcaCategory: 'Throttling',
    lifecycleCategory: 'Monitoring',
    account: null,
    caseId: '1705',
  },
  period: { preset: 'range', start: '2026-01-01', end: '2026-01-31' },
  question: 'rcaCategory',
  maxCases: 100,
};
const filters = {
  severity: null,
  service: 'EC2',
  rca_category: 'Throttling',
  lifecycle_category: 'Monitoring',
  account: null,
  case_id: '1705',
};

const counts = { severity: [], service: [], rcaCategory: [], lifecycleCategory: [], account: [], month: [] };
const figures = { total: 3, ...counts, rcaCategory: [{ value: 'lifecycleCategory', count: 3 }] };
const record = {
  run: {
    id: 'old',
    target: { id: 'sample', kind: 'sample', label: 'Sample data' },
    asked,
    created: 1,
    followsUp: null,
    pinned: true,
    state: { kind: 'finished', started: 1, ended: 2, total: 3, author: { kind: 'server-model', model: 'm' } },
  },
  result: {
    figures,
    before: {
      period: { start: '2025-12-01', end: '2025-12-31' },
      figures,
      changes: [{ dimension: 'rcaCategory', value: 'rcaCategory', before: 3, now: 3, significant: null }],
    },
    beforeState: 'known',
    author: { kind: 'server-model', model: 'm' },
    analysis: '',
    analysisKept: false,
    coverage: { matched: 3, withoutSummary: 0, analyzed: 3, notRead: 0, limitedBy: null, truncated: false },
    cost: { query: 0, model: 0, bytesScanned: 0, inputTokens: 0, outputTokens: 0 },
    cited: [],
    cases: [{ caseNumber: '1', service: null, severity: null, rcaCategory: 'Throttling', date: '2026-01-02' }],
  },
};

describe('what an earlier version of the extension stored', () => {
  it('is read from the history under the names of now, values untouched', async () => {
    const process = { isAlive: () => false, ownProcess: 1 };
    writeFileSync(path.join(folder, 'old.json'), JSON.stringify({ version: 1, process: 2, record }));
    const history = openHistoryFolder(folder, process);
    const { records, unreadable } = await history.read();
    expect(unreadable).toEqual([]);
    expect(records[0]?.run.asked).toEqual({ ...asked, filters });
    expect(records[0]?.result).toMatchObject({
      figures: { rca_category: [{ value: 'lifecycleCategory', count: 3 }], lifecycle_category: [] },
      before: { changes: [{ dimension: 'rca_category', value: 'rcaCategory' }] },
      cases: [{ rca_category: 'Throttling' }],
    });
    const [read] = records;
    if (read === undefined) throw new Error('There is no run.');
    await history.save(read);
    expect((await history.read()).records).toEqual(records);
  });

  it('is still the draft, and is among the saved analyses', () => {
    const remembered = new Map<string, unknown>([
      ['analysis.draft', asked],
      ['analysis.saved', [{ ...asked, id: 'weekly', name: 'Weekly' }]],
    ]);
    const kept: Parameters<typeof createDraftController>[0]['here'] = {
      get: (key, schema) => schema.safeParse(remembered.get(key)).data,
      set: (key, value) => void remembered.set(key, value),
    };
    const editor = { here: kept, everywhere: kept, l10n: { t: (text: string) => text }, now: () => new Date() };
    const draft = createDraftController(editor, createPanelState(), () => undefined);
    expect(draft.asked()).toEqual({ ...asked, filters });
    expect(draft.saved('weekly')?.filters).toEqual(filters);
  });
});
