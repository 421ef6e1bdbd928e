import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseInsightsError } from '#core/errors.ts';
import { checkReadOnly } from '#core/sql/guard.ts';
import { tokenize } from '#core/sql/lexer.ts';
import { ALLOWED, allowedStatements, readCorpus, refusedStatements } from './corpus.ts';

const PASSING = allowedStatements();
const REFUSED = refusedStatements();
const OTHER_TABLES = readCorpus('other-tables');
const HYPHENATED = readCorpus('hyphenated');

function refusal(sql: string, allowed = ALLOWED): CaseInsightsError {
  try {
    checkReadOnly(sql, allowed);
  } catch (error) {
    if (error instanceof CaseInsightsError) return error;
    throw error;
  }
  throw new Error(`was let through: ${sql}`);
}

function verdict(sql: string, allowed = ALLOWED): string {
  try {
    checkReadOnly(sql, allowed);
    return 'allowed';
  } catch (error) {
    if (error instanceof CaseInsightsError) return error.code;
    throw error;
  }
}

describe('the corpus of statements', () => {
  test('holds at least 400 that may run and 300 that must not', () => {
    expect(new Set(PASSING).size).toBeGreaterThanOrEqual(400);
    expect(new Set(REFUSED).size).toBeGreaterThanOrEqual(300);
  });

  test.each(PASSING)('lets a statement through that reads the allowed table: %s', (sql) => {
    expect(verdict(sql)).toBe('allowed');
  });

  test.each(REFUSED)('refuses what is not one reading statement: %s', (sql) => {
    expect(verdict(sql)).toBe('QUERY_REFUSED');
  });

  test.each(OTHER_TABLES)('refuses a reading statement on anything but the allowed table: %s', (sql) => {
    expect(verdict(sql)).toBe('TABLE_NOT_ALLOWED');
  });

  test.each(HYPHENATED)('reads a database with hyphens in its name where that is the one: %s', (sql) => {
    expect(verdict(sql, { ...ALLOWED, database: 'case_insights_my-org' })).toBe('allowed');
    expect(verdict(sql)).toBe('TABLE_NOT_ALLOWED');
  });

  test('gets the same verdicts in other letters, with other space and with a semicolon', () => {
    for (const sql of [...PASSING, ...REFUSED, ...OTHER_TABLES]) {
      if (/['"`$\\-]|\/\*/.test(sql)) continue;
      const before = verdict(sql);
      expect([sql, verdict(sql.toUpperCase())]).toEqual([sql, before]);
      expect([sql, verdict(sql.toLowerCase())]).toEqual([sql, before]);
      expect([sql, verdict(`\t${sql.replaceAll(' ', '\r\n')} ;`)]).toEqual([sql, before]);
    }
  });
});

describe('what a refusal says', () => {
  test('names the keyword and its place for a statement that writes', () => {
    const { message, remedy } = refusal('  \n DROP TABLE case_summary');
    expect(message).toBe('Only read-only statements may run, and this one begins with DROP (line 2, column 2).');
    expect(remedy).toContain('SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE or EXPLAIN');
  });

  test('names the write behind a WITH', () => {
    expect(refusal('WITH x AS (SELECT 1)\nINSERT INTO y SELECT * FROM x').message).toBe(
      'Only read-only statements may run, and this one has INSERT (line 2, column 1).',
    );
  });

  test('names the second statement', () => {
    expect(refusal('SELECT 1;\n DELETE FROM x').message).toBe(
      'Only one statement runs at a time, and another begins with DELETE (line 2, column 2).',
    );
  });

  test('says what was expected where SQL cannot be read', () => {
    expect(refusal('SELECT a FROM case_summary GROUP a').message).toBe(
      'Invalid SQL: found GROUP where the end is expected (line 1, column 28).',
    );
    expect(refusal('SELECT (1').message).toBe('Invalid SQL: it ends where ) is expected.');
    expect(refusal("SELECT 'a").message).toBe("Invalid SQL: a string that opens with ' never ends (line 1, column 8).");
  });

  test('never repeats a string of the statement', () => {
    for (const sql of ["SELECT 'secret' 'secret'", "SELECT a 'x' 'secret'", "'secret'", "SELECT 1; 'secret'"])
      expect(refusal(sql).message).not.toContain('secret');
  });

  test('names the table and tells which are open', () => {
    const { code, message, remedy } = refusal('SELECT *\nFROM "lambda:fn".db.t');
    expect(code).toBe('TABLE_NOT_ALLOWED');
    expect(message).toBe('The statement reads lambda:fn.db.t, which queries may not do (line 2, column 6).');
    expect(remedy).toContain('Read case_insights.case_summary instead');
  });

  test('says how to quote a database and a table', () => {
    const { code, message, remedy } = refusal('SELECT * FROM "case_insights.case_summary"');
    expect(code).toBe('TABLE_NOT_ALLOWED');
    expect(message).toBe(
      'The quotes around "case_insights.case_summary" make it one name, and there is no such table (line 1, column 15).',
    );
    expect(remedy).toBe('Quote each part alone: "case_insights"."case_summary".');
  });

  test('judges the statement before its tables', () => {
    expect(refusal('DELETE FROM other').code).toBe('QUERY_REFUSED');
    expect(refusal('SELECT * FROM other; SELECT 1').code).toBe('QUERY_REFUSED');
    expect(refusal('SELECT * FROM other WHERE').code).toBe('QUERY_REFUSED');
    expect(refusal('WITH FUNCTION f() RETURNS int RETURN 1 SELECT f() FROM other').code).toBe('QUERY_REFUSED');
  });

  test('stays short, however long the statement is', () => {
    const long = 'x'.repeat(100_000);
    for (const sql of [long, `SELECT 1 ${long} ${long}`, `SELECT * FROM ${long}`, `SELECT 1; ${long}`])
      expect(refusal(sql).message.length).toBeLessThan(300);
  });
});

describe('what is returned', () => {
  test('is the statement alone, without semicolon and the space after it', () => {
    for (const sql of ['SELECT 1', 'SELECT 1;', 'SELECT 1 ; ', 'SELECT 1;;', 'SELECT 1;/* b */', 'SELECT 1 -- b'])
      expect(checkReadOnly(sql, ALLOWED)).toBe('SELECT 1');
  });

  test('begins where it began, so that what an engine says of a line and column is true of what was written', () => {
    for (const [sql, clean] of [
      [' SELECT 1', ' SELECT 1'],
      ['-- a\n  SELECT 1 -- b', '    \n  SELECT 1'],
      ['/* a\n */SELECT 1;', '    \n   SELECT 1'],
      ['\r\n\u3000SELECT 1', '\r\n SELECT 1'],
    ] as const)
      expect(checkReadOnly(sql, ALLOWED)).toBe(clean);
  });

  test('has spaces for comments, so that engines cannot disagree on them and every token keeps its place', () => {
    const sql = "SELECT /* a */ 1, -- it's\r\n  '--' /* /* x */\n FROM case_summary";
    const clean = checkReadOnly(sql, ALLOWED);
    expect(clean).toBe("SELECT         1,        \r\n  '--'           \n FROM case_summary");
    expect(tokenize(clean)).toEqual(tokenize(sql));
  });

  test('is judged the same again', () => {
    for (const sql of PASSING) {
      const clean = checkReadOnly(sql, ALLOWED);
      expect(checkReadOnly(clean, ALLOWED)).toBe(clean);
    }
  });
});

describe('characters', () => {
  test('a byte order mark and no-break spaces around a statement mean nothing', () => {
    expect(checkReadOnly('\ufeffSELECT 1', ALLOWED)).toBe('SELECT 1');
    expect(checkReadOnly('\u00a0\u3000SELECT 1\u00a0', ALLOWED)).toBe('  SELECT 1');
    expect(checkReadOnly('SELECT 1;\u2028', ALLOWED)).toBe('SELECT 1');
  });

  test('inside a statement they are refused by name', () => {
    expect(refusal('SELECT\u00a01').message).toContain('a no-break space (U+00A0)');
    expect(refusal('SELECT \ufeff1').message).toContain('a byte order mark (U+FEFF)');
    expect(refusal('SELECT 1\u200b').message).toContain('a zero-width space (U+200B)');
    expect(refusal('SELECT \u201ca\u201d').message).toContain('\u201c (U+201C)');
  });

  test('a carriage return ends a comment, so what follows is judged', () => {
    expect(refusal('SELECT 1 -- x\r; DROP TABLE case_summary').code).toBe('QUERY_REFUSED');
    expect(refusal('-- SELECT 1\rDROP TABLE case_summary').message).toContain('DROP (line 2, column 1)');
    expect(refusal('SELECT * FROM case_summary -- x\r, other').code).toBe('TABLE_NOT_ALLOWED');
    expect(checkReadOnly('SELECT 1 -- x\r', ALLOWED)).toBe('SELECT 1');
  });

  test('letters that fold to SQL keywords in some languages are no letters here', () => {
    expect(refusal('\u017fELECT 1').code).toBe('QUERY_REFUSED');
    expect(refusal('SELECT * FROM case_summary WHERE a \u0130N (1)').code).toBe('QUERY_REFUSED');
    expect(refusal('SELECT * FROM cas\u0435_summary').code).toBe('QUERY_REFUSED');
  });

  test('a NUL is refused wherever it stands', () => {
    for (const sql of ['SELECT 1\0', "SELECT 'a\0b'", 'SELECT 1 /* \0 */'])
      expect(refusal(sql).code).toBe('QUERY_REFUSED');
  });
});

describe('limits', () => {
  test('nothing is no statement', () => {
    for (const sql of ['', ' ', ';', '-- only a comment', '/* */;', '\ufeff'])
      expect(refusal(sql).message).toBe('The statement is empty.');
  });

  test('262,144 bytes pass, as Athena takes them, and one more does not', () => {
    const fits = `SELECT '${'é'.repeat(131_067)}' `;
    expect(new TextEncoder().encode(fits).length).toBe(262_144);
    expect(verdict(fits)).toBe('allowed');
    expect(refusal(`${fits} `).message).toContain('262144 bytes');
    expect(refusal('a'.repeat(1_000_000)).message).toContain('262144 bytes');
  });

  test.each([
    '(',
    'SELECT (',
    'f(',
    'a[',
    'x -> ',
    'CASE WHEN ',
    'a = ANY (',
    'a IN (a, ',
    'CAST(a AS array(',
    'EXISTS (SELECT ',
    '1 + (',
  ])('refuses endless nesting with a sentence: %s', (piece) => {
    expect(refusal(`SELECT ${piece.repeat(20_000)}`.slice(0, 262_144)).code).toBe('QUERY_REFUSED');
    expect(refusal(`SELECT * FROM ${piece.repeat(20_000)}`.slice(0, 262_144)).code).toBe('QUERY_REFUSED');
  });

  test('reads subqueries nested as deep as 50', () => {
    const nested = `${'SELECT * FROM ('.repeat(50)}TABLE case_summary${') x'.repeat(50)}`;
    expect(verdict(nested)).toBe('allowed');
    expect(verdict(`SELECT ${'f('.repeat(150)}1${')'.repeat(150)}`)).toBe('allowed');
  });
});

describe('the tables allowed', () => {
  const two = { catalog: 'AwsDataCatalog', database: 'Hyphenated-DB', tables: ['Case_Summary', 'odd "name"'] };

  test('are named with or without database and catalog, in any letters', () => {
    for (const name of [
      'case_summary',
      '"hyphenated-db".case_summary',
      '"HYPHENATED-DB"."CASE_SUMMARY"',
      'awsdatacatalog."hyphenated-db".case_summary',
      '"odd ""name"""',
    ])
      expect(checkReadOnly(`SELECT * FROM ${name}`, two)).toBe(`SELECT * FROM ${name}`);
    expect(refusal('SELECT * FROM hyphenated.case_summary', two).code).toBe('TABLE_NOT_ALLOWED');
  });

  test('are asked about in their own database only', () => {
    expect(checkReadOnly('SHOW TABLES IN `hyphenated-db`', two)).toBe('SHOW TABLES IN `hyphenated-db`');
    expect(refusal('SHOW TABLES IN case_insights', two).code).toBe('TABLE_NOT_ALLOWED');
  });
});

describe('text in literals, names and comments', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '; DROP TABLE x',
      "'",
      '"',
      '--',
      '/*',
      '*/',
      '\\',
      "\\'",
      '$$',
      '\r',
      '\n--',
      "''",
      ';',
      ' FROM other ',
    ),
  );
  const texts = fc.array(text, { maxLength: 4 }).map((parts) => parts.join('').replaceAll('\0', ''));
  // Patterns of SHOW take no backslash, and neither do the literals whose inside has a grammar of its own.
  const statements = [...PASSING, ...REFUSED, ...OTHER_TABLES].filter((sql) => {
    try {
      return !/^(?:SHOW|DESC)|E'|e'/i.test(sql) && tokenize(sql).some(({ text: [first = ''] }) => first === "'");
    } catch {
      return false;
    }
  });

  test('never change the verdict as a string', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statements), texts, (sql, value) => {
        const literal = `'${value.replaceAll("'", "''")}'`;
        let changed = '';
        let at = 0;
        for (const token of tokenize(sql)) {
          changed += sql.slice(at, token.start) + (token.text.startsWith("'") ? literal : token.text);
          at = token.end;
        }
        expect(verdict(changed + sql.slice(at))).toBe(verdict(sql));
      }),
      { numRuns: 500 },
    );
  });

  test('never change the verdict as the name of a column', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('1', '1; DROP TABLE x', '1 FROM other', '1 INTO x', 'count(*) FROM case_summary'),
        texts,
        (rest, value) => {
          const name = `"${value.replaceAll('"', '""')}"`;
          expect(verdict(`SELECT 1 AS ${name}, x.${name}, ${rest}`)).toBe(verdict(`SELECT 1 AS a, x.a, ${rest}`));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('never change the verdict as a comment between any two tokens', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statements), fc.nat(), texts, (sql, index, value) => {
        const tokens = tokenize(sql);
        const { end } = tokens[index % tokens.length]!;
        const block = `/* ${value.replaceAll('*/', '')} */`.replace(/\*+ \*\/$/, ' */');
        const line = `--${value.replace(/[\r\n]/g, '')}\n`;
        for (const comment of [block, line])
          expect(verdict(`${sql.slice(0, end)} ${comment}${sql.slice(end)}`)).toBe(verdict(sql));
      }),
      { numRuns: 500 },
    );
  });

  test('never throw anything but a failure with a code, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (sql) => {
        expect(['allowed', 'QUERY_REFUSED', 'TABLE_NOT_ALLOWED']).toContain(verdict(sql));
      }),
      { numRuns: 500 },
    );
  });
});
