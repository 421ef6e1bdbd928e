import { describe, expect, it } from 'vitest';
import type { FunctionEntry } from '../../../../server-lambda/core/sql/functions/function-entry.ts';
import type { AnalysisFailure } from '../../../../server-lambda/local/engine/analysis/analysis-failure.ts';
import { bindArguments, argumentOf } from '../../../../server-lambda/local/engine/analysis/bind-call.ts';
import { analyzerOf } from '../../../../server-lambda/local/engine/analysis/expressions.ts';
import { typeText } from '../../../../server-lambda/local/engine/types.ts';
import { analyze, contextOf, parseExpression, typeOrFailure } from '../../../support/analyze-expression.ts';

/** Expressions and the types that Trino's `typeof` gives, or its sentence after the column where it stands. */
function expectTypes(cases: readonly (readonly [string, string])[]): void {
  for (const [text, type] of cases) expect(`${text} : ${typeOrFailure(text)}`).toBe(`${text} : ${type}`);
}

describe('a literal', () => {
  it('of a number has the smallest type that Trino gives it', () => {
    expectTypes([
      ['1', 'integer'],
      ['2147483648', 'bigint'],
      ['-2147483648', 'integer'],
      ['-9223372036854775808', 'bigint'],
      ['9223372036854775808', '1: Invalid numeric literal: 9223372036854775808'],
      ['0x1F', 'integer'],
      ['1_000.5', 'decimal(5,1)'],
      ['00.50', 'decimal(2,2)'],
      ['.5', 'decimal(1,1)'],
      ['0.', 'decimal(1,0)'],
      ['1e3', 'double'],
    ]);
    expect(analyze('-1_000.50')).toMatchObject({ value: -100050n });
    expect(analyze('0b101')).toMatchObject({ value: 5 });
  });

  it('of text counts code points', () => {
    expectTypes([
      ["'é😀'", 'varchar(2)'],
      ["X'4142'", 'varbinary'],
      ["CHAR 'ab'", 'char(2)'],
      ["VARCHAR 'ab'", 'varchar'],
    ]);
    expect(analyze("X'41 fF'")).toMatchObject({ value: Uint8Array.of(0x41, 0xff) });
  });

  it('with a type has the precision of its text', () => {
    expectTypes([
      ["TIMESTAMP '2020-01-01 10:00:00.12'", 'timestamp(2)'],
      ["TIMESTAMP '2020-01-01 10:00 UTC'", 'timestamp(0) with time zone'],
      ["TIME '10:00:00.123'", 'time(3)'],
      ["DECIMAL '-1.50'", 'decimal(3,2)'],
      ["DATE '2020-13-01'", "1: '2020-13-01' is not a valid date literal"],
      ["INTEGER 'x'", "1: 'x' is not a valid integer literal"],
      ["TIME '10:00+01:00'", '1: The embedded engine does not have the type time with time zone'],
      ["UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'", 'uuid'],
      ["INTERVAL '1-2' YEAR TO MONTH", 'interval year to month'],
      ["INTERVAL - '1' DAY", 'interval day to second'],
      ["JSON '[1,2'", "1: '[1,2' is not a valid json literal"],
      ["X'414'", '1: Binary literal must contain an even number of digits'],
      ["X'4g'", '1: Binary literal can only contain hexadecimal digits'],
      ["INTERVAL '1.5' DAY", "1: '1.5' is not a valid interval literal"],
    ]);
  });

  it('stands for ?, whole numbers as integers and others as doubles', () => {
    const values = ['abc', 7, 2 ** 40, -0.5];
    const types = values.map((_value, index) => analyze(['?', '(?, ?)[2]'][0]!, { values: [values[index]!] }).type);
    expect(types.map(typeText)).toEqual(['varchar(3)', 'integer', 'bigint', 'double']);
    expect(typeOrFailure('?')).toBe('1: Query takes no parameters');
  });
});

describe('an operator', () => {
  it('on decimals has digits for all results', () => {
    expectTypes([
      ['1.5 + 1', 'decimal(12,1)'],
      ['1.5 / 3', 'decimal(2,1)'],
      ['1.5 * 2.25', 'decimal(5,3)'],
      ['10 % 3.5', 'decimal(2,1)'],
      ['1.5 + NULL', 'decimal(3,1)'],
      ['12345678901234567890.5 + 1.1234567890123456789012345678', 'decimal(38,28)'],
      [
        '1.5 * 1.123456789012345678901234567890 * 1.123456789012345678901234567890',
        '40: DECIMAL scale must be in range [0, precision (38)]: 61',
      ],
    ]);
  });

  it('on numbers converts to the wider one', () => {
    expectTypes([
      ["tinyint '1' + 1", 'integer'],
      ["real '1' + 1.5", 'real'],
      ['1.5 + 1e0', 'double'],
      ["1 + 'a'", '3: Cannot apply operator: integer + varchar(1)'],
      ["-'a'", '1: Cannot negate varchar(1)'],
      ['+1.5', "1: Unary '+' operator cannot by applied to decimal(2,1) type"],
      ['NULL + NULL', '6: Could not choose a best candidate operator. Explicit type casts must be added.'],
    ]);
  });

  it('on dates, times and intervals is one of those that Trino has', () => {
    expectTypes([
      ["interval '1' month + date '2020-01-01'", 'date'],
      ["date '2020-01-01' - timestamp '2019-01-01 00:00:00'", 'interval day to second'],
      ["timestamp '2020-01-01 00:00:00' - interval '1' day", 'timestamp(3)'],
      ["timestamp '2020-01-01 00:00:00' - interval '1' month", 'timestamp(0)'],
      ["timestamp '2020-01-01 00:00:00 UTC' + interval '1' day", 'timestamp(3) with time zone'],
      ["time '10:00' + interval '1' hour", 'time(3)'],
      ["1.5 * interval '1' day", 'interval day to second'],
      ["interval '1' month / 2", 'interval year to month'],
      ["interval '1' day * NULL", 'interval day to second'],
      [
        "interval '1' day + interval '1' month",
        '18: Cannot apply operator: interval day to second + interval year to month',
      ],
      ["interval '1' day - date '2020-01-01'", '18: Cannot apply operator: interval day to second - date'],
      ['current_date - 1', '14: Cannot apply operator: date - integer'],
    ]);
  });

  it('that compares converts both sides, and refuses what has nothing in common or no order', () => {
    expectTypes([
      ['1 = 1.5', 'boolean'],
      ['NULL = NULL', 'boolean'],
      ["'a' = 1", '5: Cannot apply operator: varchar(1) = integer'],
      ["date '2020-01-01' >= '2020-01-01'", '19: Cannot apply operator: date >= varchar(10)'],
      ["(1, 2) = (1, 'a')", '8: Cannot apply operator: row(integer, integer) = row(integer, varchar(1))'],
      ['ARRAY[1] < ARRAY[2.5]', 'boolean'],
      ["json '1' = json '1'", 'boolean'],
      ["json '1' < json '1'", '10: Cannot apply operator: json < json'],
      ["1 IS DISTINCT FROM 'a'", '3: Cannot check if integer is distinct from varchar(1)'],
    ]);
  });

  it('that has no meaning for its operands comes with what to write', () => {
    const remedy = (text: string) => {
      try {
        return analyze(text).kind;
      } catch (error) {
        return (error as AnalysisFailure).remedy;
      }
    };
    expect(remedy("'2025-01-01' <= current_date")).toBe("Write DATE '2025-01-31' for a fixed day.");
    expect(remedy("now() > '2025-01-01'")).toBe(
      "Write TIMESTAMP '2025-01-31 08:30:00 UTC' for a fixed time, or DATE '2025-01-31' for a day.",
    );
    expect(remedy("'x' || 'y' > now()")).toBe('Write from_iso8601_timestamp(text) for ISO 8601 text.');
    expect(remedy("'x' || 'y' = current_date")).toMatch(/date\(from_iso8601_timestamp\(text\)\)/);
    expect(remedy("month('x' || 'y')")).toBe('Write from_iso8601_timestamp(text) for ISO 8601 text.');
    expect(remedy("date_diff('day', 'x' || 'y', now())")).toBe('Write from_iso8601_timestamp(text) for ISO 8601 text.');
    expect(remedy("sqrt('4')")).toBe('Write CAST(text AS double) for text that is a number.');
    expect(remedy("1 = '1'")).toBe('Write CAST(text AS integer).');
    expect(remedy('current_date - 1')).toBe("Write INTERVAL '1' DAY for a day.");
    expect(remedy('true + 1')).toBeUndefined();
  });

  it('that concatenates takes texts, bytes, and arrays with their elements', () => {
    expectTypes([
      ["'a' || 'b'", 'varchar'],
      ["2 || ARRAY[bigint '1']", 'array(bigint)'],
      ['ARRAY[1] || ARRAY[2.5]', 'array(decimal(11,1))'],
      ["X'41' || X'42'", 'varbinary'],
      ["CAST('a' AS char(3)) || 'b'", 'char(4)'],
      [
        "'a' || 1",
        '5: Unexpected parameters (varchar(1), integer) for function concat. Expected: concat(char(x), char(y)), ' +
          'concat(array(E), E), concat(E, array(E)), concat(array(E), array(E)), concat(varchar, varchar), ' +
          'concat(varbinary, varbinary)',
      ],
    ]);
  });

  it('that concatenates thousands of texts is one call', () => {
    const parts = Array.from({ length: 5_000 }, () => "'a'");
    expect(analyze(parts.join(' || '))).toMatchObject({ name: '||', arguments: { length: 5_000 } });
    expect(analyze('1 || ARRAY[2] || 3 || ARRAY[4]')).toMatchObject({ name: '||', arguments: { length: 4 } });
    expect(analyze('ARRAY[1] || 2.5 || 3')).toMatchObject({
      arguments: [{ kind: 'cast', type: { element: { kind: 'decimal' } } }, { value: 25n }, { value: 30n }],
    });
  });
});

describe('a condition', () => {
  it('is a boolean, or Trino says of which clause', () => {
    expectTypes([
      ['true AND NULL', 'boolean'],
      ['1 AND true', '1: Logical expression term must evaluate to a boolean (actual: integer)'],
      ['NOT 1', '5: Value of logical NOT expression must evaluate to a boolean (actual: integer)'],
      ['CASE WHEN 1 THEN 2 END', '11: CASE WHEN clause must evaluate to a boolean (actual: integer)'],
      ['IF(1, 2, 3)', '4: IF condition must evaluate to a boolean (actual: integer)'],
    ]);
  });

  it('with several operands converts all of them', () => {
    expectTypes([
      ['1 IN (1, 2.5, 3e0)', 'boolean'],
      [
        "1 IN ('a')",
        '7: IN value and list items must be the same type or coercible to a common type. ' +
          'Cannot find common type between integer and varchar(1), all types (without duplicates): [integer, varchar(1)]',
      ],
      ["1 BETWEEN 'a' AND 'b'", '3: Cannot check if integer is BETWEEN varchar(1) and varchar(1)'],
      ["json '1' BETWEEN json '1' AND json '2'", '10: Cannot check if json is BETWEEN json and json'],
      ["1 LIKE 'a'", '1: Left side of LIKE expression must evaluate to a varchar (actual: integer)'],
      ["'a' LIKE 1", '10: Pattern for LIKE expression must evaluate to a varchar (actual: integer)'],
    ]);
  });

  it('computes a repeated operand once', () => {
    const columns = { a: { kind: 'integer' } } as const;
    expect(analyze('a + 1 BETWEEN 2 AND 3', { columns })).toMatchObject({
      kind: 'let',
      value: { name: '+' },
      body: { terms: [{ arguments: [{ kind: 'variable' }, {}] }, { arguments: [{ kind: 'variable' }, {}] }] },
    });
    expect(analyze('a BETWEEN 2 AND 3', { columns })).toMatchObject({ kind: 'logical' });
    expect(analyze('CASE -a WHEN 1 THEN 2 WHEN 3 THEN 4 END', { columns }).kind).toBe('let');
    expect(analyze('nullif(-a, 1.5)', { columns })).toMatchObject({
      kind: 'nullif',
      type: { kind: 'integer' },
      equal: { arguments: [{ kind: 'cast', value: { kind: 'variable' } }, { value: 15n }] },
    });
  });
});

describe('what has branches', () => {
  it('has the type that all of them have in common', () => {
    expectTypes([
      ['CASE WHEN true THEN 1 ELSE 2.5 END', 'decimal(11,1)'],
      [
        "CASE 1 WHEN 'a' THEN 2 END",
        '13: CASE operand type does not match WHEN clause operand type: integer vs varchar(1)',
      ],
      ["IF(true, 2, 'a')", '1: Result types for IF must be the same: integer vs varchar(1)'],
      ["coalesce('a', 'bcd')", 'varchar(3)'],
      ["coalesce(date '2020-01-01', timestamp '2020-01-01 00:00:00.1')", 'timestamp(1)'],
      ['coalesce(1)', "1: The 'coalesce' function must have at least two arguments"],
      ['nullif(1, 1.5)', 'integer'],
      ["nullif(1, 'a')", '1: Types are not comparable with NULLIF: integer vs varchar(1)'],
      ['try(1, 2)', "1: The 'try' function must have exactly one argument"],
    ]);
  });
});

describe('arrays, maps and rows', () => {
  it('have elements of one type, and are taken apart by position, key and name', () => {
    expectTypes([
      ['ARRAY[]', 'array(unknown)'],
      ['ARRAY[1, NULL, 2.5]', 'array(decimal(11,1))'],
      ["ARRAY[1][bigint '1']", 'integer'],
      ["ARRAY[1]['a']", '1: Cannot use varchar(1) for subscript of array(integer)'],
      ['1[1]', '1: Cannot use integer for subscript of integer'],
      ["ROW(1, 'a')[2]", 'varchar(1)'],
      ["ROW(1, 'a')[3]", '13: Subscript index out of bounds: 3, max value is 2'],
      ["ROW(1, 'a')[0]", '13: Invalid subscript index: 0. ROW indices start at 1'],
      ["ROW(1, 'a')['a']", '13: Subscript expression on ROW requires a constant index'],
      ['CAST(row(1, 2) AS row(a int, b varchar)).b', 'varchar'],
      ['CAST(row(1, 2) AS row(a int, b varchar)).c', "42: Column 'c' cannot be resolved"],
    ]);
  });

  it('are found behind a column', () => {
    const columns = { r: { kind: 'row', fields: [{ name: 'a', type: { kind: 'date' } }] } } as const;
    expect(typeOrFailure('r.a', { columns })).toBe('date');
    expect(typeOrFailure('r.a.b', { columns })).toBe('5: Expression is not of type ROW, but of date');
  });
});

describe('a cast', () => {
  it('names one of the types that the embedded engine has', () => {
    expectTypes([
      ['CAST(1 AS decimal)', 'decimal(38,0)'],
      ["CAST('a' AS char)", 'char(1)'],
      ['CAST(NULL AS timestamp(6) with time zone)', 'timestamp(6) with time zone'],
      ['CAST(row(1) AS row(x int))', 'row(x integer)'],
      ['CAST(ARRAY[1] AS array(varchar))', 'array(varchar)'],
      ['CAST(1 AS foo)', '1: Unknown type: foo'],
      ['CAST(1 AS bigint(3))', '1: Unknown type: bigint(3)'],
      ['CAST(1 AS decimal(40, 1))', '1: DECIMAL precision must be in range [1, 38]: 40'],
      ["CAST('10.0.0.1' AS ipaddress)", '1: The embedded engine does not have the type ipaddress'],
      ['CAST(NULL AS timestamp(9))', '1: The embedded engine does not have timestamp(9)'],
    ]);
  });

  it('goes between types that Trino converts', () => {
    expectTypes([
      ["CAST(date '2020-01-01' AS bigint)", '1: Cannot cast date to bigint'],
      ['CAST(1.5 AS date)', '1: Cannot cast decimal(2,1) to date'],
      ['CAST(row(1, 2) AS row(a int))', '1: Cannot cast row(integer, integer) to row(a integer)'],
      ["TRY_CAST('a' AS integer)", 'integer'],
    ]);
  });
});

describe('times', () => {
  it('without parentheses are those of the moment at which the statement began', () => {
    expectTypes([
      ['current_date', 'date'],
      ['current_timestamp', 'timestamp(3) with time zone'],
      ['localtimestamp(6)', 'timestamp(6)'],
      ['localtime', 'time(3)'],
      ['current_time', '1: The embedded engine does not have current_time'],
      ['current_user', '1: The embedded engine does not have current_user'],
    ]);
    expect(analyze('localtimestamp(0)')).toMatchObject({ value: 1_744_286_401_000_000n });
  });

  it('give only the fields that they have', () => {
    expectTypes([
      ["EXTRACT(YEAR FROM 'a')", '19: Cannot extract YEAR from varchar(1)'],
      ["EXTRACT(HOUR FROM date '2020-01-01')", '19: Cannot extract HOUR from date'],
      ["EXTRACT(MONTH FROM interval '1' day)", '20: Cannot extract MONTH from interval day to second'],
      [
        "1 AT TIME ZONE 'UTC'",
        '1: Type of value must be a time or timestamp with or without time zone (actual integer)',
      ],
    ]);
  });
});

describe('a call', () => {
  const transform: FunctionEntry = {
    name: 'transform',
    kind: 'scalar',
    signatures: ['(array(T), function(T, U)) -> array(U)'],
    summary: '',
  };
  const reduce: FunctionEntry = {
    ...transform,
    name: 'reduce',
    signatures: ['(array(T), S, function(S, T, S), function(S, R)) -> R'],
  };
  const filter: FunctionEntry = {
    ...transform,
    name: 'filter',
    signatures: ['(array(T), function(T, boolean)) -> array(T)'],
  };

  /** The type of a call whose arguments are the fields of a row. */
  const bind = (entry: FunctionEntry, text: string): string => {
    const analyzer = analyzerOf(contextOf({ columns: { x: { kind: 'varchar' } } }));
    const call = parseExpression(`f(${text})`);
    if (call.kind !== 'call') throw new Error('no call');
    const values = call.arguments.map((value) => argumentOf(value, analyzer));
    try {
      return typeText(bindArguments(entry, values, call, analyzer).type);
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('of an unknown function says so', () => {
    expectTypes([
      ['foo(1)', "1: Function 'foo' not registered"],
      ['ifnull(1, 2)', "1: Function 'ifnull' not registered"],
    ]);
    expect(() => analyze('nvl(1, 2)')).toThrow(expect.objectContaining({ remedy: 'Write coalesce(a, b).' }));
  });

  it('with a lambda gets the types of its parameters from the other arguments', () => {
    expect(bind(transform, 'ARRAY[1], x -> x + 1.5')).toBe('array(decimal(12,1))');
    expect(bind(transform, 'ARRAY[ARRAY[1]], x -> x[1]')).toBe('array(integer)');
    expect(bind(transform, 'NULL, x -> x')).toBe('array(unknown)');
    expect(bind(reduce, "ARRAY[bigint '1', 2], 0, (s, x) -> s + x, s -> s")).toBe('bigint');
    expect(bind(reduce, 'ARRAY[1, 2], 0, (s, x) -> s + x, s -> s * 1.5')).toBe('decimal(12,1)');
  });

  it('with a lambda does not convert its result', () => {
    expect(bind(filter, 'ARRAY[1], x -> x > 1')).toBe('array(integer)');
    expect(bind(filter, 'ARRAY[1], x -> NULL')).toBe(
      'Unexpected parameters (array(integer), <function>) for function f. Expected: f(array(T), function(T, boolean))',
    );
    expect(bind(reduce, "ARRAY[1, 2], bigint '0', (s, x) -> x, s -> s")).toMatch('Unexpected parameters');
    expect(bind(reduce, 'ARRAY[1, 2], 0, (s, x) -> s + x * 1.5, s -> s')).toMatch('Unexpected parameters');
  });

  it('with lambdas in lambdas is analysed in time that is linear in their depth', () => {
    const nested = (depth: number, inner: string): string =>
      depth === 0
        ? inner
        : `reduce(ARRAY[1], 0, (s${depth}, x${depth}) -> s${depth} + ${nested(depth - 1, inner)}, s -> s)`;
    const began = performance.now();
    expect(typeOrFailure(nested(40, "bigint '1'"))).toBe('bigint');
    expect(typeOrFailure(nested(40, "s20 + bigint '1'"))).toBe('bigint');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('with lambdas gives every parameter an id of its own, the same in all its uses', () => {
    expect(analyze('transform(ARRAY[1], x -> transform(ARRAY[2], y -> x + y))')).toMatchObject({
      arguments: [
        {},
        {
          parameters: [{ id: 1 }],
          body: {
            arguments: [{}, { parameters: [{ id: 2 }], body: { arguments: [{ id: 1 }, { id: 2 }] } }],
          },
        },
      ],
    });
  });

  it('in a chain of a thousand operators is refused rather than the end of the program', () => {
    const chain = Array.from({ length: 5_000 }, (_none, index) => String(index)).join(' + ');
    expect(typeOrFailure(chain)).toMatch('The expression is nested too deeply for the embedded engine');
  });

  it('with a lambda of other parameters, or a lambda elsewhere, is refused', () => {
    expect(bind(transform, 'ARRAY[1], (a, b) -> a')).toBe('Expected a lambda that takes 1 argument(s) but got 2');
    expect(bind(transform, 'ARRAY[1], x -> (SELECT 1)')).toBe('Lambda expression cannot contain subqueries');
    expect(bind(transform, 'ARRAY[1], 1')).toMatch('Unexpected parameters (array(integer), integer)');
    expect(typeOrFailure('x -> x')).toBe('1: Lambda expression should always be used inside a function');
  });

  it('binds the parameter that stands nearest, before any column', () => {
    expect(bind(transform, 'ARRAY[1], x -> x')).toBe('array(integer)');
    expect(bind(transform, "ARRAY['a'], y -> x || y")).toBe('array(varchar)');
  });

  it('of a scalar function has none of the clauses of aggregates', () => {
    expectTypes([
      ["length(DISTINCT 'a')", '1: DISTINCT is not supported for non-aggregation functions'],
      ["length('a') FILTER (WHERE true)", '1: Filter is only valid for aggregation functions'],
      ["length('a') OVER ()", '1: Not a window function: length'],
    ]);
  });
});
