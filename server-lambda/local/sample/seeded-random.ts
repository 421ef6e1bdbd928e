/** A repeatable source of chance: the same seed gives the same sequence on every machine. */
export interface SeededRandom {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of `items`, which must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** One of `items`, each as likely as its weight; `items` must not be empty, nor every weight zero. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** Mulberry32: small, fast and good enough for made-up data; never for secrets. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  function integer(min: number, max: number): number {
    return min + Math.floor(next() * (max - min + 1));
  }

  function pick<T>(items: readonly T[]): T {
    const item = items[integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError('There is nothing to pick from.');
    return item;
  }

  function weighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
    let rest = next() * items.reduce((sum, item) => sum + weightOf(item), 0);
    let chosen: T | undefined;
    for (const item of items) {
      const weight = weightOf(item);
      if (weight <= 0) continue;
      chosen = item;
      rest -= weight;
      if (rest < 0) break;
    }
    if (chosen === undefined) throw new RangeError('There is nothing to pick from.');
    return chosen;
  }

  function hex(length: number): string {
    let digits = '';
    while (digits.length < length) digits += integer(0, 0xffff).toString(16).padStart(4, '0');
    return digits.slice(0, length);
  }

  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick,
    weighted,
    hex,
  };
}
