import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compactJson, jsonFields } from '../../../server-lambda/local/engine/load/json-fields.ts';
import { rowOfJson } from '../../../server-lambda/local/engine/load/case-row.ts';
import { CASE_COLUMNS } from '#core/contract/case-record.ts';

function valuesOf(json: string): readonly (readonly [string, string])[] {
  return jsonFields(json).map(({ name, start, end }) => [name, json.slice(start, end).trim()]);
}

test('fields are those of the object itself, in their order, repeated ones too', () => {
  expect(valuesOf('{"a": 1.50, "b": {"a": [2, {"a": 3}], "c": "}"}, "a" : "x:y,\\"z\\"", "d":[]}')).toEqual([
    ['a', '1.50'],
    ['b', '{"a": [2, {"a": 3}], "c": "}"}'],
    ['a', '"x:y,\\"z\\""'],
    ['d', '[]'],
  ]);
});

test('an object without fields has none', () => {
  expect(valuesOf(' { } ')).toEqual([]);
});

test('for any object the fields are those that JSON.parse finds', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 2, '\t'), (object, space) => {
      const json = JSON.stringify(object, null, space);
      // JSON.parse, unlike an object literal, keeps a field that is called __proto__.
      const parsed = JSON.parse(json) as Record<string, unknown>;
      const fields = valuesOf(json);
      expect(fields.map(([name]) => name)).toEqual(Object.keys(parsed));
      for (const [name, text] of fields) expect(JSON.parse(text)).toEqual(parsed[name]);
      expect(compactJson(json)).toBe(JSON.stringify(parsed));
    }),
  );
});

function cell(json: string, column: (typeof CASE_COLUMNS)[number]): string | null | undefined {
  return rowOfJson(JSON.parse(json), json)?.[CASE_COLUMNS.indexOf(column)];
}

test.each([
  ['a nested field of the same name', '{"meta":{"displayId":1.0},"displayId":12345678901234567890}'],
  ['a name that is written with an escape', '{"display\\u0049d":12345678901234567890}'],
  ['the last of repeated names', '{"displayId":11111111111111111111,"displayId":12345678901234567890}'],
  ['the last of names that differ in case', '{"displayid":"1","DISPLAYID":12345678901234567890}'],
  [
    'the last of names that differ in case, whichever came first',
    '{"A":1,"displayId":"1","DISPLAYID":"2","displayId":12345678901234567890}',
  ],
])('%s does not take the place of the value', (_what, json) => {
  expect(cell(json, 'displayid')).toBe('12345678901234567890');
});

test.each([
  ['1.50', '1.50'],
  ['1.0', '1.0'],
  ['-0', '-0'],
  ['1e3', '1e3'],
  ['{"n": 1.0, "s": "a b"}', '{"n":1.0,"s":"a b"}'],
  ['[ 1, 12345678901234567890 ]', '[1,12345678901234567890]'],
  ['true', 'true'],
  ['null', null],
  ['"text"', 'text'],
])('a value %s is the text %s', (json, text) => {
  expect(cell(`{"subject":${json}}`, 'subject')).toBe(text);
});

test('NULL that is repeated last counts, too', () => {
  expect(cell('{"subject":"a","Subject":null}', 'subject')).toBeNull();
});
