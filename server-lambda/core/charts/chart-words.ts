import { visibleText } from '../visible-text.ts';

/** How texts, numbers and times are written for the reader of a chart. */
export interface ChartWords {
  /** The message in the reader's language, with {0}, {1}... replaced. */
  readonly t: (message: string, ...values: readonly (string | number)[]) => string;
  readonly number: (value: number) => string;
  /** With its sign, also if it is positive. */
  readonly signed: (value: number) => string;
  /** A day `YYYY-MM-DD` in full. */
  readonly day: (day: string) => string;
  /** A day `YYYY-MM-DD` without its year. */
  readonly shortDay: (day: string) => string;
  /** The month of a day `YYYY-MM-DD`. */
  readonly month: (day: string) => string;
}

/** Numbers and times as they are written in `locale` (a BCP 47 tag), or where the program runs if there is no such locale. */
export function chartWords(t: ChartWords['t'], locale: string | undefined): ChartWords {
  const known = isKnown(locale) ? locale : undefined;
  const number = new Intl.NumberFormat(known, { maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(known, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(known, { ...options, timeZone: 'UTC' });
    return (day: string) => format.format(new Date(`${day}T00:00:00Z`));
  };
  return {
    t,
    number: (value) => number.format(value),
    signed: (value) => signed.format(value),
    day: dates({ year: 'numeric', month: 'short', day: 'numeric' }),
    shortDay: dates({ month: 'short', day: 'numeric' }),
    month: dates({ year: 'numeric', month: 'short' }),
  };
}

const LONGEST_LABEL = 200;

/** A value as a label: one line of a length that one reads. */
export function labelOf(value: string | null, { t }: ChartWords): string {
  if (value === null || value.trim() === '') return t('(none)');
  const line = visibleText(value.slice(0, LONGEST_LABEL)).replaceAll(/\s+/g, ' ');
  return value.length <= LONGEST_LABEL ? line : `${line}…`;
}

/** A label with its count. */
export function countText(label: string, count: number, { t, number }: ChartWords): string {
  return count === 1 ? t('{0}: 1 case', label) : t('{0}: {1} cases', label, number(count));
}

function isKnown(locale: string | undefined): boolean {
  try {
    return locale !== undefined && Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
