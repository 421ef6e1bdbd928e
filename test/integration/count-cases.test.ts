import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseRecord } from '#core/contract/case-record.ts';
import { GROUPS, TIME_UNITS } from '#core/contract/groups.ts';
import { generateSampleCases } from '../../server-lambda/local/sample/generate-sample-cases.ts';
import { aCase } from '../support/cases.ts';
import { startCaseServer, TODAY, type CaseServer } from '../support/case-server.ts';

type Row = Readonly<Record<string, string | number | boolean | null>>;
interface Answer {
  readonly total_cases: number;
  readonly total_change?: Row;
  readonly time_to_close?: Row;
  readonly rows: readonly Row[];
  readonly left_out?: { readonly groups: number; readonly cases: number };
  readonly data_notes: readonly string[];
  readonly note?: string;
}

async function count(server: CaseServer, input: object): Promise<Answer> {
  const { status, body } = await server.call('count_cases', input);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as Answer;
}

const pick = <Value>(values: readonly Value[], n: number) => values[n % values.length] as Value;

/** Spellings as exports have them, and times with offsets, without any, of the future and of no calendar. */
const DIRTY: readonly CaseRecord[] = Array.from({ length: 400 }, (_, n) => {
  const day = new Date(Date.UTC(2026, 3, 1) + ((n * 7919) % 100) * 86_400_000 + ((n * 104_729) % 86_400) * 1_000);
  const iso = day.toISOString();
  const times = [
    iso,
    iso,
    iso,
    iso.replace('T', ' ').replace('Z', '+00:00'),
    iso.replace('Z', '+09:00'),
    iso.slice(0, 10),
  ];
  return aCase({
    severitycode: pick(['high', 'High ', 'critical', 'low', 'LOW', 'urgent', null, 'None'], n * 3 + (n >> 4)),
    servicecode: pick(['aws-lambda', 'AWS-Lambda', 'amazon-simple-storage-service', 'api-gateway', ''], n + (n >> 3)),
    rca_category: pick(
      ['Throttling', 'throttling', 'Quota reached', 'Limit reached', 'limit reached ', null],
      n + (n >> 5),
    ),
    lifecycle_category: pick(['Monitoring', 'Alarming', 'N/A'], n + (n >> 2)),
    account_number: pick(['111122223333', '444455556666', '777788889999'], n * n),
    submittedby: pick(
      ['ops@example.com', 'Ops@example.com', ' ops@example.com', 'dev@example.com', null],
      n + (n >> 6),
    ),
    categorycode: pick(['general', 'other', 'Other'], n),
    timecreated: n % 41 === 0 ? pick([null, '', 'soon', '2026-02-31T00:00:00Z'], n) : pick(times, n + (n >> 1)),
    case_retrieval_date:
      n % 3 === 0
        ? '2026-06-29T02:00:00.000000'
        : n % 37 === 0
          ? null
          : new Date(day.getTime() + ((n * 31) % 20) * 40_000_000).toISOString().replace('Z', '000'),
  });
});

const COLUMN = {
  severity: 'severitycode',
  service: 'servicecode',
  rca_category: 'rca_category',
  lifecycle_category: 'lifecycle_category',
  account: 'account_number',
  submitter: 'submittedby',
  category: 'categorycode',
} as const;

function timeOf(text: string | null): Date | undefined {
  const time = new Date((text ?? '').replace(' ', 'T').replace(/(\.\d{3})000$/, '$1Z'));
  // What JavaScript reads as a date of March.
  return Number.isNaN(time.getTime()) || text?.startsWith('2026-02-31') === true ? undefined : time;
}

function keyOf(name: string, value: string | null): string | null {
  const key = (value ?? '').trim().toLowerCase();
  if (['', 'none', 'n/a'].includes(key)) return null;
  return name === 'rca_category' && key === 'quota reached' ? 'limit reached' : key;
}

function bucketOf(unit: string, time: Date): string | number {
  const day = time.toISOString().slice(0, 10);
  const weekday = time.getUTCDay();
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return new Date(time.getTime() - ((weekday + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `${day.slice(0, 4)}-Q${Math.floor(time.getUTCMonth() / 3) + 1}`;
    case 'weekday':
      return time.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
    default:
      return time.getUTCHours();
  }
}

interface Question {
  readonly by: readonly string[];
  readonly start_date: string;
  readonly end_date: string;
  readonly severity_code?: string | readonly string[];
  readonly exclude_rca_category?: string;
  readonly account_number?: string;
}

/** The same by a plain loop over the records. */
function counted(question: Question, { before = false } = {}) {
  const { by, start_date, end_date } = question;
  const length = Date.parse(end_date) - Date.parse(start_date) + 86_400_000;
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const earlier = dayOf(Date.parse(start_date) - length);
  const matching = DIRTY.filter((record) => {
    const { severity_code, exclude_rca_category, account_number } = question;
    const severities = severity_code === undefined ? undefined : [severity_code].flat().map((text) => keyOf('', text));
    return (
      (severities?.includes(keyOf('severity', record.severitycode)) ?? true) &&
      (exclude_rca_category === undefined ||
        keyOf('rca_category', record.rca_category) !== keyOf('rca_category', exclude_rca_category)) &&
      (account_number === undefined || record.account_number === account_number)
    );
  });
  const groups = new Map<string, { now: number; before: number; took: number[] }>();
  const spellings = new Map<string, number>();
  let now = 0;
  let undated = 0;
  const took: number[] = [];
  for (const record of matching) {
    const time = timeOf(record.timecreated);
    const day = time?.toISOString().slice(0, 10);
    if (time === undefined || day === undefined) undated += 1;
    else if (day >= earlier && day <= end_date && (before || day >= start_date)) {
      const isNow = day >= start_date;
      const keys = by.map((name) => {
        if (!(name in COLUMN)) return bucketOf(name, time);
        const stored = record[COLUMN[name as keyof typeof COLUMN]];
        const key = keyOf(name, stored);
        const spelling = JSON.stringify([name, key, stored]);
        spellings.set(spelling, (spellings.get(spelling) ?? 0) + 1);
        return key;
      });
      const group = groups.get(JSON.stringify(keys)) ?? { now: 0, before: 0, took: [] };
      groups.set(JSON.stringify(keys), group);
      group[isNow ? 'now' : 'before'] += 1;
      if (!isNow) continue;
      now += 1;
      const fetched = timeOf(record.case_retrieval_date);
      const seconds = fetched === undefined ? -1 : (fetched.getTime() - time.getTime()) / 1_000;
      // A third of the cases was fetched on that day.
      if (seconds < 0 || record.case_retrieval_date?.startsWith('2026-06-29') === true) continue;
      group.took.push(Math.floor(seconds));
      took.push(Math.floor(seconds));
    }
  }
  const shown = (name: string, key: string | number | null) => {
    if (key === null || !(name in COLUMN)) return key;
    const [best] = [...spellings]
      .map(([spelling, cases]) => ({ spelling: JSON.parse(spelling) as [string, string, string], cases }))
      .filter(({ spelling: [of, its, stored] }) => of === name && its === key && stored.trim().toLowerCase() === key)
      .sort((a, b) => b.cases - a.cases || (a.spelling[2] < b.spelling[2] ? -1 : 1));
    return best === undefined ? 'Limit reached' : best.spelling[2].trim();
  };
  const rows = [...groups].map(([text, group]) => {
    const keys = JSON.parse(text) as (string | number | null)[];
    return { keys: by.map((name, index) => shown(name, keys[index] ?? null)), ...group };
  });
  return { now, undated, took, rows };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
  return Math.round(middle / 8_640) / 10;
}

function ninetieth(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * 0.9) - 1]! / 8_640) / 10;
}

const isZeroFilled = (by: readonly string[]) => by.length > 0 && by.every((name) => !(name in COLUMN));

const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).sort();

const days = Array.from({ length: 130 }, (_, n) => new Date(Date.UTC(2026, 2, 20) + n * 86_400_000));
const isoDays = days.map((day) => day.toISOString().slice(0, 10));

const questions = fc
  .record(
    {
      by: fc.uniqueArray(fc.constantFrom(...GROUPS.map(({ name }) => name)), { maxLength: 2 }),
      period: fc.tuple(fc.constantFrom(...isoDays), fc.constantFrom(...isoDays)),
      severity_code: fc.constantFrom('HIGH', 'none', ['low', 'Critical', 'urgent '] as const),
      exclude_rca_category: fc.constantFrom('limit reached', 'Throttling', 'none'),
      account_number: fc.constantFrom('111122223333', '444455556666'),
    },
    { requiredKeys: ['by', 'period'] },
  )
  .map(({ period: [one, other], ...question }): Question => ({
    ...question,
    start_date: one < other ? one : other,
    end_date: one < other ? other : one,
  }));

describe('count_cases', () => {
  let server: CaseServer;

  beforeAll(() => {
    server = startCaseServer(DIRTY);
  });
  afterAll(() => server.close());

  it('counts what a loop over the cases counts, by whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const { by } = question;
        const expected = counted(question);
        const answer = await count(server, { ...question, limit: 1_000, share: true });
        expect(answer.total_cases).toBe(expected.now);
        const keysOf = (row: Row) => by.map((name) => row[name]);
        expect(answer.rows.length > 0, JSON.stringify(question)).toBe(
          by.length > 0 && (expected.now > 0 || isZeroFilled(by)),
        );
        if (by.length === 0) return;
        const leftOut = answer.left_out?.cases ?? 0;
        expect(answer.rows.reduce((sum, row) => sum + Number(row['count']), leftOut)).toBe(expected.now);
        const rows = answer.rows.filter((row) => row['count'] !== 0);
        const all = new Set(sorted(expected.rows.map(({ keys, now }) => [...keys, now])));
        for (const row of rows) expect(all).toContain(JSON.stringify([...keysOf(row), row['count']]));
        if (leftOut === 0) expect(rows).toHaveLength(all.size);
        for (const row of rows) {
          const share = Math.round((1_000 * Number(row['count'])) / expected.now) / 10;
          expect(row['share']).toBe(share);
          const ofFirst = expected.rows
            .filter(({ keys }) => keys[0] === row[by[0]!])
            .reduce((n, { now }) => n + now, 0);
          if (by.length === 2)
            expect(row[`share_of_${by[0]}`]).toBe(Math.round((1_000 * Number(row['count'])) / ofFirst) / 10);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows the groups with the most cases, and reads no more rows of the others', async () => {
    const facts = questions.filter(({ by }) => by.length > 0 && by.every((name) => name in COLUMN));
    await fc.assert(
      fc.asyncProperty(facts, fc.integer({ min: 1, max: 12 }), async (question, limit) => {
        const from = server.statements.length;
        const { rows, left_out } = await count(server, { ...question, limit });
        const expected = counted(question);
        const largest = expected.rows.map(({ now }) => now).sort((a, b) => b - a);
        expect(rows.map((row) => row['count'])).toEqual(largest.slice(0, limit));
        expect(left_out?.groups ?? 0).toBe(Math.max(0, largest.length - limit));
        const result = await server.engine.query(server.statements[from]!, { maxRows: 1_000 });
        const spellings = result.rows.filter(({ level }) => level === 'first' || level === 'second');
        expect(result.rows.length - spellings.length).toBeLessThanOrEqual(limit + 1);
      }),
      { numRuns: 20 },
    );
  });

  it('compares and measures as a loop over the cases does', async () => {
    const compared = questions.filter(({ by }) =>
      by.every((name) => !TIME_UNITS.slice(0, 4).some((unit) => unit === name)),
    );
    await fc.assert(
      fc.asyncProperty(compared, async (question) => {
        const expected = counted(question, { before: true });
        const input = { ...question, limit: 1_000, compare: true, measure: 'time_to_close' };
        const answer = await count(server, input);
        const before = expected.rows.reduce((sum, row) => sum + row.before, 0);
        expect(answer.total_cases).toBe(expected.now);
        expect(answer.total_change).toMatchObject({ before, change: expected.now - before });
        const measured = ({ median_days = null, p90_days = null, cases_measured = 0 }: Row) => [
          median_days,
          p90_days,
          cases_measured,
        ];
        const times = (took: readonly number[]) =>
          took.length === 0 ? [null, null, 0] : [median(took), ninetieth(took), took.length];
        if (expected.took.length === 0) expect(answer.time_to_close).toBeUndefined();
        else expect(measured(answer.time_to_close!)).toEqual(times(expected.took));
        const rows = answer.rows.filter((row) => row['count'] !== 0 || row['before'] !== 0);
        expect(
          sorted(
            rows.map((row) => [...question.by.map((name) => row[name]), row['count'], row['before'], ...measured(row)]),
          ),
        ).toEqual(
          question.by.length === 0
            ? []
            : sorted(expected.rows.map(({ keys, now, before, took }) => [...keys, now, before, ...times(took)])),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('compares the weekdays of both periods, and calls no change significant where one of them has no such day', async () => {
    const saturday = startCaseServer(
      Array.from({ length: 40 }, (_, n) => aCase({ timecreated: `2026-06-13T0${n % 10}:00:00.000Z` })),
    );
    const days = { start_date: '2026-06-15', end_date: '2026-06-17' };
    const { rows } = await count(saturday, { by: 'weekday', compare: true, ...days });
    await saturday.close();
    expect(rows.map(({ weekday, before, significant }) => [weekday, before, significant])).toEqual([
      ['Monday', 0, false],
      ['Tuesday', 0, false],
      ['Wednesday', 0, false],
      ['Friday', 0, false],
      ['Saturday', 40, false],
      ['Sunday', 0, false],
    ]);
  });

  it('asks the engine once, whatever is asked', async () => {
    const from = server.statements.length;
    await count(server, {
      by: ['service', 'severity'],
      start_date: '2026-04-01',
      share: true,
      compare: true,
      measure: 'time_to_close',
    });
    expect(server.statements.slice(from)).toHaveLength(1);
  });

  it('cuts at the limit, and says what it left out', async () => {
    const { rows: all } = await count(server, { by: ['service', 'severity'] });
    const { rows, left_out, note, total_cases } = await count(server, { by: ['service', 'severity'], limit: 3 });
    expect(rows).toEqual(all.slice(0, 3));
    const cases = total_cases - rows.reduce((sum, row) => sum + Number(row['count']), 0);
    expect(left_out).toEqual({ groups: all.length - 3, cases });
    expect(note).toBe(
      `The limit leaves out ${all.length - 3} combinations of service and severity with the fewest cases: ${cases} cases.`,
    );
  });

  it('keeps all weeks of the values with the most cases', async () => {
    const { rows, left_out, note } = await count(server, { by: ['week', 'service'], limit: 30 });
    expect(new Set(rows.map((row) => row['service'])).size).toBe(2);
    expect(rows).toHaveLength(28);
    expect(rows.map((row) => row['week'])).toEqual([...rows.map((row) => row['week'])].sort());
    expect(left_out?.groups).toBe(2);
    expect(note).toContain('The limit leaves out 2 services with the fewest cases');
  });

  it('keeps the last buckets where the limit has no room for all', async () => {
    const { rows, left_out, note, total_cases } = await count(server, { by: 'day', limit: 10, end_date: '2026-06-30' });
    expect(rows.map((row) => row['day'])).toEqual(
      isoDays.slice(isoDays.indexOf('2026-06-21'), isoDays.indexOf('2026-07-01')),
    );
    const cases = total_cases - rows.reduce((sum, row) => sum + Number(row['count']), 0);
    expect(left_out).toEqual({ groups: 80, cases });
    expect(note).toBe(`The limit leaves out the first 80 days: ${cases} cases.`);
  });

  it('marks buckets that the period has only a part of', async () => {
    const { rows } = await count(server, { by: 'month', start_date: '2026-04-02', end_date: '2026-06-30' });
    expect(rows.map(({ month, partial }) => [month, partial])).toEqual([
      ['2026-04', true],
      ['2026-05', undefined],
      ['2026-06', undefined],
    ]);
  });

  it('compares only the total where the buckets have dates', async () => {
    const { rows, total_change, note } = await count(server, { by: ['month', 'service'], compare: true });
    expect(total_change).toBeDefined();
    expect(rows[0]).not.toHaveProperty('before');
    expect(note).toBe('Only the total is compared: the period before has other dates than these rows.');
  });

  it('says how many cases have no time, and which spellings it merged', async () => {
    const { data_notes } = await count(server, { by: 'severity', start_date: '2026-04-01' });
    expect(data_notes).toContain('10 cases have no readable creation time and belong to no period.');
    expect(data_notes.join()).toContain('Severity: spellings count as one value: "');
  });

  it('takes names of filters, lists and text with a comma alike', async () => {
    const period = { start_date: '2026-04-01', end_date: '2026-05-01' };
    const { rows } = await count(server, { by: ['service', 'severity'], ...period });
    expect((await count(server, { by: 'service, severity', ...period })).rows).toEqual(rows);
    expect((await count(server, { by: ['service_code', 'severity_code'], ...period })).rows).toEqual(rows);
  });

  it.each([
    [{ by: 'owner' }, /^`by` must be at most two different ones of severity, service, .*hour, not "owner"\.$/],
    [{ by: ['day', 'week', 'month'] }, /^`by` must be at most two different ones of /],
    [{ by: ['day', 'day'] }, /^`by` must be at most two different ones of /],
    [
      { by: 'day', start_date: '1800-01-01' },
      /^The period 1800-01-01 to 2026-07-01 is too long to be counted by time\.$/,
    ],
    [
      { compare: true, start_date: '0001-01-01' },
      /^There are no days before `start_date` 0001-01-01 to compare with\.$/,
    ],
  ])('refuses %j', async (input, message) => {
    const { status, body } = await server.call('count_cases', input);
    expect(status).toBe(400);
    expect(body['error']).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(message) as string });
  });

  it('says why there is nothing to count', async () => {
    const { total_cases, rows, note } = await count(server, { by: 'service', contains: 'certificates' });
    expect([total_cases, rows]).toEqual([0, []]);
    expect(note).toContain('No case matches contains "certificates"');
  });
});

describe('count_cases, of the sample', () => {
  const cases = generateSampleCases({ now: TODAY });
  const since = '2026-04-03';
  let server: CaseServer;

  beforeAll(() => {
    server = startCaseServer(cases);
  });
  afterAll(() => server.close());

  const inPeriod = cases.filter(({ timecreated }) => timecreated!.slice(0, 10) >= since);

  function tally(keys: readonly string[]): [string, number][] {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts];
  }

  it('tells critical cases by service', async () => {
    const { rows } = await count(server, { by: 'service', severity_code: 'critical' });
    const critical = inPeriod.filter(({ severitycode }) => severitycode === 'critical');
    expect(rows.map((row) => [row['service'], row['count']]).sort()).toEqual(
      tally(critical.map(({ servicecode }) => servicecode!)).sort(),
    );
  });

  it('tells cases per week by root cause', async () => {
    const { rows } = await count(server, { by: ['week', 'rca_category'], start_date: since });
    const expected = tally(
      inPeriod.map(({ timecreated, rca_category }) =>
        JSON.stringify([bucketOf('week', new Date(timecreated!)), rca_category]),
      ),
    );
    const found = rows.filter((row) => row['count'] !== 0);
    expect(found.map((row) => [JSON.stringify([row['week'], row['rca_category']]), row['count']]).sort()).toEqual(
      expected.sort(),
    );
  });

  it('tells which accounts opened the most urgent cases', async () => {
    const { rows } = await count(server, { by: 'account', severity_code: 'urgent' });
    const urgent = tally(
      inPeriod.filter(({ severitycode }) => severitycode === 'urgent').map(({ account_number }) => account_number!),
    ).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    expect(rows.map((row) => [row['account'], row['count']])).toEqual(urgent);
  });

  it('has no time to close where all cases were fetched at once, and says why', async () => {
    const backfilled = startCaseServer(
      cases.map((record) => ({ ...record, case_retrieval_date: '2026-06-30T01:00:00.000000' })),
    );
    const answer = await count(backfilled, { by: 'severity', measure: 'time_to_close' });
    await backfilled.close();
    expect(answer).not.toHaveProperty('time_to_close');
    expect(answer.rows[0]).not.toHaveProperty('median_days');
    expect(answer.note).toMatch(
      /^There is no time to close: (\d+) of \1 cases were fetched in the first backfill, on 2026-06-30, long after they may have been closed\.$/,
    );
  });
});
