import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateSampleCases } from '../../server-lambda/local/sample/generate-sample-cases.ts';
import { countBy, readCaseFolder, realCaseFolder, REPOSITORY } from '../support/case-folder.ts';
import { writeCaseFolder } from '../support/write-case-folder.ts';

const counts = z.array(z.object({ value: z.string().nullable(), count: z.number() }));

/** The shape of `npm start -- --json` that scripts rely on. */
const tourJson = z.object({
  data: z.looseObject({ source: z.string(), cases: z.number(), skipped: z.number() }),
  tools: z.array(z.string()),
  get_case_summary: z.looseObject({
    total_cases: z.number(),
    rows: z.array(z.looseObject({ rca_category: z.string().nullable(), category_count: z.number() })),
  }),
  analyze_case_summaries: z.looseObject({
    total_cases_found: z.number(),
    summaries_available: z.number(),
    analysis: z.string(),
    figures: z.looseObject({
      total: z.number(),
      by_severity: counts,
      by_service: counts,
      by_rca_category: counts,
      by_lifecycle_category: counts,
      by_account: counts,
    }),
  }),
});

function runTour(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(REPOSITORY, 'dist', 'tour.js'), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

/** The whole path against the plainest reading of the same files. */
function expectSameFigures(folder: string): void {
  const { status, stdout, stderr } = runTour('--data', folder, '--from', '1990-01-01', '--to', '2099-12-31', '--json');
  expect(status, stderr).toBe(0);
  const tour = tourJson.parse(JSON.parse(stdout));
  const cases = readCaseFolder(folder);
  const { figures } = tour.analyze_case_summaries;

  expect(tour.data.cases).toBe(cases.length);
  expect(tour.get_case_summary.total_cases).toBe(cases.length);
  expect(tour.analyze_case_summaries.total_cases_found).toBe(cases.length);
  expect(tour.analyze_case_summaries.summaries_available).toBe(
    cases.filter((record) => record['Case_Summary']?.trim()).length,
  );
  for (const [list, field] of [
    [figures.by_severity, 'severityCode'],
    [figures.by_service, 'serviceCode'],
    [figures.by_rca_category, 'RCA_Category'],
    [figures.by_lifecycle_category, 'Lifecycle_Category'],
  ] as const) {
    expect(new Map(list.map(({ value, count }) => [value, count]))).toEqual(countBy(cases, field));
  }
  expect(new Map(tour.get_case_summary.rows.map((row) => [row.rca_category, row.category_count]))).toEqual(
    countBy(cases, 'RCA_Category'),
  );
}

describe('npm start', { timeout: 120_000 }, () => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tour-'));
    await writeCaseFolder(folder, generateSampleCases({ now: new Date('2026-07-01T00:00:00Z') }).slice(0, 400));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints a report of the sample that says what it is, and ends with 0', () => {
    const { status, stdout, stderr } = runTour();
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/synthetic/i);
    expect(stdout).toMatch(/no language model/i);
    expect(stdout).toContain('By severity');
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain('analyze_case_summaries');
  });

  it('counts a folder of cases exactly as a plain reading of its files does', () => {
    expectSameFigures(folder);
  });

  const real = realCaseFolder();
  it.skipIf(real === undefined)('counts real cases exactly too (a folder given by CASE_DATA)', () => {
    expectSameFigures(real!);
  });

  it('says which files it skipped', () => {
    const broken = mkdtempSync(path.join(tmpdir(), 'tour-broken-'));
    cpSync(folder, broken, { recursive: true });
    const place = path.join(broken, 'account_number=111122223333', 'case_number=1');
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'data.json'), '{"caseId": "case-1"');
    const { status, stdout } = runTour('--data', broken, '--json');
    rmSync(broken, { recursive: true, force: true });
    expect(status).toBe(0);
    expect(tourJson.parse(JSON.parse(stdout)).data).toMatchObject({ cases: 400, skipped: 1 });
  });

  it.each([
    [['--from', '2026-02-30'], 2, '--from must be a calendar day that exists, written YYYY-MM-DD, not "2026-02-30".'],
    [['--from', '2026-02-02', '--to', '2026-02-01'], 2, '--to 2026-02-01 is before --from 2026-02-02.'],
    [['--colour'], 2, '--colour'],
    [['--data', path.join(tmpdir(), 'no-such-folder-of-cases')], 1, 'no-such-folder-of-cases'],
  ])('answers %j with exit code %i and a sentence', (args, code, sentence) => {
    const { status, stdout, stderr } = runTour(...args);
    expect(status).toBe(code);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe('');
  });
});
