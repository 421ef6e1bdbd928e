import { chartWords } from '#core/charts/chart-words.ts';
import { t } from '../common/words.ts';

const locale = document.documentElement.lang;

/** Charts' words in the language of the page. */
export const words = chartWords(t, locale);

const dollars = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const utcInstant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const size = (unit: string, unitDisplay: 'short' | 'long') =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });
/** Bytes are written out, for the short form of several is "0 byte". */
const SIZES = [
  size('byte', 'long'),
  ...['kilobyte', 'megabyte', 'gigabyte', 'terabyte'].map((unit) => size(unit, 'short')),
];

export function number(value: number): string {
  return words.number(value);
}

/** US dollars, about; less than a hundredth of a cent is said to be that. */
export function money(value: number): string {
  return value > 0 && value < 0.0001
    ? t('less than {0}', dollars.format(0.0001))
    : t('about {0}', dollars.format(value));
}

/** A UTC day `YYYY-MM-DD`, or what stands in its place. */
export function dayText(value: string): string {
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : day.format(time);
}

/** UTC days, both included. */
export function periodText(start: string, end: string): string {
  return start === end ? dayText(start) : t('{0} to {1}', dayText(start), dayText(end));
}

/** A time of the data, which is in UTC also where it does not say so; or what stands in its place. */
export function dataTimeText(value: string): string {
  const time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(time) ? value : `${utcInstant.format(time)} UTC`;
}

/** A time in milliseconds since 1970, where the reader is. */
export function instantText(value: number): string {
  return instant.format(value);
}

export function bytesText(value: number): string {
  const power = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  return SIZES[power]?.format(value / 1000 ** power) ?? String(value);
}

/** Minutes and seconds, as on a watch; hours ahead of them where there are any. */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
