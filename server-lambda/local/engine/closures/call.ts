import { AnalysisFailure } from '../analysis/analysis-failure.ts';
import type { Typed } from '../analysis/typed-tree.ts';
import { SqlFailure, type Evaluate, type Session } from '../functions/implementation.ts';
import { SCALAR_IMPLEMENTATIONS } from '../functions/implementations.ts';
import { limited } from '../functions/value-size.ts';
import type { SqlType } from '../types.ts';
import { pureCode, valueOrFailure, type Code, type Run } from './code.ts';

/** Functions that give another value each time. */
export const VOLATILE: ReadonlySet<string> = new Set(['random', 'rand', 'uuid', 'shuffle']);

/** A call of a function or operator. Its arguments are computed from left to right, up to the first NULL. */
export function callCode(typed: Typed & { readonly kind: 'call' }, parts: readonly Code[], session: Session): Code {
  const implementation = SCALAR_IMPLEMENTATIONS.get(typed.name);
  if (implementation === undefined) {
    throw new AnalysisFailure(`The embedded engine does not have the function ${typed.name}.`, typed.at);
  }
  const bound = valueOrFailure(() =>
    implementation.bind({
      name: typed.name,
      argumentTypes: typed.arguments.map((argument) => argument.type),
      type: typed.type,
      constants: parts.map((part) => part.constant?.value),
      session,
    }),
  );
  const evaluate = bound instanceof SqlFailure ? failing(bound) : grows(typed.type) ? growing(bound) : bound;
  const runs = parts.map((part) => part.run);
  const run = implementation.nullable === true ? withNulls(evaluate, runs) : withoutNulls(evaluate, runs);
  return VOLATILE.has(typed.name) ? { run } : pureCode(run, parts);
}

/** A pattern that cannot be read fails when a row needs it. */
function failing(failure: SqlFailure): Evaluate {
  return () => {
    throw failure;
  };
}

/** Types whose values may be of any size. */
function grows({ kind }: SqlType): boolean {
  return kind === 'varchar' || kind === 'varbinary' || kind === 'json' || kind === 'array';
}

function growing(evaluate: Evaluate): Evaluate {
  return (...values) => limited(evaluate(...values));
}

function withNulls(evaluate: Evaluate, runs: readonly Run[]): Run {
  const [first, second] = runs;
  if (first !== undefined && runs.length === 1) return (frame) => evaluate(first(frame));
  if (first !== undefined && second !== undefined && runs.length === 2) {
    return (frame) => evaluate(first(frame), second(frame));
  }
  return (frame) => evaluate(...runs.map((run) => run(frame)));
}

function withoutNulls(evaluate: Evaluate, runs: readonly Run[]): Run {
  const [first, second] = runs;
  if (first !== undefined && runs.length === 1) {
    return (frame) => {
      const value = first(frame);
      return value === null ? null : evaluate(value);
    };
  }
  if (first !== undefined && second !== undefined && runs.length === 2) {
    return (frame) => {
      const value = first(frame);
      if (value === null) return null;
      const other = second(frame);
      return other === null ? null : evaluate(value, other);
    };
  }
  return (frame) => {
    const values = [];
    for (const run of runs) {
      const value = run(frame);
      if (value === null) return null;
      values.push(value);
    }
    return evaluate(...values);
  };
}
