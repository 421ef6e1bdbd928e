import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyText } from '../../../server-lambda/local/engine/storage/key-text.ts';
import { storageOf, type RawArgument } from '../../../server-lambda/local/engine/storage/storage.ts';
import { listCodec, ROW, textCodec } from '../../../server-lambda/local/engine/storage/text-codec.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';
import { typeOf } from '../../support/evaluate-function.ts';

const texts = fc.string({
  unit: fc.constantFrom('a', 'é', '😀', ' ', '\0', '\u0001', '\u0002', '\u001b', '\u001e', '\u001f', 'n'),
});
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

const VALUES: readonly (readonly [type: string, values: fc.Arbitrary<Value>])[] = [
  ['boolean', fc.boolean()],
  ['integer', fc.maxSafeInteger().map((value) => value | 0)],
  ['bigint', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ['decimal(38,2)', fc.bigInt({ min: 1n - 10n ** 38n, max: 10n ** 38n - 1n })],
  ['double', fc.double()],
  ['varchar', texts],
  ['varbinary', fc.uint8Array()],
  ['date', fc.integer({ min: -800_000, max: 3_000_000 })],
  [
    'timestamp(3) with time zone',
    fc.record({
      instant: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
      zone: fc.constantFrom('UTC', '+02:00', 'Asia/Tokyo'),
    }),
  ],
  ['array(varchar)', fc.array(orNull(texts))],
  ['array(array(varchar))', fc.array(orNull(fc.array(orNull(texts))))],
  ['row(varchar, array(integer))', fc.tuple(orNull(texts), orNull(fc.array(orNull(fc.integer()))))],
  [
    'map(varchar, array(varchar))',
    fc
      .uniqueArray(texts)
      .chain((keys) =>
        fc
          .array(orNull(fc.array(orNull(texts))), { minLength: keys.length, maxLength: keys.length })
          .map((values) => ({ keys, values })),
      ),
  ],
];

describe.each(VALUES)('a column of %s', (name, values) => {
  const type = typeOf(name);

  test('gives back each value that it is given', () => {
    const storage = storageOf(type);
    const throughDuckDb = (raw: unknown): RawArgument =>
      typeof raw === 'bigint' ? String(raw) : typeof raw === 'boolean' ? Number(raw) : (raw as RawArgument);
    fc.assert(
      fc.property(orNull(values), (value) => {
        expect(storage.decode(throughDuckDb(storage.encode(value)))).toEqual(value);
      }),
    );
  });

  test('travels as text that holds no separator of rows', () => {
    const codec = listCodec([type]);
    fc.assert(
      fc.property(orNull(values), (value) => {
        const text = codec.encode([value]);
        expect(text).not.toContain(ROW);
        expect(codec.decode(text)).toEqual([value]);
      }),
    );
  });

  test('has equal keys for equal values alone', () => {
    const key = keyText(type);
    const same = (value: Value) =>
      type.kind === 'timestamp with time zone' ? (value as { instant: bigint }).instant : textCodec(type).encode(value);
    fc.assert(
      fc.property(values, values, (left, right) => {
        if (Object.is(left, -0) || Object.is(right, -0)) return;
        expect(key(left) === key(right)).toBe(same(left) === same(right));
      }),
    );
  });
});

describe('the order of keys', () => {
  const order = (text: string, left: Value, right: Value) => {
    const key = keyText(typeOf(text));
    return Math.sign(Buffer.compare(Buffer.from(key(left)), Buffer.from(key(right))));
  };

  test('is that of numbers', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer(),
        (left, right) => order('integer', left, right) === Math.sign(left - right),
      ),
    );
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }),
        fc.double({ noNaN: true }),
        (left, right) => order('double', left, right) === (left < right ? -1 : left > right ? 1 : 0),
      ),
    );
    expect(order('double', Number.NaN, Number.POSITIVE_INFINITY)).toBe(1);
    expect(order('double', -0, 0)).toBe(0);
  });

  test('is that of text by code points, also of text inside arrays', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const expected = Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right)));
        expect(order('varchar', left, right)).toBe(expected);
        expect(order('array(varchar)', [left], [right])).toBe(expected);
      }),
    );
  });

  test('puts an array before a longer one, and NULL after values', () => {
    expect(order('array(varchar)', ['a'], ['a', null])).toBe(-1);
    expect(order('array(varchar)', ['a', 'z'], ['a', null])).toBe(-1);
    expect(order('array(varchar)', ['ab'], ['a', 'b'])).toBe(1);
  });

  test('does not look at the order of a map', () => {
    expect(
      order('map(varchar, integer)', { keys: ['a', 'b'], values: [1, 2] }, { keys: ['b', 'a'], values: [2, 1] }),
    ).toBe(0);
  });
});
