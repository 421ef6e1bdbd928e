import type { ChartWords } from './chart.ts';

/** Numbers and months as written where `locale` (a BCP 47 tag) is spoken; as the runtime does where there is no such place. */
export function chartWords(say: ChartWords['say'], locale: string): ChartWords {
  const known = isKnown(locale) ? locale : undefined;
  const number = new Intl.NumberFormat(known, { maximumFractionDigits: 1 });
  const month = new Intl.DateTimeFormat(known, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  return {
    say,
    number: (value) => number.format(value),
    month: (key) => month.format(new Date(`${key}-01T00:00:00Z`)),
  };
}

function isKnown(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
