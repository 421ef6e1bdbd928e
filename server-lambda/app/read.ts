import type { Count } from '#core/contract/figures.ts';

export type { Count };
export type Shape = Readonly<Record<string, unknown>>;

// What a host passes on is looked at before it is believed: each of these gives undefined for anything else.

export function shape(value: unknown): Shape | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Shape) : undefined;
}

export function list(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A count: 0 or more. */
export function amount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A day `YYYY-MM-DD` that exists, in years in which there may be support cases. */
export function day(value: unknown): string | undefined {
  const isDay = typeof value === 'string' && /^(19|20|21)\d\d-\d\d-\d\d$/.test(value);
  return isDay && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** A list of values with their counts; entries of another shape are left out. */
export function counts(value: unknown): readonly Count[] {
  return (list(value) ?? []).flatMap((entry) => {
    const count = amount(shape(entry)?.['count']);
    return count === undefined ? [] : [{ value: text(shape(entry)?.['value']) ?? null, count }];
  });
}
