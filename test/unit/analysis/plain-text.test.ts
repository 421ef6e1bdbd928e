import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, plainText } from '#core/analysis/plain-text.ts';

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
