import type { Place } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { originOf, uncast, type Origins } from './column-origins.ts';
import { visit, visitTyped } from './plan-walk.ts';
import type { CommonTablePlan, Plan, Typed } from './typed-tree.ts';

/** What a subquery is for: a value or a table beside the row, or something to compare with. */
export type SubqueryUse = 'value' | 'lateral' | 'exists' | 'in' | 'quantified';

/**
 * Trino runs a subquery once for all rows. It joins by the conditions that name columns of queries around it, and can do
 * so only where these conditions mean the same after the steps above them. Throws AnalysisFailure for any other.
 */
export function checkCorrelated(plan: Plan, use: SubqueryUse, at: Place): void {
  const subquery = describe(plan);
  if (!subquery.isCorrelated(plan) || isSupported(plan, use, subquery)) return;
  throw new AnalysisFailure(
    'Given correlated subquery is not supported',
    at,
    'Compute the values in a subquery of FROM, with row_number() where the first is meant, and join it.',
  );
}

interface Described extends Origins {
  /** Whether a step, or one below it, names columns of queries around the subquery. */
  readonly isCorrelated: (plan: Plan) => boolean;
  readonly isOuter: (typed: Typed) => boolean;
}

function describe(whole: Plan): Described {
  const plans = new Map<number, Plan>();
  const tables = new Map<number, CommonTablePlan>();
  visit(
    whole,
    (plan) => {
      plans.set(plan.id, plan);
      if (plan.kind === 'with') plan.tables.forEach((table) => tables.set(table.table, table));
    },
    () => undefined,
  );
  const isCorrelated = (plan: Plan): boolean => {
    let outer = false;
    const seen = (step: Plan) => (outer ||= step.kind === 'common table' && correlated.has(step.table));
    visit(plan, seen, (typed) => (outer ||= isOuterColumn(typed)));
    return outer;
  };
  const isOuterColumn = (typed: Typed) => typed.kind === 'column' && !plans.has(typed.plan);
  // A table may read those before it.
  const correlated = new Set<number>();
  for (const { table, plan } of tables.values()) if (isCorrelated(plan)) correlated.add(table);
  const isOuter = (typed: Typed): boolean => {
    let outer = false;
    visitTyped(
      typed,
      () => undefined,
      (part) => (outer ||= isOuterColumn(part)),
    );
    return outer;
  };
  return { plans, tables, isCorrelated, isOuter };
}

function isSupported(plan: Plan, use: SubqueryUse, subquery: Described): boolean {
  if (use === 'in') return conditionsOf(plan, { ...subquery, filtersOnly: true }) !== undefined;
  const { below, expressions } = withoutProjections(plan, use === 'exists', subquery);
  if (isOneRow(below)) return use !== 'quantified';
  if (below.kind === 'aggregate' && isGlobal(below)) {
    if (use === 'exists') return true;
    if (use === 'quantified' && below.input.kind !== 'unnest') return false;
    return (
      !expressions.some((typed) => asksOuter(typed, subquery)) && conditionsOf(below.input, subquery) !== undefined
    );
  }
  if (use !== 'exists' && expressions.some((typed) => subquery.isOuter(typed))) return false;
  if (below.kind === 'sort' && !isLimitSupported(below, use, subquery)) return false;
  const groups = below.kind === 'distinct' || (below.kind === 'aggregate' && below.sets.length === 1);
  return conditionsOf(use === 'lateral' && groups ? below.input : below, subquery) !== undefined;
}

/** LIMIT on top of all: Trino cuts elements for values, and rows where it knows which come first. */
function isLimitSupported(sort: Plan & { readonly kind: 'sort' }, use: SubqueryUse, subquery: Described): boolean {
  if (isUnnest(sort.input, subquery)) return use === 'value' || use === 'lateral';
  return use === 'exists' || sort.items.length > 0;
}

/** What computes the rows, without what only forms them; EXISTS needs no sorting and no windows either. */
function withoutProjections(
  plan: Plan,
  rowsOnly: boolean,
  { tables }: Described,
): { readonly below: Plan; readonly expressions: readonly Typed[] } {
  const expressions: Typed[] = [];
  let below = plan;
  for (let next: Plan | undefined = plan; next !== undefined; next = inputOf(below, rowsOnly, tables)) {
    below = next;
    if (below.kind === 'project') expressions.push(...below.expressions);
  }
  return { below, expressions };
}

function inputOf(plan: Plan, rowsOnly: boolean, tables: Described['tables']): Plan | undefined {
  if (plan.kind === 'common table') return plainTable(plan.table, tables);
  if (plan.kind === 'project' || plan.kind === 'with' || isOrder(plan)) return plan.input;
  return rowsOnly && plan.kind === 'window' ? plan.input : undefined;
}

function plainTable(number: number, tables: Described['tables']): Plan | undefined {
  const table = tables.get(number);
  return table?.step === undefined ? table?.plan : undefined;
}

function isOrder(plan: Plan): plan is Plan & { readonly kind: 'sort' } {
  return plan.kind === 'sort' && plan.limit === undefined && plan.offset === undefined;
}

function isOneRow(plan: Plan): boolean {
  return plan.kind === 'values' && plan.rows.length === 1;
}

type Aggregate = Plan & { readonly kind: 'aggregate' };

function isGlobal({ sets }: Aggregate): boolean {
  return sets.length === 1 && sets[0]?.length === 0;
}

function isUnnest(plan: Plan, subquery: Described): boolean {
  return withoutProjections(plan, false, subquery).below.kind === 'unnest';
}

interface Walk extends Described {
  /** IN joins below nothing but filters, joins and projections. */
  readonly filtersOnly?: boolean;
}

/** The terms of conditions that name outer columns; undefined where Trino cannot move one of them up to this step. */
function conditionsOf(plan: Plan, walk: Walk): readonly Typed[] | undefined {
  if (!walk.isCorrelated(plan)) return [];
  switch (plan.kind) {
    case 'project':
      return plan.expressions.some((typed) => walk.isOuter(typed)) ? undefined : conditionsOf(plan.input, walk);
    case 'filter':
      return isCorrelatedUnnest(plan.input, walk) ? undefined : andOuterTerms(plan.condition, plan.input, walk);
    case 'join':
      if (plan.condition === undefined || walk.isCorrelated(plan.left) || walk.isCorrelated(plan.right))
        return undefined;
      return outerTerms(plan.condition, walk);
    case 'unnest':
      return walk.filtersOnly !== true && plan.input.kind === 'values' && isOneRow(plan.input) ? [] : undefined;
    case 'aggregate':
      if (isGlobal(plan) || plan.sets.length !== 1) return undefined;
      return grouped(plan.input, plan.keys, walk);
    case 'distinct':
      return grouped(plan.input, columnsOf(plan.input), walk);
    case 'sort':
      return isOrder(plan) ? conditionsOf(plan.input, walk) : limited(plan, walk);
    case 'with':
      return conditionsOf(plan.input, walk);
    case 'common table': {
      const table = plainTable(plan.table, walk.tables);
      return table && conditionsOf(table, walk);
    }
    default:
      return undefined;
  }
}

function andOuterTerms(condition: Typed, input: Plan, walk: Walk): readonly Typed[] | undefined {
  const own = outerTerms(condition, walk);
  const below = conditionsOf(input, walk);
  return own && below && [...below, ...own];
}

function outerTerms(condition: Typed, walk: Walk): readonly Typed[] | undefined {
  const terms = termsOf(condition).filter((term) => walk.isOuter(term));
  return terms.some((term) => asksOuter(term, walk)) ? undefined : terms;
}

function termsOf(condition: Typed): readonly Typed[] {
  return condition.kind === 'logical' && condition.operator === 'and' ? condition.terms.flatMap(termsOf) : [condition];
}

/** Whether a subquery in the expression names outer columns itself. */
function asksOuter(typed: Typed, { isCorrelated }: Described): boolean {
  let asks = false;
  visitTyped(
    typed,
    (plan) => (asks ||= isCorrelated(plan)),
    () => undefined,
  );
  return asks;
}

function isCorrelatedUnnest(plan: Plan, walk: Walk): boolean {
  const { below } = withoutProjections(plan, false, walk);
  return below.kind === 'unnest' && below.arguments.some((typed) => walk.isOuter(typed));
}

/** Conditions pass groups whose keys hold all that they name, and those that say what a column is. */
function grouped(input: Plan, keys: readonly Typed[], walk: Walk): readonly Typed[] | undefined {
  if (walk.filtersOnly === true) return undefined;
  const terms = conditionsOf(input, walk);
  const known = new Set(keys.map((key) => originOf(key, walk)));
  const passes = (term: Typed) =>
    isEquality(term, walk) || innerColumns(term, walk).every((column) => known.has(originOf(column, walk)));
  return terms?.every(passes) === true ? terms : undefined;
}

function limited(plan: Plan & { readonly kind: 'sort' }, walk: Walk): readonly Typed[] | undefined {
  if (walk.filtersOnly === true || plan.withTies || plan.offset !== undefined) return undefined;
  const terms = conditionsOf(plan.input, walk);
  return terms?.every((term) => isEquality(term, walk)) === true ? terms : undefined;
}

/** `column = what is the same for all rows of the subquery` */
function isEquality(term: Typed, walk: Walk): boolean {
  if (innerColumns(term, walk).length === 0) return true;
  if (term.kind !== 'call' || term.name !== '=') return false;
  const isColumn = (side: Typed | undefined) => side !== undefined && uncast(side).kind === 'column';
  const isFixed = (side: Typed | undefined) => side !== undefined && innerColumns(side, walk).length === 0;
  const [left, right] = term.arguments;
  return (isColumn(left) && isFixed(right)) || (isColumn(right) && isFixed(left));
}

function innerColumns(term: Typed, { plans }: Walk): readonly Typed[] {
  const columns: Typed[] = [];
  visitTyped(
    term,
    () => undefined,
    (typed) => {
      if (typed.kind === 'column' && plans.has(typed.plan)) columns.push(typed);
    },
  );
  return columns;
}

function columnsOf(plan: Plan): readonly Typed[] {
  return plan.columns.map(({ type }, column) => ({ kind: 'column', plan: plan.id, column, type }));
}
