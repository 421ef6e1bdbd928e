import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { getProperty, removeProperty, setProperty } from '../../../../extension/host/configuration-files/jsonc-edit.ts';
import { CONTAINER, jsoncObject } from '../../../support/jsonc-text.ts';

const ENTRY = { command: '/opt/editor', args: ['bridge.js'], env: { A: '1' }, disabled: false };

describe('a property written into a JSONC text', () => {
  it.each([
    ['an empty object', '{}', '{\n  "ours": 1\n}'],
    ['the last property, without a comma', '{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "ours": 1\n}\n'],
    ['the last property, with a trailing comma', '{\n  "a": 1,\n}\n', '{\n  "a": 1,\n  "ours": 1,\n}\n'],
    ['a comment on its line', '{\n  "a": 1 // one\n}', '{\n  "a": 1, // one\n  "ours": 1\n}'],
    ['a comment below', '{\n  "a": 1\n  // later\n}', '{\n  "a": 1,\n  "ours": 1\n  // later\n}'],
    ['tabs', '{\n\t"a": 1\n}', '{\n\t"a": 1,\n\t"ours": 1\n}'],
    ['CRLF', '{\r\n  "a": 1\r\n}\r\n', '{\r\n  "a": 1,\r\n  "ours": 1\r\n}\r\n'],
    ['a byte order mark', '\uFEFF{\n  "a": 1\n}', '\uFEFF{\n  "a": 1,\n  "ours": 1\n}'],
    ['one line', '{"a":1}', '{"a":1, "ours": 1}'],
    ['nothing but a comment', '{\n  // none yet\n}', '{\n  // none yet\n  "ours": 1\n}'],
  ])('follows %s', (_, before, after) => {
    expect(setProperty(before, ['ours'], 1)).toBe(after);
    expect(removeProperty(after, ['ours'])).toBe(before);
  });

  it('takes the indentation of its new neighbours, level by level', () => {
    const before = '{\n    "servers": {\n        "a": {}\n    }\n}\n';
    const after = '{\n    "servers": {\n        "a": {},\n        "ours": {\n            "x": 1\n        }\n    }\n}\n';
    expect(setProperty(before, ['servers', 'ours'], { x: 1 })).toBe(after);
  });

  it('replaces a value where it stands', () => {
    const text = '{ "a": [1, /* two */ 2], "b": 3, }';
    expect(setProperty(text, ['a'], [4])).toBe('{ "a": [4], "b": 3, }');
  });

  it('changes nothing where the value is there already, however it is written', () => {
    const text = '{"ours" : { "x":1 , /* yes */ "y":[ ] , } }';
    expect(setProperty(text, ['ours'], { y: [], x: 1 })).toBe(text);
  });

  it('replaces the last of several properties of one name, which is the one that counts', () => {
    expect(setProperty('{"a": 1, "a": 2}', ['a'], 3)).toBe('{"a": 1, "a": 3}');
  });

  it('refuses to make an object of something else on the way', () => {
    expect(() => setProperty('{\n  "servers": []\n}', ['servers', 'ours'], 1)).toThrow(
      expect.objectContaining({ message: 'expected an object', line: 2, column: 14 }),
    );
  });
});

describe('a property removed from a JSONC text', () => {
  it.each([
    ['the first', '{\n  "ours": 1,\n  "a": 1\n}', '{\n  "a": 1\n}'],
    ['one in between', '{\n  "a": 1,\n  "ours": 1,\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 2\n}'],
    ['one behind a comment, on a line with another', '{ // all\n"ours": 1, "a": 1}', '{ // all\n "a": 1}'],
    ['each of several of one name', '{"ours": 1, "a": 1, "ours": 2}', '{ "a": 1}'],
    ['none', '{"a": {"ours": 1}}', '{"a": {"ours": 1}}'],
  ])('may be %s', (_, before, after) => {
    expect(removeProperty(before, ['ours'])).toBe(after);
  });
});

describe('any JSONC object', () => {
  it('is the same, byte by byte, after a property was written and removed again', () => {
    fc.assert(
      fc.property(jsoncObject, (text) => {
        const written = setProperty(text, ['ours'], ENTRY);
        expect(getProperty(written, ['ours'])).toEqual(ENTRY);
        expect(removeProperty(written, ['ours'])).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same after an entry of an object in it was written and removed again', () => {
    fc.assert(
      fc.property(jsoncObject, (text) => {
        const hadContainer = getProperty(text, [CONTAINER]) !== undefined;
        const written = setProperty(text, [CONTAINER, 'ours'], ENTRY);
        const removed = removeProperty(written, [CONTAINER, 'ours']);
        expect(hadContainer ? removed : removeProperty(removed, [CONTAINER])).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps all other values when a property is written', () => {
    fc.assert(
      fc.property(jsoncObject, (text) => {
        const before = parse(text.replace('\uFEFF', '')) as object;
        const after = parse(setProperty(text, ['ours'], ENTRY).replace('\uFEFF', '')) as object;
        expect({ ...after }).toEqual({ ...before, ours: ENTRY });
      }),
    );
  });
});
