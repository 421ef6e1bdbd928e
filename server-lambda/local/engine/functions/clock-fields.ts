import {
  addMonths,
  civilOf,
  dayOfWeek,
  dayOfYear,
  daysInMonth,
  daysOf,
  firstMonday,
  floorDivide,
  isLeapYear,
  isoWeek,
  modulo,
  weeksInYear,
} from './calendar.ts';

/** A day and a time of day, as clocks show them. */
export interface Moment {
  /** Since 1970-01-01. */
  readonly days: number;
  /** Since the day began. */
  readonly millis: number;
}

export const MILLIS_PER_DAY = 86_400_000;
export const EPOCH: Moment = { days: 0, millis: 0 };

/** From microseconds since 1970-01-01 00:00:00 on its clock; what is less than a millisecond is left out. */
export function momentOf(micros: bigint): Moment {
  const all = Number(floorDivide(micros, 1000n));
  const days = Math.floor(all / MILLIS_PER_DAY);
  return { days, millis: all - days * MILLIS_PER_DAY };
}

export function momentMicros(moment: Moment): bigint {
  return (BigInt(moment.days) * BigInt(MILLIS_PER_DAY) + BigInt(moment.millis)) * 1000n;
}

export function plusMillis(moment: Moment, millis: number): Moment {
  const all = moment.millis + millis;
  const days = Math.floor(all / MILLIS_PER_DAY);
  return { days: moment.days + days, millis: all - days * MILLIS_PER_DAY };
}

export function plusMonths(moment: Moment, months: number): Moment {
  return { days: addMonths(moment.days, months), millis: moment.millis };
}

/** How long a unit is: from the longest to the shortest. */
export const UNIT_LENGTHS = [
  ...(['era', 'century', 'year', 'quarter', 'month', 'week', 'day', 'halfday', 'hour', 'minute', 'second'] as const),
  'millisecond',
] as const;
export type Unit = (typeof UNIT_LENGTHS)[number];

/** Units of one length in milliseconds. */
export const UNIT_MILLIS = {
  week: 7 * MILLIS_PER_DAY,
  day: MILLIS_PER_DAY,
  halfday: MILLIS_PER_DAY / 2,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
} as const;

/** The beginning of the year, quarter, … in which a moment is. */
export function floorTo(unit: Unit, moment: Moment): Moment {
  switch (unit) {
    case 'era':
    case 'century':
      return moment;
    case 'year':
      return { days: daysOf(civilOf(moment.days).year, 1, 1), millis: 0 };
    case 'quarter':
    case 'month': {
      const { year, month } = civilOf(moment.days);
      return { days: daysOf(year, unit === 'month' ? month : month - ((month - 1) % 3), 1), millis: 0 };
    }
    case 'week':
      return { days: moment.days - dayOfWeek(moment.days) + 1, millis: 0 };
    case 'day':
    case 'halfday':
    case 'hour':
    case 'minute':
    case 'second':
    case 'millisecond':
      return { days: moment.days, millis: moment.millis - (moment.millis % UNIT_MILLIS[unit]) };
  }
}

/** A number that clocks and calendars show. */
export interface ClockField {
  /** As messages name it. */
  readonly name: string;
  readonly unit: Unit;
  /** The unit in which it is counted; undefined where it has no end. */
  readonly within?: Unit;
  readonly of: (moment: Moment) => number;
  /** The moment with this number in the field; the number is in range. */
  readonly set: (moment: Moment, value: number) => Moment;
  readonly min: number;
  readonly max: (moment: Moment) => number;
  /** What begins where the field does, where that is not its unit. */
  readonly floor?: (moment: Moment) => Moment;
}

/** The years that Trino's calendar has. */
const MOST_YEARS = 292_275_054;

export const CLOCK_FIELDS = {
  year: {
    name: 'year',
    unit: 'year',
    of: ({ days }) => civilOf(days).year,
    set: withYear,
    min: -MOST_YEARS,
    max: () => 292_278_993,
  },
  yearOfEra: {
    name: 'yearOfEra',
    unit: 'year',
    of: yearOfEra,
    set: withYearOfEra,
    min: 1,
    max: () => 292_278_993,
  },
  centuryOfEra: {
    name: 'centuryOfEra',
    unit: 'century',
    of: (moment) => Math.floor(yearOfEra(moment) / 100),
    set: (moment, value) => withYearOfEra(moment, value * 100 + (yearOfEra(moment) % 100)),
    min: 0,
    max: () => 2_922_789,
    floor: (moment) => floorTo('year', withYearOfEra(moment, yearOfEra(moment) - (yearOfEra(moment) % 100))),
  },
  era: {
    name: 'era',
    unit: 'era',
    of: (moment) => (isBeforeChrist(moment) ? 0 : 1),
    set: (moment, value) =>
      isBeforeChrist(moment) === (value === 0) ? moment : withYear(moment, -civilOf(moment.days).year),
    min: 0,
    max: () => 1,
    floor: (moment) => (isBeforeChrist(moment) ? moment : { days: daysOf(1, 1, 1), millis: 0 }),
  },
  weekyear: {
    name: 'weekyear',
    unit: 'year',
    of: ({ days }) => isoWeek(days).year,
    set: withWeekyear,
    min: -MOST_YEARS,
    max: () => 292_278_993,
    floor: ({ days }) => ({ days: firstMonday(isoWeek(days).year), millis: 0 }),
  },
  quarterOfYear: {
    name: 'quarterOfYear',
    unit: 'quarter',
    within: 'year',
    of: quarter,
    set: (moment, value) => plusMonths(moment, (value - quarter(moment)) * 3),
    min: 1,
    max: () => 4,
  },
  monthOfYear: {
    name: 'monthOfYear',
    unit: 'month',
    within: 'year',
    of: ({ days }) => civilOf(days).month,
    set: (moment, value) => plusMonths(moment, value - civilOf(moment.days).month),
    min: 1,
    max: () => 12,
  },
  weekOfWeekyear: {
    name: 'weekOfWeekyear',
    unit: 'week',
    within: 'year',
    of: ({ days }) => isoWeek(days).week,
    set: ({ days, millis }, value) => ({ days: days + (value - isoWeek(days).week) * 7, millis }),
    min: 1,
    max: ({ days }) => weeksInYear(isoWeek(days).year),
  },
  dayOfYear: {
    name: 'dayOfYear',
    unit: 'day',
    within: 'year',
    of: ({ days }) => dayOfYear(days),
    set: ({ days, millis }, value) => ({ days: days + value - dayOfYear(days), millis }),
    min: 1,
    max: ({ days }) => (isLeapYear(civilOf(days).year) ? 366 : 365),
  },
  dayOfMonth: {
    name: 'dayOfMonth',
    unit: 'day',
    within: 'month',
    of: ({ days }) => civilOf(days).day,
    set: ({ days, millis }, value) => ({ days: days + value - civilOf(days).day, millis }),
    min: 1,
    max: ({ days }) => {
      const { year, month } = civilOf(days);
      return daysInMonth(year, month);
    },
  },
  dayOfWeek: {
    name: 'dayOfWeek',
    unit: 'day',
    within: 'week',
    of: ({ days }) => dayOfWeek(days),
    set: ({ days, millis }, value) => ({ days: days + value - dayOfWeek(days), millis }),
    min: 1,
    max: () => 7,
  },
  halfdayOfDay: timeField('halfdayOfDay', 'halfday', 'day'),
  hourOfDay: timeField('hourOfDay', 'hour', 'day'),
  clockhourOfDay: clockhour('clockhourOfDay', 'day'),
  hourOfHalfday: timeField('hourOfHalfday', 'hour', 'halfday'),
  clockhourOfHalfday: clockhour('clockhourOfHalfday', 'halfday'),
  minuteOfHour: timeField('minuteOfHour', 'minute', 'hour'),
  secondOfMinute: timeField('secondOfMinute', 'second', 'minute'),
  /** Digits after a decimal point, in milliseconds of the unit before it. */
  millisOfSecond: timeField('millisOfSecond', 'millisecond', 'second'),
  millisOfMinute: timeField('millisOfSecond', 'millisecond', 'minute'),
  millisOfHour: timeField('millisOfSecond', 'millisecond', 'hour'),
} as const satisfies Readonly<Record<string, ClockField>>;

/** Counts from 0. */
function timeField(name: string, unit: keyof typeof UNIT_MILLIS, within: keyof typeof UNIT_MILLIS): ClockField {
  const step = UNIT_MILLIS[unit];
  const count = UNIT_MILLIS[within] / step;
  const of = ({ millis }: Moment) => Math.floor(millis / step) % count;
  return {
    name,
    unit,
    within,
    of,
    set: (moment, value) => ({ days: moment.days, millis: moment.millis + (value - of(moment)) * step }),
    min: 0,
    max: () => count - 1,
  };
}

/** Shows the last hour's number where hours count from 0. */
function clockhour(name: string, within: 'day' | 'halfday'): ClockField {
  const hours = timeField(name, 'hour', within);
  const last = UNIT_MILLIS[within] / UNIT_MILLIS.hour;
  return {
    ...hours,
    of: (moment) => hours.of(moment) || last,
    set: (moment, value) => hours.set(moment, value % last),
    min: 1,
    max: () => last,
  };
}

function withYear(moment: Moment, year: number): Moment {
  return plusMonths(moment, (year - civilOf(moment.days).year) * 12);
}

function withYearOfEra(moment: Moment, value: number): Moment {
  return withYear(moment, isBeforeChrist(moment) ? 1 - value : value);
}

/** Week and day of the week stay. */
function withWeekyear({ days, millis }: Moment, year: number): Moment {
  const week = Math.min(isoWeek(days).week, weeksInYear(year));
  return { days: firstMonday(year) + (week - 1) * 7 + modulo(dayOfWeek(days) - 1, 7), millis };
}

function quarter({ days }: Moment): number {
  return Math.ceil(civilOf(days).month / 3);
}

function yearOfEra({ days }: Moment): number {
  const { year } = civilOf(days);
  return year > 0 ? year : 1 - year;
}

function isBeforeChrist({ days }: Moment): boolean {
  return civilOf(days).year <= 0;
}
