import type { CaseColumn } from './case-record.ts';

/** How a filter finds the cases of a value. `exact` and `case` are the only ones that regard the case of letters. */
export type MatchRule =
  | 'exact'
  | 'folded'
  /** A short name such as EC2 finds every AWS Support code of the service. */
  | 'service'
  /** The producer writes one root cause in two ways: `Limit reached` and `Quota reached`. */
  | 'root cause'
  /** The number of a case, or its `caseId`. */
  | 'case'
  /** Words or a phrase in the subject, the summary or the reason of the root cause; whole words, accents folded. */
  | 'words';

/** Something that cases are filtered by. */
export interface FilterSpec {
  /** Argument of the tools that filters by it; `exclude_<argument>` leaves its values out. */
  readonly argument: string;
  /** Column of `case_summary`. */
  readonly column: CaseColumn;
  readonly label: string;
  readonly plural: string;
  /** Completes "Only this ..." in the description of its argument. */
  readonly hint: string;
  readonly match: MatchRule;
}

export interface DimensionSpec extends FilterSpec {
  /** What every layer calls it: key of figures (`by_<id>`), filters, choices and charts. */
  readonly id: string;
  /** How its values are listed: in the order of `values`, or the most frequent first. */
  readonly order: 'listed' | 'most frequent';
  /** The values that AWS defines, in their order; absent if AWS defines none. */
  readonly values?: readonly string[];
  /** Whether a case may have no value. */
  readonly nullable: boolean;
  /** Column with the reason why a case has its value; absent where none is recorded. */
  readonly reason?: CaseColumn;
}

/** Severities as AWS Support names them, the gravest first. */
export const SEVERITIES = ['critical', 'urgent', 'high', 'normal', 'low'] as const;

/** The severities that wait for nobody: critical and urgent. */
export function isSevere({ severity }: { readonly severity: string | null }): boolean {
  return /^(?:critical|urgent)$/i.test(severity?.trim() ?? '');
}

/**
 * What cases are counted, filtered and compared by. Tool inputs and outputs, SQL, figures, completions, and the filters,
 * charts, tables and exports of every view derive from this list: one more entry is one more dimension everywhere.
 */
export const DIMENSIONS = [
  {
    id: 'severity',
    argument: 'severity_code',
    column: 'severitycode',
    label: 'Severity',
    plural: 'Severities',
    hint: 'severity: low, normal, high, urgent or critical',
    order: 'listed',
    values: SEVERITIES,
    match: 'folded',
    nullable: true,
  },
  {
    id: 'service',
    argument: 'service_code',
    column: 'servicecode',
    label: 'Service',
    plural: 'Services',
    hint: 'service: a short name (EC2, RDS, S3) or an AWS Support code',
    order: 'most frequent',
    match: 'service',
    nullable: true,
  },
  {
    id: 'rca_category',
    argument: 'rca_category',
    column: 'rca_category',
    label: 'Root cause',
    plural: 'Root causes',
    hint: 'root-cause category, such as Throttling',
    order: 'most frequent',
    match: 'root cause',
    nullable: true,
    reason: 'rca_reason',
  },
  {
    id: 'lifecycle_category',
    argument: 'lifecycle_category',
    column: 'lifecycle_category',
    label: 'Lifecycle',
    plural: 'Lifecycle categories',
    hint: 'lifecycle category, such as Monitoring',
    order: 'most frequent',
    match: 'folded',
    nullable: true,
    reason: 'lifecycle_reason',
  },
  {
    id: 'account',
    argument: 'account_number',
    column: 'account_number',
    label: 'Account',
    plural: 'Accounts',
    hint: 'AWS account',
    order: 'most frequent',
    match: 'exact',
    nullable: false,
  },
] as const satisfies readonly DimensionSpec[];

/** Cases are found by their number, and not counted by it. */
export const CASE_FILTER = {
  argument: 'case_id',
  column: 'case_number',
  label: 'Case',
  plural: 'Cases',
  hint: 'case: its number or id',
  match: 'case',
} as const satisfies FilterSpec;

/** Cases are found by what they say. */
export const TEXT_FILTER = {
  argument: 'contains',
  column: 'case_summary',
  label: 'Text',
  plural: 'Texts',
  hint: 'text: a word or phrase in subject, summary or root-cause reason',
  match: 'words',
} as const satisfies FilterSpec;

export type Dimension = (typeof DIMENSIONS)[number];
export type DimensionId = Dimension['id'];
export type DimensionArgument = Dimension['argument'];
export type DimensionFigure = `by_${DimensionId}`;
export type FilterArgument = DimensionArgument | typeof CASE_FILTER.argument | typeof TEXT_FILTER.argument;

/** The key of a dimension's counts in `figures`. */
export function figureOf({ id }: Pick<Dimension, 'id'>): DimensionFigure {
  return `by_${id}`;
}

/** The dimension of an id. */
export function dimensionOf(id: DimensionId): Dimension {
  return DIMENSIONS.find((dimension) => dimension.id === id) ?? DIMENSIONS[0];
}

/** One entry for each dimension under its id, in their order. */
export function byDimension<Value>(valueOf: (dimension: Dimension) => Value): Record<DimensionId, Value> {
  return keyed(({ id }) => id, valueOf);
}

/** One entry for each dimension under its argument, in their order. */
export function byArgument<Value>(valueOf: (dimension: Dimension) => Value): Record<DimensionArgument, Value> {
  return keyed(({ argument }) => argument, valueOf);
}

/** One entry for each dimension under its key in `figures`, in their order. */
export function byFigure<Value>(valueOf: (dimension: Dimension) => Value): Record<DimensionFigure, Value> {
  return keyed(figureOf, valueOf);
}

function keyed<Key extends string, Value>(
  keyOf: (dimension: Dimension) => Key,
  valueOf: (dimension: Dimension) => Value,
): Record<Key, Value> {
  // The keys are those of the list by construction.
  return Object.fromEntries(DIMENSIONS.map((dimension) => [keyOf(dimension), valueOf(dimension)])) as Record<
    Key,
    Value
  >;
}

/** The values in the order of their dimension; those that its list does not know last, all others as they are. */
export function inDimensionOrder<Counted extends { readonly value: string | null }>(
  { values }: Pick<DimensionSpec, 'values'>,
  counts: readonly Counted[],
): readonly Counted[] {
  if (values === undefined) return counts;
  const rank = ({ value }: Counted) => {
    const at = values.findIndex((known) => known === value);
    return at === -1 ? values.length : at;
  };
  return [...counts].sort((one, other) => rank(one) - rank(other));
}
