import assert from 'node:assert/strict';
import { SCALAR_IMPLEMENTATIONS } from '../../server-lambda/local/engine/functions/implementations.ts';
import type { SqlType } from '../../server-lambda/local/engine/types.ts';
import type { Value } from '../../server-lambda/local/engine/values.ts';

/** A type, or as Trino writes it: `varchar(3)`, `array(bigint)`, `map(varchar, double)`, `decimal(5,2)`. */
export type TypeOrText = SqlType | string;

/** When the statements of tests begin. */
export const TEST_NOW = new Date('2025-04-10T12:00:00.500Z');

/**
 * What a function or operator gives for arguments of these types. The result's type is the one that the implementation
 * computes, else `unknown`. Both ways of binding are tried, with and without constants; they must agree.
 */
export function evaluate(name: string, argumentTypes: readonly TypeOrText[], ...values: readonly Value[]): Value {
  const types = argumentTypes.map(typeOf);
  const computed = SCALAR_IMPLEMENTATIONS.get(name)?.resultType?.(types);
  return evaluateAs(computed ?? 'unknown', name, types, ...values);
}

/** The same for a call whose result has this type. */
export function evaluateAs(
  type: TypeOrText,
  name: string,
  argumentTypes: readonly TypeOrText[],
  ...values: readonly Value[]
): Value {
  const called = (constants: readonly (Value | undefined)[]) =>
    evaluateCall(type, name, argumentTypes, constants, values);
  const result = called(values.map(() => undefined));
  assert.deepEqual(called(values.map((value) => (typeof value === 'function' ? undefined : value))), result);
  return result;
}

/** The same where all arguments are constants. */
export function evaluateConstants(
  type: TypeOrText,
  name: string,
  argumentTypes: readonly TypeOrText[],
  ...values: readonly Value[]
): Value {
  return evaluateCall(type, name, argumentTypes, values, values);
}

function evaluateCall(
  type: TypeOrText,
  name: string,
  argumentTypes: readonly TypeOrText[],
  constants: readonly (Value | undefined)[],
  values: readonly Value[],
): Value {
  const implementation = SCALAR_IMPLEMENTATIONS.get(name);
  assert.ok(implementation, `no implementation of ${name}`);
  const evaluated = implementation.bind({
    name,
    argumentTypes: argumentTypes.map(typeOf),
    type: typeOf(type),
    constants,
    session: { now: TEST_NOW },
  });
  return implementation.nullable !== true && values.includes(null) ? null : evaluated(...values);
}

/** The type that a text names. */
export function typeOf(text: TypeOrText): SqlType {
  if (typeof text !== 'string') return text;
  const [, name = '', inner, rest = ''] = /^([a-z ]+?)(?:\((.*)\)( with time zone)?)?$/.exec(text) ?? [];
  const parameters = inner === undefined ? [] : parametersOf(inner);
  const number = parameters[0] === undefined ? undefined : Number(parameters[0]);
  switch (name + rest) {
    case 'varchar':
      return { kind: 'varchar', ...(number !== undefined && { length: number }) };
    case 'char':
      return { kind: 'char', length: number ?? 1 };
    case 'decimal':
      return { kind: 'decimal', precision: number ?? 38, scale: Number(parameters[1] ?? 0) };
    case 'array':
      return { kind: 'array', element: typeOf(parameters[0] ?? '') };
    case 'map':
      return { kind: 'map', key: typeOf(parameters[0] ?? ''), value: typeOf(parameters[1] ?? '') };
    case 'row':
      return { kind: 'row', fields: parameters.map(fieldOf) };
    case 'function':
      return {
        kind: 'function',
        parameters: parameters.slice(0, -1).map(typeOf),
        result: typeOf(parameters.at(-1) ?? ''),
      };
    default:
      return timeType(name + rest, number) ?? scalarType(name + rest);
  }
}

function timeType(kind: string, precision = 3): SqlType | undefined {
  return kind === 'time' || kind === 'timestamp' || kind === 'timestamp with time zone'
    ? { kind, precision }
    : undefined;
}

const SCALARS = [
  ...(['boolean', 'tinyint', 'smallint', 'integer', 'bigint', 'real', 'double', 'varbinary', 'date', 'json'] as const),
  ...(['uuid', 'interval day to second', 'interval year to month', 'unknown'] as const),
];

function scalarType(name: string): SqlType {
  const kind = SCALARS.find((scalar) => scalar === name);
  assert.ok(kind, `no type ${name}`);
  return { kind };
}

/** `name type`, or a type alone. */
function fieldOf(text: string): { name?: string; type: SqlType } {
  const [, name, type] = /^(?!timestamp |time |interval )([a-z_]+) (.+)$/.exec(text) ?? [];
  return name === undefined || type === undefined ? { type: typeOf(text) } : { name, type: typeOf(type) };
}

/** What stands between commas outside parentheses. */
function parametersOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')') depth--;
    if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}
