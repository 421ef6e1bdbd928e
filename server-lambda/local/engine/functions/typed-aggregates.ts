import type { AggregateImplementation, BoundCall } from './implementation.ts';
import type { Value } from '../values.ts';

/** The values or rows of a group; the analyser promises the types. */
type Compute = (group: never, call: BoundCall) => Value;

/** An aggregate of one argument, called with its values, none of them NULL. Without any the result is NULL. */
export function ofValues(compute: Compute): AggregateImplementation {
  return {
    bind: (call) => (rows) => {
      const values = rows.map(([value = null]) => value);
      return values.length === 0 ? null : compute(values as never, call);
    },
  };
}

/** An aggregate of several arguments, called with rows of them, the first one not NULL. Without any it is NULL. */
export function ofRows(compute: Compute): AggregateImplementation {
  return { bind: (call) => (rows) => (rows.length === 0 ? null : compute(rows as never, call)) };
}

/** As `ofRows`, also leaving out rows with a NULL in any argument. */
export function ofFullRows(compute: Compute): AggregateImplementation {
  return {
    bind: (call) => (rows) => {
      const full = rows.filter((row) => !row.includes(null));
      return full.length === 0 ? null : compute(full as never, call);
    },
  };
}
