import type { Evaluate, ScalarImplementation } from './implementation.ts';
import type { Value } from '../values.ts';

/** The function as an Evaluate: the analyser promises that the arguments have the types of its parameters. */
export function evaluation(compute: (...values: never[]) => Value): Evaluate {
  // The only place where the promise is taken: a parameter narrower than Value is sound because calls are typed.
  return compute as Evaluate;
}

/** An implementation that needs nothing but the values. */
export function scalar(compute: (...values: never[]) => Value): ScalarImplementation {
  return { bind: () => evaluation(compute) };
}

/** As `scalar`, called with nulls, too. */
export function nullableScalar(compute: (...values: never[]) => Value): ScalarImplementation {
  return { bind: () => evaluation(compute), nullable: true };
}
