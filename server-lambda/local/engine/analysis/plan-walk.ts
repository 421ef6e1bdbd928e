import type { Plan, Typed } from './typed-tree.ts';
import { childrenOf } from './children.ts';

/** The plans right below one. */
export function inputsOf(plan: Plan): readonly Plan[] {
  switch (plan.kind) {
    case 'scan':
    case 'values':
    case 'common table':
      return [];
    case 'join':
    case 'set operation':
      return [plan.left, plan.right];
    case 'with':
      return [
        ...plan.tables.flatMap(({ plan: table, step }) => (step === undefined ? [table] : [table, step])),
        plan.input,
      ];
    default:
      return [plan.input];
  }
}

/** The expressions of one step. */
export function expressionsOf(plan: Plan): readonly Typed[] {
  switch (plan.kind) {
    case 'values':
      return plan.rows.flat();
    case 'project':
      return plan.expressions;
    case 'filter':
      return [plan.condition];
    case 'join':
      return plan.condition === undefined ? [] : [plan.condition];
    case 'unnest':
      return plan.arguments;
    case 'aggregate':
      return [...plan.keys, ...plan.calls.flatMap(expressionsOfCall)];
    case 'window':
      return plan.calls.flatMap((call) => [
        ...expressionsOfCall(call),
        ...call.partitionBy,
        ...call.windowOrder.map((item) => item.value),
      ]);
    case 'sort':
      return plan.items.map((item) => item.value);
    default:
      return [];
  }
}

function expressionsOfCall(call: (Plan & { readonly kind: 'aggregate' })['calls'][number]): readonly Typed[] {
  const filter = call.filter === undefined ? [] : [call.filter];
  return [...call.arguments, ...call.orderBy.map((item) => item.value), ...filter];
}

/** Goes through a plan with all that is below it, the plans of subqueries included. */
export function visit(plan: Plan, seen: (plan: Plan) => void, seenTyped: (typed: Typed) => void): void {
  seen(plan);
  expressionsOf(plan).forEach((typed) => visitTyped(typed, seen, seenTyped));
  inputsOf(plan).forEach((input) => visit(input, seen, seenTyped));
}

/** The same for an expression. */
export function visitTyped(typed: Typed, seen: (plan: Plan) => void, seenTyped: (typed: Typed) => void): void {
  seenTyped(typed);
  if ('plan' in typed && typeof typed.plan === 'object') visit(typed.plan, seen, seenTyped);
  childrenOf(typed).forEach((child) => visitTyped(child, seen, seenTyped));
}

/** Whether a plan names columns of plans that are not in it. */
export function isCorrelated(plan: Plan): boolean {
  const inside = new Set<number>();
  const named = new Set<number>();
  visit(
    plan,
    ({ id }) => inside.add(id),
    (typed) => {
      if (typed.kind === 'column') named.add(typed.plan);
    },
  );
  return [...named].some((id) => !inside.has(id));
}

/** How often each common table is read. */
export function usesOf(plan: Plan): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  visit(
    plan,
    (part) => {
      if (part.kind === 'common table') uses.set(part.table, (uses.get(part.table) ?? 0) + 1);
    },
    () => undefined,
  );
  return uses;
}
