import { fitsPrecision, powerOfTen, rescale } from './decimals.ts';
import { SqlFailure } from './implementation.ts';
import { roundHalfUp } from './number-casts.ts';
import { evaluation } from './typed-arguments.ts';
import { wholeKind, wholeValue } from './whole-numbers.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { WholeKind } from './whole-numbers.ts';

type Decimal = Extract<SqlType, { kind: 'decimal' }>;

export const ROUNDING: Readonly<Record<string, ScalarImplementation>> = {
  ceiling: toWhole(Math.ceil, (digits, unit) => -floorDivide(-digits, unit)),
  floor: toWhole(Math.floor, floorDivide),
  round: { bind: bindRound, resultType: ([type, places]) => roundedType(type, places !== undefined) },
  truncate: { bind: bindTruncate, resultType: ([type]) => truncatedType(type) },
};

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** `ceiling` and `floor`. */
function toWhole(
  ofFloating: (value: number) => number,
  ofDecimal: (digits: bigint, unit: bigint) => bigint,
): ScalarImplementation {
  return {
    bind: (call) => {
      const type = call.argumentTypes[0];
      if (type?.kind === 'decimal') {
        const unit = powerOfTen(type.scale);
        return evaluation((digits: bigint) => ofDecimal(digits, unit));
      }
      return type?.kind === 'double' || type?.kind === 'real' ? evaluation(ofFloating) : (value = null) => value;
    },
    resultType: ([type]) => roundedType(type, false),
  };
}

function roundedType(type: SqlType | undefined, places: boolean): SqlType {
  if (type?.kind !== 'decimal') return type ?? { kind: 'unknown' };
  const { precision, scale } = type;
  if (places) return { kind: 'decimal', precision: Math.min(38, precision + 1), scale };
  return { kind: 'decimal', precision: Math.min(38, precision - scale + Math.min(1, scale)), scale: 0 };
}

function truncatedType(type: SqlType | undefined): SqlType {
  if (type?.kind !== 'decimal') return type ?? { kind: 'unknown' };
  return { kind: 'decimal', precision: Math.max(1, type.precision - type.scale), scale: 0 };
}

function bindRound(call: BoundCall): Evaluate {
  const [type, places] = call.argumentTypes;
  if (type === undefined) throw new TypeError('round wants an argument');
  if (type.kind === 'decimal') return places === undefined ? roundDecimal(type) : roundDecimalTo(type, call.type);
  if (type.kind === 'double') return evaluation((value: number, digits = 0) => roundDouble(value, digits));
  if (type.kind === 'real') return evaluation((value: number, digits = 0) => Math.fround(roundDouble(value, digits)));
  return roundWhole(wholeKind(type) ?? 'bigint');
}

/** With the steps of Trino, whose errors are part of the result: `round(1.005e0, 2)` is 1.0. */
function roundDouble(value: number, places: number): number {
  if (!Number.isFinite(value)) return value;
  const factor = Number(`1e${places}`);
  const scaled = value * factor;
  return Number.isFinite(scaled) ? roundHalfUp(scaled) / factor : value;
}

function roundDecimal({ scale }: Decimal): Evaluate {
  return evaluation((digits: bigint) => rescale(digits, scale, 0));
}

function roundDecimalTo({ scale }: Decimal, result: SqlType): Evaluate {
  const precision = result.kind === 'decimal' ? result.precision : 38;
  return evaluation((digits: bigint, places: number) => {
    const dropped = Math.min(scale - places, 40);
    if (dropped <= 0) return digits;
    const rounded = rescale(digits, dropped, 0) * powerOfTen(dropped);
    if (!fitsPrecision(rounded, precision)) throw new SqlFailure(`decimal overflow: ${digits}`);
    return rounded;
  });
}

/** The number of digits from which on a power of ten is beyond all bigints. */
const BIGINT_DIGITS = 19;

function roundWhole(kind: WholeKind): Evaluate {
  return evaluation((value: number | bigint, places = 0) => {
    if (places >= 0) return value;
    const unit = Math.min(-places, BIGINT_DIGITS);
    const rounded = rescale(BigInt(value), unit, 0) * powerOfTen(unit);
    if (unit === BIGINT_DIGITS) throw new SqlFailure(`numerical overflow: ${value}`);
    return wholeValue(rounded, kind, () =>
      kind === 'bigint' ? `numerical overflow: ${value}` : `Out of range for ${kind}: ${rounded}`,
    );
  });
}

function bindTruncate(call: BoundCall): Evaluate {
  const type = call.argumentTypes[0];
  if (type?.kind !== 'decimal') return evaluation(Math.trunc);
  const { scale } = type;
  if (call.argumentTypes.length === 1) return evaluation((digits: bigint) => digits / powerOfTen(scale));
  return evaluation((digits: bigint, places: number) => {
    const dropped = powerOfTen(Math.max(0, Math.min(scale - places, 40)));
    return (digits / dropped) * dropped;
  });
}
