import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../support/evaluate-function.ts';
import type { Value } from '../../../server-lambda/local/engine/values.ts';

const V = 'varchar';
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Value) => Buffer.from(value as Uint8Array).toString('hex');
const of = (name: string, ...values: string[]) =>
  hex(
    evaluate(
      name,
      values.map(() => 'varbinary'),
      ...values.map(bytes),
    ),
  );

describe('hashes', () => {
  it.each([
    ['md5', '61', '0cc175b9c0f1b6a831c399e269772661'],
    ['sha1', '61', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ['sha256', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['xxhash64', '', 'ef46db3751d8e999'],
    ['xxhash64', '616263', '44bc2cf5ad770999'],
    ['xxhash64', '6162636465666768', '3ad351775b4634b7'],
    ['xxhash64', '6162636465666768696a6b6c6d6e6f707172737475767778797a303132333435', 'bf2cd639b4143b80'],
    ['xxhash64', `61${'6263'.repeat(49)}62`, '44f694e7c81849e7'],
    ['murmur3', '', '00000000000000000000000000000000'],
    ['murmur3', '616263', '6778ad3f3f3f96b4522dca264174a23b'],
    ['murmur3', '6162636465666768696a6b6c6d6e6f70', '23b74c22a33ccac41aeb31b395d63343'],
    ['murmur3', '6162636465666768696a6b6c6d6e6f70717273', '886d9ede23bc901574946fb62a4d8aa6'],
  ])('%s of %s', (name, given, expected) => {
    expect(of(name, given)).toBe(expected);
  });

  it('crc32, and HMACs with their keys', () => {
    expect(evaluate('crc32', ['varbinary'], bytes('616263'))).toBe(891568578n);
    expect(of('hmac_sha256', '61', '62')).toBe('cb448b440c42ac8ad084fc8a8795c98f5b7802359c305eabd57ecdb20e248896');
    expect(() => of('hmac_md5', '61', '')).toThrow('Empty key');
  });
});

describe('encodings', () => {
  it.each([
    ['base32', 'AEBA===='],
    ['base64', 'AQI='],
    ['base64url', 'AQI='],
    ['hex', '0102'],
  ])('%s', (name, encoded) => {
    expect(evaluate(`to_${name}`, ['varbinary'], bytes('0102'))).toBe(encoded);
    fc.assert(
      fc.property(fc.uint8Array(), (given) => {
        expect(evaluate(`from_${name}`, [V], evaluate(`to_${name}`, ['varbinary'], given))).toEqual(given);
      }),
    );
  });

  it('padding may be left out', () => {
    expect(hex(evaluate('from_base64', [V], 'AQ'))).toBe('01');
    expect(hex(evaluate('from_base32', [V], 'AEBA='))).toBe('0102');
    expect(hex(evaluate('from_base64url', [V], '-_8'))).toBe('fbff');
  });

  it.each([
    ['from_hex', '0', 'invalid input length 1'],
    ['from_hex', 'zz', 'not a hexadecimal digit: "z" = 122'],
    ['from_base64', 'A', 'Input byte[] should at least have 2 bytes for base64 bytes'],
    ['from_base64', 'A*==', 'Illegal base64 character 2a'],
    ['from_base64', 'é0', 'Illegal base64 character -3d'],
    ['from_base64', '-_8=', 'Illegal base64 character 2d'],
    ['from_base64', 'AQ=', 'Input byte array has wrong 4-byte ending unit'],
    ['from_base64', 'A===', 'Last unit does not have enough valid bits'],
    ['from_base64', 'AQ==AQ==', 'Input byte array has incorrect ending byte at 4'],
    ['from_base32', 'a', 'Invalid input length 1'],
    ['from_base32', 'aeba', 'Unrecognized character: a'],
  ])('%s refuses %s', (name, given, sentence) => {
    expect(() => evaluate(name, [V], given)).toThrow(sentence);
  });
});

describe('numbers as bytes', () => {
  it('have the highest byte first', () => {
    expect(hex(evaluate('to_big_endian_64', ['bigint'], -2n))).toBe('fffffffffffffffe');
    expect(hex(evaluate('to_big_endian_32', ['integer'], -2))).toBe('fffffffe');
    expect(evaluate('from_big_endian_64', ['varbinary'], bytes('fffffffffffffffe'))).toBe(-2n);
    expect(evaluate('from_big_endian_32', ['varbinary'], bytes('fffffffe'))).toBe(-2);
    expect(hex(evaluate('to_ieee754_64', ['double'], 1))).toBe('3ff0000000000000');
    expect(evaluate('from_ieee754_32', ['varbinary'], bytes('3f800000'))).toBe(1);
  });

  it('have their size', () => {
    expect(() => of('from_big_endian_64', '01')).toThrow('expected 8-byte input, but got instead: 1');
    expect(() => of('from_ieee754_64', '01')).toThrow('Input floating-point value must be exactly 8 bytes long');
  });
});
