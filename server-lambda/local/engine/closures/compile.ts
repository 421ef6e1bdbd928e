import type { Typed } from '../analysis/typed-tree.ts';
import { castFunction } from '../functions/casts.ts';
import { EngineLimit, SqlFailure, type Session } from '../functions/implementation.ts';
import { asArray } from '../functions/value-kinds.ts';
import type { Value } from '../values.ts';
import { callCode } from './call.ts';
import { constantCode, pureCode, valueOrFailure, type Code, type Frame, type Run } from './code.ts';
import { constantList, listCode } from './constant-list.ts';
import { quantifiedCode } from './quantified.ts';

export interface CompileOptions {
  /** Where a column or a subquery is among the arguments. */
  readonly argument: (leaf: Typed) => Argument;
  /** How many arguments there are. */
  readonly arguments: number;
  readonly session: Session;
  /** Asked while lambdas run, which one row may call any number of times; once it says yes, the closure fails. */
  readonly interrupted?: (() => boolean) | undefined;
}

export interface Argument {
  readonly position: number;
  /** It is not the value of `in subquery` or `quantified`, but the array of what the subquery gives. */
  readonly list: boolean;
}

/** What an expression gives for its arguments. Throws SqlFailure when called, never when compiled. */
export type Closure = (values: readonly Value[]) => Value;

export function compile(typed: Typed, options: CompileOptions): Closure {
  const { run } = compileCode(typed, options);
  return (values) => run([...values]);
}

/** As `compile`, but the caller keeps one frame for all rows and sets its first places to the arguments. */
export function compileInFrame(typed: Typed, options: CompileOptions): Run {
  return compileCode(typed, options).run;
}

/** The value of an expression of constants alone; undefined for any other, and for one that fails. */
export function constantOf(typed: Typed, session: Session): { readonly value: Value } | undefined {
  const nowhere = { position: 0, list: false };
  return compileCode(typed, { argument: () => nowhere, arguments: 0, session }).constant;
}

interface Context extends CompileOptions {
  /** Where in the frame each variable is kept. */
  readonly variables: Map<number, number>;
}

function compileCode(typed: Typed, options: CompileOptions): Code {
  return code({ ...options, variables: new Map() }, typed);
}

function place(context: Context, id: number): number {
  const known = context.variables.get(id);
  if (known !== undefined) return known;
  const next = context.arguments + context.variables.size;
  context.variables.set(id, next);
  return next;
}

function code(context: Context, typed: Typed): Code {
  switch (typed.kind) {
    case 'constant':
      return constantCode(typed.value);
    case 'column':
    case 'scalar subquery':
    case 'exists':
      return reading(context.argument(typed).position);
    case 'in subquery':
    case 'quantified': {
      const { position, list } = context.argument(typed);
      return list ? quantifiedCode(typed, code(context, typed.value), position, context.session) : reading(position);
    }
    case 'variable':
      return reading(place(context, typed.id));
    case 'let':
      return letCode(context, typed);
    case 'call':
      return callCode(
        typed,
        typed.arguments.map((argument) => code(context, argument)),
        context.session,
      );
    case 'cast':
      return castCode(context, typed);
    case 'logical': {
      const list = typed.operator === 'or' ? constantList(typed.terms) : undefined;
      if (list !== undefined) return listCode(list, code(context, list.value));
      return logicalCode(
        typed.operator === 'or',
        typed.terms.map((term) => code(context, term)),
      );
    }
    case 'not': {
      const value = code(context, typed.value);
      return pureCode(
        mapped(value.run, (operand) => operand === false),
        [value],
      );
    }
    case 'is null': {
      const value = code(context, typed.value);
      return pureCode((frame) => value.run(frame) === null, [value]);
    }
    case 'case':
      return caseCode(context, typed);
    case 'coalesce':
      return coalesceCode(typed.values.map((value) => code(context, value)));
    case 'nullif':
      return nullifCode(context, typed);
    case 'try': {
      const value = code(context, typed.value);
      return pureCode((frame) => nullIfFailed(() => value.run(frame)), [value]);
    }
    case 'lambda':
      return lambdaCode(context, typed);
    case 'field': {
      const value = code(context, typed.value);
      return pureCode(
        mapped(value.run, (row) => asArray(row)[typed.index] ?? null),
        [value],
      );
    }
  }
}

function reading(position: number): Code {
  return { run: (frame) => frame[position] ?? null };
}

/** NULL stays NULL. */
function mapped(run: Run, change: (value: Value) => Value): Run {
  return (frame) => {
    const value = run(frame);
    return value === null ? null : change(value);
  };
}

function nullIfFailed(compute: () => Value): Value {
  const value = valueOrFailure(compute);
  if (value instanceof EngineLimit) throw value;
  return value instanceof SqlFailure ? null : value;
}

function letCode(context: Context, typed: Typed & { readonly kind: 'let' }): Code {
  const value = code(context, typed.value);
  const at = place(context, typed.id);
  const body = code(context, typed.body);
  return {
    run: (frame) => {
      frame[at] = value.run(frame);
      return body.run(frame);
    },
  };
}

function castCode(context: Context, typed: Typed & { readonly kind: 'cast' }): Code {
  const value = code(context, typed.value);
  const cast = castFunction(typed.value.type, typed.type, context.session);
  const run = mapped(value.run, cast);
  return pureCode(typed.safe ? mapped(value.run, (operand) => nullIfFailed(() => cast(operand))) : run, [value]);
}

/** AND and OR: `decisive` is the value of a term that decides it, whatever the others are. */
function logicalCode(decisive: boolean, terms: readonly Code[]): Code {
  const runs = terms.map((term) => term.run);
  const run = (frame: Frame) => {
    let result: Value = !decisive;
    for (const term of runs) {
      const value = term(frame);
      if (value === decisive) return decisive;
      if (value === null) result = null;
    }
    return result;
  };
  return pureCode(run, terms);
}

function caseCode(context: Context, typed: Typed & { readonly kind: 'case' }): Code {
  const whens = typed.whens.map(({ when, then }) => ({ when: code(context, when), then: code(context, then) }));
  const otherwise = code(context, typed.otherwise);
  const run = (frame: Frame) => {
    for (const { when, then } of whens) if (when.run(frame) === true) return then.run(frame);
    return otherwise.run(frame);
  };
  return pureCode(run, [...whens.flatMap(({ when, then }) => [when, then]), otherwise]);
}

function coalesceCode(values: readonly Code[]): Code {
  const run = (frame: Frame) => {
    for (const value of values) {
      const found = value.run(frame);
      if (found !== null) return found;
    }
    return null;
  };
  return pureCode(run, values);
}

function nullifCode(context: Context, typed: Typed & { readonly kind: 'nullif' }): Code {
  const value = code(context, typed.value);
  const at = place(context, typed.id);
  const equal = code(context, typed.equal);
  return {
    run: (frame) => {
      const bound = value.run(frame);
      frame[at] = bound;
      return bound !== null && equal.run(frame) === true ? null : bound;
    },
  };
}

const CALLS_A_LOOK = 4096;

function lambdaCode(context: Context, typed: Typed & { readonly kind: 'lambda' }): Code {
  const places = typed.parameters.map(({ id }) => place(context, id));
  const body = code(context, typed.body);
  const { interrupted = () => false } = context;
  let calls = 0;
  return {
    run:
      (frame) =>
      (...values) => {
        if (++calls % CALLS_A_LOOK === 0 && interrupted()) throw new Error('interrupted');
        places.forEach((at, index) => {
          frame[at] = values[index] ?? null;
        });
        return body.run(frame);
      },
  };
}
