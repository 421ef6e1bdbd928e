import { describe, expect, it } from 'vitest';
import { typeText } from '../../../server-lambda/local/engine/types.ts';
import { typeOf } from '../../support/evaluate-function.ts';

describe('types as tests write them', () => {
  it.each([
    'varchar',
    'varchar(3)',
    'decimal(5,2)',
    'timestamp(6) with time zone',
    'interval day to second',
    'array(map(varchar, array(bigint)))',
    'row(a integer, b timestamp(3) with time zone)',
    'row(integer, timestamp(3) with time zone)',
    'function(varchar, bigint, boolean)',
  ])('%s is read as Trino prints it', (text) => {
    expect(typeText(typeOf(text))).toBe(text);
  });
});
