import { z } from 'zod';
import { difference, isSignificant, percentChange, shareOfDays, type SignificanceTest } from '../analysis/changes.ts';
import { countGroups, type GroupCounts, type TimeToClose } from '../analysis/count-groups.ts';
import { dataNotes } from '../analysis/data-notes.ts';
import { daysByWeekday, isCalendarUnit } from '../analysis/time-buckets.ts';
import { byDimension, TEXT_FILTER } from '../contract/dimensions.ts';
import { groupNamed, GROUPS, isTimeGroup, type Group } from '../contract/groups.ts';
import { dayOf, periodBefore, type Period } from '../days.ts';
import { CaseInsightsError } from '../errors.ts';
import { countRows, firstShown, rowPlan, valuesShown, type CountRow, type RowPlan } from './count-rows.ts';
import { explainEmpty } from './explain-empty.ts';
import { flag, oneOf, RECENT_PERIOD, recentPeriod, wholeNumber, periodSchema } from './fields.ts';
import { DIMENSION_FILTERS, filterFields, filtersApplied, filtersOf, repeatFilters } from './filter-fields.ts';
import { defineTool } from './tool.ts';

const NAMES = GROUPS.map(({ name }) => name).join(', ');

export const countCases = defineTool({
  name: 'count_cases',
  title: 'Count cases',
  description:
    'Counts cases exactly, by up to two facts or units of time: "critical cases by service", "cases per week by root ' +
    'cause", "which accounts opened the most urgent cases". Optional: shares, changes against the period before, time to close.',
  input: z.strictObject({
    by: groupNames()
      .optional()
      .describe(`One or two of ${NAMES} (weeks start on Monday; all in UTC); without it the total`),
    ...RECENT_PERIOD,
    ...filterFields([...DIMENSION_FILTERS, TEXT_FILTER.argument]),
    share: flag().optional().describe('Also shares in percent'),
    compare: flag().optional().describe('Also changes against the period of equal length before'),
    measure: oneOf(['time_to_close']).optional().describe('Also median and 90th percentile, approximate'),
    limit: wholeNumber(1, 1_000)
      .optional()
      .describe('At most this many rows, the largest first (default 100; 400 with time)'),
  }),
  output: z.object({
    period: periodSchema,
    period_before: periodSchema.optional(),
    filters_applied: filtersApplied,
    by: z.array(z.string()),
    total_cases: z.int(),
    total_change: z
      .object({
        before: z.int(),
        change: z.int(),
        change_percent: z.number().nullable(),
        significant: z.boolean(),
      })
      .meta({ short: true })
      .optional()
      .describe('{before, change, change_percent, significant}'),
    time_to_close: z
      .object({
        median_days: z.number(),
        p90_days: z.number(),
        cases_measured: z.int(),
        cases_left_out: z.int(),
        note: z.string(),
      })
      .meta({ short: true })
      .optional()
      .describe('{median_days, p90_days, cases_measured, cases_left_out, note}'),
    rows: z
      .array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .describe('Value of each `by` (null: none), count; as asked share (of all cases), change, days to close'),
    left_out: z.object({ groups: z.int(), cases: z.int() }).optional().describe('Beyond the limit'),
    data_notes: z.array(z.string()),
    note: z.string().optional(),
    query_execution_id: z.string(),
  }),
  async run(input, context) {
    const today = dayOf(context.clock.now());
    const period = recentPeriod(input, today);
    const groups = groupsOf(input.by ?? []);
    const before = input.compare === true ? daysBefore(period) : null;
    const compared = groups.some(isCalendar) ? null : before;
    const plan = rowPlan(groups, period, input.limit, compared);
    if (plan === undefined) throw tooManyBuckets(period);
    const filters = filtersOf(input);
    context.progress({ phase: 'counting', message: 'Counting the cases', share: 0.1 });
    const counts = await countGroups(
      context,
      {
        filters,
        period,
        before,
        groups,
        top: plan.top,
        from: firstShown(plan),
        keepsGone: compared !== null,
        timeToClose: input.measure !== undefined,
        today,
      },
      { signal: context.signal },
    );
    const rows = countRows(plan, counts);
    const leftOut = leftOutOf(plan, counts, rows);
    const shareOf = before === null ? () => 1 : sharesOfDays(groups, before, period);
    const isEmpty = counts.now === 0 && counts.before === 0;
    const notes = [
      ...(isEmpty ? [await explainEmpty({ ...filters, period }, context)] : []),
      ...(leftOut === undefined ? [] : [leftOut.note]),
      ...(before !== null && compared === null
        ? ['Only the total is compared: the period before has other dates than these rows.']
        : []),
      ...(input.measure === undefined || counts.timeToClose !== undefined || isEmpty ? [] : [notMeasured(counts)]),
    ];
    return {
      period: described(period),
      ...(before !== null && { period_before: described(before) }),
      filters_applied: repeatFilters(`${period.start} to ${period.end}`, filters),
      by: groups.map(({ name }) => name),
      total_cases: counts.now,
      ...(before !== null && { total_change: changeOf(counts, { share: shareOf() }) }),
      ...(counts.timeToClose !== undefined && { time_to_close: totalTime(counts, counts.timeToClose) }),
      rows: rows.map((row) => ({
        ...Object.fromEntries(groups.map(({ name }, index) => [name, row.values[index] ?? null])),
        count: row.now,
        ...(input.share === true && sharesOf(row, groups, counts.now)),
        ...(compared !== null && changeOf(row, { share: shareOf(row), comparisons: counts.combinations })),
        ...(counts.timeToClose !== undefined && timeOf(row.timeToClose)),
        ...(row.isPartial && { partial: true }),
      })),
      ...(leftOut !== undefined && { left_out: { groups: leftOut.groups, cases: leftOut.cases } }),
      data_notes: [...dataNotes(factsOf(counts, groups), counts.now)],
      ...(notes.length > 0 && { note: notes.join(' ') }),
      query_execution_id: counts.queryExecutionId,
    };
  },
});

/** None, one or two names of groups: a list, or text with commas. */
function groupNames() {
  const error = `at most two different ones of ${NAMES}`;
  return z.union([z.string(), z.array(z.string())], { error }).refine(isGroups, { error });
}

function namesIn(by: string | readonly string[]): readonly string[] {
  return [by]
    .flat()
    .flatMap((text) => text.split(','))
    .map((name) => name.trim().toLowerCase());
}

function groupsOf(by: string | readonly string[]): readonly Group[] {
  return namesIn(by).flatMap((name) => groupNamed(name) ?? []);
}

function isGroups(by: string | readonly string[]): boolean {
  const found = new Set(groupsOf(by));
  return found.size === namesIn(by).length && found.size <= 2;
}

function isCalendar(group: Group): boolean {
  return isTimeGroup(group) && isCalendarUnit(group.name);
}

function daysBefore(period: Period): Period {
  const before = periodBefore(period);
  if (before !== null) return before;
  throw new CaseInsightsError(
    'INVALID_INPUT',
    `There are no days before \`start_date\` ${period.start} to compare with.`,
    'Give a later start_date, or leave compare out.',
  );
}

/** The share of the days of both periods that lie in the later one: for a row of a weekday, of those days alone. */
function sharesOfDays(groups: readonly Group[], before: Period, now: Period): (row?: CountRow) => number {
  const at = groups.findIndex(({ name }) => name === 'weekday');
  const [earlier, later] = [daysByWeekday(before), daysByWeekday(now)];
  return (row) => {
    if (row === undefined || at === -1) return shareOfDays(before, now);
    const weekday = String(row.values[at]);
    const days = later.get(weekday) ?? 0;
    return days / Math.max(1, days + (earlier.get(weekday) ?? 0));
  };
}

function tooManyBuckets({ start, end }: Period): CaseInsightsError {
  return new CaseInsightsError(
    'INVALID_INPUT',
    `The period ${start} to ${end} is too long to be counted by time.`,
    'Give a shorter period, of 100 years at most, or with hours of a few years.',
  );
}

function described({ start, end }: Period) {
  return { start_date: start, end_date: end };
}

type Counted = Pick<CountRow, 'now' | 'before'>;

function changeOf({ before, now }: Counted, test: SignificanceTest) {
  return {
    before,
    change: difference({ before, now }),
    change_percent: percentChange({ before, now }),
    significant: isSignificant({ before, now }, test),
  };
}

/** The share of all cases, and of two groups that of the cases of the first. */
function sharesOf({ now, ofFirst }: CountRow, groups: readonly Group[], total: number) {
  const [first, second] = groups;
  return {
    share: percent(now, total),
    ...(first !== undefined && second !== undefined && { [`share_of_${first.name}`]: percent(now, ofFirst) }),
  };
}

/** In percent, to one decimal. */
function percent(count: number, of: number): number {
  return count === 0 ? 0 : Math.round((1_000 * count) / of) / 10;
}

function timeOf(time: TimeToClose | undefined) {
  return {
    median_days: time?.medianDays ?? null,
    p90_days: time?.p90Days ?? null,
    cases_measured: time?.cases ?? 0,
  };
}

function totalTime({ now, backfill }: GroupCounts, time: TimeToClose) {
  return {
    median_days: time.medianDays,
    p90_days: time.p90Days,
    cases_measured: time.cases,
    cases_left_out: now - time.cases,
    note: `Approximate: from creation until the resolved case was fetched, which may be later than it was closed.${
      backfill === undefined || backfill.cases === 0
        ? ''
        : ` Left out: ${plural(backfill.cases, 'case')} fetched in the first backfill, on ${backfill.day}.`
    }`,
  };
}

function notMeasured({ now, backfill }: GroupCounts): string {
  if (now === 0) return 'There is no time to close, as the period has no cases.';
  return backfill === undefined || backfill.cases === 0
    ? 'There is no time to close: no case has both a time of creation and a later one of retrieval.'
    : `There is no time to close: ${backfill.cases} of ${plural(now, 'case')} ${backfill.cases === 1 ? 'was' : 'were'} fetched in the first backfill, on ${backfill.day}, long after they may have been closed${backfill.cases < now ? ', and the others lack a time' : ''}.`;
}

/** What the limit leaves out; undefined for nothing. */
function leftOutOf(plan: RowPlan, counts: GroupCounts, rows: readonly CountRow[]) {
  const values = plan.groups.filter((group) => !isTimeGroup(group));
  const shown = plan.buckets === undefined ? rows.length : valuesShown(plan, counts.groups).length;
  const cutValues = values.length === 0 ? 0 : counts.groupsInAll - shown;
  const { cutBuckets } = plan;
  if (cutValues + cutBuckets === 0) return undefined;
  const cases = counts.now - rows.reduce((sum, { now }) => sum + now, 0);
  const parts = [
    ...(cutValues === 0 ? [] : [`${cutValues} ${named(values)} with the fewest cases`]),
    ...(cutBuckets === 0 ? [] : [`the first ${cutBuckets} ${named(plan.groups.filter(isTimeGroup))}`]),
  ];
  return {
    groups: cutValues === 0 ? cutBuckets : cutValues,
    cases,
    note: `The limit leaves out ${parts.join(' and ')}: ${plural(cases, 'case')}.`,
  };
}

/** `services`, or `combinations of service and severity`. */
function named(groups: readonly Group[]): string {
  const [only, other] = groups;
  return other === undefined ? (only?.plural ?? '') : `combinations of ${groups.map(({ name }) => name).join(' and ')}`;
}

function factsOf({ merged, lastRetrieved, undated, future }: GroupCounts, groups: readonly Group[]) {
  return {
    lastRetrieved,
    withoutDate: undated,
    future,
    repeated: 0,
    uncategorised: { rootCause: 0, lifecycle: 0 },
    merged: byDimension(({ id }) => merged[groups.findIndex(({ name }) => name === id)] ?? []),
  };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
