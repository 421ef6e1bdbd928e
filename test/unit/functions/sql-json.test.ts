import { describe, expect, it } from 'vitest';
import { evaluateConstants } from '../../support/evaluate-function.ts';

const V = 'varchar';

/** JSON_QUERY with an array around what the path finds, and errors thrown. */
function found(json: string, path: string) {
  const words = ['unconditional', 'keep', 'null', 'error'];
  return evaluateConstants(V, 'json_query', Array<string>(6).fill(V), json, path, ...words);
}

describe('paths of SQL/JSON', () => {
  it.each([
    ['{"a":[{"b":1},{"b":2},{"c":3}]}', 'lax $.a.b', '[1,2]'],
    ['[1,2,3,4]', 'lax $[last-1, 0]', '[3,1]'],
    ['[1,2,3]', 'lax $[1 to 9]', '[2,3]'],
    ['5', 'lax $[0]', '[5]'],
    ['{"a":{"b":{"b":2}},"b":[{"b":3}]}', 'lax $..b', '[[{"b":3}],{"b":2},2,3]'],
    ['{"a\\"b":1}', 'lax $."a""b"', '[1]'],
    ['[1,"a",3]', 'lax $[*] ? (@ > 1)', '[3]'],
    ['[{"a":1},{"b":5}]', 'lax $[*] ? (exists(@.b))', '[{"b":5}]'],
    ['["a",1]', 'lax $[*] ? ((@ > 0) is unknown)', '["a"]'],
    ['[1,2,3]', 'lax $[*] ? (!((@ == 1 || @ == 3)))', '[2]'],
    ['[1,2,3]', 'lax $[*] ? (((@ + 1) * 2) > 6)', '[3]'],
    ['[[1,2],[5]]', 'lax $[*] ? ((@[*] ? (@ > 1)) == 2)', '[2]'],
    ['["abc","xbc"]', 'lax $[*] ? (@ starts with "a")', '["abc"]'],
    ['[1.5,-2.5]', 'lax $[*].floor()', '[1.0,-3.0]'],
    ['7', 'lax $ / 2', '[3]'],
    ['7', 'lax $ - 1.5', '[5.5]'],
    ['7.0', 'lax $ / 2', '[3.5]'],
  ])('in %s, %s finds %s', (json, path, expected) => {
    expect(found(json, path)).toBe(expected);
  });

  it.each([
    ['{}', 'strict $.a', "structural error: missing member 'a' in JSON object"],
    ['5', 'strict $[*]', 'invalid item type. Expected: ARRAY, actual: NUMBER'],
    ['[1,2]', 'strict $[5]', 'invalid array subscript: [5, 5] for array of size 2'],
    ['[1,2]', 'lax $ + 1', 'arithmetic binary expression requires singleton operands'],
    ['2147483647', 'lax $ + 1', 'path evaluation failed: '],
    ['bad', 'lax $', 'conversion to JSON failed: '],
  ])('in %s, %s fails', (json, path, sentence) => {
    expect(() => found(json, path)).toThrow(sentence);
  });

  it.each(['$', 'lax', 'lax $.', 'lax $.a[', 'LAX $', 'lax $ ? (@ > )', 'lax $.é', 'lax $ > 0', 'lax $ ? (!@ == 1)'])(
    '%s is not a path',
    (path) => {
      expect(() => found('1', path)).toThrow(`Invalid JSON path '${path}'`);
    },
  );

  it('what is not known is refused by name, and depth is bounded', () => {
    expect(() => found('1', 'lax $.datetime()')).toThrow('no method datetime()');
    expect(() => found('"a"', 'lax $ ? (@ like_regex "a")')).toThrow('like_regex');
    expect(() => found('1', `lax ${'('.repeat(300)}$${')'.repeat(300)}`)).toThrow('more than 200 levels');
  });
});

describe('functions of SQL/JSON', () => {
  const value = (type: string, json: string | null, ...words: (string | null)[]) =>
    evaluateConstants(type, 'json_value', [V, V, V, type, V, type], json, 'lax $.a', ...words);

  it('json_value casts a scalar, or gives what stands for empty and errors', () => {
    expect(value('bigint', '{"a":"5"}', 'null', null, 'null', null)).toBe(5n);
    expect(value(V, '{"a":1.50}', 'null', null, 'null', null)).toBe('1.5E0');
    expect(value(V, '{}', 'default', 'x', 'null', null)).toBe('x');
    expect(value(V, 'bad', 'null', null, 'default', 'y')).toBe('y');
    expect(value(V, null, 'default', 'x', 'default', 'y')).toBeNull();
    expect(() => value(V, '{"a":[1]}', 'null', null, 'error', null)).toThrow('cannot be converted to an SQL value');
  });

  it('json_object has the order of a map of Java, and json_array leaves NULLs out', () => {
    const object = ['null', false, 'b', 1, 'a', 2] as const;
    expect(evaluateConstants(V, 'json_object', [V, 'boolean', V, 'integer', V, 'integer'], ...object)).toBe(
      '{"a":2,"b":1}',
    );
    expect(evaluateConstants(V, 'json_array', [V, V, V, 'decimal(3,2)'], 'absent', null, '😀', 150n)).toBe(
      '["\\uD83D\\uDE00",1.50]',
    );
  });
});
