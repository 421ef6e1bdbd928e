import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase } from '../support/cases.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';

/** When a case was opened, and the UTC day that it counts on. */
const TIMES = [
  ['2026-03-01T00:00:00Z', '2026-03-01'],
  ['2026-03-01T23:30:00-05:00', '2026-03-02'],
  ['2026-03-01T00:30:00.123+02:00', '2026-02-28'],
  ['2026-03-01 10:00:00', '2026-03-01'],
  ['2026-03-05', '2026-03-05'],
  ['', null],
  [' ', null],
  ['1772359200000', null],
  ['yesterday', null],
  ['2026-02-30T00:00:00Z', null],
  ['2026-13-01T00:00:00Z', null],
  [null, null],
] as const;

const NO_SUMMARIES = [null, '', '  ', 'None', 'N/A', ' n/a. ', 'null', '\u200b\ufeff', '\u3000\n', '.'] as const;
const SUMMARIES = ['None of the instances started.', 'N/A was shown in the console', 'ok'] as const;

describe('cases with unusual times and summaries', () => {
  let server: CaseServer;
  beforeAll(() => {
    server = startCaseServer([
      ...TIMES.map(([timecreated], index) => aCase({ timecreated, case_number: String(index), case_summary: null })),
      ...[...NO_SUMMARIES, ...SUMMARIES].map((case_summary) =>
        aCase({ timecreated: '2026-05-01T00:00:00Z', case_summary }),
      ),
    ]);
  });
  afterAll(() => server.close());

  it('count on their UTC day, or on none', async () => {
    const { body } = await server.call('describe_data', {});
    expect(body).toMatchObject({
      first_day: '2026-02-28',
      last_day: '2026-05-01',
      without_date: TIMES.filter(([, day]) => day === null).length,
      with_summary: SUMMARIES.length,
      total_cases: TIMES.length + NO_SUMMARIES.length + SUMMARIES.length,
    });
    expect(body['months']).toEqual([
      { value: '2026-02', count: 1 },
      { value: '2026-03', count: 4 },
      { value: '2026-05', count: NO_SUMMARIES.length + SUMMARIES.length },
      { value: null, count: TIMES.filter(([, day]) => day === null).length },
    ]);
  });

  it.each(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-05'])(
    'are found on %s and on no other day',
    async (day) => {
      const { body } = await server.call('compare_periods', { start_date: day, end_date: day });
      expect(body).toMatchObject({ total: { now: TIMES.filter(([, utcDay]) => utcDay === day).length } });
    },
  );

  it('are in no period without a readable time', async () => {
    const { body } = await server.call('compare_periods', { start_date: '2000-01-01', end_date: '2026-04-30' });
    expect(body).toMatchObject({ total: { now: TIMES.filter(([, day]) => day !== null).length } });
  });

  it('keep what was written, for SQL', async () => {
    const { body } = await server.call('query_athena', {
      query: "SELECT count(*) AS empty FROM case_summary WHERE timecreated = ''",
    });
    expect(body).toMatchObject({ rows: [{ empty: 1 }] });
  });
});

it('says that no case has a readable time where none has', async () => {
  const server = startCaseServer([aCase({ timecreated: '' })]);
  const { body } = await server.call('analyze_case_summaries', {
    analysis_question: 'What happened?',
    start_date: '2026-01-01',
    end_date: '2026-01-31',
  });
  expect(JSON.stringify(body)).toContain('no case has a readable creation time');
  await server.close();
});
