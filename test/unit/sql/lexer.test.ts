import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TokenKind } from '#core/sql/lexer.ts';
import { SqlLexError, tokenize } from '#core/sql/lexer.ts';
import { trinoTokens } from './trino-grammar.ts';

function kinds(sql: string): readonly (readonly [TokenKind, string])[] {
  return tokenize(sql).map(({ kind, text }) => [kind, text]);
}

function texts(sql: string): readonly string[] {
  return tokenize(sql).map(({ text }) => text);
}

function failure(sql: string): SqlLexError {
  try {
    tokenize(sql);
  } catch (error) {
    if (error instanceof SqlLexError) return error;
    throw error;
  }
  throw new Error(`was read: ${sql}`);
}

describe('tokens', () => {
  test('tell words, names, strings, numbers, parameters and symbols apart', () => {
    expect(kinds(`SELECT "a""b", \`c\`, 'd''e', 1.5 FROM t WHERE x = ?`)).toEqual([
      ['word', 'SELECT'],
      ['quoted', '"a""b"'],
      ['symbol', ','],
      ['backquoted', '`c`'],
      ['symbol', ','],
      ['string', "'d''e'"],
      ['symbol', ','],
      ['number', '1.5'],
      ['word', 'FROM'],
      ['word', 't'],
      ['word', 'WHERE'],
      ['word', 'x'],
      ['symbol', '='],
      ['parameter', '?'],
    ]);
  });

  test('take a backslash for itself', () => {
    expect(kinds('\'a\\\' "b\\"')).toEqual([
      ['string', "'a\\'"],
      ['quoted', '"b\\"'],
    ]);
  });

  test('know Unicode and binary literals, the latter without escapes', () => {
    expect(texts("U&'a''b' u&'' X'0A' x'a''b'")).toEqual(["U&'a''b'", "u&''", "X'0A'", "x'a'", "'b'"]);
  });

  test.each([
    ['1', ['1']],
    ['1_000', ['1_000']],
    ['1.5', ['1.5']],
    ['1.', ['1.']],
    ['.5', ['.5']],
    ['1..2', ['1.', '.2']],
    ['1e5', ['1e5']],
    ['1.5E-3', ['1.5E-3']],
    ['1.e5', ['1.e5']],
    ['.5e+3', ['.5e+3']],
    ['0xFf', ['0xFf']],
    ['0o17', ['0o17']],
    ['0b10_1', ['0b10_1']],
    ['1.5_0', ['1.5_0']],
  ])('read the number %s', (sql, expected) => {
    expect(kinds(sql)).toEqual(expected.map((text) => ['number', text]));
  });

  test.each([
    ['1a', [['word', '1a']]],
    ['1_', [['word', '1_']]],
    ['0x', [['word', '0x']]],
    ['1e5x', [['word', '1e5x']]],
    ['1_000e5', [['word', '1_000e5']]],
    [
      '1.5e',
      [
        ['number', '1.5'],
        ['word', 'e'],
      ],
    ],
    [
      '1-2',
      [
        ['number', '1'],
        ['symbol', '-'],
        ['number', '2'],
      ],
    ],
  ])('take the longest match for what looks like a number: %s', (sql, expected) => {
    expect(kinds(sql)).toEqual(expected);
  });

  test('take the longest symbol', () => {
    const symbols = [
      '<>',
      '!=',
      '<=',
      '>=',
      '||',
      '->',
      '=>',
      '{-',
      '-}',
      '<',
      '>',
      '=',
      '|',
      '{',
      '}',
      '^',
      '$',
      ':',
      ';',
    ];
    expect(texts(symbols.join(' '))).toEqual(symbols);
    expect(texts('a<=b||c->d')).toEqual(['a', '<=', 'b', '||', 'c', '->', 'd']);
    expect(texts('::')).toEqual([':', ':']);
  });

  test('leave comments out, which end at a carriage return too and do not nest', () => {
    expect(texts('a--b\rc--d\ne--f\r\ng--h')).toEqual(['a', 'c', 'e', 'g']);
    expect(texts('a/* /* b */c*/')).toEqual(['a', 'c', '*', '/']);
    expect(texts('a/*/ b */c/**/d')).toEqual(['a', 'c', 'd']);
    expect(texts("'--' \"/*\" -- '\n1")).toEqual(["'--'", '"/*"', '1']);
  });

  test.each(["'", '"', '`'])('know their line behind a line end between %s', (quote) => {
    expect(tokenize(`${quote}x\ny${quote} b`).map(({ line }) => line)).toEqual([1, 2]);
  });

  test('carry their place', () => {
    expect(
      tokenize("a\r\n  'x\ny' b\rc").map(({ text, line, column, start, end }) => [text, line, column, start, end]),
    ).toEqual([
      ['a', 1, 1, 0, 1],
      ["'x\ny'", 2, 3, 5, 10],
      ['b', 3, 4, 11, 12],
      ['c', 4, 1, 13, 14],
    ]);
  });
});

describe('what is no SQL', () => {
  test.each([
    ["a\n 'b", 2, 2],
    ["a\n 'b''", 2, 2],
    ['"a', 1, 1],
    ['`a', 1, 1],
    ["x'a", 1, 1],
    ["U&'a", 1, 1],
    ['a /* b', 1, 3],
    ['a /*/', 1, 3],
    ['a ! b', 1, 3],
    ['a & b', 1, 3],
    ['a@b', 1, 2],
    ['a # b', 1, 3],
    ['a\\b', 1, 2],
    ['a $$b$$', 1, 3],
    ['a\u00a0b', 1, 2],
    ['\ufeffa', 1, 1],
    ['é', 1, 1],
    ['😀', 1, 1],
  ])('is refused at its place: %j', (sql, line, column) => {
    const error = failure(sql);
    expect([error.line, error.column]).toEqual([line, column]);
  });
});

const gap = fc.oneof(
  fc.constantFrom(' ', '\n', '\r\n', '\r', '\t', ' -- x\n', '--\r', "/* ' */", '/**/', ' /* " ; \n */ '),
  fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t'), minLength: 1, maxLength: 4 }),
);
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 });
const anyToken = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/),
  anyText.map((value) => `'${value.replaceAll("'", "''")}'`),
  anyText.map((value) => `"${value.replaceAll('"', '""')}"`),
  anyText.map((value) => `\`${value.replaceAll('`', '``')}\``),
  fc.stringMatching(/^[0-9]{1,6}(\.[0-9]{0,3})?(e[0-9]{1,2})?$/),
  fc.constantFrom(
    '<>',
    '!=',
    '<=',
    '>=',
    '||',
    '->',
    '=>',
    '(',
    ')',
    ',',
    '.',
    ';',
    '*',
    '+',
    '-',
    '/',
    '%',
    '?',
    '[',
    ']',
  ),
);
const tokenList = fc.array(fc.tuple(anyToken, gap), { maxLength: 20 });

describe('any SQL', () => {
  test('reads back token by token, wherever white space and comments stand', () => {
    fc.assert(
      fc.property(tokenList, (parts) => {
        // A gap may end in `-` or begin with `/` only inside a comment, so no two tokens grow together.
        const sql = parts.map(([token, space]) => `${token} ${space}`).join('');
        expect(texts(sql)).toEqual(parts.map(([token]) => token));
      }),
      { numRuns: 500 },
    );
  });

  test('gives each token the place where an editor shows it', () => {
    fc.assert(
      fc.property(tokenList, (parts) => {
        const sql = parts.map(([token, space]) => `${token} ${space}`).join('');
        for (const token of tokenize(sql)) {
          expect(sql.slice(token.start, token.end)).toBe(token.text);
          const lines = sql.slice(0, token.start).split(/\r\n|\r|\n/);
          expect([token.line, token.column]).toEqual([lines.length, (lines.at(-1) ?? '').length + 1]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("splits into the tokens of Trino's own lexer, or is refused", () => {
    const piece = fc.oneof(
      anyToken,
      fc.constantFrom(
        '1',
        '_',
        'e',
        'x',
        "U&'",
        "X'",
        "'",
        '"',
        '`',
        '.',
        '--',
        '/*',
        '*/',
        '0x',
        '\r',
        '\n',
        ' ',
        '{',
        '-',
        '}',
        '|',
        '!',
        '<',
        '=',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const sql = pieces.join('');
        let ours: readonly string[];
        try {
          ours = texts(sql);
        } catch (error) {
          expect(error).toBeInstanceOf(SqlLexError);
          return;
        }
        expect(ours).toEqual(trinoTokens(sql));
      }),
      { numRuns: 1_000 },
    );
  });
});
