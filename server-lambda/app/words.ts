/** How numbers and times are written for the person who reads. */
export interface Words {
  number(value: number): string;
  /** With its sign, also where it is positive. */
  signed(value: number): string;
  /** A day `YYYY-MM-DD` in full. */
  day(day: string): string;
  /** A day `YYYY-MM-DD` without its year. */
  shortDay(day: string): string;
  /** A month `YYYY-MM`. */
  month(month: string): string;
}

/** As written where `locale` is spoken (BCP 47); as the browser does where the host names none, or none that exists. */
export function wordsFor(locale: string | undefined): Words {
  const known = isKnown(locale) ? locale : undefined;
  const number = new Intl.NumberFormat(known, { maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(known, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(known, { ...options, timeZone: 'UTC' });
    return (day: string) => format.format(new Date(`${day}T00:00:00Z`));
  };
  const month = dates({ year: 'numeric', month: 'short' });
  return {
    number: (value) => number.format(value),
    signed: (value) => signed.format(value),
    day: dates({ year: 'numeric', month: 'short', day: 'numeric' }),
    shortDay: dates({ month: 'short', day: 'numeric' }),
    month: (key) => month(`${key}-01`),
  };
}

function isKnown(locale: string | undefined): boolean {
  try {
    return locale !== undefined && Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
