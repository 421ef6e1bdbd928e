import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '#core/visible-text.ts';
import { hostileTexts } from '../../support/hostile-texts.ts';

describe('visible text', () => {
  it('shows what turns text around or hides in it', () => {
    expect(visibleText('invoice\u202Efdp.exe')).toBe('invoice⟦U+202E⟧fdp.exe');
    expect(visibleText('a\u200Bb\u0007c')).toBe('a⟦U+200B⟧b⟦U+0007⟧c');
    expect(visibleText(`x${String.fromCodePoint(0xe0049, 0xe0067, 0xe006e)}y`)).toBe('x⟦U+E0049 ×3⟧y');
    expect(visibleText('half \uD83D of it')).toBe('half ⟦U+D83D⟧ of it');
  });

  it('leaves lines, tabs, letters of every script and emoji as they are', () => {
    const text = 'a\tb\nc é مرحبا שלום 日本 👩‍👩‍👧 क्षि';
    expect(visibleText(text)).toBe(text);
    expect(visibleText('a\r\nb\rc')).toBe('a\nb\nc');
  });

  it('leaves nothing unseen in what a case may say', () => {
    const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/; // eslint-disable-line no-control-regex -- it looks for them
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...hostileTexts('m')), fc.string({ unit: 'binary' })), (text) => {
        expect(visibleText(text)).not.toMatch(unseen);
      }),
    );
  });
});
