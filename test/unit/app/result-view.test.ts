import { describe, expect, it } from 'vitest';
import type { ChartSpec } from '#core/charts/chart-spec.ts';
import { chartWords } from '#core/charts/chart-words.ts';
import { viewOf, waitingText } from '../../../server-lambda/app/result-view.ts';
import { ENGLISH as words } from '../../support/chart-english.ts';

const wordsFor = (locale: string) => chartWords(words.t, locale);

function counted(...entries: readonly (readonly [string | null, number])[]) {
  return entries.map(([value, count]) => ({ value, count }));
}

/** The result of a tool as hosts pass it on. */
function result(structuredContent: object, more: object = {}) {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent, ...more };
}

const FIGURES = {
  total: 1_234,
  by_severity: counted(['low', 900], ['critical', 34], ['high', 300]),
  by_service: counted(['amazon-s3', 1_000], [null, 234]),
  by_rca_category: counted(
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name, index) => [name, 100 - index] as const),
  ),
  by_lifecycle_category: [],
  by_account: counted(['111122223333', 1_000], ['444455556666', 200], [null, 34]),
  by_month: counted(['2026-01', 1_000], ['2026-04', 234]),
};
const ANALYSIS = {
  period: { start_date: '2026-01-01', end_date: '2026-04-30' },
  summaries_analyzed: 200,
  figures: FIGURES,
  coverage: { period_before: { total: 999 } },
};

function charts(given: unknown): readonly ChartSpec[] {
  const view = viewOf(given, words);
  if (view.kind !== 'charts') throw new Error(`no charts, but: ${view.text}`);
  return view.charts;
}

function labels(chart: ChartSpec | undefined): readonly string[] {
  return (chart?.marks ?? []).map(({ label, counts: [count = 0] }) => `${label} ${words.number(count)}`);
}

describe('what is shown of the answer of a tool', () => {
  it('is what an analysis counted: severities by gravity, months with those in between, services, root causes', () => {
    const [severity, months, services, causes] = charts(result(ANALYSIS));
    expect(labels(severity)).toEqual(['critical 34', 'high 300', 'low 900']);
    expect(months).toMatchObject({ kind: 'columns', title: 'Cases by month' });
    expect(labels(months)).toEqual(['Jan 2026 1,000', 'Feb 2026 0', 'Mar 2026 0', 'Apr 2026 234']);
    expect(labels(services)).toEqual(['amazon-s3 1,000', '(none) 234']);
    expect(labels(causes)).toEqual(['a 100', 'b 99', 'c 98', 'd 97', 'e 96', 'f 95', 'g 94', 'h 93', '2 others 183']);
  });

  it('tells the totals, and says each chart in a sentence', () => {
    const view = viewOf(result(ANALYSIS), words);
    expect(view).toMatchObject({
      heading: 'Support cases, Jan 1, 2026 to Apr 30, 2026',
      facts: [
        { name: 'Cases', value: '1,234' },
        { name: 'In the period before', value: '999' },
        { name: 'Accounts', value: '2' },
        { name: 'Summaries read', value: '200' },
      ],
    });
    expect(
      charts(result(ANALYSIS))
        .map(({ sentence }) => sentence)
        .slice(0, 2),
    ).toEqual([
      'Cases by severity: critical 34, high 300, low 900.',
      'Cases by month: from 1,000 in Jan 2026 to 234 in Apr 2026; the peak is 1,000 in Jan 2026.',
    ]);
  });

  it('is the same where a host passes on the text alone', () => {
    const whole = result(ANALYSIS);
    expect(viewOf({ content: whole.content }, words)).toEqual(viewOf(whole, words));
  });

  it('has the numbers and days of the language that the host names, of any that it does not know none', () => {
    expect(viewOf(result(ANALYSIS), wordsFor('de'))).toMatchObject({
      heading: 'Support cases, 1. Jan. 2026 to 30. Apr. 2026',
      facts: [{ value: '1.234' }, {}, {}, {}],
    });
    expect(() => viewOf(result(ANALYSIS), wordsFor('not a language'))).not.toThrow();
  });

  it('is before and now of two periods, with what chance does not explain', () => {
    const change = { dimension: 'severity', value: 'high', before: 3, now: 21, significant: true };
    const comparison = {
      period: { start_date: '2026-02-01', end_date: '2026-02-28', days: 28 },
      period_before: { start_date: '2026-01-01', end_date: '2026-01-31', days: 31 },
      total: { before: 10, now: 25, significant: true },
      changes: [change, { ...change, value: 'low', before: 7, now: 4, significant: false }],
    };
    const view = viewOf(result(comparison), words);
    expect(view).toMatchObject({
      heading: 'Support cases, Feb 1, 2026 to Feb 28, 2026, compared with Jan 1, 2026 to Jan 31, 2026',
      facts: [{ value: '10' }, { value: '25' }, { value: '+15 (statistically significant)' }],
      note: expect.stringContaining('31 days before, 28 now') as string,
    });
    expect(charts(result(comparison))).toMatchObject([
      {
        kind: 'pairs',
        sentence: 'Cases by severity, before and now: high from 3 to 21 (statistically significant), low from 7 to 4.',
        marks: [
          { label: 'high', counts: [21, 3], texts: ['21 (+18) ▲', '3'] },
          { label: 'low', counts: [4, 7], texts: ['4 (-3)', '7'] },
        ],
      },
    ]);
  });

  it('is what count_cases counted: columns over time, bars of values, or pairs where they are compared', () => {
    const period = { start_date: '2026-06-03', end_date: '2026-06-16' };
    const byWeek = [
      { week: '2026-06-01', severity: 'high', count: 2, partial: true },
      { week: '2026-06-01', severity: 'low', count: 0, partial: true },
      { week: '2026-06-08', severity: 'high', count: 0 },
      { week: '2026-06-08', severity: 'low', count: 3 },
      { week: '2026-06-15', severity: 'high', count: 1, partial: true },
      { week: '2026-06-15', severity: 'low', count: 1, partial: true },
    ];
    const counted = (by: readonly string[], rows: readonly object[], more: object = {}) =>
      result({ period, by, rows, total_cases: 7, ...more });
    const [weeks, severities] = charts(counted(['week', 'severity'], byWeek));
    expect(weeks).toMatchObject({ kind: 'columns', title: 'Cases by week' });
    expect(weeks?.marks.map(({ counts }) => counts)).toEqual([
      [2, 0],
      [0, 3],
      [1, 1],
    ]);
    expect(labels(severities)).toEqual(['high 3', 'low 4']);

    const pairs = [
      { service: 'aws-lambda', rca_category: null, count: 5, before: 1, significant: true },
      { service: 'api-gateway', rca_category: 'Throttling', count: 2, before: 2, significant: false },
    ];
    const compared = counted(['service', 'rca_category'], pairs, { total_change: { before: 3 } });
    expect(charts(compared)).toMatchObject([
      {
        kind: 'pairs',
        title: 'Cases by service and root cause, before and now',
        marks: [
          { label: 'aws-lambda, (none)', texts: ['5 (+4) ▲', '1'] },
          { label: 'api-gateway, Throttling', texts: ['2', '2'] },
        ],
      },
    ]);
    expect(
      labels(
        charts(
          counted(
            ['hour'],
            [
              { hour: 9, count: 3 },
              { hour: 10, count: 4 },
            ],
          ),
        )[0],
      ),
    ).toEqual(['10 4', '9 3']);
    expect(viewOf(counted([], [], { total_cases: 0 }), words)).toEqual({ kind: 'sentence', text: 'No cases match.' });
    expect(viewOf(counted([], []), words)).toMatchObject({ facts: [{ name: 'Cases', value: '7' }], charts: [] });
  });

  it('of a comparison by every dimension is the first three, of one by account that', () => {
    const compared = (...dimensions: string[]) =>
      charts(
        result({
          period: {},
          period_before: {},
          total: { before: 1, now: 2, significant: false },
          changes: dimensions.map((dimension) => ({ dimension, value: 'x', before: 1, now: 2, significant: false })),
        }),
      ).map(({ title }) => title);
    expect(compared('severity', 'service', 'rca_category', 'lifecycle_category', 'account')).toEqual([
      'Cases by severity, before and now',
      'Cases by service, before and now',
      'Cases by root cause, before and now',
    ]);
    expect(compared('account')).toEqual(['Cases by account, before and now']);
  });

  it('sums the rows of trends by time, service and root cause', () => {
    const row = (servicecode: string, date: string, case_count: number) => ({
      servicecode,
      date,
      case_count,
      rca_category: null,
    });
    const trends = {
      columns: ['servicecode', 'date', 'case_count', 'rca_category'],
      rows: [row('a', '2026-06-03', 1), row('b', '2026-06-01', 2), row('b', '2026-06-03', 2)],
    };
    const [days, services, causes] = charts(result(trends));
    expect(labels(days)).toEqual(['Jun 1 2', 'Jun 2 0', 'Jun 3 3']);
    expect(labels(services)).toEqual(['b 4', 'a 1']);
    expect(labels(causes)).toEqual(['(none) 5']);
  });

  it('is a sentence for a failure, for no cases, and for what it does not know', () => {
    const said = (given: unknown) => viewOf(given, words);
    const error = { code: 'THROTTLED', message: 'Athena is busy.', remedy: 'Try again in a minute.' };
    expect(said(result({ error }, { isError: true }))).toEqual({
      kind: 'sentence',
      text: 'Athena is busy. Try again in a minute.',
    });
    expect(said({ isError: true, content: [{ type: 'text', text: 'It broke.' }] })).toMatchObject({
      text: 'It broke.',
    });
    expect(said(result({ figures: { ...FIGURES, total: 0 }, note: 'Nothing in May.' }))).toMatchObject({
      text: 'No cases match. Nothing in May.',
    });
    for (const strange of [
      undefined,
      null,
      7,
      [],
      {},
      result({ figures: 'none' }),
      result({ rows: [1] }),
      { content: [] },
    ]) {
      expect(said(strange)).toMatchObject({ kind: 'sentence', text: expect.stringContaining('no figures') as string });
    }
  });

  it('leaves out what is not a count, and says how many cases have no month', () => {
    const by_month = [...counted(['2026-01', 5], [null, 2], ['99999-13', 1]), { value: 'x', count: 'y' }, null];
    const [, months] = charts(result({ figures: { ...FIGURES, by_month, by_severity: [{ value: 'low', count: 1 }] } }));
    expect(months).toMatchObject({ marks: [{ label: 'Jan 2026' }], note: '3 more have no usable date.' });
  });
});

it('says while it waits for which days it waits', () => {
  expect(waitingText({ start_date: '2026-01-01', end_date: '2026-01-31' }, words)).toBe(
    'Waiting for the figures of Jan 1, 2026 to Jan 31, 2026…',
  );
  expect(waitingText(undefined, words)).toBe('Waiting for the figures…');
});
