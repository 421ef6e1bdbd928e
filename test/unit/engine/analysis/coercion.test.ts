import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canCoerce, commonSuperType, sameType } from '../../../../server-lambda/local/engine/analysis/coercion.ts';
import { typeText, type SqlType } from '../../../../server-lambda/local/engine/types.ts';

const integer: SqlType = { kind: 'integer' };
const bigint: SqlType = { kind: 'bigint' };
const varchar: SqlType = { kind: 'varchar' };
const decimal = (precision: number, scale: number): SqlType => ({ kind: 'decimal', precision, scale });
const text = (length: number): SqlType => ({ kind: 'varchar', length });
const array = (element: SqlType): SqlType => ({ kind: 'array', element });

function common(left: SqlType, right: SqlType): string | undefined {
  const type = commonSuperType(left, right);
  return type && typeText(type);
}

describe('the common super type', () => {
  it('of numbers holds all values of both', () => {
    expect(common(integer, bigint)).toBe('bigint');
    expect(common(decimal(5, 2), integer)).toBe('decimal(12,2)');
    expect(common(decimal(5, 2), decimal(4, 3))).toBe('decimal(6,3)');
    expect(common(decimal(38, 0), decimal(2, 1))).toBe('decimal(38,1)');
    expect(common(bigint, { kind: 'real' })).toBe('real');
    expect(common(decimal(5, 2), { kind: 'double' })).toBe('double');
  });

  it('of times is the more precise one', () => {
    expect(common({ kind: 'date' }, { kind: 'timestamp', precision: 3 })).toBe('timestamp(3)');
    const zoned: SqlType = { kind: 'timestamp with time zone', precision: 0 };
    expect(common({ kind: 'timestamp', precision: 6 }, zoned)).toBe('timestamp(6) with time zone');
  });

  it('of texts is the longer one, and of char and varchar it is char', () => {
    expect(common(text(1), text(3))).toBe('varchar(3)');
    expect(common(text(1), varchar)).toBe('varchar');
    expect(common(text(5), { kind: 'char', length: 2 })).toBe('char(5)');
  });

  it('goes into arrays, maps and rows, whose field names stay where they agree', () => {
    expect(common(array(integer), array(decimal(2, 1)))).toBe('array(decimal(11,1))');
    const row = (name: string, type: SqlType): SqlType => ({ kind: 'row', fields: [{ name, type }] });
    expect(common(row('a', integer), row('a', bigint))).toBe('row(a bigint)');
    expect(common(row('a', integer), row('b', bigint))).toBe('row(bigint)');
  });

  it('is missing between texts, numbers, booleans and times', () => {
    for (const [left, right] of [
      [varchar, integer],
      [varchar, { kind: 'date' }],
      [{ kind: 'boolean' }, integer],
      [{ kind: 'date' }, integer],
      [{ kind: 'json' }, varchar],
      [{ kind: 'interval day to second' }, { kind: 'interval year to month' }],
    ] as const)
      expect(common(left, right)).toBeUndefined();
  });
});

describe('any types', () => {
  const { type: types } = fc.letrec<{ type: SqlType; leaf: SqlType }>((tie) => ({
    leaf: fc.oneof(
      fc
        .constantFrom('boolean', 'tinyint', 'integer', 'bigint', 'real', 'double', 'date', 'json', 'unknown')
        .map((kind): SqlType => ({ kind: kind as 'boolean' })),
      fc.integer({ min: 1, max: 20 }).map(text),
      fc.tuple(fc.integer({ min: 10, max: 20 }), fc.integer({ min: 0, max: 9 })).map(([p, s]) => decimal(p, s)),
      fc.integer({ min: 0, max: 6 }).map((precision): SqlType => ({ kind: 'timestamp', precision })),
    ),
    type: fc.oneof(
      { maxDepth: 3 },
      tie('leaf'),
      tie('type').map(array),
      fc.tuple(tie('leaf'), tie('type')).map(([key, value]): SqlType => ({ kind: 'map', key, value })),
    ),
  }));

  it('have a common super type to which both convert, the same from both sides', () => {
    fc.assert(
      fc.property(types, types, (left, right) => {
        const type = commonSuperType(left, right);
        const other = commonSuperType(right, left);
        if (type === undefined) return other === undefined && !canCoerce(left, right);
        return other !== undefined && sameType(type, other) && canCoerce(left, type) && canCoerce(right, type);
      }),
    );
  });
});
