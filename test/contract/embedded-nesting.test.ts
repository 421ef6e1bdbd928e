import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaseInsightsError } from '../../server-lambda/core/errors.ts';
import { FUNCTION_GROUPS } from '../../server-lambda/core/sql/functions/catalogue.ts';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { SIX_CASES } from '../support/six-cases.ts';
import { CORPUS_NOW } from './athena-corpus.ts';

const CASES = 2_000;
const DEPTH = 12;
const MOST_MS = 2_000;

const engine = createDuckDbEngine({
  source: {
    kind: 'records',
    records: Array.from({ length: CASES }, (_none, at) => ({
      ...SIX_CASES[at % 6]!,
      case_number: String(100_000_000_000 + at),
      case_summary: null,
    })),
  },
  clock: { now: () => CORPUS_NOW },
});
beforeAll(() => engine.loaded());
afterAll(() => engine.close());

/** How long the statement takes, also one that is refused or whose values cannot be computed: the best of three. */
async function msOf(text: string): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3 && best >= MOST_MS; round++) {
    const start = performance.now();
    await asked(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

async function asked(text: string): Promise<void> {
  try {
    await engine.query({ text, values: [] }, { maxRows: 1 });
  } catch (error) {
    if (!(error instanceof CaseInsightsError) || error.code !== 'QUERY_FAILED') throw error;
    expect(error.message).not.toContain('The embedded engine failed');
  }
}

function nested(wrap: (inner: string) => string, innermost: string): string {
  let text = innermost;
  for (let depth = 0; depth < DEPTH; depth++) text = wrap(text);
  return text;
}

const overAll = (value: string) => `SELECT count(x) FROM (SELECT ${value} AS x FROM case_summary)`;

/** An argument of each type, that says something to most functions. */
const SAMPLES: Readonly<Record<string, string>> = {
  varchar: 'subject',
  char: "CAST('a' AS char(3))",
  varbinary: 'to_utf8(subject)',
  boolean: "(severitycode = 'low')",
  tinyint: 'CAST(1 AS tinyint)',
  smallint: 'CAST(1 AS smallint)',
  integer: 'CAST(length(subject) AS integer)',
  bigint: 'length(subject)',
  real: "REAL '0.5'",
  double: 'CAST(length(subject) AS double)',
  decimal: '1.25',
  date: "DATE '2025-01-31'",
  time: "TIME '10:00:00'",
  timestamp: "TIMESTAMP '2025-01-31 10:00:00.000'",
  'timestamp with time zone': 'from_iso8601_timestamp(timecreated)',
  'interval day to second': "INTERVAL '1' DAY",
  'interval year to month': "INTERVAL '1' MONTH",
  json: "json_parse('[1]')",
  T: 'subject',
  array: "split(subject, ' ')",
  map: "MAP(ARRAY['a'], ARRAY[subject])",
};

/** `timestamp(p) with time zone` is `timestamp with time zone`, `array(T)` is `array`. */
function baseType(type: string): string {
  return type
    .replace(/\(.*\)/, '')
    .replace(/\.\.\.$/, '')
    .trim();
}

function typesOf(signature: string): { readonly parameters: readonly string[]; readonly result: string } {
  const [, inside = '', result = ''] = /^\((.*)\)\s*->\s*(.*?)(?: where .*)?$/.exec(signature) ?? [];
  const parameters: string[] = [];
  let depth = 0;
  let text = '';
  for (const character of `${inside},`) {
    if (character === ',' && depth === 0) {
      if (text.trim() !== '') parameters.push(text.trim());
      text = '';
      continue;
    }
    if (character === '(') depth++;
    if (character === ')') depth--;
    text += character;
  }
  return { parameters, result };
}

/** Calls of each function that can take its own result. */
const CALLS: readonly (readonly [name: string, innermost: string, wrap: (inner: string) => string])[] =
  FUNCTION_GROUPS.flatMap(({ functions }) => functions)
    .filter(({ kind }) => kind === 'scalar')
    .flatMap(({ name, signatures }) =>
      signatures.flatMap((signature) => {
        const { parameters, result } = typesOf(signature);
        const samples = parameters.map((type) => SAMPLES[baseType(type)] ?? 'NULL');
        // A separator or key that is text of a column would make the values grow with each call.
        const others = samples.map((sample) => (sample === 'subject' ? "'a b'" : sample));
        const at = parameters.findIndex((type) => baseType(type) === baseType(result) || result === 'rule');
        if (at === -1 || parameters.some((type) => type.startsWith('function'))) return [];
        const wrap = (inner: string) =>
          `${name}(${others.map((sample, index) => (index === at ? inner : sample)).join(', ')})`;
        return [[`${name}${signature}`, samples[at] ?? 'NULL', wrap] as const];
      }),
    );

describe('twelve calls inside one another take no longer than a person waits', () => {
  test.each(CALLS)('%s', async (_name, innermost, wrap) => {
    expect(await msOf(overAll(nested(wrap, innermost)))).toBeLessThan(MOST_MS);
  });
});

describe('twelve operators inside one another do so neither', () => {
  test.each<[name: string, innermost: string, wrap: (inner: string) => string]>([
    ['division', 'length(subject)', (x) => `(${x} / 2)`],
    ['division from the right', 'length(subject)', (x) => `(1000000000 / nullif(${x}, 0))`],
    ['decimals', '1.5', (x) => `round(1.0 * ${x} / 7, 2)`],
    ['concatenation', 'subject', (x) => `(${x} || 'a')`],
    ['CASE', 'subject', (x) => `CASE WHEN ${x} = 'a' THEN 'b' ELSE 'c' END`],
    ['CASE of a value', 'subject', (x) => `CASE ${x} WHEN 'a' THEN 'b' WHEN 'c' THEN 'd' ELSE 'e' END`],
    ['COALESCE, NULLIF, IF and TRY', 'subject', (x) => `coalesce(nullif(try(if(true, ${x})), 'a'), 'b')`],
    ['BETWEEN', "(severitycode = 'low')", (x) => `(${x} BETWEEN false AND true)`],
    ['IN', "(severitycode = 'low')", (x) => `(${x} IN (true, false, NULL))`],
    ['LIKE', "(subject LIKE 'E%')", (x) => `(CAST(${x} AS varchar) LIKE 't%')`],
    ['casts', 'subject', (x) => `CAST(CAST(${x} AS varchar(100)) AS varchar)`],
    ['AT TIME ZONE', 'from_iso8601_timestamp(timecreated)', (x) => `(${x} AT TIME ZONE 'Asia/Tokyo')`],
    [
      'dates',
      'from_iso8601_timestamp(timecreated)',
      (x) => `date_trunc('day', date_add('day', -1, ${x}) - INTERVAL '1' HOUR)`,
    ],
    ['arrays and subscripts', 'subject', (x) => `ARRAY[${x}, 'b'][1]`],
    ['rows', 'subject', (x) => `ROW(${x}, 1)[1]`],
    ['lambdas', 'length(subject)', (x) => `reduce(ARRAY[1, 2], ${x}, (s, e) -> s + e, s -> s)`],
    ['lambdas in lambdas', 'length(subject)', (x) => `transform(ARRAY[1], e -> ${x} + e)[1]`],
    ['AND and OR', "(severitycode = 'low')", (x) => `((${x} AND subject <> 'a') OR subject = 'b')`],
  ])('%s', async (_name, innermost, wrap) => {
    expect(await msOf(overAll(nested(wrap, innermost)))).toBeLessThan(MOST_MS);
  });
});

describe('queries inside one another', () => {
  test.each<[name: string, innermost: string, wrap: (inner: string) => string]>([
    ['derived tables', 'SELECT subject AS x FROM case_summary', (x) => `SELECT upper(x) AS x FROM (${x})`],
    ['filters', 'SELECT subject AS x FROM case_summary', (x) => `SELECT x FROM (${x}) WHERE lower(x) <> 'a'`],
    ['groups', 'SELECT subject AS x FROM case_summary', (x) => `SELECT max(x) AS x FROM (${x}) GROUP BY lower(x)`],
    ['windows', 'SELECT subject AS x FROM case_summary', (x) => `SELECT lag(x) OVER (ORDER BY x) AS x FROM (${x})`],
    [
      'scalar subqueries',
      "SELECT 'a' AS x",
      (x) => `SELECT subject AS x FROM case_summary WHERE subject > (SELECT max(x) FROM (${x}))`,
    ],
    [
      'IN',
      'SELECT subject AS x FROM case_summary',
      (x) => `SELECT subject AS x FROM case_summary WHERE subject IN (${x})`,
    ],
    [
      'EXISTS',
      'SELECT subject AS x FROM case_summary',
      (x) => `SELECT subject AS x FROM case_summary WHERE EXISTS (${x})`,
    ],
    ['unions', 'SELECT subject AS x FROM case_summary', (x) => `${x} UNION SELECT 'a'`],
  ])('take time in step with their depth: %s', async (_name, innermost, wrap) => {
    expect(await msOf(nested(wrap, innermost))).toBeLessThan(MOST_MS);
  });
});
