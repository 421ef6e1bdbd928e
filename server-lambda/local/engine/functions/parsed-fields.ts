import type { ClockField, Moment } from './clock-fields.ts';
import { CLOCK_FIELDS, EPOCH, floorTo, UNIT_LENGTHS } from './clock-fields.ts';
import { SqlFailure } from './implementation.ts';

interface SavedField {
  readonly field: ClockField;
  readonly value: number;
}

/** What a text says so far: numbers of fields, the last one first, and perhaps an offset or a zone. */
export interface Parsed {
  readonly last?: LinkedField;
  readonly offsetSeconds?: number;
  readonly zone?: string;
}

interface LinkedField extends SavedField {
  readonly before: LinkedField | undefined;
}

export const NOTHING_PARSED: Parsed = {};

/** The year of texts that name a month, week or day without one. */
const YEAR_OF_DAYS = { field: CLOCK_FIELDS.year, value: 2000 };

export function withField(parsed: Parsed, field: ClockField, value: number): Parsed {
  return { ...parsed, last: { field, value, before: parsed.last } };
}

/**
 * The moment that the fields of a text tell, as Joda-Time finds it: the longest fields are set first, then all again,
 * so that a later field wins. What the text does not name begins in 1970. SqlFailure for a number out of range.
 */
export function momentOfFields(parsed: Parsed, text: string): Moment {
  const sorted = inOrder(parsed.last).sort((left, right) => rank(left.field) - rank(right.field));
  const first = sorted[0]?.field.unit;
  const fields = first === 'month' || first === 'week' || first === 'day' ? [YEAR_OF_DAYS, ...sorted] : sorted;
  const floored = fields.reduce((moment, saved) => floorField(saved.field, setField(saved, moment, text)), EPOCH);
  return fields.reduce((moment, saved) => setField(saved, moment, text), floored);
}

function inOrder(last: LinkedField | undefined): SavedField[] {
  const fields: SavedField[] = [];
  for (let saved = last; saved; saved = saved.before) fields.push(saved);
  return fields.reverse();
}

function rank(field: ClockField): number {
  const within = field.within === undefined ? -1 : UNIT_LENGTHS.indexOf(field.within);
  return within * UNIT_LENGTHS.length + UNIT_LENGTHS.indexOf(field.unit);
}

function setField({ field, value }: SavedField, moment: Moment, text: string): Moment {
  const max = field.max(moment);
  if (value < field.min || value > max) {
    const range = `[${field.min},${max}]`;
    throw new SqlFailure(`Cannot parse "${text}": Value ${value} for ${field.name} must be in the range ${range}`);
  }
  return field.set(moment, value);
}

function floorField(field: ClockField, moment: Moment): Moment {
  return field.floor ? field.floor(moment) : floorTo(field.unit, moment);
}
