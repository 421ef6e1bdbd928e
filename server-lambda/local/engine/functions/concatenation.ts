import { evaluation } from './typed-arguments.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

/** `||` of two operands or more: texts, bytes, or arrays with elements before and after them. */
export const CONCATENATION_IMPLEMENTATION: ScalarImplementation = { bind: bindConcatenation };

function bindConcatenation(call: BoundCall): Evaluate {
  if (call.type.kind === 'varbinary') return evaluation((...parts: Uint8Array[]) => joinBytes(parts));
  if (call.type.kind !== 'array') return evaluation((...parts: string[]) => parts.join(''));
  const depth = arrayDepth(call.type);
  const isElement = call.argumentTypes.map((type) => arrayDepth(type) < depth);
  return evaluation((...parts: Value[]) => parts.flatMap((part, at) => (isElement[at] ? [part] : itemsOf(part))));
}

function itemsOf(array: Value): readonly Value[] {
  return Array.isArray(array) ? (array as readonly Value[]) : [];
}

/** How many arrays stand around the innermost element. */
function arrayDepth(type: SqlType): number {
  return type.kind === 'array' ? 1 + arrayDepth(type.element) : 0;
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
