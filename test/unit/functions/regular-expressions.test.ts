import { describe, expect, it } from 'vitest';
import { compileRegexp } from '../../../server-lambda/local/engine/functions/regexp.ts';
import { evaluate } from '../../support/evaluate-function.ts';
// What Joni, the engine of Trino, answered: all matches with their groups, or its error.
import recorded from './regexp-cases.json' with { type: 'json' };

const V = 'varchar';
const text = (name: string, ...values: string[]) =>
  evaluate(
    name,
    values.map(() => V),
    ...values,
  );

function matches(pattern: string, subject: string): (string | null)[][] {
  const regexp = compileRegexp(pattern);
  return Array.from(regexp.matches(subject), (match) =>
    Array.from({ length: regexp.groups + 1 }, (_none, number) => match.group(number)),
  );
}

describe('patterns match as in Trino', () => {
  it('every recorded answer', () => {
    const answered = recorded.matches.map(([pattern, subject]) => [
      pattern,
      subject,
      matches(String(pattern), String(subject)),
    ]);
    expect(answered).toEqual(recorded.matches);
  });

  it.each(recorded.errors)('%j is refused: %s', (pattern = '', sentence = '') => {
    expect(() => compileRegexp(pattern)).toThrow(sentence);
  });

  it.each([
    ['\\Ga', 'have no \\G'],
    ['(?i)(a)\\1', 'no back reference after (?i)'],
    ['(?:(a)|b)\\1', 'no back reference to a group that may not have matched: 1'],
    ['(?:|a)+', 'do not repeat what prefers to match nothing'],
    ['(?:a??)?', 'do not repeat what prefers to match nothing'],
    ['(?=a)*', 'do not repeat an assertion'],
    ['[\\w-.]', 'have no - after \\d, \\w'],
    ['[a-c-e]', 'have no - after a range in a class'],
    ['\\p{InGreek}', 'have no \\p{InGreek}'],
    ['(?i)i\u0307', 'after (?i)'],
  ])('%s has no exact equivalent, and is refused by name', (pattern, sentence) => {
    expect(() => compileRegexp(pattern)).toThrow(sentence);
  });

  it('a group that a repetition leaves out is not given', () => {
    expect(compileRegexp('(?:(a)|b)*').isFoundIn('ab')).toBe(true);
    expect(() => text('regexp_replace', 'ab', '(?:(a)|b)*', '$1')).toThrow(
      'a group that a repetition may leave out: 1',
    );
    expect(text('regexp_replace', 'ab', '(a|b)*', '<$1>')).toBe('<b><>');
  });

  it('a long pattern takes time as long as it is', () => {
    const words = Array.from({ length: 20_000 }, (_none, index) => `word${index}`).join('|');
    expect(compileRegexp(`^(?:${words})$`).isFoundIn('word19999')).toBe(true);
    expect(() => compileRegexp('('.repeat(1000) + ')'.repeat(1000))).toThrow('at most 500 levels of parentheses');
  });
});

describe('regexp_extract', () => {
  it('gives NULL for a group that did not take part, and refuses one that is not there', () => {
    expect(evaluate('regexp_extract', [V, V, 'bigint'], 'WARN-5', '(ERR-\\d+)|(WARN-\\d+)', 1n)).toBeNull();
    expect(evaluate('regexp_extract', [V, V, 'bigint'], 'abc', 'b', 0n)).toBe('b');
    expect(text('regexp_extract', 'abc', 'z')).toBeNull();
    expect(() => evaluate('regexp_extract', [V, V, 'bigint'], 'abc', '(z)', 5n)).toThrow(
      'Pattern has 1 groups. Cannot access group 5',
    );
    expect(() => evaluate('regexp_extract', [V, V, 'bigint'], 'abc', '(b)', -1n)).toThrow('Group cannot be negative');
  });

  it('of all matches', () => {
    const all = (...values: [string, string, bigint]) => evaluate('regexp_extract_all', [V, V, 'bigint'], ...values);
    expect(all('1a 2b 14m', '(\\d+)([a-z]+)', 2n)).toEqual(['a', 'b', 'm']);
    expect(all('abc', '(x)?[ab]', 1n)).toEqual([null, null]);
    expect(all('abc', '', 0n)).toEqual(['', '', '', '']);
    expect(all('aab', 'a*', 0n)).toEqual(['aa', '', '']);
  });
});

describe('regexp_replace', () => {
  it.each([
    ['abc', '(?<n_1>b)', '${n_1}${n_1}', 'abbc'],
    ['abcdefghijk', '(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)', '$11', 'k'],
    ['abc', '(b)', '$12', 'ab2c'],
    ['a', '(a)', '$001', 'a'],
    ['abc', '(x)?b', '[$1]', 'a[]c'],
    ['a.b', '\\.', '\\\\', 'a\\b'],
    ['a.b', '\\.', '\\n', 'anb'],
    ['xxx', 'x', '\\x', 'xxx'],
    ['a', 'a', '\\$1', '$1'],
    ['abc', 'b*', '-', '-a--c-'],
    ['baaac', 'a*', '-', '-b--c-'],
    ['a😀', '', '-', '-a-😀-'],
    ['John Smith', '(?<first>\\w+) (?<last>\\w+)', '${last}, ${first}', 'Smith, John'],
  ])('of %s, %s by %s is %s', (subject, pattern, replacement, expected) => {
    expect(text('regexp_replace', subject, pattern, replacement)).toBe(expected);
  });

  it.each([
    ['$5', 'unknown group 5'],
    ['$', '$'],
    ['x\\', 'x\\'],
    ['$x', '$x'],
    ['${x}', 'unknown group { x }'],
    ['${x', 'unknown group { x }'],
    ['${}', 'unknown group {  }'],
  ])('refuses the replacement %s', (replacement, what) => {
    expect(() => text('regexp_replace', 'abc', 'b', replacement)).toThrow(`Illegal replacement sequence: ${what}`);
  });

  it('does not read the replacement where nothing matches', () => {
    expect(text('regexp_replace', 'abc', 'x', '$')).toBe('abc');
  });

  it('by a function of the groups', () => {
    const types = [V, V, `function(array(${V}), ${V})`];
    const by = (give: (groups: readonly (string | null)[]) => string | null, pattern: string) =>
      evaluate('regexp_replace', types, 'new york', pattern, (groups) => give(groups as (string | null)[]));
    expect(by(([a, b]) => `${(a ?? '').toUpperCase()}${b ?? ''}`, '(\\w)(\\w*)')).toBe('New York');
    expect(by(([x]) => x ?? 'n', '(x)?(w)')).toBe('nen york');
    expect(by(() => '-', 'new ')).toBe('-york');
  });
});

describe('other functions of patterns', () => {
  it('split and count', () => {
    expect(text('regexp_split', '1a 2b 14m', '\\s*[a-z]+\\s*')).toEqual(['1', '2', '14', '']);
    expect(text('regexp_split', 'abc', 'b*')).toEqual(['', 'a', '', 'c', '']);
    expect(text('regexp_split', '', 'x')).toEqual(['']);
    expect(text('regexp_count', 'aab', 'a*')).toBe(3n);
  });

  it.each([
    [['\\b\\d+\\b'], 8],
    [['\\b\\d+\\b', 12], 19],
    [['\\b\\d+\\b', 12, 2], 31],
    [['x'], -1],
    [['s$', 40], 40],
    [['s$', 41], -1],
  ])('regexp_position of %j is %s', (rest, expected) => {
    const types = [V, V, 'integer', 'integer'];
    const subject = 'I have 23 apples, 5 pears and 13 oranges';
    expect(evaluate('regexp_position', types, subject, ...rest)).toBe(expected);
  });

  it('regexp_position counts from 1, by code points', () => {
    expect(text('regexp_position', '😀a', 'a')).toBe(2);
    expect(() => evaluate('regexp_position', [V, V, 'integer'], 'a', 'a', 0)).toThrow('cannot be smaller than 1');
  });
});
