import type { ChartSpec } from '#core/charts/chart-spec.ts';
import type { ChartWords } from '#core/charts/chart-words.ts';
import type { DimensionSpec } from '#core/contract/dimensions.ts';
import { day, type Shape } from './read.ts';

/** A number that is shown with the charts. */
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
      readonly charts: readonly ChartSpec[];
      readonly note?: string;
    };

export function sentence(said: string): View {
  return { kind: 'sentence', text: said };
}

/** Without the charts of what no case has. */
export function filled(charts: readonly ChartSpec[]): readonly ChartSpec[] {
  return charts.filter(({ marks }) => marks.length > 0);
}

export function titleOf({ label }: DimensionSpec): string {
  return `Cases by ${label.toLowerCase()}`;
}

export function facts(words: ChartWords, named: readonly (readonly [string, number | undefined])[]): readonly Fact[] {
  return named.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: words.number(value) }]));
}

export function headed(name: string, period: Shape, words: ChartWords): string {
  const said = periodText(period, words);
  return said === undefined ? name : `${name}, ${said}`;
}

export function periodText(period: Shape, words: ChartWords): string | undefined {
  const [start, end] = [day(period['start_date']), day(period['end_date'])];
  return start === undefined || end === undefined ? undefined : `${words.day(start)} to ${words.day(end)}`;
}
