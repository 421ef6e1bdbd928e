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
  bitwise_left_shift: shift((value, by, bits) => (by < bits ? value << BigInt(by) : 0n)),
  bitwise_right_shift: shift((value, by, bits) => (by < bits ? BigInt.asUintN(bits, value) >> BigInt(by) : 0n)),
  bitwise_right_shift_arithmetic: shift((value, by, bits) => value >> BigInt(Math.min(by, bits))),
};

/** A shift within the bits of the type. A negative distance counts as one beyond all bits. */
function shift(move: (value: bigint, by: number, bits: number) => bigint): ScalarImplementation {
  return {
    bind: (call) => {
      const kind = wholeKind(call.type) ?? 'bigint';
      const bits = WHOLE_BITS[kind];
      return evaluation((value: bigint | number, by: number) => {
        const moved = move(BigInt(value), by < 0 ? bits : by, bits);
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
