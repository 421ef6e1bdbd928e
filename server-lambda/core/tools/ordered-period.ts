import type { Period } from '../days.ts';
import { CaseInsightsError } from '../errors.ts';

/** A period of two days that a caller gave, by the names of their fields. Throws INVALID_INPUT where it ends before it starts. */
export function orderedPeriod(startName: string, start: string, endName: string, end: string): Period {
  if (start <= end) return { start, end };
  throw new CaseInsightsError(
    'INVALID_INPUT',
    `\`${endName}\` ${end} is before \`${startName}\` ${start}.`,
    `Give a ${startName} that is the same day or earlier; both days are included.`,
  );
}
