import type { ZonedTime } from '../values.ts';
import { floorDivide } from './calendar.ts';
import { SqlFailure } from './implementation.ts';

const UTC_NAMES = new Set([
  ...['UTC', 'UCT', 'Z', 'Zulu', 'Greenwich', 'Universal', 'GMT', 'GMT0', 'UT', '+0000', '+00:00', '-0000', '-00:00'],
  ...['Etc/UTC', 'Etc/UCT', 'Etc/Universal', 'Etc/GMT', 'Etc/GMT0', 'Etc/UT'],
]);
/** Zones of the IANA data whose names have no slash. */
const PLAIN_NAMES = new Set(
  (
    'CET CST6CDT Cuba EET EST5EDT Egypt Eire GB GB-Eire Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya MET ' +
    'MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROK Singapore Turkey W-SU WET'
  ).split(' '),
);
const PREFIXED_OFFSET = /^(Etc\/GMT|Etc\/UTC|Etc\/UT|GMT|UTC|UT)([+-]\d{1,2})(?::(\d{1,2}))?$/;
const OFFSET = /^([+-])(?:(\d{1,2})|(\d\d):?(\d\d)(?::?00)?)$/;
export const MOST_OFFSET_MINUTES = 14 * 60;

const MICROS_PER_SECOND = 1_000_000n;
const SECONDS_PER_DAY = 86_400;
/** Offsets are kept by stretches of this length: no zone changes twice in one. */
const STRETCH_SECONDS = 8 * SECONDS_PER_DAY;
/** Before this second, 1800-01-01, every zone has its local mean time. */
const FIRST_SECOND = -5_364_662_400;
const MOST_STRETCHES = 20_000;

interface Stretch {
  /** Offsets in seconds, before and from `change` on, a second since 1970 UTC. */
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

/** A zone's offset in seconds at a second since 1970 UTC. */
type OffsetAt = (second: number) => number;

const canonicalNames = new Map<string, string>();
const offsetsByZone = new Map<string, OffsetAt>();

/**
 * The name under which Trino keeps and prints a zone: `UTC` for all its names, `+02:00` for fixed offsets (up to 14
 * hours), else the name of the IANA data as given. SqlFailure where there is no such zone.
 */
export function zoneOf(text: string): string {
  const known = canonicalNames.get(text);
  if (known !== undefined) return known;
  const canonical = canonicalName(text);
  if (canonicalNames.size > 10_000) canonicalNames.clear();
  canonicalNames.set(text, canonical);
  return canonical;
}

/** As `zoneOf`, undefined where there is no such zone. */
export function knownZone(text: string): string | undefined {
  try {
    return zoneOf(text);
  } catch (error) {
    if (error instanceof SqlFailure) return undefined;
    throw error;
  }
}

/** What the clocks of a zone are ahead of UTC at that instant; both in microseconds. */
export function offsetMicros(zone: string, instant: bigint): bigint {
  return zone === 'UTC' ? 0n : BigInt(offsetSeconds(zone, instant)) * MICROS_PER_SECOND;
}

/** As `offsetMicros`, in seconds. */
export function offsetSeconds(zone: string, instant: bigint): number {
  return zone === 'UTC' ? 0 : offsetsOf(zone)(Number(floorDivide(instant, MICROS_PER_SECOND)));
}

/** Microseconds since 1970-01-01 00:00:00 on the clocks of the value's zone. */
export function localMicros(time: ZonedTime): bigint {
  return time.zone === 'UTC' ? time.instant : time.instant + offsetMicros(time.zone, time.instant);
}

/**
 * The moment at which the clocks of a zone show that, as Trino's functions and casts from timestamp choose it: a time
 * that clocks skip is as much later; of two moments it is the first one west of Greenwich, the second one east of it.
 */
export function zonedAt(local: bigint, zone: string): ZonedTime {
  if (zone === 'UTC') return { instant: local, zone };
  const second = Number(floorDivide(local, MICROS_PER_SECOND));
  const offsetAt = offsetsOf(zone);
  const estimate = offsetAt(second);
  const offset = offsetAt(second - estimate);
  const skipped = offset !== estimate && offsetAt(second - offset) !== offset;
  return { instant: local - BigInt(skipped && estimate < 0 ? estimate : offset) * MICROS_PER_SECOND, zone };
}

/** Like `zonedAt`, but with the offset at `original` where the clocks then may show that, too. */
export function zonedNear(local: bigint, original: ZonedTime): ZonedTime {
  const { zone } = original;
  const offset = offsetMicros(zone, original.instant);
  const instant = local - offset;
  return offsetMicros(zone, instant) === offset ? { instant, zone } : zonedAt(local, zone);
}

/** All moments at which the clocks of a zone show that, the first one first: none where clocks skip it. */
export function instantsAt(local: bigint, zone: string): readonly bigint[] {
  const second = Number(floorDivide(local, MICROS_PER_SECOND));
  const offsetAt = offsetsOf(zone);
  const offsets = new Set([offsetAt(second - SECONDS_PER_DAY), offsetAt(second + SECONDS_PER_DAY)]);
  return [...offsets]
    .filter((offset) => offsetAt(second - offset) === offset)
    .sort((left, right) => right - left)
    .map((offset) => local - BigInt(offset) * MICROS_PER_SECOND);
}

/** As `instantsAt`, but a time that clocks skip is as much later, as java.time has it. */
export function firstInstantAt(local: bigint, zone: string): bigint {
  const [first] = instantsAt(local, zone);
  if (first !== undefined) return first;
  const second = Number(floorDivide(local, MICROS_PER_SECOND));
  return local - BigInt(offsetsOf(zone)(second - SECONDS_PER_DAY)) * MICROS_PER_SECOND;
}

/** `+09:00`, `-05:30`; `+00:00` for none. */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

/** The zone of a fixed offset. SqlFailure beyond 14 hours. */
export function zoneOfOffset(minutes: number): string {
  if (Math.abs(minutes) > MOST_OFFSET_MINUTES) throw new SqlFailure(`Invalid offset minutes ${minutes}`);
  return minutes === 0 ? 'UTC' : offsetText(minutes);
}

function canonicalName(text: string): string {
  if (UTC_NAMES.has(text)) return 'UTC';
  const offset = fixedOffset(text);
  if (offset !== undefined && Math.abs(offset) <= MOST_OFFSET_MINUTES) return zoneOfOffset(offset);
  if (offset === undefined && isRegion(text)) return text;
  throw new SqlFailure(`'${text}' is not a valid time zone`);
}

/** Minutes; undefined for what is no offset. */
function fixedOffset(text: string): number | undefined {
  const prefixed = PREFIXED_OFFSET.exec(text);
  if (prefixed) {
    const [, prefix, hours, minutes = '0'] = prefixed;
    const signed = Number(hours) * (prefix === 'Etc/GMT' ? -1 : 1);
    return Number(minutes) < 60 ? Math.sign(signed || 1) * (Math.abs(signed) * 60 + Number(minutes)) : Infinity;
  }
  const plain = OFFSET.exec(text);
  if (!plain) return undefined;
  const [, sign, hours, hoursBefore, minutes = '0'] = plain;
  if (Number(minutes) > 59) return Infinity;
  return (sign === '-' ? -1 : 1) * (Number(hours ?? hoursBefore) * 60 + Number(minutes));
}

let regionsByLowerCase: ReadonlyMap<string, string> | undefined;

/** Names are told apart by case in Trino; Intl takes any. */
function isRegion(text: string): boolean {
  if (text.includes('/') ? !/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)+$/.test(text) : !PLAIN_NAMES.has(text)) return false;
  regionsByLowerCase ??= new Map(Intl.supportedValuesOf('timeZone').map((name) => [name.toLowerCase(), name]));
  const named = regionsByLowerCase.get(text.toLowerCase());
  return named === undefined ? clockOf(text) !== undefined : named === text;
}

function offsetsOf(zone: string): OffsetAt {
  const known = offsetsByZone.get(zone);
  if (known) return known;
  const minutes = zone === 'UTC' ? 0 : fixedOffset(zone);
  const offsets = minutes === undefined ? regionOffsets(zone) : () => minutes * 60;
  offsetsByZone.set(zone, offsets);
  return offsets;
}

function regionOffsets(zone: string): OffsetAt {
  const clock = clockOf(zone);
  if (!clock) throw new SqlFailure(`'${zone}' is not a valid time zone`);
  const stretches = new Map<number, Stretch>();
  return (second) => {
    const late = Math.max(second, FIRST_SECOND);
    const number = Math.floor(late / STRETCH_SECONDS);
    let stretch = stretches.get(number);
    if (!stretch) {
      if (stretches.size >= MOST_STRETCHES) stretches.clear();
      stretch = stretchFrom(clock, number * STRETCH_SECONDS);
      stretches.set(number, stretch);
    }
    return late < stretch.change ? stretch.before : stretch.after;
  };
}

function stretchFrom(clock: Intl.DateTimeFormat, start: number): Stretch {
  const before = readClock(clock, start);
  const after = readClock(clock, start + STRETCH_SECONDS);
  let same = start;
  let change = start + STRETCH_SECONDS;
  while (before !== after && change - same > 1) {
    const middle = Math.floor((same + change) / 2);
    if (readClock(clock, middle) === before) same = middle;
    else change = middle;
  }
  return { before, after, change };
}

/** The offset in seconds that a clock shows. */
function readClock(clock: Intl.DateTimeFormat, second: number): number {
  const [month = 1, day = 1, year = 0, hour = 0, minute = 0, ofMinute = 0] = (
    clock.format(second * 1000).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, ofMinute) / 1000 - second;
}

/** Shows month, day, year, hour, minute and second; undefined where there is no such zone. */
function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  const number = 'numeric';
  const fields = { year: number, month: number, day: number, hour: number, minute: number, second: number } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...fields, timeZone: zone, hourCycle: 'h23' });
  } catch {
    return undefined;
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
