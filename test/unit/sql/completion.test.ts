import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completionAt } from '#core/sql/completion.ts';

const NAMES = {
  table: 'case_summary',
  columns: ['account_number', 'servicecode', 'severitycode', 'subject', 'case_number'].map((name) => ({
    name,
    meaning: `what ${name} is`,
  })),
};

/** What is suggested at `|`. */
function at(marked: string, all = false) {
  const caret = marked.indexOf('|');
  return completionAt(marked.replace('|', ''), caret, NAMES, all);
}

function texts(marked: string, kind?: string, all = false): readonly string[] {
  const suggestions = at(marked, all)?.suggestions ?? [];
  return suggestions.filter((suggestion) => kind === undefined || suggestion.kind === kind).map(({ text }) => text);
}

describe('a word that was begun', () => {
  test('is completed by columns, tables, words and functions, in this order', () => {
    expect(texts('SELECT s|').slice(0, 4)).toEqual(['servicecode', 'severitycode', 'subject', 'SELECT']);
    expect(texts('SELECT c|')).toEqual(expect.arrayContaining(['case_number', 'case_summary', 'CASE']));
    expect(texts('SELECT sub|')).toEqual(expect.arrayContaining(['subject', 'SUBSTR', 'SUBSTRING']));
    expect(at('SELECT number|')?.suggestions[0]?.text).toBe('account_number');
  });

  test('is replaced from its beginning', () => {
    expect(at('SELECT sev|')?.from).toBe(7);
    expect(at('SELECT sev|xyz FROM case_summary')).toMatchObject({ from: 7, suggestions: [{ text: 'severitycode' }] });
  });

  test('has functions with what they take and give, and what that is', () => {
    const lower = at('SELECT lowe|')?.suggestions[0];
    expect(lower).toMatchObject({ text: 'LOWER', kind: 'function' });
    expect(lower?.meaning).toMatch(/^\(varchar.*\) -> .* · \w.*\.$/);
  });

  test('that is written out already is not suggested, and most are left out', () => {
    expect(texts('SELECT subject|')).toEqual([]);
    expect(texts('SELECT a|').length).toBeLessThanOrEqual(10);
  });
});

describe('where nothing was begun', () => {
  test('columns and tables are shown when all is asked for', () => {
    expect(at('SELECT |')).toBeUndefined();
    expect(texts('SELECT |', undefined, true)).toEqual([...NAMES.columns.map(({ name }) => name), 'case_summary']);
  });

  test('a dot asks for the columns of the table before it', () => {
    expect(texts('SELECT c.| FROM case_summary c')).toEqual(NAMES.columns.map(({ name }) => name));
    expect(texts('SELECT case_summary.su| FROM case_summary')).toEqual(['subject']);
    expect(texts('SELECT d.| FROM case_summary c JOIN (SELECT 1 AS one, subject) d ON c.subject = d.subject')).toEqual([
      'one',
      'subject',
    ]);
  });
});

describe('within texts', () => {
  test.each(["SELECT 'su|", 'SELECT "su|', 'SELECT 1 -- su|', 'SELECT /* su|', "SELECT 'a' || 'it''s su|", 'LIMIT 1|'])(
    'nothing is suggested: %s',
    (marked) => {
      const caret = marked.lastIndexOf('|');
      expect(completionAt(marked.slice(0, caret) + marked.slice(caret + 1), caret, NAMES, true)).toBeUndefined();
    },
  );

  test('that end before the caret, something is', () => {
    for (const before of ["SELECT 'a', ", 'SELECT 1 -- x\n, ', 'SELECT /* -- */ ', 'SELECT "--", ', "SELECT '/*', "])
      expect(texts(`${before}su|`)).toContain('subject');
  });

  test('what SQL does not know elsewhere is no matter', () => {
    expect(texts('SELECT a ~ b, $$ su|')).toContain('subject');
  });
});

describe('scope', () => {
  const cte = 'WITH monthly AS (SELECT servicecode AS service, count(*) AS cases FROM case_summary GROUP BY 1) ';

  test('has the columns of what stands in FROM, before and after the caret', () => {
    expect(texts(`${cte}SELECT c|a FROM monthly`, 'column')).toEqual(['cases']);
    expect(texts(`${cte}SELECT * FROM monthly WHERE | AND 1`, 'column', true)).toEqual(['service', 'cases']);
    expect(texts('SELECT | FROM (VALUES 1) AS t (x)', 'column', true)).toEqual(['x']);
    expect(texts('SELECT | FROM case_summary CROSS JOIN UNNEST(ARRAY[1]) AS u (item)', 'column', true)).toContain(
      'item',
    );
  });

  test('has CTEs where tables stand, and only where they are defined', () => {
    expect(texts(`${cte}SELECT * FROM m|`, 'table')).toEqual(['monthly']);
    expect(texts('WITH a AS (SELECT * FROM |), b AS (SELECT 1) SELECT 1', 'table', true)).toEqual(['case_summary']);
    expect(texts('WITH a AS (SELECT 1), b AS (SELECT * FROM |) SELECT 1', 'table', true)).toEqual([
      'case_summary',
      'a',
    ]);
    expect(texts(`${cte}SELECT * FROM |`, 'column', true)).toEqual([]);
  });

  test('has aliases, and the names that SELECT gives where ORDER BY is', () => {
    expect(texts('SELECT | FROM case_summary mine', 'table', true)).toEqual(['mine', 'case_summary']);
    expect(texts('SELECT count(*) AS how_many FROM case_summary ORDER BY how|')).toEqual(['how_many']);
    expect(texts('SELECT count(*) AS how_many FROM case_summary WHERE how|')).toEqual([]);
  });

  test('has what stands around a subquery, its own first', () => {
    expect(
      texts('SELECT 1 FROM case_summary WHERE EXISTS (SELECT 1 FROM (SELECT 2 AS two) WHERE |)', 'column', true),
    ).toEqual(['two', ...NAMES.columns.map(({ name }) => name)]);
  });

  test('is that of a statement which is not written to its end', () => {
    expect(texts(`${cte}SELECT * FROM monthly WHERE lower(|`, 'column', true)).toEqual(['service', 'cases']);
    expect(texts(`${cte}SELECT | FROM monthly GROUP BY`, 'column', true)).toEqual(['service', 'cases']);
    expect(texts('DROP TABLE x; SELECT su|; SELECT')).toContain('subject');
    expect(texts('SELECT FROM WHERE su|')).toContain('subject');
  });

  test('takes no time that grows with the square of the statement, or faster', () => {
    const nested = `${'SELECT * FROM ('.repeat(60)}SELECT su| FROM case_summary${')'.repeat(60)}`;
    const chain = `WITH ${Array.from({ length: 2_000 }, (_, i) => `c${i} AS (SELECT * FROM case_summary)`).join(', ')} SELECT su| FROM c1`;
    for (const marked of [nested, chain, `SELECT su|${' || subject'.repeat(20_000)} FROM case_summary`]) {
      const start = performance.now();
      expect(texts(marked)).toContain('subject');
      expect(performance.now() - start).toBeLessThan(1_500);
    }
  });

  test('never fails, whatever the text is', () => {
    const piece = fc.constantFrom(
      'SELECT ',
      'a',
      '.',
      '(',
      ')',
      "'",
      '"',
      ' FROM ',
      'case_summary',
      ';',
      '--',
      '\n',
      '/*',
      '😀',
      '1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(), fc.boolean(), (pieces, caret, all) => {
        const sql = pieces.join('');
        const completion = completionAt(sql, caret % (sql.length + 1), NAMES, all);
        expect(completion?.suggestions.length).not.toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
