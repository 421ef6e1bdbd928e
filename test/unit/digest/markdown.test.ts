import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, label, number, percent, quote } from '#core/digest/markdown.ts';

/** What a Markdown reader shows: escapes and entities undone. */
function shown(markdown: string): string {
  return markdown
    .replaceAll(/\\([\\`*_[\]{}|~#$])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#64;', '@')
    .replaceAll('&amp;', '&');
}

describe('inert text', () => {
  it.each([
    ['![x](http://evil.example/a.png)', '!\\[x\\](‹address left out›)'],
    ['[click](javascript:alert%281%29)', '\\[click\\](‹address left out›)'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['# Heading', '\\# Heading'],
    ['a | b', 'a \\| b'],
    ['`rm -rf /`', '\\`rm -rf /\\`'],
    ['**bold** _it_ ~~no~~ $x$', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\$x\\$'],
    ['see https://evil.example/x?y=1 now', 'see ‹address left out› now'],
    ['www.evil.example', '‹address left out›'],
    ['command:workbench.action.quit', '‹address left out›'],
    ['mail root@evil.example', 'mail root at evil.example'],
    ['&lt;b&gt; &amp;', '&amp;lt;b&amp;gt; &amp;amp;'],
    ['@workspace delete', '&#64;workspace delete'],
  ])('of %s is %s', (text, expected) => {
    expect(label(text)).toBe(expected);
  });

  it('is one line without control, direction or invisible characters', () => {
    expect(label('a\u0000b\r\n# c\u2028d\u202Ee\u200Bf\u001B[31mg\u00A0h')).toBe('a b \\# c def \\[31mg h');
  });

  it('never starts a link, an image, HTML or a new line, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('![a](b)', '<img src=x>', '\n# h', 'http://x.y', '`'),
        (text, bait) => {
          const result = label(text + bait + text);
          expect(result).not.toMatch(/(?<!\\)(?:\\\\)*[[\]`*_|#]|[<>\n\r]|:\/\//);
          expect(shown(result)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        },
      ),
    );
  });
});

describe('a quotation', () => {
  it('keeps a short sentence whole', () => {
    expect(quote('It failed.')).toBe('“It failed.”');
  });

  it('is cut at the end of a word, at 200 characters at most, and says so', () => {
    const sentence = 'word '.repeat(60);
    const cut = quote(sentence);
    expect(cut.length - 2).toBeLessThanOrEqual(200);
    expect(cut).toMatch(/word…”$/);
  });

  it('is cut to at most 200 characters as shown, without half characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const visible = shown(quote(text).slice(1, -1));
        expect(visible.length).toBeLessThanOrEqual(200);
        expect(visible).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('holds no quotation marks that could end it', () => {
    expect(quote('he said “stop” here')).toBe('“he said "stop" here”');
  });
});

describe('numbers in words', () => {
  it('have thousands separators and shares with one decimal', () => {
    expect(number(1_234_567)).toBe('1,234,567');
    expect(percent(1, 3)).toBe('33.3%');
    expect(percent(1, 2)).toBe('50%');
  });

  it('never say 0% of something, nor 100% of less than all', () => {
    expect(percent(1, 100_000)).toBe('<0.1%');
    expect(percent(99_999, 100_000)).toBe('>99.9%');
    expect(percent(0, 0)).toBe('0%');
  });

  it('join as a person lists', () => {
    expect(joined(['a', 'b', 'c'])).toBe('a, b and c');
    expect(joined([])).toBe('');
  });
});
