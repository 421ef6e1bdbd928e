import { javaFormat } from './java-format.ts';
import { javaValueOf } from './java-values.ts';
import { asText } from './value-kinds.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';

/** `format(pattern, …)`: also of NULLs, which print `null`. */
export const FORMAT_IMPLEMENTATION: ScalarImplementation = { bind: bindFormat, nullable: true };

function bindFormat({ argumentTypes, constants }: BoundCall): Evaluate {
  const converters = argumentTypes.slice(1).map(javaValueOf);
  const known = typeof constants[0] === 'string' ? javaFormat(constants[0]) : undefined;
  return (pattern, ...values) => {
    if (pattern === null) return null;
    const format = known ?? javaFormat(asText(pattern));
    return format(converters.map((convert, index) => convert(values[index] ?? null)));
  };
}
