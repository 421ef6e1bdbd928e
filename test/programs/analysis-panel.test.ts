import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CaseRecord } from '#core/contract/case-record.ts';
import type { Result } from '../../extension/protocol/analysis-runs.ts';
import { localLaunch, openPanel, type PanelOptions, type PanelUnderTest } from '../support/analysis-panel.ts';
import { countBy } from '../support/case-folder.ts';
import { aCase } from '../support/cases.ts';
import { writeCaseFolder } from '../support/write-case-folder.ts';

/** Cases of two months, the second with more of them. */
const CASES: readonly CaseRecord[] = Array.from({ length: 60 }, (_, index) =>
  aCase({
    case_number: String(170_500_000_000 + index),
    displayid: String(170_500_000_000 + index),
    account_number: index % 3 === 0 ? '111122223333' : '444455556666',
    severitycode: ['low', 'normal', 'high', 'urgent', 'critical'][index % 5] ?? null,
    servicecode: index % 2 === 0 ? 'aws-lambda' : 'amazon-simple-storage-service',
    rca_category: index % 7 === 0 ? null : 'Throttling',
    lifecycle_category: 'Monitoring',
    timecreated: `2026-0${index < 20 ? 4 : 5}-${String((index % 28) + 1).padStart(2, '0')}T10:00:00.000Z`,
    case_summary: `Requests of workload ${index % 4} were throttled. The limit was raised.`,
  }),
);
const MAY = CASES.slice(20);
interface Days {
  readonly start: string;
  readonly end: string;
}
const APRIL_DAYS: Days = { start: '2026-04-01', end: '2026-04-30' };
const MAY_DAYS: Days = { start: '2026-05-01', end: '2026-05-31' };

let scratch: string;
let data: string;
let history: string;
/** One panel for all tests but those about its start: each asks it what the others do not. */
let panel: PanelUnderTest;

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'analysis-'));
  data = path.join(scratch, 'cases');
  history = path.join(scratch, 'history');
  await writeCaseFolder(data, CASES);
  panel = open({ historyFolder: history, keepsText: false });
  await panel.until('choices', ({ state }) => state === 'ready');
});
afterAll(async () => {
  await panel.close();
  rmSync(scratch, { recursive: true, force: true });
});

function open(options: PanelOptions = {}): PanelUnderTest {
  return openPanel({ ...options, launches: { ofSample: () => localLaunch(data), ...options.launches } });
}

/** Runs what is asked, and gives its result. */
async function run(question: string, period: Days = MAY_DAYS): Promise<Result> {
  panel.send({ kind: 'clearFilters' });
  panel.send({ kind: 'changeDraft', period: { preset: 'range', ...period } });
  panel.send({ kind: 'changeDraft', question });
  panel.send({ kind: 'run' });
  const result = await panel.until('result', (state) => state?.run.asked.question === question);
  if (result === null) throw new Error('There is no result.');
  return result;
}

describe('the analysis panel over cases on this machine', { timeout: 60_000 }, () => {
  it('says what there is to choose from, with counts, and what a draft would take', async () => {
    panel.send({ kind: 'changeDraft', period: { preset: 'range', ...MAY_DAYS } });
    const choices = await panel.until('choices', ({ state }) => state === 'ready');
    expect(choices.totalCases).toBe(CASES.length);
    expect(new Map(choices.severity.map(({ value, count }) => [value, count]))).toEqual(countBy(CASES, 'severitycode'));
    const preview = await panel.until('preview', ({ state }) => state === 'known');
    expect(preview).toMatchObject({
      matched: MAY.length,
      sent: MAY.length,
      author: { kind: 'digest', id: 'statistical', host: 'server' },
      cost: { model: 0 },
    });
    expect((await panel.until('models', () => true)).serverHasNone).toBe(true);
  });

  it('counts exactly what SQL counts, by every dimension, and in the period before', async () => {
    const result = await run('What happened?');
    expect(result.figures.total).toBe(MAY.length);
    for (const [dimension, column] of [
      ['severity', 'severitycode'],
      ['service', 'servicecode'],
      ['rca_category', 'rca_category'],
      ['lifecycle_category', 'lifecycle_category'],
      ['account', 'account_number'],
    ] as const) {
      panel.send({
        kind: 'runSql',
        sql: `SELECT ${column}, count(*) FROM case_summary WHERE substr(timecreated, 1, 7) = '2026-05' GROUP BY 1`,
      });
      const counted = await rowsOf(panel);
      expect(new Map(result.figures[dimension].map(({ value, count }) => [value, count]))).toEqual(new Map(counted));
      expect(new Map(counted)).toEqual(countBy(MAY, column));
    }
    const months = result.figures.severityByMonth ?? [];
    expect(new Map(months.map(({ severity, count }) => [severity, count]))).toEqual(countBy(MAY, 'severitycode'));
    expect(result.before).toMatchObject({ period: { start: '2026-03-31', end: '2026-04-30' }, figures: { total: 20 } });
    expect(result.before?.changes).toContainEqual(
      expect.objectContaining({ dimension: 'lifecycle_category', value: 'Monitoring', before: 20, now: 40 }),
    );
    expect(result.author).toEqual({ kind: 'digest', id: 'statistical', host: 'server' });
    expect(result.analysis).not.toBe('');
    expect(result.cited.length).toBeGreaterThan(0);
    expect(CASES.map(({ case_number: number }) => number)).toEqual(expect.arrayContaining(result.cited));
  });

  it('keeps of a run what holds no text of cases', async () => {
    const {
      run: { id },
      analysis,
    } = await run('Why so many?');
    const file = await fileOf(history, id);
    expect(file).toContain('"Why so many?"');
    expect(file).toContain(`"total":${MAY.length}`);
    for (const text of ['throttled', analysis.slice(0, 40), '1705000000']) expect(file).not.toContain(text);
  });

  it('narrows what is asked to a figure, a month to its days, and says that no value is no filter', async () => {
    panel.send({ kind: 'filterBy', dimension: 'severity', value: 'critical' });
    panel.send({ kind: 'filterBy', dimension: 'month', value: '2026-04' });
    expect(await panel.until('draft', () => true)).toMatchObject({
      filters: { severity: 'critical' },
      period: { preset: 'range', start: '2026-04-01', end: '2026-04-30' },
    });
    panel.send({ kind: 'filterBy', dimension: 'rca_category', value: null });
    expect(panel.said.at(-1)).toMatchObject({ kind: 'notice', level: 'warning' });
    const expected = CASES.slice(0, 20).filter(({ severitycode }) => severitycode === 'critical').length;
    expect(await panel.until('preview', ({ state }) => state === 'known')).toMatchObject({ matched: expected });
    panel.send({ kind: 'changeDraft', filters: { severity: null, account: '111122223333' } });
    await panel.until('preview', ({ state }) => state === 'asking');
    const ofAccount = CASES.slice(0, 20).filter(({ account_number: account }) => account === '111122223333').length;
    expect(await panel.until('preview', ({ state }) => state === 'known')).toMatchObject({ matched: ofAccount });
  });

  it('opens a case with its reasons, and its page at AWS only where there is one', async () => {
    panel.send({ kind: 'openCase', caseNumber: '170500000007' });
    expect(await panel.until('case', ({ state }) => state === 'ready')).toMatchObject({
      cases: [{ caseNumber: '170500000007', account: '444455556666', inConsole: false }],
    });
    panel.send({ kind: 'openInConsole', caseNumber: '170500000007' });
    expect(panel.urls).toEqual([]);
    panel.send({ kind: 'openCase', caseNumber: '999999999999' });
    expect(await panel.until('case', ({ state }) => state === 'ready')).toMatchObject({
      cases: [],
      note: expect.stringMatching(/^No case/) as string,
    });
  });

  it('compares two runs of different periods, with what chance explains', async () => {
    const april = await run('April?', APRIL_DAYS);
    const may = await run('May?');
    panel.send({ kind: 'compareRuns', before: april.run.id, now: may.run.id });
    expect(await panel.until('comparison', ({ state }) => state === 'ready')).toMatchObject({
      before: { label: 'April?', total: 20 },
      now: { label: 'May?', total: 40 },
      total: { before: 20, now: 40 },
    });
    panel.send({ kind: 'comparePeriods', before: { start: '2026-04-01', end: '2026-04-30' } });
    await panel.until('comparison', ({ state }) => state === 'loading');
    const periods = await panel.until('comparison', ({ state }) => state === 'ready');
    expect(periods).toMatchObject({ total: { before: 20, now: 40 }, before: { run: null } });
  });

  it('leaves a person where they are when a run is done', async () => {
    await run('Where am I?');
    expect(panel.said.filter(({ kind }) => kind === 'show')).toEqual([]);
    expect(panel.ended).toEqual([]);
  });

  it('follows an answer up with its words as context, and hands filters without words to chat', async () => {
    const first = await run('What is first?');
    panel.send({ kind: 'followUp', run: first.run.id });
    expect(await panel.until('draft', ({ followsUp }) => followsUp !== null)).toMatchObject({
      followsUp: { run: first.run.id, question: 'What is first?' },
      question: '',
    });
    const second = await run('And what is next?');
    expect(second.run.followsUp).toBe(first.run.id);
    panel.send({ kind: 'askInChat', run: first.run.id });
    expect(panel.chats).toEqual([expect.stringContaining('2026-05-01')]);
    expect(panel.chats[0]).not.toContain('throttled');
  });
});

describe('SQL in the panel', { timeout: 60_000 }, () => {
  it('brings the rows once, in pages, with what their columns hold', async () => {
    panel.send({
      kind: 'runSql',
      sql: 'SELECT n, n % 2 = 0 AS even, NULL AS nothing FROM unnest(sequence(1, 1200)) AS t(n) ORDER BY n',
    });
    const sql = await panel.until('sql', ({ run: { state } }) => state === 'ready');
    expect(sql.run).toMatchObject({
      columns: [
        { name: 'n', type: 'number' },
        { name: 'even', type: 'boolean' },
        { name: 'nothing', type: 'empty' },
      ],
      rowCount: 1200,
      truncated: false,
    });
    const result = sql.run.state === 'ready' ? sql.run.result : '';
    const pages = panel.said
      .flatMap((message) => (message.kind === 'sqlRows' ? [message.state] : []))
      .filter((page) => page.result === result);
    expect(pages.map(({ offset, rows }) => [offset, rows.length])).toEqual([
      [0, 500],
      [500, 500],
      [1000, 200],
    ]);
    expect(pages.at(-1)?.rows.at(-1)).toEqual([1200, true, null]);
  });

  it('says why the guard refuses a statement, and runs nothing', async () => {
    panel.send({ kind: 'runSql', sql: 'DROP TABLE case_summary' });
    const sql = await panel.until('sql', ({ run: { state } }) => state !== 'running' && state !== 'none');
    expect(sql.run).toMatchObject({ state: 'refused', problem: { code: 'QUERY_REFUSED' } });
    panel.send({ kind: 'runSql', sql: 'SELECT no_such_column FROM case_summary' });
    const failed = await panel.until('sql', ({ run: { state } }) => state === 'failed');
    expect(failed.run).toMatchObject({ problem: { code: 'QUERY_FAILED' } });
  });

  it('offers queries that run, and the columns that there are', async () => {
    const { predefined, columns } = await panel.until('sql', (state) => state.columns.length > 0);
    expect(columns.map(({ name }) => name)).toContain('rca_category');
    expect(predefined.length).toBeGreaterThan(5);
    for (const { sql, name } of predefined) {
      panel.send({ kind: 'runSql', sql });
      const { run } = await panel.until('sql', ({ run: { state } }) => state !== 'running');
      expect(run, name).toMatchObject({ state: 'ready' });
    }
  });

  it('exports and copies all of a result, whatever the page shows of it', async () => {
    panel.send({ kind: 'runSql', sql: `SELECT '=1+1' AS formula, lpad('', 20000, 'x') AS long` });
    const { run } = await panel.until('sql', ({ run: { state } }) => state === 'ready');
    const result = run.state === 'ready' ? run.result : '';
    panel.send({ kind: 'exportSql', result, format: 'csv' });
    panel.send({ kind: 'exportSql', result, format: 'json' });
    panel.send({ kind: 'copySql', result });
    const [csv, json] = panel.files;
    expect(csv?.content).toContain(`"'=1+1"`);
    expect(json?.content).toContain('x'.repeat(20_000));
    expect(panel.copied[0]).toContain("'=1+1\t");
  });
});

async function rowsOf(of: PanelUnderTest): Promise<readonly (readonly [string | null, number])[]> {
  const { run: state } = await of.until('sql', ({ run: { state: kind } }) => kind === 'ready');
  const result = state.state === 'ready' ? state.result : '';
  return of.said.flatMap((message) =>
    message.kind === 'sqlRows' && message.state.result === result
      ? message.state.rows.map(([value, count]) => [value === null ? null : String(value), Number(count)] as const)
      : [],
  );
}

describe('a panel that starts', { timeout: 60_000 }, () => {
  const panels: PanelUnderTest[] = [];
  afterEach(() => Promise.all(panels.splice(0).map((each) => each.close())));
  const opened = (options: PanelOptions) => {
    const own = open(options);
    panels.push(own);
    return own;
  };

  /** A server that would not answer in the time of a test; what it holds is not what these tests are about. */
  const silent = () => {
    const program = path.join(scratch, 'silent.mjs');
    writeFileSync(program, 'process.stdin.resume().once("end", () => process.exit(0));');
    return { ...localLaunch(), args: [program] };
  };

  it('finds past runs again, one that was under way as interrupted, and what it cannot read where it was', async () => {
    const folder = path.join(scratch, 'again');
    const first = await run('What was first?');
    const text = await fileOf(history, first.run.id);
    mkdirSync(folder);
    const running = '{"kind":"running","started":5,"steps":[],"share":0.2,"text":"","stopping":false}';
    const state = JSON.stringify(first.run.state);
    writeFileSync(path.join(folder, `${first.run.id}.json`), text);
    writeFileSync(
      path.join(folder, 'under-way.json'),
      text.replaceAll(first.run.id, 'under-way').replace(state, running),
    );
    writeFileSync(path.join(folder, 'broken.json'), text.slice(0, 200));
    writeFileSync(path.join(folder, 'other.json'), '{"version":99}');

    const own = opened({ historyFolder: folder, launches: { ofSample: silent } });
    const { runs, unreadable } = await own.until('runs', (list) => list.runs.length === 2);
    expect(runs.find(({ id }) => id === 'under-way')?.state).toEqual({ kind: 'interrupted', started: 5 });
    expect(unreadable.map(({ file }) => file)).toEqual(['broken.json', 'other.json']);
    expect(readdirSync(folder)).toHaveLength(4);
    own.send({ kind: 'openRun', run: first.run.id });
    const result = await own.until('result', (state) => state !== null);
    expect(result).toMatchObject({ figures: first.figures, analysis: '', analysisKept: false });
    own.send({ kind: 'runAgain', run: 'under-way' });
    await own.until('runs', (list) => list.runs.some(({ state: { kind } }) => kind === 'running'));
    own.send({ kind: 'clearHistory' });
    await own.until('runs', (list) => list.runs.length === 1);
    // Files go after the list has been told.
    await expect
      .poll(() => readdirSync(folder).filter((name) => !['broken.json', 'other.json'].includes(name)))
      .toHaveLength(1);
  });

  it('finds a run interrupted that was under way when the editor was closed in good order', async () => {
    const folder = path.join(scratch, 'closed');
    const first = open({ historyFolder: folder, launches: { ofSample: silent } });
    first.send({ kind: 'run' });
    first.send({ kind: 'run' });
    first.send({ kind: 'run' });
    await first.until('runs', (list) => list.runs.filter(({ state: { kind } }) => kind === 'running').length === 2);
    await first.close();
    const own = opened({ historyFolder: folder, launches: { ofSample: silent } });
    const { runs } = await own.until('runs', (list) => list.runs.length === 3);
    expect(runs.map(({ state: { kind } }) => kind)).toEqual(['interrupted', 'interrupted', 'interrupted']);
  });

  it('finds the runs of another window when a page is opened again, and none that was deleted here', async () => {
    const folder = path.join(scratch, 'two-windows');
    mkdirSync(folder);
    const { run: made } = await run('What was first?');
    const text = await fileOf(history, made.id);
    const own = opened({ historyFolder: folder, launches: { ofSample: silent } });
    await own.until('runs', () => true);
    for (const id of ['of-another-window', 'deleted-here']) {
      writeFileSync(path.join(folder, `${id}.json`), text.replaceAll(made.id, id));
    }
    own.send({ kind: 'ready' });
    await own.until('runs', ({ runs }) => runs.length === 2);
    own.send({ kind: 'deleteRun', run: 'deleted-here' });
    own.send({ kind: 'ready' });
    writeFileSync(path.join(folder, 'third.json'), text.replaceAll(made.id, 'third'));
    own.send({ kind: 'ready' });
    const { runs } = await own.until('runs', (list) => list.runs.some(({ id }) => id === 'third'));
    expect(runs.map(({ id }) => id).toSorted()).toEqual(['of-another-window', 'third']);
  });

  it('says that a run is done while nobody looks at it, and shows it to who wants to see it', async () => {
    const own = opened({ isVisible: false });
    await own.until('choices', ({ state }) => state === 'ready');
    own.send({ kind: 'changeDraft', period: { preset: 'range', ...MAY_DAYS } });
    own.send({ kind: 'run' });
    await own.until('result', (state) => state !== null);
    while (!own.said.some(({ kind }) => kind === 'show')) await setTimeout(20);
    expect(own.ended).toEqual(['The analysis of Sample data is done.']);
    expect(own.said.findLast(({ kind }) => kind === 'show')).toEqual({ kind: 'show', tab: 'result' });
  });

  it('starts a server anew that has died, and says what became of the call', async () => {
    const dies = path.join(scratch, 'dies.mjs');
    writeFileSync(dies, 'process.stdin.once("data", () => process.exit(3));');
    let starts = 0;
    const own = opened({
      launches: { ofSample: () => (++starts === 1 ? { ...localLaunch(), args: [dies] } : localLaunch(data)) },
    });
    const failed = await own.until('choices', ({ state }) => state === 'failed');
    expect(failed.problem).toMatchObject({ code: 'UNREACHABLE', action: { id: 'testConnection' } });
    expect((await own.until('targets', () => true)).targets[0]?.connection).toBe('lost');
    own.send({ kind: 'refresh' });
    await own.until('choices', ({ state }) => state === 'ready');
    expect(starts).toBe(2);
  });
});

/** The file of a run as soon as it says that the run has finished. */
async function fileOf(folder: string, id: string): Promise<string> {
  for (;;) {
    const text = readFileSync(path.join(folder, `${id}.json`), 'utf8');
    if (text.includes('"kind":"finished"')) return text;
    await setTimeout(20);
  }
}
