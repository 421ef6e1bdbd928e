import { distinctness, equality } from './equality.ts';
import { comparison } from './ordering.ts';
import { evaluation } from './typed-arguments.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

/** Both sides have one type. */
export const COMPARISON_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  '=': { bind: (call) => equality(sideType(call)) },
  '<>': { bind: (call) => inequality(equality(sideType(call))) },
  '<': { bind: (call) => ordered(sideType(call), (order) => order < 0) },
  '<=': { bind: (call) => ordered(sideType(call), (order) => order <= 0) },
  '>': { bind: (call) => ordered(sideType(call), (order) => order > 0) },
  '>=': { bind: (call) => ordered(sideType(call), (order) => order >= 0) },
  'is distinct from': { bind: (call) => distinctness(sideType(call)), nullable: true },
};

function sideType(call: BoundCall): SqlType {
  const [left] = call.argumentTypes;
  if (left === undefined) throw new TypeError(`${call.name} wants two arguments`);
  return left;
}

function inequality(equal: (left: Value, right: Value) => boolean | null): Evaluate {
  return evaluation((left: Value, right: Value) => {
    const same = equal(left, right);
    return same === null ? null : !same;
  });
}

function ordered(type: SqlType, holds: (order: number) => boolean): Evaluate {
  const compare = comparison(type);
  if (type.kind !== 'double' && type.kind !== 'real')
    return evaluation((left: Value, right: Value) => holds(compare(left, right)));
  // NaN has a place in ORDER BY, but is neither below nor above anything.
  return evaluation(
    (left: number, right: number) => !Number.isNaN(left) && !Number.isNaN(right) && holds(compare(left, right)),
  );
}
