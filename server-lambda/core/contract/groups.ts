import type { CaseColumn } from './case-record.ts';
import { DIMENSIONS, type DimensionId, type MatchRule } from './dimensions.ts';

/** A fact of cases whose values they are counted by. */
export interface ValueGroup {
  readonly name: DimensionId | 'submitter' | 'category';
  readonly column: CaseColumn;
  /** Which values count as one. */
  readonly match: MatchRule;
  readonly plural: string;
  /** The argument that filters by it, where there is one. */
  readonly argument?: string;
}

/** Units of time that cases are counted by: those of the calendar, and two that recur. All in UTC. */
export const TIME_UNITS = ['day', 'week', 'month', 'quarter', 'weekday', 'hour'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export interface TimeGroup {
  readonly name: TimeUnit;
  readonly isTime: true;
  readonly plural: string;
}

/** What cases are counted by. */
export type Group = ValueGroup | TimeGroup;

const SUBMITTER = { name: 'submitter', column: 'submittedby', match: 'folded', plural: 'submitters' } as const;
const CATEGORY = { name: 'category', column: 'categorycode', match: 'folded', plural: 'categories' } as const;

/** Everything that cases are counted by, in the order in which a list shows it. */
export const GROUPS: readonly Group[] = [
  ...DIMENSIONS.map(({ id, column, match, plural, argument }) => ({
    name: id,
    column,
    match,
    plural: plural.toLowerCase(),
    argument,
  })),
  SUBMITTER,
  CATEGORY,
  ...TIME_UNITS.map((name) => ({ name, isTime: true, plural: `${name}s` }) as const),
];

export function isTimeGroup(group: Group): group is TimeGroup {
  return 'isTime' in group;
}

/** The group of a name: its own, or that of the argument that filters by it; undefined for any other. */
export function groupNamed(name: string): Group | undefined {
  return GROUPS.find((group) => group.name === name || (!isTimeGroup(group) && group.argument === name));
}
