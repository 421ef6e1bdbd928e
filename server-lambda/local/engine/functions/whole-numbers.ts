import { SqlFailure } from './implementation.ts';
import type { SqlType } from '../types.ts';

export type WholeKind = 'tinyint' | 'smallint' | 'integer' | 'bigint';

/** How many bits a value of the type has. */
export const WHOLE_BITS: Readonly<Record<WholeKind, number>> = { tinyint: 8, smallint: 16, integer: 32, bigint: 64 };

export function wholeKind(type: SqlType): WholeKind | undefined {
  return type.kind in WHOLE_BITS ? (type.kind as WholeKind) : undefined;
}

/** Whether the type can hold the number. */
export function inRange(value: bigint | number, kind: WholeKind): boolean {
  const whole = BigInt(value);
  return BigInt.asIntN(WHOLE_BITS[kind], whole) === whole;
}

/** The number as values of the type are; throws SqlFailure with `sentence` where the type cannot hold it. */
export function wholeValue(value: bigint, kind: WholeKind, sentence: () => string): number | bigint {
  if (!inRange(value, kind)) throw new SqlFailure(sentence());
  return kind === 'bigint' ? value : Number(value);
}

/** What a whole number is of each type: bigint for bigint, number for the others. */
export function wholeOf(value: bigint, kind: WholeKind): number | bigint {
  return kind === 'bigint' ? value : Number(value);
}
