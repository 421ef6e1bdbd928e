import type { GroupCount, GroupCounts } from '../analysis/count-groups.ts';
import { bucketsIn, isPartial, shownBucket } from '../analysis/time-buckets.ts';
import { isTimeGroup, type Group, type TimeUnit } from '../contract/groups.ts';
import type { Period } from '../days.ts';

/** Rows of an answer by values alone, and with time, where a year of days should fit. */
const DEFAULT_LIMIT = { values: 100, time: 400 };

type Keys = readonly (string | null)[];

/** Which groups an answer shows. */
export interface RowPlan {
  readonly groups: readonly Group[];
  readonly period: Period;
  /** Keys of the buckets that are shown; the first `cutBuckets` of the period are left out. Undefined without time. */
  readonly buckets?: readonly Keys[] | undefined;
  readonly cutBuckets: number;
  /** How many groups are read, or of values by time how many values. */
  readonly top: number;
}

export interface CountRow extends Omit<GroupCount, 'keys'> {
  /** What is shown for each group. */
  readonly values: readonly (string | number | null)[];
  /** Whether the period has only a part of the bucket. */
  readonly isPartial: boolean;
}

/**
 * What is shown of these groups within a limit; undefined where the period has too many buckets to count. Compared with
 * the period before, buckets that only that one has are shown as well.
 */
export function rowPlan(
  groups: readonly Group[],
  period: Period,
  limit: number | undefined,
  before: Period | null,
): RowPlan | undefined {
  const units = unitsOf(groups);
  if (units.length === 0) return { groups, period, cutBuckets: 0, top: limit ?? DEFAULT_LIMIT.values };
  const all = bucketsIn({ start: before?.start ?? period.start, end: period.end }, units);
  if (all === undefined) return undefined;
  const most = limit ?? DEFAULT_LIMIT.time;
  const buckets = all.slice(-most);
  return {
    groups,
    period,
    buckets,
    cutBuckets: all.length - buckets.length,
    top: units.length === groups.length ? 1 : Math.max(1, Math.floor(most / buckets.length)),
  };
}

/**
 * The least key that is shown of each group where all are times and buckets are left out. Of values by time all
 * buckets are read, for a value may have no case in those that are shown.
 */
export function firstShown({ groups, buckets, cutBuckets }: RowPlan): readonly string[] {
  if (buckets === undefined || cutBuckets === 0 || !groups.every(isTimeGroup)) return [];
  return groups.map((_, index) =>
    buckets.map((keys) => keys[index] ?? '').reduce((first, key) => (key < first ? key : first)),
  );
}

/** The rows of an answer: of times every bucket, also one without cases, in order. */
export function countRows(plan: RowPlan, { groups: found }: GroupCounts): readonly CountRow[] {
  const { groups, period, buckets } = plan;
  if (groups.length === 0) return [];
  if (buckets === undefined) return found.map(({ keys, ...counts }) => ({ ...counts, values: keys, isPartial: false }));
  const units = unitsOf(groups);
  const byKeys = new Map(found.map((group) => [JSON.stringify(group.keys), group]));
  return keysShown(plan, found).map((keys) => {
    const bucket = keys.filter((_, index) => isTime(groups[index])).map(String);
    return {
      ...(byKeys.get(JSON.stringify(keys)) ?? { now: 0, before: 0, ofFirst: 0 }),
      values: keys.map((key, index) => shownKey(groups[index], key)),
      isPartial: isPartial(period, units, bucket),
    };
  });
}

/** How many values are shown of those that stand beside a time. */
export function valuesShown({ groups }: RowPlan, found: readonly GroupCount[]): readonly (string | null)[] {
  const at = groups.findIndex((group) => !isTimeGroup(group));
  return [...new Set(found.map(({ keys }) => keys[at] ?? null))];
}

function keysShown(plan: RowPlan, found: readonly GroupCount[]): readonly Keys[] {
  const { groups, buckets = [] } = plan;
  if (groups.every(isTimeGroup)) return buckets;
  const values = valuesShown(plan, found);
  return isTime(groups[0])
    ? buckets.flatMap(([bucket = null]) => values.map((value) => [bucket, value]))
    : values.flatMap((value) => buckets.map(([bucket = null]) => [value, bucket]));
}

function shownKey(group: Group | undefined, key: string | null): string | number | null {
  return group !== undefined && isTimeGroup(group) && key !== null ? shownBucket(group.name, key) : key;
}

function isTime(group: Group | undefined): boolean {
  return group !== undefined && isTimeGroup(group);
}

function unitsOf(groups: readonly Group[]): readonly TimeUnit[] {
  return groups.flatMap((group) => (isTimeGroup(group) ? [group.name] : []));
}
