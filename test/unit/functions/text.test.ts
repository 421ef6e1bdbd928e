import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../support/evaluate-function.ts';

const V = 'varchar';
const text = (name: string, ...values: string[]) =>
  evaluate(
    name,
    values.map(() => V),
    ...values,
  );
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('text counts by code points', () => {
  it('length, reverse, substr, strpos and lpad see one character in an emoji', () => {
    expect(text('length', 'a😀')).toBe(2n);
    expect(text('reverse', 'a😀b')).toBe('b😀a');
    expect(evaluate('substr', [V, 'bigint', 'bigint'], 'a😀b', 2n, 1n)).toBe('😀');
    expect(text('strpos', '😀a', 'a')).toBe(2n);
    expect(evaluate('lpad', [V, 'bigint', V], 'a', 3n, '😀')).toBe('😀😀a');
    expect(text('replace', '😀', '', '-')).toBe('-😀-');
  });

  it('char is as long as its type', () => {
    expect(evaluate('length', ['char(5)'], 'abc  ')).toBe(5n);
    expect(evaluate('trim', ['char(5)'], ' a   ')).toBe('a');
  });
});

describe('upper and lower go letter by letter, as Java', () => {
  it.each([
    ['upper', 'straße', 'STRAßE'],
    ['upper', 'ᾳ', 'ᾼ'],
    ['upper', 'ŉ', 'ŉ'],
    ['upper', 'ǆı', 'ǄI'],
    ['lower', 'İΣΑΣ', 'iσασ'],
    ['lower', 'ẞϴ', 'ßθ'],
  ])('%s(%s)', (name, given, expected) => {
    expect(text(name, given)).toBe(expected);
  });

  it('the number of letters stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const length = text('length', given);
        expect(text('length', text('upper', given) as string)).toBe(length);
        expect(text('length', text('lower', given) as string)).toBe(length);
      }),
    );
  });
});

describe('trim', () => {
  it("takes Java's white space: not the no-break space, not U+0085", () => {
    expect(text('trim', '\u3000\u2003abc\u2028\x1c\x0b')).toBe('abc');
    expect(text('trim', '\u00a0a\u200b')).toBe('\u00a0a\u200b');
    expect(text('trim', '\u0085a')).toBe('\u0085a');
  });

  it('takes the characters of a set from its side', () => {
    expect(text('ltrim', 'xxay', 'x')).toBe('ay');
    expect(text('rtrim', 'ayy', 'xy')).toBe('a');
    expect(text('trim', 'xayx', 'x')).toBe('ay');
    expect(text('trim', '😀a😀', '😀')).toBe('a');
  });
});

describe('positions and parts', () => {
  it.each([
    ['banana', 'an', 2n, 4n],
    ['banana', 'an', -1n, 4n],
    ['banana', 'an', 3n, 0n],
    ['aaa', 'aa', 2n, 2n],
    ['aaa', 'aa', -2n, 1n],
    ['abc', '', -1n, 1n],
  ])('strpos(%s, %s, %s) is %s', (whole, part, instance, expected) => {
    expect(evaluate('strpos', [V, V, 'bigint'], whole, part, instance)).toBe(expected);
  });

  it('strpos refuses instance 0', () => {
    expect(() => evaluate('strpos', [V, V, 'bigint'], 'a', 'a', 0n)).toThrow(
      "'instance' must be a positive or negative number.",
    );
  });

  it.each([
    ['abc', 2n, undefined, 'bc'],
    ['abc', -2n, undefined, 'bc'],
    ['abc', 0n, undefined, ''],
    ['abc', 4n, undefined, ''],
    ['abc', -4n, undefined, ''],
    ['abc', 2n, -1n, ''],
    ['abc', -2n, 9n, 'bc'],
    ['abc', 2n, 9223372036854775807n, 'bc'],
    ['abc', -9223372036854775807n, undefined, ''],
  ])('substr(%s, %s, %s) is %s', (whole, start, length, expected) => {
    const values = length === undefined ? [whole, start] : [whole, start, length];
    expect(evaluate('substr', [V, 'bigint', 'bigint'], ...values)).toBe(expected);
  });

  it('substr of bytes takes bytes', () => {
    expect(evaluate('substr', ['varbinary', 'bigint', 'bigint'], bytes('010203'), -2n, 1n)).toEqual(bytes('02'));
  });
});

describe('splitting', () => {
  it('the last part keeps the rest', () => {
    expect(evaluate('split', [V, V, 'bigint'], 'a,b,c', ',', 2n)).toEqual(['a', 'b,c']);
    expect(text('split', 'a,b,', ',')).toEqual(['a', 'b', '']);
    expect(text('split', '', ',')).toEqual(['']);
  });

  it('an empty delimiter, and a limit that is not positive, are errors', () => {
    expect(() => text('split', 'a', '')).toThrow('The delimiter may not be the empty string');
    expect(() => evaluate('split', [V, V, 'bigint'], 'a', ',', 0n)).toThrow('Limit must be positive');
  });

  it('split_part gives NULL past the last part, and characters for an empty delimiter', () => {
    const part = (...values: [string, string, bigint]) => evaluate('split_part', [V, V, 'bigint'], ...values);
    expect(part('a,b,', ',', 3n)).toBe('');
    expect(part('a,b', ',', 3n)).toBeNull();
    expect(part('abc', '', 2n)).toBe('b');
    expect(part('', '', 1n)).toBeNull();
    expect(() => part('a', ',', 0n)).toThrow('Index must be greater than zero');
  });

  it('entries become maps; a key twice is an error, or has two values', () => {
    expect(text('split_to_map', 'a=1&b=&', '&', '=')).toEqual({ keys: ['a', 'b'], values: ['1', ''] });
    expect(() => text('split_to_map', 'a=1&a=2', '&', '=')).toThrow('Duplicate keys (a) are not allowed');
    expect(() => text('split_to_map', '&a=1', '&', '=')).toThrow("exactly once in each entry. Bad input: ''");
    expect(text('split_to_multimap', 'a=1&a=2', '&', '=')).toEqual({ keys: ['a'], values: [['1', '2']] });
  });
});

describe('joining', () => {
  it('concat joins text, bytes and arrays, and puts an element to an array', () => {
    expect(text('concat', 'a', 'b', 'c')).toBe('abc');
    expect(evaluate('concat', ['varbinary', 'varbinary'], bytes('41'), bytes('42'))).toEqual(bytes('4142'));
    expect(evaluate('concat', ['array(bigint)', 'bigint'], [1n], 2n)).toEqual([1n, 2n]);
    expect(evaluate('concat', ['array(bigint)', 'array(array(bigint))'], [1n], [[2n]])).toEqual([[1n], [2n]]);
    expect(evaluate('concat', ['char(3)', 'char(2)'], 'a  ', 'b ')).toBe('a  b ');
    expect(() => text('concat', 'a')).toThrow('There must be two or more concatenation arguments');
  });

  it('concat_ws leaves NULLs out, also in an array', () => {
    expect(evaluate('concat_ws', [V, V, V, V], ',', 'a', null, 'b')).toBe('a,b');
    expect(evaluate('concat_ws', [V, `array(${V})`], ',', ['a', null, 'b'])).toBe('a,b');
    expect(evaluate('concat_ws', [V, `array(${V})`], ',', null)).toBeNull();
    expect(evaluate('concat_ws', [V, V], null, 'a')).toBeNull();
  });

  it('pads on both sides, and cuts', () => {
    const pad = (name: string, length: bigint) => evaluate(name, [V, 'bigint', V], 'abc', length, 'xy');
    expect(pad('lpad', 6n)).toBe('xyxabc');
    expect(pad('rpad', 6n)).toBe('abcxyx');
    expect(pad('lpad', 2n)).toBe('ab');
    expect(() => pad('lpad', -1n)).toThrow('Target length must be in the range [0..2147483647]');
    expect(() => pad('lpad', 2147483647n)).toThrow('at most 10000000 characters');
  });
});

describe('replacing', () => {
  it('replace puts an empty part before every character and at the end', () => {
    expect(text('replace', 'abc', 'b', '$&')).toBe('a$&c');
    expect(text('replace', 'abc', 'b')).toBe('ac');
    expect(text('replace', '', '', '-')).toBe('-');
    expect(text('replace', 'abc', '', '-')).toBe('-a-b-c-');
  });

  it('translate takes the first place of a letter', () => {
    expect(text('translate', 'abcd', 'aab', 'xyz')).toBe('xzcd');
    expect(text('translate', 'abcd', 'ab', 'x')).toBe('xcd');
  });
});

describe('how words sound and differ', () => {
  it.each([
    ['Robert', 'R163'],
    ['Tymczak', 'T522'],
    ['Ashcraft', 'A261'],
    ['Honeyman', 'H555'],
    ['Pfister', 'P236'],
    ['wha bbb', 'W100'],
    ["O'Hara", 'O600'],
    ['a1b', 'A100'],
    ['123', ''],
  ])('soundex(%s) is %s', (word, code) => {
    expect(text('soundex', word)).toBe(code);
  });

  it('soundex refuses letters that it does not map', () => {
    expect(() => text('soundex', 'é')).toThrow('The character is not mapped: É (index=136)');
  });

  it('distances and the Luhn digit', () => {
    expect(text('levenshtein_distance', 'kitten', 'sitting')).toBe(3n);
    expect(text('levenshtein_distance', '', 'abc')).toBe(3n);
    expect(text('hamming_distance', 'abc', 'abd')).toBe(1n);
    expect(() => text('hamming_distance', 'abc', 'ab')).toThrow('must have the same length');
    expect(text('luhn_check', '79927398713')).toBe(true);
    expect(text('luhn_check', '79927398714')).toBe(false);
    expect(text('luhn_check', '')).toBe(false);
    expect(() => text('luhn_check', '123 4')).toThrow('Input contains non-digit character');
  });
});

describe('UTF-8', () => {
  it.each([
    ['41ff42', 'A\ufffdB'],
    ['e282', '\ufffd'],
    ['f0288cbc', '\ufffd(\ufffd\ufffd'],
    ['eda080', '\ufffd'],
    ['c080', '\ufffd'],
    ['f8808080', '\ufffd'],
    ['f09f9880', '😀'],
  ])('from_utf8(%s)', (hex, expected) => {
    expect(evaluate('from_utf8', ['varbinary'], bytes(hex))).toBe(expected);
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        expect(evaluate('from_utf8', ['varbinary'], text('to_utf8', given))).toBe(given);
      }),
    );
  });

  it('bytes are replaced by a character, or go', () => {
    expect(evaluate('from_utf8', ['varbinary', V], bytes('41ff42'), '')).toBe('AB');
    expect(evaluate('from_utf8', ['varbinary', 'bigint'], bytes('41ff42'), 63n)).toBe('A?B');
    expect(() => evaluate('from_utf8', ['varbinary', V], bytes('41ff42'), 'xy')).toThrow('must empty or a single');
  });
});

describe('other text', () => {
  it('normal forms', () => {
    expect(text('normalize', 'é', 'NFD')).toBe('e\u0301');
    expect(text('normalize', 'ﬁ', 'NFKC')).toBe('fi');
  });

  it('characters and code points', () => {
    expect(evaluate('chr', ['bigint'], 128512n)).toBe('😀');
    expect(() => evaluate('chr', ['bigint'], 55296n)).toThrow('Not a valid Unicode code point: 55296');
    expect(text('codepoint', '😀')).toBe(128512);
    expect(() => text('codepoint', '')).toThrow('Input string must be a single character string');
  });

  it.each([
    [96, '1 minute, 36 seconds'],
    [56363463, '93 weeks, 1 day, 8 hours, 31 minutes, 3 seconds'],
    [0.4, '0 seconds'],
    [0.5, '1 second'],
    [-96, '1 minute, 36 seconds'],
    [604800, '1 week'],
  ])('human_readable_seconds(%s) is %s', (seconds, expected) => {
    expect(evaluate('human_readable_seconds', ['double'], seconds)).toBe(expected);
  });
});
