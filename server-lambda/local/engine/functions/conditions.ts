import { greatestOf } from './extremes.ts';
import { evaluation, scalar } from './typed-arguments.ts';
import { typeText } from '../types.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { Value } from '../values.ts';

export const CONDITIONS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  greatest: { bind: (call) => bindExtreme(call, 1) },
  least: { bind: (call) => bindExtreme(call, -1) },
  typeof: {
    bind: (call) => {
      const text = typeText(call.argumentTypes[0] ?? { kind: 'unknown' });
      return () => text;
    },
    nullable: true,
  },
  version: scalar(() => 'embedded'),
};

function bindExtreme(call: BoundCall, direction: 1 | -1): Evaluate {
  const greatest = greatestOf(call.type, direction);
  return evaluation((...values: Value[]) => greatest(values));
}
