import { SqlFailure } from './implementation.ts';
import { timeSequence } from './time-sequence.ts';
import { evaluation } from './typed-arguments.ts';
import type { BoundCall, Evaluate } from './implementation.ts';
import type { Value } from '../values.ts';

const MOST_ENTRIES = 10_000n;

/** `sequence(start, stop, step)` over numbers, dates or timestamps. */
export function sequence(call: BoundCall): Evaluate {
  const [start, , step] = call.argumentTypes;
  if (start === undefined || start.kind === 'bigint') return evaluation(numberSequence);
  return timeSequence(start, step);
}

function numberSequence(start: bigint, stop: bigint, step = stop >= start ? 1n : -1n): Value {
  if (step === 0n) throw new SqlFailure('step must not be zero');
  if (step > 0n ? stop < start : stop > start) {
    throw new SqlFailure(
      'sequence stop value should be greater than or equal to start value if step is greater than zero ' +
        'otherwise stop should be less than or equal to start',
    );
  }
  const count = (stop - start) / step + 1n;
  if (count > MOST_ENTRIES) throw new SqlFailure('result of sequence function must not have more than 10000 entries');
  return Array.from({ length: Number(count) }, (_, at) => start + BigInt(at) * step);
}
