import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../support/evaluate-function.ts';

const V = 'varchar';
const json = (name: string, ...values: string[]) =>
  evaluate(
    name,
    values.map(() => V),
    ...values,
  );

describe('json_parse', () => {
  it.each([
    ['{"b":1, "a" : [1, 2.50, 1e2, "x\\u00e9/\\/", null, true]}', '{"a":[1,2.5,100.0,"xé//",null,true],"b":1}'],
    ['{"a":1,"a":2}', '{"a":2}'],
    [
      '[1.00, -0, -0.0, 1E5, 1e-7, 123456789012345678901234567890, 0.1e1, 1e400, 5e-324]',
      '[1.0,0,-0.0,100000.0,1.0E-7,123456789012345678901234567890,1.0,"Infinity",4.9E-324]',
    ],
    ['"😀/\\u2028\\u001f\\u007f\\n"', '"\\uD83D\\uDE00/\u2028\\u001F\u007f\\n"'],
    ['{"\\u0061":1, "":2, "B":3, "😀":4, "ﬀ":5}', '{"":2,"B":3,"a":1,"\\uD83D\\uDE00":4,"ﬀ":5}'],
    [' [1 , 2 ] ', '[1,2]'],
    ['null', 'null'],
  ])('%s', (given, expected) => {
    expect(json('json_parse', given)).toBe(expected);
  });

  it.each([
    '{"a":1',
    '',
    'abc',
    '1 2',
    '{"a":1} x',
    'NaN',
    '01',
    '{a:1}',
    "'a'",
    '"a\nb"',
    'tru',
    '[-1,- 1]',
    '\ufeff1',
    '1\u00a0',
  ])('refuses %s', (given) => {
    expect(() => json('json_parse', given)).toThrow(`Cannot convert value to JSON: '${given}'`);
  });

  it('reads what it printed, and agrees with JavaScript', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const printed = json('json_parse', JSON.stringify(value)) as string;
        expect(json('json_parse', printed)).toBe(printed);
        expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('levels beyond the stack are refused in words', () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    expect(() => json('json_parse', deep)).toThrow('at most 1000 levels');
    expect(() => json('json_extract', deep, '$.a[0]')).not.toThrow();
    expect(() => json('json_extract', deep, '$')).toThrow('at most 1000 levels');
  });
});

describe('json_extract', () => {
  it.each([
    ['{"a":{"b":[1,{"c":2}]}}', '$.a.b[1].c', '2'],
    ['{"a b":1}', '$["a b"]', '1'],
    ['{"a\\"b":1}', '$["a\\"b"]', '1'],
    ['{"":1}', '$[""]', '1'],
    ['{"a:b":1}', '$.a:b', '1'],
    ['{"é日":1}', '$.é日', '1'],
    ['{"1":5}', '$[1]', '5'],
    ['[1,2]', '$.1', '2'],
    ['[1,2]', '$[01]', '2'],
    ['[1,2]', '$["x"]', null],
    ['{"a":1}', '$.b', null],
    ['{"a":null}', '$.a', 'null'],
    ['{"b":{"z":1.50,"a":"é"},"a":1}', '$.b', '{"z":1.5,"a":"é"}'],
    ['{"a":1,"a":2}', '$.a', '1'],
    ['not json', '$.a', null],
    ['{"a":1, x', '$.a', '1'],
    ['{"a":1x', '$.a', '1'],
    ['{"b":1,,"a":1}', '$.a', null],
    ['{"b":1 "a":1}', '$.a', null],
    ['{"a":01}', '$.a', null],
    ['{"a":5.}', '$.a', null],
    ['{"a":nullx}', '$.a', null],
    ['{"a":[1,2}', '$.a', null],
    ['{"a":{"b":1}', '$.a', '{"b":1}'],
    ['', '$.a', null],
    ['{"a":"😀"}', '$.a', '"\\uD83D\\uDE00"'],
  ])('of %s at %s is %s', (given, path, expected) => {
    expect(json('json_extract', given, path)).toBe(expected);
  });

  it.each([
    'a',
    '',
    '$.',
    '$.a.',
    '$.a b',
    '$.a-b',
    '$..b',
    '$[*]',
    '$.*',
    '$[-1]',
    "$['a']",
    ' $.a',
    '$a',
    '$[1 ]',
    '$.$a',
  ])('refuses the path %s', (path) => {
    expect(() => json('json_extract', '{"a":1}', path)).toThrow(`Invalid JSON path: '${path}'`);
  });

  it('as a scalar keeps how a number was written', () => {
    const scalarOf = (given: string) => json('json_extract_scalar', given, '$.a');
    expect(scalarOf('{"a":1.50}')).toBe('1.50');
    expect(scalarOf('{"a":1e2}')).toBe('1e2');
    expect(scalarOf('{"a":"\\u00e9\\n"}')).toBe('é\n');
    expect(scalarOf('{"a":true}')).toBe('true');
    expect(scalarOf('{"a":null}')).toBeNull();
    expect(scalarOf('{"a":[1]}')).toBeNull();
  });
});

describe('JSON arrays', () => {
  it.each([
    ['[1,2,3]', 'bigint', 2n, true],
    ['[1.0,2]', 'bigint', 1n, false],
    ['[1]', 'double', 1, false],
    ['[1.5]', 'double', 1.5, true],
    ['["a"]', V, 'a', true],
    ['[true]', 'boolean', true, true],
    ['["1"]', 'bigint', 1n, false],
    ['[12345678901234567890]', 'bigint', 1n, false],
    ['{"a":1}', 'bigint', 1n, null],
    ['[1,2', 'bigint', 1n, true],
    ['[3,2', 'bigint', 1n, null],
  ])('json_array_contains(%s, %s %s) is %s', (given, type, value, expected) => {
    expect(evaluate('json_array_contains', [V, type], given, value)).toBe(expected);
  });

  it.each([
    ['[1,"a",[3]]', 1n, 'a'],
    ['[1,"a",[3]]', -1n, '[3]'],
    ['[1]', 5n, null],
    ['[1]', -2n, null],
    ['{"a":1}', 0n, null],
    ['[null]', 0n, null],
    ['[1.50]', 0n, '1.50'],
    ['[1,2', 0n, '1'],
    ['[{"b":1.50,"a":"😀"}]', 0n, '{"b":1.5,"a":"😀"}'],
  ])('json_array_get(%s, %s) is %s', (given, index, expected) => {
    expect(evaluate('json_array_get', [V, 'bigint'], given, index)).toBe(expected);
  });

  it.each([
    ['[1,2]', 2n],
    ['[[1,2],3] x', 2n],
    ['[]', 0n],
    ['{}', null],
    ['[1', null],
    ['x', null],
  ])('json_array_length(%s) is %s', (given, expected) => {
    expect(json('json_array_length', given)).toBe(expected);
  });

  it('json_size counts members and items', () => {
    expect(json('json_size', '{"a":{"b":1,"c":2}}', '$.a')).toBe(2n);
    expect(json('json_size', '{"a":[1,2]}', '$.a')).toBe(2n);
    expect(json('json_size', '{"a":1}', '$.a')).toBe(0n);
    expect(json('json_size', '{"a":1}', '$.b')).toBeNull();
  });
});

describe('is_json_scalar', () => {
  it('tells scalars apart, and refuses what is not JSON', () => {
    expect(['1', '"a" ', 'null', 'true', '[]', '{}'].map((given) => json('is_json_scalar', given))).toEqual([
      ...[true, true, true, true, false, false],
    ]);
    expect(() => json('is_json_scalar', '1 2')).toThrow('Invalid JSON value: 1 2');
  });
});
