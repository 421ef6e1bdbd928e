import type { Chart } from './chart.ts';
import { day, type Shape } from './read.ts';
import type { Words } from './words.ts';

/** A number that is told beside the charts. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** All that is shown of one result: charts, or a sentence where there is nothing to draw. */
export type View =
  | { readonly kind: 'sentence'; readonly text: string }
  | {
      readonly kind: 'charts';
      readonly heading: string;
      readonly facts: readonly Fact[];
      readonly charts: readonly Chart[];
      readonly note?: string;
    };

export function sentence(said: string): View {
  return { kind: 'sentence', text: said };
}

export function present(charts: readonly (Chart | undefined)[]): readonly Chart[] {
  return charts.filter((chart) => chart !== undefined);
}

export function facts(words: Words, named: readonly (readonly [string, number | undefined])[]): readonly Fact[] {
  return named.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: words.number(value) }]));
}

export function headed(name: string, period: Shape, words: Words): string {
  const said = periodText(period, words);
  return said === undefined ? name : `${name}, ${said}`;
}

export function periodText(period: Shape, words: Words): string | undefined {
  const [start, end] = [day(period['start_date']), day(period['end_date'])];
  return start === undefined || end === undefined ? undefined : `${words.day(start)} to ${words.day(end)}`;
}
