const { lang } = document.documentElement;
const dollars = new Intl.NumberFormat(lang, { style: 'currency', currency: 'USD' });
const bytes = ['byte', 'kilobyte', 'megabyte'].map(
  (unit) => new Intl.NumberFormat(lang, { style: 'unit', unit, maximumFractionDigits: 1 }),
);

/** US dollars as the editor's language writes them. */
export function sayDollars(amount: number): string {
  return dollars.format(amount);
}

/** A size in the unit that suits it. */
export function sayBytes(size: number): string {
  const power = size < 1_000 ? 0 : size < 1_000_000 ? 1 : 2;
  return bytes[power]?.format(size / 1_000 ** power) ?? String(size);
}

/** Minutes and seconds, such as 3:05; hours before them where there are any. */
export function sayElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (part: number) => String(part % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}:${two(seconds)}` : `${hours}:${two(minutes)}:${two(seconds)}`;
}
