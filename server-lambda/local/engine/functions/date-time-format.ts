import type { Value, ZonedTime } from '../values.ts';
import { checkedMicros, roundMicros } from './calendar.ts';
import { momentMicros, momentOf } from './clock-fields.ts';
import type { FormatElement, Parse, Shown } from './format-elements.ts';
import { sequence } from './format-elements.ts';
import { SqlFailure } from './implementation.ts';
import type { Parsed } from './parsed-fields.ts';
import { NOTHING_PARSED, momentOfFields } from './parsed-fields.ts';
import { checkedZoned, twoDigits } from './time-text.ts';
import { instantsAt, localMicros, MOST_OFFSET_MINUTES, offsetSeconds, offsetText, zoneOfOffset } from './zones.ts';

/** A pattern of dates and times. */
export interface DateTimeFormat {
  readonly print: (shown: Shown) => string;
  /** Microseconds on the clock of the text. SqlFailure where the text does not match. */
  readonly parseLocal: (text: string) => bigint;
  /** With the offset or zone in the text, else UTC. */
  readonly parseZoned: (text: string) => ZonedTime;
}

export function formatOf(elements: readonly FormatElement[]): DateTimeFormat {
  const parse = sequence(elements.map((element) => element.parse));
  return {
    print: (shown) => elements.map((element) => element.print(shown)).join(''),
    parseLocal: (text) => checkedMicros(localOf(parseWhole(parse, text), text)),
    parseZoned: (text) => parseZoned(parse, text),
  };
}

/** What the whole text says. SqlFailure where it does not match. */
export function parseWhole(parse: Parse, text: string): Parsed {
  const result = parse(NOTHING_PARSED, text, 0);
  if (!result.ok || result.at < text.length) throw new SqlFailure(invalidFormat(text, result.at));
  return result.parsed;
}

/** As `parseWhole`, with the offset or zone in the text, else UTC. */
export function parseZoned(parse: Parse, text: string): ZonedTime {
  const parsed = parseWhole(parse, text);
  const local = localOf(parsed, text);
  if (parsed.offsetSeconds !== undefined) return atOffset(local, parsed.offsetSeconds);
  if (parsed.zone === undefined) return checkedZoned({ instant: local, zone: 'UTC' });
  const [instant] = instantsAt(local, parsed.zone);
  if (instant !== undefined) return checkedZoned({ instant, zone: parsed.zone });
  throw new SqlFailure(`Cannot parse "${text}": Illegal instant due to time zone offset transition (${parsed.zone})`);
}

/** What is printed of a timestamp on its own clock, of microseconds; rounded to milliseconds. */
export function shownTimestamp(micros: bigint): Shown {
  return { moment: momentOf(roundMicros(micros, 3)), zone: 'UTC', offsetSeconds: 0 };
}

export function shownZoned(time: ZonedTime): Shown {
  const rounded = { instant: roundMicros(time.instant, 3), zone: time.zone };
  return {
    moment: momentOf(localMicros(rounded)),
    zone: time.zone,
    offsetSeconds: offsetSeconds(time.zone, rounded.instant),
  };
}

/** Compiles a pattern once where it is a constant, and the last patterns where it is not. */
export function compiled(
  pattern: Value | undefined,
  compile: (pattern: string) => DateTimeFormat,
): (pattern: string) => DateTimeFormat {
  const formats = new Map<string, DateTimeFormat>();
  const formatFor = (text: string) => {
    const known = formats.get(text);
    if (known) return known;
    if (formats.size >= 100) formats.clear();
    const format = compile(text);
    formats.set(text, format);
    return format;
  };
  if (typeof pattern === 'string') formatFor(pattern);
  return formatFor;
}

function localOf(parsed: Parsed, text: string): bigint {
  return momentMicros(momentOfFields(parsed, text));
}

function atOffset(local: bigint, seconds: number): ZonedTime {
  const minutes = Math.trunc(seconds / 60);
  const rest = Math.abs(seconds % 60);
  if (rest !== 0 || Math.abs(minutes) > MOST_OFFSET_MINUTES) {
    throw new SqlFailure(`Time zone not supported: ${offsetText(minutes)}${rest === 0 ? '' : `:${twoDigits(rest)}`}`);
  }
  return checkedZoned({ instant: local - BigInt(seconds) * 1_000_000n, zone: zoneOfOffset(minutes) });
}

function invalidFormat(text: string, at: number): string {
  const sample = text.length <= at + 35 ? text : `${text.slice(0, at + 32)}...`;
  if (at <= 0) return `Invalid format: "${sample}"`;
  if (at >= text.length) return `Invalid format: "${sample}" is too short`;
  return `Invalid format: "${sample}" is malformed at "${sample.slice(at)}"`;
}
