import { describe, expect, it } from 'vitest';
import { FUNCTION_GROUPS } from '../../../../server-lambda/core/sql/functions/catalogue.ts';
import { bindSignature } from '../../../../server-lambda/local/engine/analysis/bind-signature.ts';
import { chooseSignature } from '../../../../server-lambda/local/engine/analysis/choose-signature.ts';
import { parseSignature } from '../../../../server-lambda/local/engine/analysis/signature.ts';
import { typeText, type SqlType } from '../../../../server-lambda/local/engine/types.ts';
import { typeOf } from '../../../support/evaluate-function.ts';

/** The types of the arguments and of the result that a signature gets, or undefined. */
function bound(signature: string, types: readonly string[], coerce = true): string | undefined {
  const result = bindSignature(parseSignature(signature), types.map(typeOf), coerce);
  return (
    result && `${result.argumentTypes.map(typeText).join(', ')} -> ${result.type ? typeText(result.type) : 'rule'}`
  );
}

describe('a signature', () => {
  it('is read for every function of the catalogue', () => {
    for (const { functions } of FUNCTION_GROUPS)
      for (const { signatures } of functions) for (const text of signatures) expect(parseSignature(text)).toBeDefined();
  });

  it('binds lengths and digits by its arguments', () => {
    expect(bound('(varchar(x), bigint) -> varchar(x)', ['varchar(3)', 'integer'])).toBe(
      'varchar(3), bigint -> varchar(3)',
    );
    expect(bound('(varchar(x)) -> varchar(x)', ['varchar'])).toBe('varchar -> varchar');
    expect(bound('(decimal(p, s)) -> decimal(p, s)', ['integer'])).toBe('decimal(10,0) -> decimal(10,0)');
    expect(bound('(timestamp(p), timestamp(p)) -> bigint', ['date', 'timestamp(6)'])).toBe(
      'timestamp(6), timestamp(6) -> bigint',
    );
  });

  it('takes any length where it names none, and gives the widest', () => {
    expect(bound('(varchar) -> varchar', ['varchar(3)'], false)).toBe('varchar(3) -> varchar');
    expect(bound('(timestamp) -> timestamp', ['timestamp(6)'])).toBe('timestamp(6) -> timestamp(3)');
  });

  it('binds a type variable to what its arguments have in common', () => {
    expect(bound('(array(T), T) -> boolean where T is comparable', ['array(integer)', 'bigint'])).toBe(
      'array(bigint), bigint -> boolean',
    );
    expect(bound('(map(K, V), array(K)) -> map(K, V)', ['map(varchar, bigint)', 'unknown'])).toBe(
      'map(varchar, bigint), array(varchar) -> map(varchar, bigint)',
    );
    expect(bound('(T) -> T where T is orderable', ['map(varchar, bigint)'])).toBeUndefined();
    expect(bound('(T...) -> T where T is orderable', ['integer', 'bigint', 'decimal(2,1)'])).toBe(
      'decimal(20,1), decimal(20,1), decimal(20,1) -> decimal(20,1)',
    );
  });

  it('takes only types that convert without a cast', () => {
    expect(bound('(bigint) -> bigint', ['varchar(1)'])).toBeUndefined();
    expect(bound('(bigint) -> bigint', ['integer'], false)).toBeUndefined();
    expect(bound('(varchar) -> bigint', ['date'])).toBeUndefined();
  });

  it('is refused when it is wrong', () => {
    expect(() => parseSignature('(array(T) -> T')).toThrow('The signature (array(T) -> T is wrong');
    expect(() => parseSignature('(map(K)) -> K')).toThrow('wrong');
  });
});

describe('of several signatures', () => {
  const choose = (signatures: readonly string[], ...types: readonly string[]): string => {
    const choice = chooseSignature(signatures.map(parseSignature), types.map(typeOf), ([first]): SqlType => first!);
    return choice.kind === 'choice' ? choice.argumentTypes.map(typeText).join(', ') : choice.kind;
  };
  const numbers = ['(bigint) -> bigint', '(integer) -> integer', '(double) -> double', '(decimal(p, s)) -> rule'];

  it('the one that takes the arguments as they are is chosen', () => {
    expect(choose(numbers, 'integer')).toBe('integer');
    expect(choose(numbers, 'decimal(3,1)')).toBe('decimal(3,1)');
  });

  it('the most specific one is chosen where all need conversions', () => {
    expect(choose(numbers, 'smallint')).toBe('integer');
    expect(choose(numbers, 'unknown')).toBe('integer');
    expect(choose(numbers, 'real')).toBe('double');
  });

  it('there is no choice where none takes them, or several do equally well', () => {
    expect(choose(numbers, 'varchar')).toBe('none');
    expect(choose(['(date) -> date', '(bigint) -> bigint'], 'unknown')).toBe('ambiguous');
  });
});
