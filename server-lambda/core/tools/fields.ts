import { z } from 'zod';
import { addDays, isDay, type Period } from '../days.ts';
import { CaseInsightsError } from '../errors.ts';

// Every field carries one message that completes the sentence "`name` must be ...", so that whatever is wrong with a
// value, the caller reads what is allowed.

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number) {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** Text of at most `max` characters. */
export function text(max: number) {
  const error = `text of at most ${inThousands(max)} characters`;
  return z.string({ error }).max(max, { error });
}

/** As `toLocaleString('en-US')` writes it, whose first call takes as long as the schemas of all tools. */
function inThousands(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** A calendar day that exists, `YYYY-MM-DD`. */
export function day() {
  const error = 'a calendar day that exists, written YYYY-MM-DD';
  return z.string({ error }).refine(isDay, { error }).meta({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
}

export function flag() {
  return z.boolean({ error: 'true or false' });
}

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: `one of ${values.map((value) => `"${value}"`).join(', ')}` });
}

/** A period of two days that a caller gave, by the names of their fields. Throws INVALID_INPUT where it ends before it starts. */
export function orderedPeriod(startName: string, start: string, endName: string, end: string): Period {
  if (start <= end) return { start, end };
  throw new CaseInsightsError(
    'INVALID_INPUT',
    `\`${endName}\` ${end} is before \`${startName}\` ${start}.`,
    `Give a ${startName} that is the same day or earlier; both days are included.`,
  );
}

/** The days that a tool counts where the caller names none. */
const RECENT_DAYS = 90;

/** `start_date` and `end_date` of a tool that has a default: the last 90 days, today included. */
export const RECENT_PERIOD = {
  start_date: day().optional().describe('First day, YYYY-MM-DD (UTC); default: 89 days before end_date'),
  end_date: day().optional().describe('Last day, included; default: today'),
};

/** The period that a call of such a tool names. Throws INVALID_INPUT where it ends before it starts. */
export function recentPeriod(
  input: { readonly start_date?: string | undefined; readonly end_date?: string | undefined },
  today: string,
): Period {
  const end = input.end_date ?? (input.start_date !== undefined && input.start_date > today ? input.start_date : today);
  const start = input.start_date ?? addDays(end, 1 - RECENT_DAYS);
  return orderedPeriod('start_date', start, 'end_date', end);
}

/** The period of an answer, both days included; a list says no more of it than that it is there. */
export const periodSchema = z.object({ start_date: z.string(), end_date: z.string() }).meta({ short: true });
