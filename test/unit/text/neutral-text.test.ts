import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { neutralText } from '#core/text/neutral-text.ts';

const renderer = new MarkdownIt({ html: true, linkify: true });

/** What a renderer that allows everything makes of a text that could act. */
function active(markdown: string): readonly string[] {
  return renderer
    .parse(markdown, {})
    .flatMap((token) => [token, ...(token.children ?? [])])
    .map(({ type }) => type)
    .filter((type) => /link|image|html/.test(type));
}

const HOSTILE = [
  '[click](https://evil.example/x)',
  '![pixel](https://evil.example/p.png?q=secret)',
  '[a][b]\n\n[b]: https://evil.example',
  '![a][b]\n\n[b]: <https://evil.example> "t"',
  '[b]\n\n  [b]:\n  https://evil.example',
  '<https://evil.example>',
  '<img src=x onerror=alert(1)>',
  '<!-- hidden --><script>alert(1)</script>',
  '</td><a href="//evil.example">x</a>',
  'see https://evil.example/a_(b) and www.evil.example, or evil.example.',
  'mail ops@evil.example or <ops@evil.example>',
  '[x](javascript:alert(1)) javascript:alert(1) data:text/html,x',
  '`code` https://evil.example `more`',
  '``a ` b`` https://evil.example',
  '`unclosed https://evil.example',
  '- ```\n  x\n\nhttps://evil.example [a](https://evil.example)\n```',
  '> ```\nhttps://evil.example\n[a](b)',
  '    ```\nhttps://evil.example\n',
  '&#91;a&#93;&#40;https://evil.example&#41; &lt;img src=x&gt;',
  '[a\\](https://evil.example)',
  '[![x](https://evil.example/i.png)](https://evil.example)',
  '| a | b |\n|---|---|\n| [x](https://evil.example) | ![y](https://evil.example) |',
  'https\u200b://evil.example [a]\u200b(https://evil.example)',
  'text[^1]\n\n[^1]: https://evil.example',
  '# [h](https://evil.example)\n\nhttps://evil.example\n===',
];

describe('text of others', () => {
  it.each(HOSTILE)('has nothing active in it: %j', (markdown) => {
    expect(active(neutralText(markdown))).toEqual([]);
  });

  it('has nothing active in it, however its parts are put together', () => {
    const part = fc.constantFrom(
      ...HOSTILE,
      ...[
        '`',
        '``',
        '```',
        '~~~',
        '\n',
        '\n\n',
        '    ',
        '> ',
        '- ',
        '[',
        ']',
        '(',
        ')',
        '!',
        '<',
        '>',
        ':',
        '\\',
        '&',
        '"',
        '|',
      ],
      ...['https://evil.example', 'evil.example', 'a', ' ', '//', '@', 'www.', '#', '*', '_', '\u200d', '\u202e'],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const text = neutralText(parts.join(''));
        expect([parts, active(text)]).toEqual([parts, []]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps what Markdown is for, and stays readable', () => {
    const markdown =
      '## Top issues\n\n1. **RDS**: 12 of 40 cases, *growing* (case 170000000001)\n\n| a | b |\n| - | - |\n| 1 | `x<y>` |\n\n```sql\nSELECT 1\n```\nRegion: eu-central-1 & a < b; see arn:aws:s3:::bucket.';
    expect(neutralText(markdown)).toBe(markdown);
    expect(neutralText('See https://evil.example/x.')).toBe('See `https://evil.example/x`.');
    expect(neutralText('[click](https://evil.example)')).toBe('[click] (`https://evil.example`)');
  });

  it('is neutral once and for all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HOSTILE), (markdown) => {
        expect(active(neutralText(neutralText(markdown)))).toEqual([]);
      }),
    );
  });
});
