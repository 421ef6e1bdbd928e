import { addDays, type Period } from '../days.ts';
import {
  dayFrom,
  lastUnits,
  monthNumber,
  partsOf,
  spanFrom,
  unitAround,
  unitOf,
  unitsAgo,
  weekdayBefore,
} from './calendar.ts';
import { wordSet } from './phrases.ts';
import type { QuestionWord } from './question-words.ts';

/** A date that could be two days, or none. */
const OTHER_DATE = /(?<![\p{L}\p{N}])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})(?![\p{L}\p{N}])/gu;

/** Where a question has dates that are not read as days: as one writes them in parts of the world, or days that do not exist. */
export function otherDatesIn(question: string): readonly { readonly start: number; readonly end: number }[] {
  return [...question.matchAll(OTHER_DATE)].map(({ 0: date, index }) => ({ start: index, end: index + date.length }));
}

/** Days that a question names. */
export interface NamedPeriod {
  readonly period: Period;
  /** Position of its first word, and of the word after its last. */
  readonly from: number;
  readonly to: number;
  /** Words of time in it that are not applied, such as "early". */
  readonly ignored: readonly string[];
}

interface Days {
  readonly today: string;
  /** The period of the call: where a month has no year, one within it is meant. */
  readonly period: Period;
}

type Read = { readonly period: Period; readonly to: number } | undefined;

/** The periods that a question names, in order. */
export function periodsIn(words: readonly QuestionWord[], days: Days): readonly NamedPeriod[] {
  const found: NamedPeriod[] = [];
  for (let at = 0; at < words.length;) {
    const next = periodAt(words, at, days);
    if (next === undefined) at += 1;
    else {
      found.push(next);
      at = next.to;
    }
  }
  return found;
}

const LEADING = wordSet('in on during for within over of from at the throughout over');
const VAGUE = wordSet('early mid late beginning start end middle');
/** As in "at the end of the". */
const LONGEST_LEAD = 5;
const RANGE_ENDS = wordSet('to until till through thru and');
const ONWARDS = wordSet('on onwards onward');

function periodAt(words: readonly QuestionWord[], at: number, days: Days): NamedPeriod | undefined {
  const range = rangeAt(words, at, days);
  if (range !== undefined) return { ...range, from: at, ignored: [] };
  if (spanAt(words, at, days) === undefined && !LEADING.has(textAt(words, at)) && !VAGUE.has(textAt(words, at))) {
    return undefined;
  }
  // "in the early March": what leads to a period belongs to it.
  let first = at;
  const ignored: string[] = [];
  while (first < at + LONGEST_LEAD && (LEADING.has(textAt(words, first)) || VAGUE.has(textAt(words, first)))) {
    if (VAGUE.has(textAt(words, first))) ignored.push(words[first]?.written ?? '');
    first += 1;
  }
  const span = rangeAt(words, first, days) ?? spanAt(words, first, days);
  return span === undefined ? undefined : { ...span, from: at, ignored };
}

/** "since March", "before 2026-03-01", "between March and May", "2026-03-01 to 2026-03-14". */
function rangeAt(words: readonly QuestionWord[], at: number, days: Days): Read {
  const word = textAt(words, at);
  const first = spanAt(words, skipThe(words, at + 1), days);
  if (first !== undefined) {
    const { period, to } = first;
    if (word === 'since') return { period: { start: period.start, end: latest(days.today, period.start) }, to };
    if (word === 'after') return after(period, days, to);
    if (word === 'before' && period.start > days.period.start) {
      return { period: { start: days.period.start, end: addDays(period.start, -1) }, to };
    }
    if (word === 'before') return { period: { start: '0001-01-01', end: addDays(period.start, -1) }, to };
    if (word === 'until' || word === 'till') return upTo(period, days, to);
    if (word === 'from' && ONWARDS.has(textAt(words, to))) {
      return { period: { start: period.start, end: latest(days.today, period.start) }, to: to + 1 };
    }
    if (word === 'between' || word === 'from') return endedAt(words, first, days);
  }
  const alone = spanAt(words, at, days);
  return alone === undefined || textAt(words, alone.to) === 'and' ? undefined : endedAt(words, alone, days);
}

function after(period: Period, { today }: Days, to: number): Read {
  const start = addDays(period.end, 1);
  return { period: { start, end: latest(today, start) }, to };
}

function upTo(period: Period, days: Days, to: number): Read {
  return { period: { start: days.period.start < period.end ? days.period.start : period.start, end: period.end }, to };
}

function endedAt(words: readonly QuestionWord[], first: { period: Period; to: number }, days: Days): Read {
  const joint = words[first.to];
  if (joint === undefined) return undefined;
  const isDash = /^\s*[-–—]+\s*$/.test(joint.before);
  if (!isDash && !RANGE_ENDS.has(joint.text)) return undefined;
  const last = spanAt(words, skipThe(words, isDash ? first.to : first.to + 1), days);
  if (last === undefined) return undefined;
  const { start } = first.period;
  // "November to January": the year of the end counts.
  const begin =
    start > last.period.end ? `${String(Number(start.slice(0, 4)) - 1).padStart(4, '0')}${start.slice(4)}` : start;
  return begin > last.period.end ? undefined : { period: { start: begin, end: last.period.end }, to: last.to };
}

function skipThe(words: readonly QuestionWord[], at: number): number {
  return textAt(words, at) === 'the' ? at + 1 : at;
}

/** One day, week, month, quarter or year, or a number of them. */
function spanAt(words: readonly QuestionWord[], at: number, days: Days): Read {
  return (
    isoAt(words, at) ??
    relativeAt(words, at, days.today) ??
    weekdayAt(words, at, days.today) ??
    monthAt(words, at, days) ??
    quarterAt(words, at, days) ??
    yearAt(words, at)
  );
}

/** `2026-03-14`, `2026-03`, `2026/03/14`. */
function isoAt(words: readonly QuestionWord[], at: number): Read {
  const year = numberAt(words, at, /^\d{4}$/);
  const month = joinedNumber(words, at + 1);
  if (year === undefined || month === undefined) return undefined;
  const day = joinedNumber(words, at + 2);
  if (day === undefined) return read(spanFrom(year, month, 1), at + 2);
  const found = dayFrom(year, month, day);
  return found === undefined ? undefined : { period: { start: found, end: found }, to: at + 3 };
}

function joinedNumber(words: readonly QuestionWord[], at: number): number | undefined {
  return ['-', '/'].includes(words[at]?.before ?? '') ? numberAt(words, at, /^\d{2}$/) : undefined;
}

const THIS = wordSet('this current');
const LAST = wordSet('last previous prior preceding');
const ROLLING = wordSet('last past previous prior trailing');
const TO_DATE: ReadonlyMap<string, 'month' | 'quarter' | 'year'> = new Map([
  ['mtd', 'month'],
  ['qtd', 'quarter'],
  ['ytd', 'year'],
]);

function relativeAt(words: readonly QuestionWord[], at: number, today: string): Read {
  const word = textAt(words, at);
  const unit = unitOf(textAt(words, at + 1));
  if (word === 'today') return read({ start: today, end: today }, at + 1);
  if (word === 'yesterday') return read(oneDay(addDays(today, -1)), at + 1);
  const toDate =
    TO_DATE.get(word) ??
    (textAt(words, at + 1) === 'to' && textAt(words, at + 2) === 'date' ? unitOf(word) : undefined);
  if (toDate !== undefined) return read({ ...unitAround(today, toDate), end: today }, at + (TO_DATE.has(word) ? 1 : 3));
  if (THIS.has(word) && unit !== undefined) return read({ ...unitAround(today, unit), end: today }, at + 2);
  if (LAST.has(word) && unit !== undefined) {
    return read(unitAround(addDays(unitAround(today, unit).start, -1), unit), at + 2);
  }
  if (word === 'past' && unit !== undefined) return read(lastUnits(today, 1, unit), at + 2);
  return countedAt(words, at, today);
}

/** "last 3 months", "two weeks ago". */
function countedAt(words: readonly QuestionWord[], at: number, today: string): Read {
  const isRolling = ROLLING.has(textAt(words, at));
  const { count, to } = countAt(words, isRolling ? at + 1 : at);
  const unit = unitOf(textAt(words, to));
  if (count === undefined) return undefined;
  if (isRolling && ['hours', 'hour'].includes(textAt(words, to))) {
    return read(lastUnits(today, Math.ceil(count / 24) + 1, 'day'), to + 1);
  }
  if (unit === undefined) return undefined;
  if (isRolling) return read(lastUnits(today, count, unit), to + 1);
  return textAt(words, to + 1) === 'ago' ? read(oneDay(unitsAgo(today, count, unit)), to + 2) : undefined;
}

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** The number that digits or a word name, 1 to 9999. */
export function numberOf(word: string): number | undefined {
  const value = /^\d{1,4}$/.test(word) ? Number(word) : NUMBER_WORDS.indexOf(word);
  return value > 0 ? value : undefined;
}

function countAt(
  words: readonly QuestionWord[],
  at: number,
): { readonly count: number | undefined; readonly to: number } {
  const word = textAt(words, at);
  const isCouple = word === 'couple' || (word === 'a' && textAt(words, at + 1) === 'couple');
  if (isCouple) {
    const next = word === 'a' ? at + 2 : at + 1;
    return { count: 2, to: textAt(words, next) === 'of' ? next + 1 : next };
  }
  if (word === 'a' || word === 'an') return { count: 1, to: at + 1 };
  return { count: numberOf(word), to: at + 1 };
}

function weekdayAt(words: readonly QuestionWord[], at: number, today: string): Read {
  const isLast = LAST.has(textAt(words, at));
  const day = weekdayBefore(today, textAt(words, isLast ? at + 1 : at));
  return day === undefined ? undefined : read(oneDay(day), isLast ? at + 2 : at + 1);
}

const MAYBE_VERBS = wordSet('may march');
const BEFORE_MONTH = wordSet(
  'in since of during for from before after until till between and to through by early mid late last vs versus than with compare against',
);

const AFTER_MONTH = wordSet('vs versus compared and to through until');

/** "March", "March 2026", "March 5, 2026", "5th of March". */
function monthAt(words: readonly QuestionWord[], at: number, days: Days): Read {
  const leading = dayNumber(words, at);
  const first = leading === undefined ? at : textAt(words, at + 1) === 'of' ? at + 2 : at + 1;
  const word = words[first];
  const month = word === undefined ? undefined : monthNumber(word.text);
  if (word === undefined || month === undefined) return undefined;
  const trailing = leading === undefined ? dayNumber(words, first + 1) : undefined;
  const to = trailing === undefined ? first + 1 : first + 2;
  const year = numberAt(words, textAt(words, to) === 'of' ? to + 1 : to, /^(?:19|20)\d\d$/);
  const day = leading ?? trailing;
  const isPlain = year === undefined && day === undefined;
  if (isPlain && MAYBE_VERBS.has(word.text) && !isMonth(words, first)) return undefined;
  const next = year === undefined ? to : textAt(words, to) === 'of' ? to + 2 : to + 1;
  const named = (of: number) => (day === undefined ? spanFrom(of, month, 1) : oneDay(dayFrom(of, month, day)));
  return read(year === undefined ? lastOf(named, days) : named(year), next);
}

/** "May" and "March" are verbs, too. */
function isMonth(words: readonly QuestionWord[], at: number): boolean {
  if (BEFORE_MONTH.has(textAt(words, at - 1))) return true;
  return /^\p{Lu}/u.test(words[at]?.written ?? '') && (at > 0 || AFTER_MONTH.has(textAt(words, at + 1)));
}

function dayNumber(words: readonly QuestionWord[], at: number): number | undefined {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(textAt(words, at));
  return match === null ? undefined : Number(match[1]);
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** "Q3", "Q3 2026", "third quarter of 2026", "H1 2026", "first half of 2026". */
function quarterAt(words: readonly QuestionWord[], at: number, days: Days): Read {
  const short = /^([qh])([1-4])$/.exec(textAt(words, at));
  const ordinal = ORDINALS.indexOf(textAt(words, at)) + 1;
  const noun = textAt(words, at + 1);
  const isLong = ordinal > 0 && (noun === 'quarter' || (noun === 'half' && ordinal <= 2));
  if (short === null && !isLong) return undefined;
  const number = short === null ? ordinal : Number(short[2]);
  const months = short?.[1] === 'h' || (isLong && noun === 'half') ? 6 : 3;
  if (number * months > 12) return undefined;
  let to = short === null ? at + 2 : at + 1;
  if (textAt(words, to) === 'of' || textAt(words, to) === 'in') to += 1;
  const year = numberAt(words, to, /^(?:19|20)\d\d$/);
  const named = (of: number) => spanFrom(of, (number - 1) * months + 1, months);
  if (year !== undefined) return read(named(year), to + 1);
  return read(lastOf(named, days), short === null ? at + 2 : at + 1);
}

const BEFORE_YEAR = wordSet(
  'in of during for since before after until till from to and between year through throughout vs versus than with',
);

function yearAt(words: readonly QuestionWord[], at: number): Read {
  const year = numberAt(words, at, /^20\d\d$/);
  return year === undefined || !BEFORE_YEAR.has(textAt(words, at - 1))
    ? undefined
    : read(spanFrom(year, 1, 12), at + 1);
}

/** The last year of a period that began by today: one that the call covers, if there is one. */
function lastOf(named: (year: number) => Period | undefined, { today, period }: Days): Period | undefined {
  const { year } = partsOf(today);
  const years = [year, year - 1, ...yearsDown(period)];
  const begun = years.map(named).filter((span) => span !== undefined && span.start <= today);
  return begun.find((span) => span !== undefined && span.start <= period.end && span.end >= period.start) ?? begun[0];
}

/** The years of a period, the last first; of a very long one, only the last. */
function yearsDown({ start, end }: Period): readonly number[] {
  const last = partsOf(end).year;
  return Array.from({ length: Math.min(20, last - partsOf(start).year + 1) }, (_, index) => last - index);
}

function oneDay(day: string): Period;
function oneDay(day: string | undefined): Period | undefined;
function oneDay(day: string | undefined): Period | undefined {
  return day === undefined ? undefined : { start: day, end: day };
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}

function read(period: Period | undefined, to: number): Read {
  return period === undefined ? undefined : { period, to };
}

function textAt(words: readonly QuestionWord[], at: number): string {
  return words[at]?.text ?? '';
}

function numberAt(words: readonly QuestionWord[], at: number, pattern: RegExp): number | undefined {
  const word = textAt(words, at);
  return pattern.test(word) ? Number(word.slice(0, 4)) : undefined;
}
