import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, plainText } from '#core/text/plain-text.ts';

/** What no reader sees, by Unicode's own classes, but for the joiners, which scripts and emoji need. */
const UNSEEN = /[\p{Cc}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/u;
const anyText = fc.string({ unit: 'binary' });

describe('plain text', () => {
  it('has nothing unseen, whichever character is hidden in it, alone or twice', () => {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const character = String.fromCharCode(unit);
      for (const text of [`a${character}b`, `a${character}${character}b`]) {
        const plain = plainText(text);
        if (UNSEEN.test(plain.replaceAll(/[\n\t]/g, ''))) expect.fail(`U+${unit.toString(16)} came through`);
        if (/[\uFE00-\uFE0F]{2}/.test(plain)) expect.fail(`U+${unit.toString(16)} came through twice`);
      }
    }
  });

  it('has no tag characters, in which whole sentences can be hidden', () => {
    for (let tag = 0xe0000; tag <= 0xe0fff; tag++)
      if (plainText(`a${String.fromCodePoint(tag)}b`) !== 'ab') expect.fail(`U+${tag.toString(16)} came through`);
  });

  it.each(['\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])('ends a line with %j alike', (end) => {
    expect(plainText(`a${end}b`)).toBe('a\nb');
  });

  it('in one line has at most as many characters as it may, with a sign that there were more', () => {
    expect(oneLine('one two three', 13)).toBe('one two three');
    expect(oneLine('one two three', 12)).toBe('one two thr…');
    expect(oneLine('one two three', 5)).toBe('one…');
  });

  it('is the same when it is made plain again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainText(plainText(text))).toBe(plainText(text));
      }),
    );
  });

  it('in one line has single spaces alone, and every word', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = oneLine(text);
        expect(line).not.toMatch(/[^\S ]|\s\s|^\s|\s$/);
        expect(line.split(' ')).toEqual(plainText(text).trim().split(/\s+/));
      }),
    );
    expect(oneLine(' a \n\t b\tc  d\n')).toBe('a b c d');
  });
});
