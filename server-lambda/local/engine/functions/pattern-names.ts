import { CLOCK_FIELDS } from './clock-fields.ts';
import type { FormatElement } from './format-elements.ts';
import { nameElement } from './format-elements.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'],
  'December',
];
const short = (names: readonly string[]) => names.map((name) => name.slice(0, 3));

export function dayNameElement(print: 'short' | 'long'): FormatElement {
  return nameElement(CLOCK_FIELDS.dayOfWeek, short(DAYS), DAYS, print);
}

export function monthNameElement(print: 'short' | 'long'): FormatElement {
  return nameElement(CLOCK_FIELDS.monthOfYear, short(MONTHS), MONTHS, print);
}

/** AM or PM. */
export const HALFDAY_ELEMENT = nameElement(CLOCK_FIELDS.halfdayOfDay, ['AM', 'PM'], ['AM', 'PM'], 'short');

/** BC or AD. */
export const ERA_ELEMENT = nameElement(CLOCK_FIELDS.era, ['BC', 'AD'], ['BC', 'AD'], 'short');
