import { isSignificant } from '#core/analysis/changes.ts';
import type { Count } from '#core/contract/figures.ts';
import { dateOf, NAMED, numberOf, readColumns, saysLittle, type Column } from './columns.ts';
import { counted, joined, label, number, percent } from './markdown.ts';
import type { Pace } from './pace.ts';
import type { Table, TableCell } from './table.ts';

/** How many columns are told in full. */
const TOLD = 6;

/** A table in words: what it is, then its columns, those that the prompt asks for first. */
export async function tableReport(table: Table, prompt: string, pace: Pace): Promise<string> {
  const columns = readColumns(table, prompt);
  const rows = table.rows.length;
  await pace.phase({ phase: 'counting', total: rows, message: `Counting ${counted(rows, 'row')}` });
  const weight = weightColumn(columns, table);
  const mean = /\b(?:average|mean)\b/i.test(prompt) ? (columns.find(({ kind }) => kind === 'number') ?? null) : null;
  const date = columns.find(({ kind, filled }) => kind === 'date' && filled > 1);
  const told = columns
    .filter((column) => isTold(column) && (column.kind !== 'date' || column === date || column.asked >= NAMED))
    .slice(0, TOLD);
  const parts: string[] = [
    `The data is ${table.format}: ${counted(table.rows.length, 'row')} of ${counted(table.columns.length, 'column')} ` +
      `(${joined(table.columns.slice(0, 12).map((name) => label(name)))}${table.columns.length > 12 ? ', …' : ''}).`,
  ];
  const lines: string[] = [];
  for (const column of told) {
    lines.push(
      `- **${label(column.name)}**${column.asked >= NAMED ? ' (in your question)' : ''}: ${describe(column, table, { weight, mean, columns })}`,
    );
    await pace.breathe();
  }
  if (lines.length > 0) parts.push('## Columns', lines.join('\n'));
  if (date !== undefined) parts.push('## Over time', overTime(date, table, weight));
  const left = columns.filter((column) => isTold(column) && !told.includes(column));
  if (left.length > 0) parts.push(`Not told here: ${joined(left.slice(0, 12).map(({ name }) => label(name)))}.`);
  return parts.join('\n\n');
}

function isTold({ filled, kind }: Column): boolean {
  return filled > 0 && kind !== 'text';
}

/** Cells of the columns of prose, one text for each row that has any. */
export function proseOf(table: Table, prompt: string): readonly string[] {
  const prose = readColumns(table, prompt).filter(({ kind }) => kind === 'text');
  return table.rows.flatMap((row) => {
    const text = prose.flatMap(({ index }) => row[index] ?? []).join('\n');
    return text === '' ? [] : [text];
  });
}

/** A column that counts things, so that its sum tells more than the number of rows. */
function weightColumn(columns: readonly Column[], table: Table): Column | null {
  const named = columns.find(
    ({ kind, name }) =>
      kind === 'number' &&
      /(?:^|[_.\s])(?:count|cases|total|quantity|qty|amount|cost|events|hits|requests)$|count$/i.test(name),
  );
  if (named === undefined) return null;
  return table.rows.every((row) => (numberOf(row[named.index] ?? null) ?? 0) >= 0) ? named : null;
}

function weightOf(row: readonly TableCell[], weight: Column | null): number {
  return weight === null ? 1 : (numberOf(row[weight.index] ?? null) ?? 0);
}

interface Context {
  readonly columns: readonly Column[];
  /** A column that counts things, so that its sum tells more than the number of rows. */
  readonly weight: Column | null;
  /** A column whose mean is wanted for each value of another. */
  readonly mean: Column | null;
}

function describe(column: Column, table: Table, { weight, mean, columns }: Context): string {
  const missing = table.rows.length - column.filled;
  const empty = missing === 0 ? '' : ` Empty in ${counted(missing, 'row')}.`;
  switch (column.kind) {
    case 'number':
      return describeNumbers(column, table, columns) + empty;
    case 'date': {
      const days = table.rows.flatMap((row) => dateOf(row[column.index] ?? null) ?? []).sort();
      return `from ${days[0] ?? ''} to ${days.at(-1) ?? ''}, ${counted(new Set(days).size, 'different day')}.${empty}`;
    }
    case 'category':
    case 'text':
      return describeValues(column, table, weight) + (mean === null ? '' : describeMeans(column, table, mean)) + empty;
  }
}

function describeNumbers(column: Column, table: Table, columns: readonly Column[]): string {
  const values = table.rows
    .map((row, index) => ({ index, value: numberOf(row[column.index] ?? null) }))
    .flatMap(({ index, value }) => (value === null ? [] : [{ index, value }]))
    .sort((a, b) => b.value - a.value || a.index - b.index);
  const sum = values.reduce((total, { value }) => total + value, 0);
  const median = ((values[(values.length - 1) >> 1]?.value ?? 0) + (values[values.length >> 1]?.value ?? 0)) / 2;
  const names = columns.filter(({ kind }) => kind === 'category' || kind === 'date').slice(0, 3);
  const top = values.slice(0, 3).map(({ index, value }) => {
    const row = table.rows[index] ?? [];
    const facts = names.flatMap((name) => (row[name.index] === null ? [] : [label(String(row[name.index]))]));
    return `${decimal(value)}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
  });
  return (
    `total ${decimal(sum)}, mean ${decimal(sum / values.length)}, median ${decimal(median)}, ` +
    `from ${decimal(values.at(-1)?.value ?? 0)} to ${decimal(values[0]?.value ?? 0)}. Highest: ${joined(top)}.`
  );
}

function describeValues(column: Column, table: Table, weight: Column | null): string {
  const counts = tally(table, column, weight);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const rows = weight === null || weight.index === column.index ? '' : ` by the sum of ${label(weight.name)}`;
  if (saysLittle(column) && column.different > 1)
    return `${number(column.different)} different values, hardly any twice.`;
  const shown = counts
    .slice(0, 5)
    .map(({ value, count }) => `${label(value ?? '')} ${decimal(count)} (${percent(count, total)})`);
  const more = counts.length > 5 ? `; ${number(counts.length - 5)} more` : '';
  return `${counted(counts.length, 'value')}${rows}: ${shown.join(', ')}${more}.`;
}

/** ` Mean of cost: us-east-1 1,000.17, eu-west-1 725.13.`, highest first. */
function describeMeans(column: Column, table: Table, mean: Column): string {
  const values = new Map<string, number[]>();
  for (const row of table.rows) {
    const cell = row[column.index] ?? null;
    const value = numberOf(row[mean.index] ?? null);
    if (cell === null || value === null) continue;
    const found = values.get(String(cell));
    if (found === undefined) values.set(String(cell), [value]);
    else found.push(value);
  }
  const means = [...values]
    .map(([name, found]) => ({ name, mean: found.reduce((sum, value) => sum + value, 0) / found.length }))
    .sort((a, b) => b.mean - a.mean || (a.name < b.name ? -1 : 1));
  return ` Mean of ${label(mean.name)}: ${means
    .slice(0, 5)
    .map((entry) => `${label(entry.name)} ${decimal(entry.mean)}`)
    .join(', ')}.`;
}

function tally(table: Table, column: Column, weight: Column | null): readonly Count[] {
  const counts = new Map<string, number>();
  for (const row of table.rows) {
    const cell = row[column.index] ?? null;
    if (cell !== null) counts.set(String(cell), (counts.get(String(cell)) ?? 0) + weightOf(row, weight));
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Months, or days where there are few, the fullest of them, and whether the second half differs from the first. */
function overTime(column: Column, table: Table, weight: Column | null): string {
  const dated = table.rows.flatMap((row) => {
    const day = dateOf(row[column.index] ?? null);
    return day === null ? [] : [{ day, weight: weightOf(row, weight) }];
  });
  const days = dated.map(({ day }) => day).sort();
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  const span = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  const monthly = days.every((day) => day.endsWith('-01'));
  const length = monthly || span > 62 ? 7 : 10;
  const buckets = new Map<string, number>();
  for (const { day, weight: added } of dated)
    buckets.set(day.slice(0, length), (buckets.get(day.slice(0, length)) ?? 0) + added);
  const total = dated.reduce((sum, entry) => sum + entry.weight, 0);
  const ordered = [...buckets].sort(([a], [b]) => (a < b ? -1 : 1));
  const peak = [...ordered].sort((a, b) => b[1] - a[1])[0];
  const unit = length === 7 ? 'month' : 'day';
  const what = weight === null ? 'rows' : `the sum of ${label(weight.name)}`;
  const lines = [
    `Counting ${what} by ${label(column.name)}: ${ordered
      .slice(-6)
      .map(([name, count]) => `${name} ${decimal(count)}`)
      .join(', ')}.`,
  ];
  if (ordered.length > 6) lines[0] = `${lines[0] ?? ''} These are the last 6 of ${counted(ordered.length, unit)}.`;
  if (peak !== undefined && ordered.length > 1)
    lines.push(`The ${unit} with most is ${peak[0]}: ${decimal(peak[1])} (${percent(peak[1], total)}).`);
  if (span >= 4 && !monthly) lines.push(halves(dated, first, span));
  return lines.join(' ');
}

function halves(
  dated: readonly { readonly day: string; readonly weight: number }[],
  first: string,
  span: number,
): string {
  const early = Math.floor(span / 2);
  const start = Date.parse(first) / 86_400_000;
  let before = 0;
  let now = 0;
  for (const { day, weight } of dated) {
    if (Date.parse(day) / 86_400_000 - start < early) before += weight;
    else now += weight;
  }
  const whole = Number.isInteger(before) && Number.isInteger(now);
  const clear = whole && isSignificant({ before, now }, { share: (span - early) / span, level: 0.05 });
  const halvesText = `The first ${counted(early, 'day')} have ${decimal(before)}, the other ${counted(span - early, 'day')} ${decimal(now)} (${percent(now, before + now)})`;
  if (!whole) return `${halvesText}.`;
  return clear ? `${halvesText}: a change beyond chance.` : `${halvesText}: no clear change.`;
}

/** At most two decimals. */
function decimal(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
