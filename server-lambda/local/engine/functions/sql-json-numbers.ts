import { castDecimalToDouble } from './number-casts.ts';
import { decimalText, doubleText } from './number-text.ts';
import { SqlFailure } from './implementation.ts';
import { PathFailure } from './sql-json-failure.ts';
import { isWhole } from './json-values.ts';
import type { Comparison, Operator } from './sql-json-path-tree.ts';
import type { JsonNumber } from './json-values.ts';

/** A number of a path as Trino types it. Whole numbers beyond bigint can only be handed on. */
export type PathNumber =
  | { readonly kind: 'whole'; readonly value: bigint; readonly type: 'integer' | 'bigint' }
  | { readonly kind: 'decimal'; readonly digits: bigint; readonly scale: number }
  | { readonly kind: 'double'; readonly value: number };

/** Undefined for whole numbers beyond bigint. */
export function pathNumber(number: JsonNumber): PathNumber | undefined {
  if (number.exact === true) {
    const [whole = '', fraction = ''] = number.text.split('.');
    return { kind: 'decimal', digits: BigInt(whole + fraction), scale: fraction.length };
  }
  if (!isWhole(number)) return { kind: 'double', value: Number(number.text) };
  const value = BigInt(number.text);
  if (BigInt.asIntN(32, value) === value) return { kind: 'whole', value, type: 'integer' };
  return BigInt.asIntN(64, value) === value ? { kind: 'whole', value, type: 'bigint' } : undefined;
}

function jsonNumber(number: PathNumber): JsonNumber {
  if (number.kind === 'whole') return { kind: 'number', text: number.value.toString() };
  if (number.kind === 'double') return { kind: 'number', text: doubleText(number.value) };
  return { kind: 'number', text: decimalText(number.digits, number.scale), exact: true };
}

function known(number: JsonNumber): PathNumber {
  const typed = pathNumber(number);
  if (typed === undefined) throw new PathFailure('');
  return typed;
}

export function compareNumbers(left: JsonNumber, right: JsonNumber, operator: Comparison): boolean | undefined {
  const [a, b] = [pathNumber(left), pathNumber(right)];
  if (a === undefined || b === undefined) return undefined;
  if (a.kind === 'double' || b.kind === 'double') return compared(asDouble(a), asDouble(b), operator);
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return compared(digitsAt(a, scale), digitsAt(b, scale), operator);
}

export function compared<T extends number | bigint | string | boolean>(a: T, b: T, operator: Comparison): boolean {
  switch (operator) {
    case '==':
      return a === b;
    case '<>':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

type Exact = Exclude<PathNumber, { kind: 'double' }>;

function scaleOf(number: Exact): number {
  return number.kind === 'decimal' ? number.scale : 0;
}

function digitsAt(number: Exact, scale: number): bigint {
  const digits = number.kind === 'decimal' ? number.digits : number.value;
  return digits * 10n ** BigInt(scale - scaleOf(number));
}

export function asDouble(number: PathNumber): number {
  if (number.kind === 'double') return number.value;
  if (number.kind === 'whole') return Number(number.value);
  return castDecimalToDouble(number.digits, { kind: 'decimal', precision: 38, scale: number.scale });
}

/** With Trino's types: whole numbers overflow and divide as such. */
export function arithmetic(left: JsonNumber, right: JsonNumber, operator: Operator): JsonNumber {
  const [a, b] = [known(left), known(right)];
  if (a.kind === 'double' || b.kind === 'double')
    return jsonNumber({ kind: 'double', value: doubleArithmetic(asDouble(a), asDouble(b), operator) });
  if (a.kind === 'whole' && b.kind === 'whole') {
    const type = a.type === 'bigint' || b.type === 'bigint' ? 'bigint' : 'integer';
    return jsonNumber(inRange(wholeArithmetic(a.value, b.value, operator), type));
  }
  return jsonNumber(decimalArithmetic(a, b, operator));
}

function doubleArithmetic(a: number, b: number, operator: Operator): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

function wholeArithmetic(a: bigint, b: bigint, operator: Operator): bigint {
  if ((operator === '/' || operator === '%') && b === 0n) throw new PathFailure('');
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

function inRange(value: bigint, type: 'integer' | 'bigint'): PathNumber {
  if (BigInt.asIntN(type === 'integer' ? 32 : 64, value) !== value) throw new PathFailure('');
  return { kind: 'whole', value, type };
}

function decimalArithmetic(a: Exact, b: Exact, operator: Operator): PathNumber {
  if (operator === '/') throw new SqlFailure("The embedded engine's JSON paths do not divide decimals");
  if (operator === '*')
    return {
      kind: 'decimal',
      digits: digitsAt(a, scaleOf(a)) * digitsAt(b, scaleOf(b)),
      scale: scaleOf(a) + scaleOf(b),
    };
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return { kind: 'decimal', digits: wholeArithmetic(digitsAt(a, scale), digitsAt(b, scale), operator), scale };
}

export function negated(number: JsonNumber): JsonNumber {
  const typed = known(number);
  if (typed.kind === 'double') return jsonNumber({ kind: 'double', value: -typed.value });
  if (typed.kind === 'decimal') return jsonNumber({ ...typed, digits: -typed.digits });
  return jsonNumber(inRange(-typed.value, typed.type));
}

export function numberMethod(number: JsonNumber, name: 'ceiling' | 'floor' | 'abs' | 'double'): JsonNumber {
  const typed = known(number);
  if (name === 'double') return jsonNumber({ kind: 'double', value: asDouble(typed) });
  if (typed.kind === 'double') {
    const value = { ceiling: Math.ceil, floor: Math.floor, abs: Math.abs }[name](typed.value);
    return jsonNumber({ kind: 'double', value });
  }
  if (name === 'abs') return (typed.kind === 'whole' ? typed.value : typed.digits) < 0n ? negated(number) : number;
  if (typed.kind === 'decimal') throw new SqlFailure(`The embedded engine's JSON paths have no ${name}() of decimals`);
  return number;
}
