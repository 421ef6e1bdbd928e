import { sequenceEntries, timeSequence } from './time-sequence.ts';
import { evaluation } from './typed-arguments.ts';
import type { BoundCall, Evaluate } from './implementation.ts';
import type { Value } from '../values.ts';

/** `sequence(start, stop, step)` over numbers, dates or timestamps. */
export function sequence(call: BoundCall): Evaluate {
  const [start, , step] = call.argumentTypes;
  if (start === undefined || start.kind === 'bigint') return evaluation(numberSequence);
  return timeSequence(start, step);
}

function numberSequence(start: bigint, stop: bigint, step = stop >= start ? 1n : -1n): Value {
  return sequenceEntries(stop - start, Number(stop - start), step, (count) => start + count);
}
