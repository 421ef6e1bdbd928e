import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '#core/sql/lexer.ts';
import { quoteLiteral } from '#core/sql/literal.ts';

describe('a literal', () => {
  test('of a string doubles its quotes and keeps everything else', () => {
    expect(quoteLiteral('')).toBe("''");
    expect(quoteLiteral("it's")).toBe("'it''s'");
    expect(quoteLiteral('C:\\')).toBe("'C:\\'");
    expect(quoteLiteral("'; DROP TABLE x; --")).toBe("'''; DROP TABLE x; --'");
  });

  test('of a number is a whole number or a double', () => {
    expect([0, -0, 42, -7, Number.MAX_SAFE_INTEGER].map(quoteLiteral)).toEqual([
      '0',
      '0',
      '42',
      '-7',
      '9007199254740991',
    ]);
    expect([0.1, -1.5, 1e21, 5e-324].map(quoteLiteral)).toEqual(['1E-1', '-1.5E0', '1E21', '5E-324']);
  });

  test('is refused for what is no number', () => {
    for (const value of [NaN, Infinity, -Infinity]) expect(() => quoteLiteral(value)).toThrow(RangeError);
  });

  test('of any string is one token of that value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', "'", "''", "\\'", '--', '\n'), (start, end) => {
        const value = start + end;
        const [token, ...rest] = tokenize(quoteLiteral(value));
        expect(rest).toEqual([]);
        expect(token?.kind).toBe('string');
        expect(token?.text.slice(1, -1).replaceAll("''", "'")).toBe(value);
      }),
    );
  });

  test('of any number is one token of that value, after its sign', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.oneof(finite, fc.integer(), fc.maxSafeInteger()), (value) => {
        const tokens = tokenize(quoteLiteral(value));
        expect(tokens.map(({ kind }) => kind)).toEqual(value < 0 ? ['symbol', 'number'] : ['number']);
        expect(Number(tokens.map(({ text }) => text).join(''))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
