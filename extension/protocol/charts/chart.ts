/** One value of a dimension (null where cases have none) and how many cases have it. */
export interface Count {
  readonly value: string | null;
  readonly count: number;
}

/** What a part of a chart is coloured by: a severity, or nothing in particular. */
export type Tone = 'critical' | 'urgent' | 'high' | 'normal' | 'low' | 'plain' | 'before' | 'none';

/** Values with their counts, in the order to show them in. */
export interface BarChart {
  readonly kind: 'bars';
  readonly heading: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly value: string | null;
  readonly label: string;
  readonly tone: Tone;
  readonly count: number;
}

/** Values in two periods, the largest change first. */
export interface PairChart {
  readonly kind: 'pairs';
  readonly heading: string;
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly value: string | null;
  readonly label: string;
  readonly now: number;
  readonly before: number;
}

/** Months in order, those without cases among them; stacked where there is more than one series. */
export interface ColumnChart {
  readonly kind: 'columns';
  readonly heading: string;
  readonly series: readonly Series[];
  readonly columns: readonly Column[];
  /** Cases that no month has, because their date can't be read. */
  readonly undated: number;
}

export interface Series {
  readonly label: string;
  readonly tone: Tone;
}

export interface Column {
  /** `YYYY-MM`. */
  readonly month: string;
  /** One for each series. */
  readonly counts: readonly number[];
}

export type Chart = BarChart | PairChart | ColumnChart;

/** How texts, numbers and times are written for the person who reads. */
export interface ChartWords {
  /** The message in the reader's language, with {0}, {1}... replaced: `vscode.l10n.t` in the host, `t` in a view. */
  readonly say: (message: string, ...values: readonly (string | number)[]) => string;
  readonly number: (value: number) => string;
  /** A month `YYYY-MM`. */
  readonly month: (month: string) => string;
}
