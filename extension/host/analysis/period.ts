import { addDays, dayOf } from '#core/days.ts';
import type { Period, PeriodPreset } from '../../protocol/analysis-values.ts';

type Calendar = Exclude<PeriodPreset, 'range'>;

/** First and last day of the data; null if unknown. */
export interface DataRange {
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** The UTC days of a preset as of today; `all` covers the data, or ten years while its range is unknown. */
export function periodOf(preset: Calendar, now: Date, data: DataRange | undefined): Period {
  const today = dayOf(now);
  switch (preset) {
    case 'last7':
    case 'last30':
    case 'last90':
    case 'last365':
      return { preset, start: addDays(today, 1 - Number(preset.slice(4))), end: today };
    case 'thisMonth':
      return { preset, start: `${today.slice(0, 7)}-01`, end: today };
    case 'lastMonth': {
      const end = addDays(`${today.slice(0, 7)}-01`, -1);
      return { preset, start: `${end.slice(0, 7)}-01`, end };
    }
    case 'thisYear':
      return { preset, start: `${today.slice(0, 4)}-01-01`, end: today };
    case 'all':
      return { preset, start: data?.firstDay ?? addDays(today, -3_652), end: data?.lastDay ?? today };
  }
}

/** First and last day of a month (`YYYY-MM`); `undefined` for anything else. */
export function monthPeriod(month: string): Period | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return undefined;
  const start = `${month}-01`;
  const next = `${addDays(start, 31).slice(0, 7)}-01`;
  return { preset: 'range', start, end: addDays(next, -1) };
}
