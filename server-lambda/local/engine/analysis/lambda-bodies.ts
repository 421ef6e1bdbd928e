import type { Place } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Lambda, TypedLambda } from './analyzer.ts';
import type { Typed } from './typed-tree.ts';

/** Lambdas whose types follow from each other are analysed anew for all combinations: no more than so many. */
const MAX_BODIES = 2_000;

export type Variables = ReadonlyMap<string, Typed>;

interface Known {
  /** The ids of the parameters, whatever their types are. */
  readonly ids: readonly number[];
  /** The variables of the lambdas around that the body names; they are known after the first analysis. */
  free: ReadonlySet<string>;
  readonly bodies: Map<string, TypedLambda>;
}

/**
 * The lambdas of one expression. To find the type of a variable, the body of a lambda is analysed for several types of
 * its parameters; a lambda in it, only where the types of the variables that it names differ. So the time is linear in
 * the depth of nested lambdas that do not name each other's parameters.
 */
export class LambdaBodies {
  readonly #known = new Map<Lambda, Known>();
  #count = 0;

  /**
   * A lambda whose parameters have these types, and the variables around that it names. `analyze` gives the body and
   * what variables of any kind it names.
   */
  lambda(
    expression: Lambda,
    types: readonly SqlType[],
    around: Variables,
    nextId: () => number,
    analyze: (variables: Variables) => { readonly body: Typed; readonly named: ReadonlySet<string> },
  ): { readonly lambda: TypedLambda; readonly free: ReadonlySet<string> } {
    const known = this.#of(expression, types.length, nextId);
    const found = known.bodies.get(keyOf(types, known.free, around));
    if (found !== undefined) return { lambda: found, free: known.free };
    this.#spend(expression.at);

    const parameters = types.map((type, index) => ({ id: known.ids[index] ?? 0, type }));
    const names = expression.parameters.map(({ name }) => name);
    const variables = new Map(around);
    parameters.forEach((parameter, index) => variables.set(names[index] ?? '', { kind: 'variable', ...parameter }));
    const { body, named } = analyze(variables);
    known.free = new Set([...named].filter((name) => !names.includes(name)));
    const type: SqlType = { kind: 'function', parameters: types, result: body.type };
    const lambda: TypedLambda = { kind: 'lambda', type, parameters, body };
    known.bodies.set(keyOf(types, known.free, around), lambda);
    return { lambda, free: known.free };
  }

  #of(expression: Lambda, count: number, nextId: () => number): Known {
    const known = this.#known.get(expression);
    if (known !== undefined) return known;
    const made: Known = { ids: Array.from({ length: count }, nextId), free: new Set(), bodies: new Map() };
    this.#known.set(expression, made);
    return made;
  }

  #spend(at: Place): void {
    if (++this.#count > MAX_BODIES)
      throw new AnalysisFailure('Lambdas depend on each other too deeply for the embedded engine', at);
  }
}

function keyOf(types: readonly SqlType[], free: ReadonlySet<string>, around: Variables): string {
  const named = [...free].map((name) => around.get(name)?.type ?? UNKNOWN);
  return [...types, ...named].map(typeText).join(';');
}

const UNKNOWN: SqlType = { kind: 'unknown' };
