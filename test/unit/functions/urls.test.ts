import { describe, expect, it } from 'vitest';
import { evaluate } from '../../support/evaluate-function.ts';
// What Trino answered: host, port, path, protocol, query, fragment and the parameter `a`.
import recorded from './url-cases.json' with { type: 'json' };

const V = 'varchar';
const PARTS = ['host', 'port', 'path', 'protocol', 'query', 'fragment'];

describe('parts of URLs', () => {
  it('are those of Trino', () => {
    const answered = recorded.map(([url = null]) => [
      url,
      ...PARTS.map((part) => evaluate(`url_extract_${part}`, [V], url)).map((value) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
      evaluate('url_extract_parameter', [V, V], url, 'a'),
    ]);
    expect(answered).toEqual(recorded);
  });

  it('names of parameters are compared as they stand', () => {
    expect(evaluate('url_extract_parameter', [V, V], 'http://x/?a%20b=1', 'a b')).toBeNull();
    expect(evaluate('url_extract_parameter', [V, V], 'http://x/?', '')).toBe('');
    expect(evaluate('url_extract_parameter', [V, V], 'http://x/', '')).toBeNull();
  });
});

describe('URL encoding', () => {
  it('is that of forms', () => {
    expect(evaluate('url_encode', [V], "a b&c=é/~*-._!'()+%")).toBe('a+b%26c%3D%C3%A9%2F%7E*-._%21%27%28%29%2B%25');
    expect(evaluate('url_decode', [V], 'a+b%20c%C3%A9%ff')).toBe('a b cé\ufffd');
  });

  it.each([
    ['%zz', 'Error at index 0 in: "zz"'],
    ['a%2', 'Incomplete trailing escape (%) pattern'],
    ['%-1', 'negative value'],
    ['%1g', 'Error at index 1 in: "1g"'],
    ['%41%', 'Incomplete trailing escape (%) pattern'],
  ])('url_decode refuses %s', (text, sentence) => {
    expect(() => evaluate('url_decode', [V], text)).toThrow(sentence);
  });
});
