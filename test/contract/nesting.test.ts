import { afterAll, describe, expect, test } from 'vitest';
import { FUNCTION_GROUPS } from '../../server-lambda/core/sql/functions/catalogue.ts';
import { AnalysisFailure } from '../../server-lambda/local/engine/analysis/analysis-failure.ts';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { usesOf, visit } from '../../server-lambda/local/engine/analysis/plan-walk.ts';
import { resultSql } from '../../server-lambda/local/engine/emit/plan.ts';
import { analyzeSql } from '../support/analyze-query.ts';
import { nested, nestedWindows, nestsOf, NEST_SOURCE, type Nest } from '../support/nested-calls.ts';
import { CONSTRUCT_NESTS } from '../support/nested-constructs.ts';
import { sampled, TRIES_ALL } from '../support/sampled.ts';
import { SIX_CASES } from '../support/six-cases.ts';
import { CORPUS_NOW } from './athena-corpus.ts';

const ROWS = 2_000;
const DEPTH = 12;

const records = Array.from({ length: ROWS }, (_none, at) => ({
  ...(SIX_CASES[at % SIX_CASES.length] ?? expect.unreachable()),
  case_number: String(100_000_000_000 + at),
  subject: `Case ${at % 97}`,
}));
const engine = createDuckDbEngine({
  source: { kind: 'records', records },
  clock: { now: () => CORPUS_NOW },
  queryTimeoutMs: 30_000,
});
/** One that gives up soon. */
const impatient = createDuckDbEngine({
  source: { kind: 'records', records },
  clock: { now: () => CORPUS_NOW },
  queryTimeoutMs: 2_000,
});
afterAll(() => Promise.all([engine.close(), impatient.close()]));

async function rows(text: string, asked = engine): Promise<unknown[][]> {
  const result = await asked.query({ text, values: [] }, { maxRows: 10 });
  return result.rows.map((row) => Object.values(row));
}

/** Their arguments are not those of other calls: `normalize` stands among the constructs, `listagg` takes only text. */
const OF_ANOTHER_FORM: ReadonlySet<string> = new Set(['normalize', 'listagg']);
const FUNCTIONS = FUNCTION_GROUPS.flatMap(({ functions }) => functions).filter(
  ({ name }) => !OF_ANOTHER_FORM.has(name),
);
const SCALARS = FUNCTIONS.filter(({ kind }) => kind === 'scalar');
const OTHERS = FUNCTIONS.filter(({ kind }) => kind !== 'scalar');
const NESTS = [...CONSTRUCT_NESTS, ...SCALARS.flatMap(nestsOf)];
const WINDOWS = OTHERS.flatMap((entry) => {
  const text = nestedWindows(entry);
  return text === undefined ? [] : [{ name: entry.name, text }];
});

const column = (nest: Nest, depth: number) => `count(TRY(${nested(nest, depth)}))`;
const over = (columns: readonly string[]) => `SELECT ${columns.join(', ')} FROM ${NEST_SOURCE} t`;

/** Everything that the engine makes of a statement, counted; undefined for one that the analyser refuses. */
function sizeOf(sql: string): number | undefined {
  try {
    const { plan } = analyzeSql(sql);
    let parts = 0;
    const count = () => {
      parts++;
    };
    visit(plan, count, count);
    const register = () => parts++;
    const session = { now: CORPUS_NOW };
    const made = resultSql(plan, { session, register, interrupted: () => false, uses: usesOf(plan) });
    return parts * CHARACTERS_A_PART + made.length;
  } catch (error) {
    if (error instanceof AnalysisFailure) return undefined;
    throw error;
  }
}
const CHARACTERS_A_PART = 20;

/** Whether four levels more cost no more, at a depth of 12, than at one of 8. Numbers of more digits are forgiven. */
function growsLinearly(text: (depth: number) => string): boolean {
  const [small, middle, large] = [4, 8, DEPTH].map((depth) => sizeOf(text(depth)));
  if (small === undefined || middle === undefined || large === undefined) return true;
  return large - middle <= (middle - small) * 1.25 + 100;
}

describe('the size of what is made of an expression in itself', () => {
  test('grows linearly with the depth, for every operator, construct and function', () => {
    const worse = NESTS.filter((nest) => !growsLinearly((depth) => over([column(nest, depth)])));
    expect(worse.map(({ name }) => name)).toEqual([]);
  });

  test('grows linearly with the depth, for aggregates and windows in subqueries', () => {
    expect(WINDOWS.filter(({ text }) => !growsLinearly(text)).map(({ name }) => name)).toEqual([]);
  });

  test('is known of every function that takes an argument', () => {
    const nesting = new Set([...NESTS, ...WINDOWS].map(({ name }) => /^\w+/.exec(name)?.[0]));
    const without = FUNCTIONS.filter(({ name }) => !nesting.has(name));
    expect(without.filter(({ signatures }) => signatures.some((text) => !text.startsWith('()')))).toEqual([]);
  });
});

/** What a statement comes to, where it is neither answered nor refused in a sentence about it. */
async function trouble(name: string, sql: string): Promise<string[]> {
  try {
    await rows(sql);
    return [];
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    return code === 'QUERY_FAILED' && !message.startsWith('The embedded engine') ? [] : [`${name}: ${message}`];
  }
}

/** Several expressions are one statement; only if that is trouble, each is one of its own. */
const BATCH = 8;

describe(`an expression in itself ${DEPTH} times, over ${ROWS} rows`, () => {
  test('is answered, or refused in a sentence, where exponential time would not end', async () => {
    const found: string[] = [];
    const answerable = sampled(NESTS).filter((nest) => sizeOf(over([column(nest, DEPTH)])) !== undefined);
    for (let at = 0; at < answerable.length; at += BATCH) {
      const batch = answerable.slice(at, at + BATCH);
      const columns = batch.map((nest) => column(nest, DEPTH));
      if ((await trouble('', over(columns))).length === 0) continue;
      for (const [index, nest] of batch.entries())
        found.push(...(await trouble(nest.name, over([columns[index] ?? '']))));
    }
    expect(found).toEqual([]);
  });

  test('is answered, or refused in a sentence, where it is a window over a window', async () => {
    const found: string[] = [];
    for (const { name, text } of sampled(WINDOWS)) found.push(...(await trouble(name, text(DEPTH))));
    expect(found).toEqual([]);
  });
});

function nest(depth: number, innermost: string, around: (inner: string, level: number) => string): string {
  let text = innermost;
  for (let level = 0; level < depth; level++) text = around(text, level);
  return text;
}

const many = (count: number, text: (at: number) => string, separator = ', ') =>
  Array.from({ length: count }, (_none, at) => text(at)).join(separator);

const CASES = 'SELECT case_number, subject FROM case_summary';

describe(`a long or deep statement over ${ROWS} rows is answered`, () => {
  test.each<[what: string, sql: string, first: unknown]>([
    [
      'common tables that are each read twice, one after another',
      `WITH t0 AS (${CASES}), ${many(29, (at) => `t${at + 1} AS (SELECT a.* FROM t${at} a JOIN t${at} b ON a.case_number = b.case_number)`)} SELECT count(*) FROM t29`,
      ROWS,
    ],
    [
      'common tables that are each read twice, one in another',
      `SELECT count(*) FROM (${nest(DEPTH, CASES, (inner, at) => `WITH w${at} AS (${inner}) SELECT a.* FROM w${at} a JOIN w${at} b ON a.case_number = b.case_number`)})`,
      ROWS,
    ],
    [
      'lists of subqueries with rows',
      `SELECT count(*) FROM (${nest(DEPTH, CASES, (inner) => `${CASES} WHERE (case_number, subject) IN (${inner})`)})`,
      ROWS,
    ],
    [
      'correlated subqueries with functions of ours',
      `SELECT count(*) FROM case_summary c0 WHERE ${nest(4, 'true', (inner, at) => `EXISTS (SELECT 1 FROM case_summary c${4 - at} WHERE lower(c${4 - at}.case_number) = lower(c${3 - at}.case_number) AND ${inner})`)}`,
      ROWS,
    ],
    [
      'terms of AND',
      `SELECT count(*) FROM case_summary WHERE ${many(2_000, (at) => `subject <> 'x${at}'`, ' AND ')}`,
      ROWS,
    ],
    [
      'terms of OR',
      `SELECT count(*) FROM case_summary WHERE ${many(2_000, (at) => `lower(subject) = 'x${at}'`, ' OR ')}`,
      0,
    ],
    ['an IN list', `SELECT count(*) FROM case_summary WHERE subject IN (${many(5_000, (at) => `'Case ${at}'`)})`, ROWS],
    ['parts of a text', `SELECT max(length(${many(1_000, () => 'subject', ' || ')})) FROM case_summary`, 7_000],
    [
      'branches of CASE',
      `SELECT max(CASE upper(subject) ${many(500, (at) => `WHEN 'CASE ${at}' THEN ${at}`, ' ')} END) FROM case_summary`,
      96,
    ],
    [
      'lambdas in lambdas that name the parameters of all',
      `SELECT max(${nest(
        8,
        many(8, (at) => `x${at}`, ' + '),
        (inner, at) => `element_at(transform(ARRAY[1], x${7 - at} -> ${inner}), 1)`,
      )}) FROM case_summary`,
      8,
    ],
    [
      'a window over a window over groups',
      `SELECT max(total) FROM (SELECT sum(place) OVER (ORDER BY place) AS total FROM (SELECT rank() OVER (ORDER BY n DESC) AS place FROM (SELECT upper(subject), count(*) AS n FROM case_summary GROUP BY 1)))`,
      expect.any(Number),
    ],
    [
      'the same heavy column again and again',
      `SELECT ${many(50, (at) => `max(regexp_replace(upper(subject), '[A-Z]+', 'y${at}'))`)} FROM case_summary`,
      'y0 96',
    ],
    [
      'a list that fills the longest statement',
      `SELECT count(*) FROM case_summary WHERE subject IN (${many(20_000, (at) => `'Case ${at}'`)})`,
      ROWS,
    ],
  ])('%s', async (_what, sql, first) => {
    expect((await rows(sql))[0]?.[0]).toEqual(first);
  });
});

describe('a statement that does not end', () => {
  const LONG_TEXTS = "rpad('', 40, 'a') || 'b'";

  const unending: [what: string, sql: string, code: string][] = [
    [
      'a cross join',
      'SELECT count(*) FROM case_summary a, case_summary b, case_summary c WHERE upper(a.subject) <> lower(b.subject) || c.subject',
      'QUERY_TIMED_OUT',
    ],
    [
      'a regular expression that tries everything',
      `SELECT count(*) FROM case_summary WHERE regexp_like(${LONG_TEXTS} || subject, '(a+)+$')`,
      'QUERY_TIMED_OUT',
    ],
    [
      'a lambda in one row',
      'SELECT reduce(sequence(1, 10000), 0, (a, x) -> a + reduce(sequence(1, 10000), 0, (b, y) -> (b + y) % 7, b -> b), a -> a)',
      'QUERY_TIMED_OUT',
    ],
    [
      'a text that grows with each level',
      `SELECT count(${nest(DEPTH, 'subject', (inner) => `replace(${inner}, '', subject)`)}) FROM case_summary`,
      'QUERY_FAILED',
    ],
  ];
  test.each(TRIES_ALL ? unending : unending.slice(0, 1))(
    'is stopped, and the next one is answered: %s',
    async (_what, sql, code) => {
      await expect(rows(sql, impatient)).rejects.toMatchObject({ code });
      expect(await rows('SELECT count(*) FROM case_summary', impatient)).toEqual([[ROWS]]);
    },
  );
});
