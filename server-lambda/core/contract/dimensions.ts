import type { CaseColumn } from './case-record.ts';

/** How a filter finds the cases of a value. Everything but `exact` ignores the case of letters. */
export type MatchRule =
  | 'exact'
  | 'folded'
  /** A short name such as EC2 finds every AWS Support code of the service. */
  | 'service'
  /** The producer writes one root cause in two ways: `Limit reached` and `Quota reached`. */
  | 'root cause';

export interface DimensionSpec {
  /** What every layer calls it: key of figures (`by_<id>`), filters, choices and charts. */
  readonly id: string;
  /** Argument of the tools that filters by it; `exclude_<argument>` leaves its values out. */
  readonly argument: string;
  /** Column of `case_summary`. */
  readonly column: CaseColumn;
  readonly label: string;
  readonly plural: string;
  /** Completes "Only this ..." in the description of its argument. */
  readonly hint: string;
  /** How its values are listed: in the order of `values`, or the most frequent first. */
  readonly order: 'listed' | 'most frequent';
  /** The values that AWS defines, in their order; absent where there is no such list. */
  readonly values?: readonly string[];
  readonly match: MatchRule;
  /** Whether a case may have no value. */
  readonly nullable: boolean;
  /** Column with the reason why a case has its value; absent where none is recorded. */
  readonly reason?: CaseColumn;
}

/** Severities as AWS Support names them, the gravest first. */
export const SEVERITIES = ['critical', 'urgent', 'high', 'normal', 'low'] as const;

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

export type Dimension = (typeof DIMENSIONS)[number];
export type DimensionId = Dimension['id'];
export type DimensionArgument = Dimension['argument'];
/** The key of a dimension's counts in `figures`. */
export type DimensionFigure = `by_${DimensionId}`;

/** One entry for each dimension, in their order. */
export function byDimension<Value>(valueOf: (dimension: Dimension) => Value): Record<DimensionId, Value> {
  // The keys are those of the list by construction.
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension.id, valueOf(dimension)])) as Record<
    DimensionId,
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
