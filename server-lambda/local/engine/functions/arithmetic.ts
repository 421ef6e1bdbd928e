import { decimalArithmetic } from './decimal-arithmetic.ts';
import { SqlFailure } from './implementation.ts';
import { evaluation } from './typed-arguments.ts';
import { inRange, WHOLE_BITS, wholeKind } from './whole-numbers.ts';
import type { ArithmeticOperator } from '#core/sql/syntax/tree.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { WholeKind } from './whole-numbers.ts';

/** An operator on numbers, both of the result's type unless they are decimals. */
export function arithmetic(sign: ArithmeticOperator): ScalarImplementation {
  return { bind: (call) => bindArithmetic(sign, call) };
}

function bindArithmetic(sign: ArithmeticOperator, call: BoundCall): Evaluate {
  const [left, right] = call.argumentTypes;
  if (left === undefined || right === undefined) throw new TypeError(`${sign} wants two arguments`);
  if (left.kind === 'decimal' && right.kind === 'decimal') return decimalArithmetic(sign, left, right, call.type);
  if (left.kind === 'double') return evaluation(DOUBLES[sign]);
  if (left.kind === 'real') {
    const compute = DOUBLES[sign];
    return evaluation((a: number, b: number) => Math.fround(compute(a, b)));
  }
  if (left.kind === 'bigint') return bigintArithmetic(sign);
  return smallArithmetic(sign, wholeKindOf(left));
}

const DOUBLES: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

const BIGINTS: Readonly<Record<ArithmeticOperator, (left: bigint, right: bigint) => bigint>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

function bigintArithmetic(sign: ArithmeticOperator): Evaluate {
  const compute = BIGINTS[sign];
  return evaluation((left: bigint, right: bigint) => {
    if (right === 0n && divides(sign)) throw new SqlFailure('Division by zero');
    const result = compute(left, right);
    if (BigInt.asIntN(64, result) !== result) throw overflow('bigint', sign, left, right);
    return result;
  });
}

/** A double holds exactly what these types hold, and rounds nothing back into their range. */
function smallArithmetic(sign: ArithmeticOperator, kind: WholeKind): Evaluate {
  const compute = DOUBLES[sign];
  const limit = 2 ** (WHOLE_BITS[kind] - 1);
  return evaluation((left: number, right: number) => {
    if (right === 0 && divides(sign)) throw new SqlFailure('Division by zero');
    // Adding 0 makes the negative zero of -4 % 2 a whole number's zero.
    const result = Math.trunc(compute(left, right)) + 0;
    if (result < -limit || result >= limit) throw overflow(kind, sign, left, right);
    return result;
  });
}

function divides(sign: ArithmeticOperator): boolean {
  return sign === '/' || sign === '%';
}

const ACTIONS: Readonly<Record<ArithmeticOperator, string>> = {
  '+': 'addition',
  '-': 'subtraction',
  '*': 'multiplication',
  '/': 'division',
  '%': 'modulus',
};

function overflow(
  kind: WholeKind,
  sign: ArithmeticOperator,
  left: bigint | number,
  right: bigint | number,
): SqlFailure {
  return new SqlFailure(`${kind} ${ACTIONS[sign]} overflow: ${left} ${sign} ${right}`);
}

/** `-value`, for numbers. */
export function negation(type: SqlType): Evaluate {
  if (type.kind === 'double' || type.kind === 'real') return evaluation((value: number) => -value);
  if (type.kind === 'decimal') return evaluation((value: bigint) => -value);
  const kind = wholeKindOf(type);
  if (kind !== 'bigint') {
    return evaluation((value: number) => {
      if (!inRange(-value, kind)) throw new SqlFailure(`${kind} negation overflow: ${value}`);
      return 0 - value;
    });
  }
  return evaluation((value: bigint) => {
    if (!inRange(-value, kind)) throw new SqlFailure(`${kind} negation overflow: ${value}`);
    return -value;
  });
}

function wholeKindOf(type: SqlType): WholeKind {
  const kind = wholeKind(type);
  if (kind === undefined) throw new TypeError(`no arithmetic on ${type.kind}`);
  return kind;
}
