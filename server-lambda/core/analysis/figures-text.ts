import {
  dimensionOf,
  DIMENSIONS,
  figureOf,
  inDimensionOrder,
  type Dimension,
  type DimensionId,
  type DimensionSpec,
} from '../contract/dimensions.ts';
import { compareText, type Count, type CrossCount } from '../contract/figures.ts';
import type { RecurringProblem } from '../contract/recurring.ts';
import type { CaseQuestion } from '../ports/analyst.ts';
import { isSignificant, pairCounts, percentChange, shareOfDays, type CountPair } from './changes.ts';
import { fieldText, quotedText } from './field-text.ts';
import { estimateTokens } from './tokens.ts';

/** How many values of a list a model reads; fewer where even these don't fit. */
const LONGEST_LISTS = [40, 15, 5, 0];
/** A table of two facts has many more cells than a list has values. */
const TABLE_SHARE = 0.4;
const CASES_NAMED = 5;

/**
 * The figures of a question as lines of at most about `maxTokens`: exact counts by every dimension and month, those of
 * the period before beside them, tables of two facts, changes that chance does not explain, and what recurs. The largest
 * values come first, with what the others are together: an organisation may well have thousands of accounts.
 */
export function figuresText(question: CaseQuestion, maxTokens: number): string {
  let text = '';
  for (const most of LONGEST_LISTS) {
    text = partsOf(question, most)
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n');
    if (estimateTokens(text) <= maxTokens) break;
  }
  return text;
}

function partsOf(question: CaseQuestion, most: number): readonly (readonly string[])[] {
  const { figures, before, periodBefore, crossCounts } = question;
  const hasBefore = periodBefore !== null;
  const rows = Math.ceil(most * TABLE_SHARE);
  return [
    [`All matching cases: ${hasBefore ? `${figures.total}/${before.total} (now/before)` : figures.total}`],
    ...(most === 0 ? [] : DIMENSIONS.map((dimension) => countLines(dimension, question, most))),
    monthLines(figures.by_month, crossCounts.severityByMonth, most),
    tableLines('Service by severity, now', crossCounts.severityByService, 'severity', rows),
    tableLines('Service by root cause, now', crossCounts.rootCauseByService, 'rca_category', rows),
    hasBefore ? changeLines(question, most) : [],
    recurringLines(question, rows),
  ];
}

/** `name now/before`, the most frequent now first; or in the order of the dimension. */
function countLines(dimension: Dimension, { figures, before, periodBefore }: CaseQuestion, most: number): string[] {
  const figure = figureOf(dimension);
  const pairs = pairCounts(before[figure], figures[figure]).sort(
    (a, b) => b.now - a.now || b.before - a.before || compareText(a.value, b.value),
  );
  if (pairs.length === 0) return [];
  const order: DimensionSpec = dimension;
  const hasBefore = periodBefore !== null;
  const counted = (pair: Omit<CountPair, 'value'>) => (hasBefore ? `${pair.now}/${pair.before}` : String(pair.now));
  const rest = pairs.slice(most);
  const others = {
    now: rest.reduce((sum, { now }) => sum + now, 0),
    before: rest.reduce((sum, pair) => sum + pair.before, 0),
  };
  return [
    `${dimension.label}, ${hasBefore ? 'now/before' : 'now'}:`,
    ...inDimensionOrder(order, pairs.slice(0, most)).map((pair) => `${fieldText(pair.value)} ${counted(pair)}`),
    ...(rest.length === 0 ? [] : [`(${rest.length} other values) ${counted(others)}`]),
  ];
}

/** The latest months, each with its severities. */
function monthLines(months: readonly Count[], cells: readonly CrossCount[], most: number): string[] {
  if (months.length === 0 || most === 0) return [];
  const bySeverity = new Map(cellsBy(cells).map(({ name, parts }) => [name, parts]));
  const shown = months.slice(-most);
  const left = months.slice(0, -most).reduce((sum, { count }) => sum + count, 0);
  return [
    'Month, now, and its severities:',
    ...(left === 0 ? [] : [`(${months.length - shown.length} earlier months) ${left}`]),
    ...shown.map(({ value, count }) => `${fieldText(value)} ${count}${cellText(bySeverity.get(value), 'severity')}`),
  ];
}

function tableLines(title: string, cells: readonly CrossCount[], of: DimensionId, most: number): string[] {
  if (cells.length === 0 || most === 0) return [];
  const rows = cellsBy(cells);
  const shown = rows.slice(0, most);
  return [
    `${title}${shown.length < rows.length ? `, the largest ${shown.length} of ${rows.length}` : ''}:`,
    ...shown.map(({ name, count, parts }) => `${fieldText(name)} ${count}${cellText(parts, of)}`),
  ];
}

interface Row {
  readonly name: string | null;
  readonly count: number;
  readonly parts: readonly Count[];
}

/** The cells by their second fact, the largest first. */
function cellsBy(cells: readonly CrossCount[]): readonly Row[] {
  const rows = new Map<string | null, Count[]>();
  for (const { of, by, count } of cells) {
    const row = rows.get(by);
    if (row === undefined) rows.set(by, [{ value: of, count }]);
    else row.push({ value: of, count });
  }
  return [...rows]
    .map(([name, parts]) => ({ name, parts, count: parts.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count || compareText(a.name, b.name));
}

function cellText(parts: readonly Count[] | undefined, id: DimensionId): string {
  if (parts === undefined || parts.length === 0) return '';
  const dimension: DimensionSpec = dimensionOf(id);
  return `: ${inDimensionOrder(dimension, parts)
    .map(({ value, count }) => `${fieldText(value)} ${count}`)
    .join(', ')}`;
}

/** What changed by more than chance explains, of all values of all dimensions. */
function changeLines({ figures, before, period, periodBefore }: CaseQuestion, most: number): string[] {
  if (periodBefore === null) return [];
  const share = shareOfDays(periodBefore, period);
  const compared = [
    { label: 'All cases', pair: { value: null, now: figures.total, before: before.total } },
    ...DIMENSIONS.flatMap((dimension) => {
      const figure = figureOf(dimension);
      return pairCounts(before[figure], figures[figure]).map((pair) => ({
        label: `${dimension.label} ${fieldText(pair.value)}`,
        pair,
      }));
    }),
  ];
  const significant = compared.filter(({ pair }) => isSignificant(pair, { share, comparisons: compared.length }));
  if (significant.length === 0) return ['Statistically significant changes since the period before: none'];
  const shown = significant.slice(0, Math.max(most, 1));
  return [
    `Statistically significant changes since the period before (${significant.length}; all others may be chance):`,
    ...shown.map(({ label, pair }) => `${label}: ${changeText(pair)}`),
  ];
}

function changeText(pair: CountPair): string {
  const percent = percentChange(pair);
  const direction = pair.now > pair.before ? 'up' : 'down';
  return `${direction} from ${pair.before} to ${pair.now}${percent === null ? '' : ` (${percent > 0 ? '+' : ''}${percent}%)`}`;
}

function recurringLines({ recurring, cases }: CaseQuestion, most: number): string[] {
  if (recurring.length === 0 || most === 0) return [];
  return [
    `What recurs among the ${cases.length} cases that were chosen to be read:`,
    ...recurring.slice(0, most).map(problemText),
  ];
}

function problemText(problem: RecurringProblem): string {
  const { label, kind, cases, accounts, first, last, cadenceDays, expectedNext, burst, caseNumbers } = problem;
  const rhythm =
    cadenceDays === null
      ? ''
      : `; every ${cadenceDays} days${expectedNext === null ? '' : `, next around ${expectedNext}`}`;
  const bursts =
    burst === null
      ? ''
      : `; burst of ${burst.cases} from ${burst.start} to ${burst.end}, about ${Math.round(burst.expected * 10) / 10} expected`;
  const latest = caseNumbers.slice(-CASES_NAMED).map(fieldText).join(', ');
  return `${quotedText(label)} (${kind}) in ${cases} cases of ${accounts.length} account${accounts.length === 1 ? '' : 's'}, ${first} to ${last}${rhythm}${bursts}; latest: ${latest}`;
}
