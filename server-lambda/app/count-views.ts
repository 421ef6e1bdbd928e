import { barChart, columnChart, type Chart } from './chart.ts';
import { amount, counts, day, list, month, shape, text, type Count, type Shape } from './read.ts';
import { byMonth, byTime } from './time-columns.ts';
import { facts, headed, present, sentence, type View } from './view.ts';
import type { Words } from './words.ts';

/** `analyze_case_summaries`: the figures over all matching cases. */
export function ofAnalysis(answer: Shape, words: Words): View | undefined {
  const figures = shape(answer['figures']);
  const total = amount(figures?.['total']);
  if (figures === undefined || total === undefined) return undefined;
  if (total === 0) return sentence('No cases match.');
  const [start, end] = (text(shape(answer['filters_applied'])?.['date_range']) ?? '').split(' to ');
  const before = amount(shape(shape(answer['coverage'])?.['period_before'])?.['total']);
  return {
    kind: 'charts',
    heading: headed('Support cases', { start_date: start, end_date: end }, words),
    facts: facts(words, [
      ['Cases', total],
      ['In the period before', before],
      ['Accounts', existing(counts(figures['by_account']))],
      ['Summaries read', amount(answer['summaries_analyzed'])],
    ]),
    charts: dimensionCharts(
      {
        severity: counts(figures['by_severity']),
        service: counts(figures['by_service']),
        rootCause: counts(figures['by_rca_category']),
        months: counts(figures['by_month']),
      },
      words,
    ),
  };
}

/** `describe_data`: everything that there is. */
export function ofData(answer: Shape, words: Words): View | undefined {
  const values = shape(answer['values']);
  const total = amount(answer['total_cases']);
  if (values === undefined || total === undefined) return undefined;
  if (total === 0) return sentence('There are no cases yet.');
  const period = { start_date: answer['first_day'], end_date: answer['last_day'] };
  return {
    kind: 'charts',
    heading: headed('All support cases', period, words),
    facts: facts(words, [
      ['Cases', total],
      ['With a summary', amount(answer['with_summary'])],
      ['Accounts', amount(answer['accounts'])],
    ]),
    charts: dimensionCharts(
      {
        severity: counts(values['severity_code']),
        service: counts(values['service_code']),
        rootCause: counts(values['rca_category']),
        months: counts(answer['months']),
      },
      words,
    ),
  };
}

/** `get_case_summary`: root causes with overall totals. */
export function ofRootCauses(answer: Shape, words: Words): View | undefined {
  const total = amount(answer['total_cases']);
  const accounts = amount(answer['unique_accounts']);
  const rows = list(answer['rows']);
  if (total === undefined || accounts === undefined || rows === undefined) return undefined;
  if (total === 0) return sentence('No cases match.');
  const categories = counts(
    rows.map((row) => ({ value: shape(row)?.['rca_category'], count: shape(row)?.['category_count'] })),
  );
  return {
    kind: 'charts',
    heading: headed('Support cases', shape(answer['period']) ?? {}, words),
    facts: facts(words, [
      ['Cases', total],
      ['Accounts', accounts],
      ['Services', amount(answer['unique_services'])],
    ]),
    charts: present([barChart('root cause', categories, words)]),
  };
}

/** `get_service_trends`: cases by service, day and root cause. */
export function ofTrends(answer: Shape, words: Words): View | undefined {
  const rows = list(answer['rows']);
  const columns = list(answer['columns']);
  if (rows === undefined || !['servicecode', 'date', 'case_count'].every((name) => columns?.includes(name))) {
    return undefined;
  }
  if (rows.length === 0) return sentence('No cases match.');
  const sumBy = (column: string) =>
    counts(rows.map((row) => ({ value: shape(row)?.[column], count: shape(row)?.['case_count'] }))).reduce(
      (sums, { value, count }) => sums.set(value, (sums.get(value) ?? 0) + count),
      new Map<string | null, number>(),
    );
  const services = largestFirst(sumBy('servicecode'));
  const days = [...sumBy('date')].filter((entry): entry is [string, number] => day(entry[0]) !== undefined);
  const time = byTime(new Map(days), words);
  const partial = time.unit === 'day' ? undefined : `The first and the last ${time.unit} may not be whole.`;
  return {
    kind: 'charts',
    heading: headed('Support cases', shape(answer['period']) ?? {}, words),
    facts: facts(words, [
      ['Cases', services.reduce((total, { count }) => total + count, 0)],
      ['Services', existing(services)],
    ]),
    charts: present([
      columnChart(time.unit, time.columns, words, partial),
      barChart('service', services, words),
      barChart('root cause', largestFirst(sumBy('rca_category')), words),
    ]),
  };
}

interface Dimensions {
  readonly severity: readonly Count[];
  readonly service: readonly Count[];
  readonly rootCause: readonly Count[];
  readonly months: readonly Count[];
}

function dimensionCharts({ severity, service, rootCause, months }: Dimensions, words: Words): readonly Chart[] {
  const dated = months.filter(({ value }) => month(value) !== undefined);
  const time = byMonth(new Map(dated.map(({ value, count }) => [value ?? '', count])), words);
  const undated = sum(months) - sum(dated);
  const note = undated > 0 ? `${words.number(undated)} more have no usable date.` : undefined;
  return present([
    barChart('severity', bySeverity(severity), words),
    columnChart(time.unit, time.columns, words, note),
    barChart('service', service, words),
    barChart('root cause', rootCause, words),
  ]);
}

const SEVERITIES = ['critical', 'urgent', 'high', 'normal', 'low'];

/** The gravest first, whatever their counts; what is no severity last. */
function bySeverity(severities: readonly Count[]): readonly Count[] {
  const rank = ({ value }: Count) => (SEVERITIES.includes(value ?? '') ? SEVERITIES.indexOf(value ?? '') : Infinity);
  return [...severities].sort((a, b) => (rank(a) === rank(b) ? b.count - a.count : rank(a) - rank(b)));
}

function largestFirst(sums: ReadonlyMap<string | null, number>): readonly Count[] {
  return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

function sum(entries: readonly Count[]): number {
  return entries.reduce((total, { count }) => total + count, 0);
}

function existing(entries: readonly Count[]): number {
  return entries.filter(({ value }) => value !== null).length;
}
