import { describe, expect, it } from 'vitest';
import { evaluate } from '../../support/evaluate-function.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';
// What Trino answered: a text, or its error.
import recorded from './format-cases.json' with { type: 'json' };

function formatted(pattern: string, type: string, value: Value): Value | { error: string } {
  try {
    return evaluate('format', ['varchar', type], pattern, value);
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** JSON has no bigint. */
function valueOf(type: string, value: string | number | boolean | null): Value {
  if (value === null) return null;
  if (/^bigint|^decimal|^time/.test(type)) return BigInt(value);
  return type === 'double' ? Number(value) : value;
}

describe('format', () => {
  it('prints as in Trino, and fails in its words', () => {
    // The rows have a pattern, a type, a value and an answer.
    const rows = recorded as [string, string, string | number | boolean | null, unknown][];
    const answered = rows.map(([pattern, type, value]) => [
      pattern,
      type,
      value,
      formatted(pattern, type, valueOf(type, value)),
    ]);
    expect(answered).toEqual(recorded);
  });

  it('takes its arguments in order, by number, and again', () => {
    const of = (pattern: string) => evaluate('format', ['varchar', 'varchar', 'integer'], pattern, 'a', 5);
    expect(of('%2$s %s %s')).toBe('5 a 5');
    expect(of('%s %<s %s')).toBe('a a 5');
    expect(() => of('%3$s')).toThrow("MissingFormatArgument: Format specifier '%3$s'");
    expect(() => of('%0$s')).toThrow('IllegalFormatArgumentIndex');
  });

  it('rounds a real as the double that it equals', () => {
    expect(evaluate('format', ['varchar', 'real'], '%s %<.10f', Math.fround(1.1))).toBe('1.1 1.1000000238');
  });

  it('keeps all digits of a decimal', () => {
    const value = 1234567890123456789012345n;
    expect(evaluate('format', ['varchar', 'decimal(25,5)'], '%,.3f', value)).toBe('12,345,678,901,234,567,890.123');
  });

  it.each(['%tY', '%h', '%g', '%a'])('refuses %s by name', (pattern) => {
    expect(() => evaluate('format', ['varchar', 'double'], pattern, 1)).toThrow(`format() has no ${pattern}`);
  });
});
