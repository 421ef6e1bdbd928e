import { SqlFailure } from './implementation.ts';
import { evaluation, scalar } from './typed-arguments.ts';
import { WHOLE_BITS, wholeKind, wholeOf } from './whole-numbers.ts';
import type { ScalarImplementation } from './implementation.ts';

export const BITS: Readonly<Record<string, ScalarImplementation>> = {
  bit_count: scalar(bitCount),
  bitwise_and: scalar((left: bigint, right: bigint) => left & right),
  bitwise_or: scalar((left: bigint, right: bigint) => left | right),
  bitwise_xor: scalar((left: bigint, right: bigint) => left ^ right),
  bitwise_not: scalar((value: bigint) => ~value),
  bitwise_left_shift: shift(
    (value, by) => value << by,
    () => 0n,
  ),
  bitwise_right_shift: shift(
    (value, by, bits) => BigInt.asUintN(bits, value) >> by,
    () => 0n,
  ),
  bitwise_right_shift_arithmetic: shift(
    (value, by) => value >> by,
    (value) => (value < 0n ? -1n : 0n),
  ),
};

/** A shift within the bits of the type. Of a negative distance the last six bits count, as in Java. */
function shift(
  move: (value: bigint, by: bigint, bits: number) => bigint,
  beyond: (value: bigint) => bigint,
): ScalarImplementation {
  return {
    bind: (call) => {
      const kind = wholeKind(call.type) ?? 'bigint';
      const bits = WHOLE_BITS[kind];
      return evaluation((value: bigint | number, by: number) => {
        const moved = by < bits ? move(BigInt(value), BigInt(by & 63), bits) : beyond(BigInt(value));
        return wholeOf(BigInt.asIntN(bits, moved), kind);
      });
    },
  };
}

function bitCount(value: bigint, bits: bigint): bigint {
  if (bits < 2n || bits > 64n)
    throw new SqlFailure(`Bits specified in bit_count must be between 2 and 64, got ${bits}`);
  if (BigInt.asIntN(Number(bits), value) !== value) {
    throw new SqlFailure(
      `Number must be representable with the bits specified. ${value} cannot be represented with ${bits} bits`,
    );
  }
  const digits = BigInt.asUintN(Number(bits), value).toString(2);
  return BigInt(digits.replaceAll('0', '').length);
}
