import type { SqlType } from '../types.ts';
import { canCoerce, coerceToKind, commonSuperType, sameType } from './coercion.ts';
import type { Signature, SizedKind, TypePattern } from './signature.ts';
import { isComparable, isOrderable } from './type-properties.ts';

/** An argument that is a lambda: its result's type follows from the types of its parameters. */
export interface LambdaArgument {
  readonly kind: 'lambda';
  /** Throws AnalysisFailure where the lambda takes another number of parameters, or its body is wrong. */
  resultType(parameters: readonly SqlType[]): SqlType;
}

export type ActualArgument = SqlType | LambdaArgument;

export interface BoundSignature {
  /** One for each argument. */
  readonly argumentTypes: readonly SqlType[];
  /** The same, where `varchar` without a length is the widest. */
  readonly declaredTypes: readonly SqlType[];
  /** Undefined for `rule`. */
  readonly type: SqlType | undefined;
}

/** Trino gives up after as many rounds in which variables get wider types. */
const MAX_ROUNDS = 4;

/**
 * Binds the variables of a signature so that it takes the arguments, with conversions or, without `coerce`, as they are.
 * Undefined where it does not take them.
 */
export function bindSignature(
  signature: Signature,
  actual: readonly ActualArgument[],
  coerce: boolean,
): BoundSignature | undefined {
  const patterns = parametersFor(signature, actual.length);
  if (patterns === undefined) return undefined;
  const binding = new Binding(signature.constraints);
  const solved = binding.solve(patterns, actual);
  if (!solved) return undefined;

  const argumentTypes: SqlType[] = [];
  const declaredTypes: SqlType[] = [];
  for (const [index, pattern] of patterns.entries()) {
    const given = actual[index];
    const declared = binding.instantiate(pattern);
    if (given === undefined || declared === undefined) return undefined;
    const type = given.kind === 'lambda' ? declared : (ownType(pattern, given) ?? declared);
    if (!takes(type, pattern, given, coerce)) return undefined;
    argumentTypes.push(type);
    declaredTypes.push(pattern.kind === 'sized' && pattern.base !== 'varchar' ? type : declared);
  }
  if (signature.result === 'rule') return { argumentTypes, declaredTypes, type: undefined };
  const type = binding.instantiate(signature.result);
  return type && { argumentTypes, declaredTypes, type };
}

function parametersFor({ parameters, repeats }: Signature, count: number): readonly TypePattern[] | undefined {
  if (!repeats) return parameters.length === count ? parameters : undefined;
  const last = parameters.at(-1);
  if (last === undefined || count < parameters.length) return undefined;
  return [...parameters, ...Array.from({ length: count - parameters.length }, () => last)];
}

/** A lambda's result is not converted. */
function takes(type: SqlType, pattern: TypePattern, given: ActualArgument, coerce: boolean): boolean {
  if (given.kind !== 'lambda') return sameType(given, type) || (coerce && canCoerce(given, type));
  if (type.kind !== 'function' || pattern.kind !== 'function') return false;
  const result = given.resultType(type.parameters);
  return sameType(result, ownType(pattern.result, result) ?? type.result);
}

/** The type of an argument whose parameter takes any length or digits. */
function ownType(pattern: TypePattern, given: SqlType): SqlType | undefined {
  if (pattern.kind !== 'sized' || pattern.sizes.length > 0) return undefined;
  return given.kind === 'unknown' ? undefined : coerceToKind(given, pattern.base);
}

class Binding {
  readonly #types = new Map<string, SqlType>();
  readonly #sizes = new Map<string, number>();
  readonly #constraints: Signature['constraints'];
  #changes = 0;

  constructor(constraints: Signature['constraints']) {
    this.#constraints = constraints;
  }

  /** Rounds until nothing changes: a lambda's result may widen a variable of its own parameters. */
  solve(patterns: readonly TypePattern[], actual: readonly ActualArgument[]): boolean {
    for (let round = 0; round <= MAX_ROUNDS; round++) {
      const before = this.#changes;
      let waiting = false;
      for (const [index, pattern] of patterns.entries()) {
        const given = actual[index];
        if (given === undefined) return false;
        const known = given.kind === 'lambda' ? this.#lambda(pattern, given) : this.#unify(pattern, given);
        if (known === undefined) waiting = true;
        else if (!known) return false;
      }
      if (this.#changes === before) return !waiting;
    }
    return false;
  }

  /** Undefined while the types of the parameters are not known. */
  #lambda(pattern: TypePattern, lambda: LambdaArgument): boolean | undefined {
    if (pattern.kind !== 'function') return false;
    const parameters = pattern.parameters.map((parameter) => this.instantiate(parameter));
    if (!parameters.every((type) => type !== undefined)) return undefined;
    const result = lambda.resultType(parameters);
    return this.#unify(pattern.result, result);
  }

  /** Makes variables wide enough for a type; false where that cannot be. */
  #unify(pattern: TypePattern, actual: SqlType): boolean {
    switch (pattern.kind) {
      case 'variable':
        return this.#bindVariable(pattern.name, actual);
      case 'plain':
        return true;
      case 'sized':
        return pattern.sizes.length === 0 || this.#bindSizes(pattern, actual);
      default:
        return this.#unifyParts(pattern, actual);
    }
  }

  #unifyParts(pattern: Exclude<TypePattern, { kind: 'variable' | 'plain' | 'sized' }>, actual: SqlType): boolean {
    const patterns = parts(pattern);
    if (actual.kind === 'unknown') return patterns.every((part) => this.#unify(part, actual));
    if (actual.kind !== pattern.kind) return false;
    const types = typeParts(actual);
    return (
      types.length === patterns.length &&
      patterns.every((part, index) => this.#unify(part, types[index] ?? { kind: 'unknown' }))
    );
  }

  #bindVariable(name: string, actual: SqlType): boolean {
    const bound = this.#types.get(name);
    const type = bound === undefined ? actual : commonSuperType(bound, actual);
    if (type === undefined || !this.#satisfies(name, type)) return false;
    if (bound === undefined || !sameType(bound, type)) {
      this.#types.set(name, type);
      this.#changes++;
    }
    return true;
  }

  #satisfies(name: string, type: SqlType): boolean {
    const constraint = this.#constraints.get(name);
    return constraint === undefined || (constraint === 'orderable' ? isOrderable(type) : isComparable(type));
  }

  #bindSizes(pattern: Extract<TypePattern, { kind: 'sized' }>, actual: SqlType): boolean {
    const type = coerceToKind(actual, pattern.base);
    const bound = this.instantiate(pattern);
    const common = type && bound ? commonSuperType(bound, type) : type;
    if (common === undefined) return false;
    for (const [index, size] of sizesOf(common).entries()) {
      const letter = pattern.sizes[index];
      if (letter === undefined || isNumber(letter) || this.#sizes.get(letter) === size) continue;
      this.#sizes.set(letter, size);
      this.#changes++;
    }
    return true;
  }

  /** The type that a pattern stands for, undefined while a variable of it has no type. */
  instantiate(pattern: TypePattern): SqlType | undefined {
    switch (pattern.kind) {
      case 'variable':
        return this.#types.get(pattern.name);
      case 'plain':
        return pattern.type;
      case 'sized':
        return this.#sized(pattern.base, pattern.sizes);
      default:
        return this.#instantiateParts(pattern);
    }
  }

  #instantiateParts(pattern: Exclude<TypePattern, { kind: 'variable' | 'plain' | 'sized' }>): SqlType | undefined {
    const types = parts(pattern).map((part) => this.instantiate(part));
    if (!types.every((type) => type !== undefined)) return undefined;
    const [first = UNKNOWN, second = UNKNOWN] = types;
    switch (pattern.kind) {
      case 'array':
        return { kind: 'array', element: first };
      case 'map':
        return { kind: 'map', key: first, value: second };
      case 'row':
        return {
          kind: 'row',
          fields: pattern.fields.map((field, index) => ({ ...field, type: types[index] ?? UNKNOWN })),
        };
      case 'function':
        return { kind: 'function', parameters: types.slice(0, -1), result: types.at(-1) ?? UNKNOWN };
    }
  }

  #sized(base: SizedKind, sizes: readonly string[]): SqlType | undefined {
    if (sizes.length === 0) return WIDEST[base];
    const numbers = sizes.map((size) => (isNumber(size) ? Number(size) : this.#sizes.get(size)));
    if (!numbers.every((size) => size !== undefined)) return undefined;
    const [first = 0, second = 0] = numbers;
    switch (base) {
      case 'decimal':
        return { kind: 'decimal', precision: first, scale: second };
      case 'varchar':
        return first === Infinity ? { kind: 'varchar' } : { kind: 'varchar', length: first };
      case 'char':
        return { kind: 'char', length: first };
      default:
        return { kind: base, precision: first };
    }
  }
}

const UNKNOWN: SqlType = { kind: 'unknown' };

/** What a type without lengths and digits is. */
const WIDEST: Readonly<Record<SizedKind, SqlType>> = {
  decimal: { kind: 'decimal', precision: 38, scale: 0 },
  varchar: { kind: 'varchar' },
  char: { kind: 'char', length: 1 },
  time: { kind: 'time', precision: 3 },
  timestamp: { kind: 'timestamp', precision: 3 },
  'timestamp with time zone': { kind: 'timestamp with time zone', precision: 3 },
};

function isNumber(size: string): boolean {
  return /^\d+$/u.test(size);
}

function parts(pattern: Exclude<TypePattern, { kind: 'variable' | 'plain' | 'sized' }>): readonly TypePattern[] {
  switch (pattern.kind) {
    case 'array':
      return [pattern.element];
    case 'map':
      return [pattern.key, pattern.value];
    case 'row':
      return pattern.fields.map((field) => field.type);
    case 'function':
      return [...pattern.parameters, pattern.result];
  }
}

function typeParts(type: SqlType): readonly SqlType[] {
  switch (type.kind) {
    case 'array':
      return [type.element];
    case 'map':
      return [type.key, type.value];
    case 'row':
      return type.fields.map((field) => field.type);
    case 'function':
      return [...type.parameters, type.result];
    default:
      return [];
  }
}

/** Lengths and digits in the order in which they are written; Infinity for a varchar without a length. */
function sizesOf(type: SqlType): readonly number[] {
  switch (type.kind) {
    case 'decimal':
      return [type.precision, type.scale];
    case 'varchar':
      return [type.length ?? Infinity];
    case 'char':
      return [type.length];
    case 'time':
    case 'timestamp':
    case 'timestamp with time zone':
      return [type.precision];
    default:
      return [];
  }
}
