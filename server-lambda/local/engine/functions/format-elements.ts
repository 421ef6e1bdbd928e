import type { ClockField, Moment } from './clock-fields.ts';
import { CLOCK_FIELDS } from './clock-fields.ts';
import type { Parsed } from './parsed-fields.ts';
import { withField } from './parsed-fields.ts';

/** What is printed: the clock of a zone and its offset. */
export interface Shown {
  readonly moment: Moment;
  readonly zone: string;
  readonly offsetSeconds: number;
}

/** What was read up to the position after it, or the position of what cannot be read. */
export type ParseResult =
  { readonly ok: true; readonly parsed: Parsed; readonly at: number } | { readonly ok: false; readonly at: number };
export type Parse = (parsed: Parsed, text: string, at: number) => ParseResult;

/** A part of a pattern of dates and times. It behaves as Joda-Time's, which Trino uses. */
export interface FormatElement {
  readonly print: (shown: Shown) => string;
  readonly parse: Parse;
}

/** A number of at least `min` digits in print, of 1 to `max` digits in text. */
export function numberElement(field: ClockField, min: number, max: number, signed = false): FormatElement {
  const digits = new RegExp(`${signed && max > 1 ? '[+-]?' : ''}\\d{1,${Math.max(min, max)}}`, 'y');
  return {
    print: ({ moment }) => padded(field.of(moment), min),
    parse: (parsed, text, at) => {
      const found = matchAt(digits, text, at);
      return found === undefined ? failed(at) : read(withField(parsed, field, Number(found)), at + found.length);
    },
  };
}

/** Digits of a second: in print exactly `min` (of them three count), in text 1 to `max`, cut to milliseconds. */
export function fractionElement(
  min: number,
  max: number,
  field: ClockField = CLOCK_FIELDS.millisOfSecond,
): FormatElement {
  const digits = new RegExp(`\\d{1,${max}}`, 'y');
  return {
    print: ({ moment }) => String(field.of(moment)).padStart(3, '0').padEnd(min, '0').slice(0, min),
    parse: (parsed, text, at) => {
      const found = matchAt(digits, text, at);
      if (found === undefined) return failed(at);
      return read(withField(parsed, field, fractionMillis(found, field.max(NO_MOMENT) + 1)), at + found.length);
    },
  };
}

/** The last two digits of a year; in text it is from 50 years before the pivot to 49 after. */
export function twoDigitYearElement(field: ClockField, pivot: number, lenient: boolean): FormatElement {
  const first = pivot - 50;
  return {
    print: ({ moment }) => padded(Math.abs(field.of(moment)) % 100, 2),
    parse: (parsed, text, at) => {
      const found = matchAt(lenient ? /[+-]?\d+/y : /\d\d/y, text, at);
      if (found === undefined) return failed(at);
      const isShort = /^\d\d$/.test(found);
      const year = isShort ? first + ((((Number(found) - first) % 100) + 100) % 100) : Number(found);
      return read(withField(parsed, field, year), at + found.length);
    },
  };
}

/** Names of a field's numbers from its first on: in print short or long ones; in text both, also in one case. */
export function nameElement(
  field: ClockField,
  short: readonly string[],
  long: readonly string[],
  print: 'short' | 'long',
): FormatElement {
  const values = new Map<string, number>();
  for (const names of [short, long]) {
    for (const [index, name] of names.entries()) {
      for (const written of [name, name.toLowerCase(), name.toUpperCase()]) values.set(written, index + field.min);
    }
  }
  const longest = Math.max(...[...values.keys()].map((name) => name.length));
  const printed = print === 'short' ? short : long;
  return {
    print: ({ moment }) => printed[field.of(moment) - field.min] ?? '',
    parse: (parsed, text, at) => {
      for (let end = Math.min(text.length, at + longest); end > at; end--) {
        const value = values.get(text.slice(at, end));
        if (value !== undefined) return read(withField(parsed, field, value), end);
      }
      return failed(at);
    },
  };
}

/** In text in any case. */
export function literalElement(literal: string): FormatElement {
  const lower = literal.toLowerCase();
  return {
    print: () => literal,
    parse: (parsed, text, at) => {
      const end = at + literal.length;
      return text.slice(at, end).toLowerCase() === lower ? read(parsed, end) : failed(at);
    },
  };
}

/** One after the other. */
export function sequence(parts: readonly Parse[]): Parse {
  return (parsed, text, at) => {
    let result: ParseResult = read(parsed, at);
    for (const part of parts) {
      if (!result.ok) return result;
      result = part(result.parsed, text, result.at);
    }
    return result;
  };
}

/** The one that reads most; nothing, where it is optional and none reads anything. */
export function longest(choices: readonly Parse[], optional: boolean): Parse {
  return (parsed, text, at) => {
    let best: ParseResult | undefined = optional ? read(parsed, at) : undefined;
    let furthestFailure = at;
    for (const choice of choices) {
      const result = choice(parsed, text, at);
      if (!result.ok) furthestFailure = Math.max(furthestFailure, result.at);
      else if (!best || result.at > best.at) best = result;
    }
    return best ?? failed(furthestFailure);
  };
}

export function read(parsed: Parsed, at: number): ParseResult {
  return { ok: true, parsed, at };
}

export function failed(at: number): ParseResult {
  return { ok: false, at };
}

/** What a sticky expression finds there. */
export function matchAt(sticky: RegExp, text: string, at: number): string | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0];
}

const NO_MOMENT: Moment = { days: 0, millis: 0 };

/** Every digit is cut to whole milliseconds before they are summed, in tenths. */
function fractionMillis(digits: string, unitMillis: number): number {
  let tenths = 0;
  let step = unitMillis * 10;
  for (const digit of digits) {
    step = Math.floor(step / 10);
    tenths += Number(digit) * step;
  }
  return Math.floor(tenths / 10);
}

function padded(value: number, digits: number): string {
  const text = String(Math.abs(value)).padStart(digits, '0');
  return value < 0 ? `-${text}` : text;
}
