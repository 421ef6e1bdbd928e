import type { Placed } from './conversion.ts';
import type { ExpressionContext } from './expression-context.ts';
import type { Typed } from './typed-tree.ts';

/** An expression that uses a value several times: `body` is given what stands for the value, which is computed once. */
export function bindOnce({ value, at }: Placed, context: ExpressionContext, body: (bound: Placed) => Typed): Typed {
  if (isSimple(value)) return body({ value, at });
  const id = context.nextId();
  const result = body({ value: { kind: 'variable', type: value.type, id }, at });
  return { kind: 'let', type: result.type, id, value, body: result };
}

function isSimple({ kind }: Typed): boolean {
  return kind === 'constant' || kind === 'column' || kind === 'variable';
}
