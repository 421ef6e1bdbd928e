import { setTimeout } from 'node:timers/promises';
import { AthenaClient, type AthenaClientConfig } from '@aws-sdk/client-athena';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CASE_TABLE } from '#core/contract/case-record.ts';
import type { CaseInsightsError } from '#core/errors.ts';
import type { QueryEngine, QueryOptions } from '#core/ports/query-engine.ts';
import { sql } from '#core/sql/sql.ts';
import type { AthenaEngineOptions } from '../../server-lambda/aws/athena/athena-engine.ts';
import { createDuckDbEngine, type EmbeddedEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import {
  endpointEngine,
  RESULTS_BUCKET,
  startAthenaEndpoint,
  WORKGROUP,
  type AthenaEndpoint,
  type EndpointRequest,
  type Operation,
} from '../support/athena-endpoint.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';
import { anyCharacter } from '../support/any-character.ts';
import { aCase } from '../support/cases.ts';

const AWKWARD = [
  'plain',
  '',
  'a,b',
  'say "yes"',
  '"',
  '""',
  'two\nlines',
  'carriage\r\nreturn',
  "it's",
  ' spaced ',
  '🦆',
];
const CASES = [
  ...AWKWARD.map((subject) => aCase({ subject })),
  aCase({ subject: null, severitycode: null, case_number: '999' }),
];

let duckdb: EmbeddedEngine;
let endpoint: AthenaEndpoint;

beforeAll(async () => {
  duckdb = createDuckDbEngine({
    source: { kind: 'records', records: CASES },
    clock: { now: () => new Date('2026-07-01T12:00:00Z') },
  });
  endpoint = await startAthenaEndpoint(duckdb);
});

afterAll(async () => {
  await endpoint.close();
  await duckdb.close();
});

/** An engine that polls at once; what it answers is never reused unless told. */
function createEngine(options: Partial<AthenaEngineOptions> = {}): QueryEngine {
  return endpointEngine(endpoint, { reuseMinutes: 0, ...options });
}

let marks = 0;

/** A statement that no other test has asked, and what the endpoint hears while it runs. */
function newMark(): string {
  marks += 1;
  return `mark_${marks}`;
}

async function hear<T>(
  act: () => Promise<T>,
): Promise<{ readonly answer: T; readonly heard: readonly EndpointRequest[] }> {
  const before = endpoint.requests.length;
  const answer = await act();
  return { answer, heard: endpoint.requests.slice(before) };
}

function operations(heard: readonly EndpointRequest[]): readonly Operation[] {
  return heard.map(({ operation }) => operation);
}

async function failureOf(
  engine: QueryEngine,
  text: string,
  options: QueryOptions = { maxRows: 10 },
): Promise<CaseInsightsError> {
  return engine.query({ text, values: [] }, options).then(
    () => {
      throw new Error('the query succeeded');
    },
    // Whatever it is, the assertions look at its code and words.
    (error: unknown) => error as CaseInsightsError,
  );
}

describe('a request to Athena', () => {
  it('names the catalog, database and workgroup, and gives values as execution parameters', async () => {
    const { heard } = await hear(() =>
      createEngine().query(
        sql`SELECT case_number FROM case_summary WHERE subject = ${"it's"} AND length(subject) > ${-5}`,
        { maxRows: 5 },
      ),
    );
    expect(heard[0]?.input).toMatchObject({
      QueryString: 'SELECT case_number FROM case_summary WHERE subject = ? AND length(subject) > ?',
      ExecutionParameters: ["'it''s'", '-5'],
      QueryExecutionContext: { Catalog: 'awsdatacatalog', Database: 'case_insights' },
      WorkGroup: WORKGROUP,
    });
    expect(heard[0]?.input['ClientRequestToken']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends no list of parameters where there are none, for Athena refuses an empty one', async () => {
    const { heard } = await hear(() => createEngine().query({ text: 'SELECT 1 AS n', values: [] }, { maxRows: 5 }));
    expect(heard[0]?.input).not.toHaveProperty('ExecutionParameters');
  });

  it('refuses a value that Athena would not take, before anything runs', async () => {
    const { answer, heard } = await hear(() =>
      createEngine()
        .query(sql`SELECT 1 AS n FROM case_summary WHERE subject = ${'x'.repeat(1_023)}`, { maxRows: 5 })
        .catch((error: unknown) => error),
    );
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', remedy: 'Shorten the value.' });
    expect((answer as Error).message).toContain('1024');
    expect(heard).toEqual([]);
  });

  it('brings every text to Athena and back as it is', async () => {
    const engine = createEngine();
    const text = fc.string({ unit: anyCharacter, maxLength: 40 }).map((value) => value.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const { rows } = await engine.query(
          sql`SELECT ${value} AS said FROM case_summary WHERE case_number = ${'999'} AND ${value} = ${value} AND length(${value}) = ${Array.from(value).length}`,
          { maxRows: 5 },
        );
        expect(rows).toEqual([{ said: value }]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an answer that Athena has given before', () => {
  it('is given again without a scan, up to an hour later', async () => {
    const engine = createEngine({ reuseMinutes: 60 });
    const statement = { text: `SELECT count(*) AS ${newMark()} FROM case_summary`, values: [] };
    const first = await engine.query(statement, { maxRows: 5 });
    const { answer: second, heard } = await hear(() => engine.query(statement, { maxRows: 5 }));
    expect(heard[0]?.input['ResultReuseConfiguration']).toEqual({
      ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 60 },
    });
    expect(first.statistics).toEqual({ bytesScanned: 12_345, elapsedMs: 512 });
    expect(second.statistics).toMatchObject({ bytesScanned: 0 });
    expect(second.rows).toEqual(first.rows);
  });

  it('is not trusted when it is empty, for the crawler may have run since', async () => {
    const engine = createEngine({ reuseMinutes: 60 });
    const mark = newMark();
    const statement = { text: `SELECT subject AS ${mark} FROM case_summary`, values: [] };
    endpoint.script(mark, { state: 'SUCCEEDED', columns: [{ name: mark, type: 'varchar' }], rows: [] });
    expect((await engine.query(statement, { maxRows: 5 })).rows).toEqual([]);
    endpoint.script(mark, { state: 'SUCCEEDED', columns: [{ name: mark, type: 'varchar' }], rows: [['new']] });
    expect((await engine.query(statement, { maxRows: 5 })).rows).toEqual([{ [mark]: 'new' }]);
  });

  it('is not given to a query that wants a fresh one', async () => {
    const engine = createEngine({ reuseMinutes: 60 });
    const statement = { text: `SELECT count(*) AS ${newMark()} FROM case_summary`, values: [] };
    await engine.query(statement, { maxRows: 5 });
    const again = await engine.query(statement, { maxRows: 5, fresh: true });
    expect(again.statistics).toMatchObject({ bytesScanned: 12_345 });
  });

  it('is never asked for when reuse is off', async () => {
    const { heard } = await hear(() => createEngine().query({ text: 'SELECT 2 AS n', values: [] }, { maxRows: 5 }));
    expect(heard[0]?.input['ResultReuseConfiguration']).toEqual({ ResultReuseByAgeConfiguration: { Enabled: false } });
  });
});

describe('the rows of an answer', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => [String(index), `row ${index}`]);
  const scriptRows = (count: number): string => {
    const mark = newMark();
    endpoint.script(mark, {
      state: 'SUCCEEDED',
      columns: [
        { name: mark, type: 'bigint' },
        { name: 'said', type: 'varchar' },
      ],
      rows: numbers(count),
    });
    return mark;
  };

  it.each([
    { there: 0, wanted: 100, given: 0 },
    { there: 1, wanted: 1, given: 1 },
    { there: 100, wanted: 100, given: 100 },
    { there: 101, wanted: 100, given: 100 },
    { there: 998, wanted: 998, given: 998 },
    { there: 999, wanted: 999, given: 999 },
    { there: 1_000, wanted: 1_000, given: 1_000 },
    { there: 1_001, wanted: 1_000, given: 1_000 },
    { there: 1_001, wanted: 1_001, given: 1_001 },
    { there: 2_500, wanted: 1_999, given: 1_999 },
    { there: 2_500, wanted: 2_500, given: 2_500 },
    { there: 100_000, wanted: 2_500, given: 2_500 },
    { there: 100_000, wanted: 100_000, given: 100_000 },
  ])('are $given when $wanted of $there are wanted', async ({ there, wanted, given }) => {
    const mark = scriptRows(there);
    const result = await createEngine().query(
      { text: `SELECT ${mark}, said FROM case_summary`, values: [] },
      { maxRows: wanted },
    );
    expect(result.columns).toEqual([mark, 'said']);
    expect(result.rows).toHaveLength(given);
    expect(result.truncated).toBe(there > wanted);
    expect(result.rows.every((row, index) => row[mark] === index && row['said'] === `row ${index}`)).toBe(true);
  });

  it('come in one page where one is enough', async () => {
    const mark = scriptRows(50);
    const { heard } = await hear(() =>
      createEngine().query({ text: `SELECT ${mark}`, values: [] }, { maxRows: 100_000 }),
    );
    expect(operations(heard).filter((operation) => operation.startsWith('GetQueryResults'))).toHaveLength(1);
    expect(operations(heard)).not.toContain('GetObject');
  });

  it('come from the result object where they are many', async () => {
    const mark = scriptRows(5_000);
    const { heard } = await hear(() =>
      createEngine().query({ text: `SELECT ${mark}`, values: [] }, { maxRows: 5_000 }),
    );
    expect(operations(heard).slice(-2)).toEqual(['GetQueryResults', 'GetObject']);
    expect(heard.at(-1)?.input).toMatchObject({ bucket: RESULTS_BUCKET });
  });

  it.each([
    { why: 'refuses it', fault: { status: 403, type: 'AccessDenied', message: 'Access Denied' }, times: 1 },
    { why: 'breaks off', fault: 'disconnect' as const, times: 2 },
  ])('still come, page by page, when S3 $why', async ({ fault, times }) => {
    const mark = scriptRows(3_500);
    endpoint.fail('GetObject', fault, times);
    const { answer, heard } = await hear(() =>
      createEngine().query({ text: `SELECT ${mark}`, values: [] }, { maxRows: 3_000 }),
    );
    expect(answer.rows).toHaveLength(3_000);
    expect(answer.truncated).toBe(true);
    expect(operations(heard).filter((operation) => operation === 'GetQueryResults')).toHaveLength(4);
  });

  it('are the same from pages and from the result object, whatever they hold', async () => {
    const cell = fc.option(fc.oneof(fc.constantFrom(...AWKWARD, ',', '\n', '\r'), fc.string({ unit: anyCharacter })));
    const mark = newMark();
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 1, max: 3 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }),
          ),
        async (some) => {
          const rows = Array.from({ length: 2_100 }, (_, index) => some[index % some.length] ?? []);
          const columns = (some[0] ?? []).map((_, index) => ({ name: `c${index}`, type: 'varchar' }));
          endpoint.script(mark, { state: 'SUCCEEDED', columns, rows });
          const statement = { text: `SELECT ${mark}`, values: [] };
          const { answer: streamed, heard } = await hear(() => createEngine().query(statement, { maxRows: 2_100 }));
          const paged = await createEngine().query(statement, { maxRows: 1_900 });
          expect(operations(heard)).toContain('GetObject');
          expect(streamed.rows.slice(0, 1_900)).toEqual(paged.rows);
          expect(streamed.rows.map((row) => Object.values(row))).toEqual(rows);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('keep NULL, empty text, quotes and line ends apart', async () => {
    const { rows } = await createEngine().query(
      { text: 'SELECT subject FROM case_summary ORDER BY case_number DESC', values: [] },
      { maxRows: 100 },
    );
    expect(new Set(rows.map((row) => row['subject']))).toEqual(new Set([...AWKWARD, null]));
  });

  it('are typed: whole numbers and doubles as numbers while they are exact, truth values, text for the rest', async () => {
    const mark = newMark();
    const cells: readonly (readonly [string, string, unknown])[] = [
      ['tinyint', '-1', -1],
      ['smallint', '7', 7],
      ['integer', '42', 42],
      ['bigint', '9007199254740991', 9_007_199_254_740_991],
      ['bigint', '9007199254740993', '9007199254740993'],
      ['double', '1.0E10', 1e10],
      ['float', '0.1', 0.1],
      ['double', 'NaN', 'NaN'],
      ['double', '-Infinity', '-Infinity'],
      ['boolean', 'true', true],
      ['boolean', 'false', false],
      ['decimal', '12.50', '12.50'],
      ['date', '2026-01-31', '2026-01-31'],
      ['timestamp', '2026-01-31 10:00:00.000', '2026-01-31 10:00:00.000'],
      ['array', '[a, b]', '[a, b]'],
      ['map', '{k=v}', '{k=v}'],
      ['varchar', '42', '42'],
      ['json', 'null', 'null'],
    ];
    endpoint.script(mark, {
      state: 'SUCCEEDED',
      columns: cells.map(([type], index) => ({ name: `c${index}`, type })),
      rows: [cells.map(([, text]) => text), cells.map(() => null)],
    });
    const { rows } = await createEngine().query({ text: `SELECT ${mark}`, values: [] }, { maxRows: 5 });
    expect(Object.values(rows[0] ?? {})).toEqual(cells.map(([, , cell]) => cell));
    expect(Object.values(rows[1] ?? {})).toEqual(cells.map(() => null));
  });

  it('have every column once, though a name occurs twice', async () => {
    const mark = newMark();
    endpoint.script(mark, {
      state: 'SUCCEEDED',
      columns: ['n', '_col2', 'n', 'n', '__proto__'].map((name) => ({ name, type: 'bigint' })),
      rows: [['1', '2', '3', '4', '5']],
    });
    const { columns, rows } = await createEngine().query({ text: `SELECT ${mark}`, values: [] }, { maxRows: 5 });
    expect(columns).toEqual(['n', '_col2', '_col2_', '_col3', '__proto__']);
    expect(Object.values(rows[0] ?? {})).toEqual([1, 2, 3, 4, 5]);
  });

  it('of SHOW and DESCRIBE are parted into their columns, the first row included', async () => {
    const script = (text: string, columns: readonly string[], lines: readonly string[]) => {
      endpoint.script(text, {
        state: 'SUCCEEDED',
        columns: columns.map((name) => ({ name, type: 'string' })),
        rows: lines.map((line) => [line]),
      });
    };
    script('SHOW TABLES IN a', ['tab_name'], ['tab_name', CASE_TABLE]);
    script(
      'DESCRIBE b',
      ['col_name', 'data_type', 'comment'],
      [
        'caseid              \tstring              \tfrom deserializer   ',
        'account_number      \tstring              \t                    ',
        '\t \t ',
        '# Partition Information\t \t ',
        '# col_name            \tdata_type           \tcomment             ',
        '\t \t ',
        'account_number      \tstring              \t                    ',
      ],
    );
    const engine = createEngine();
    const tables = await engine.query({ text: 'SHOW TABLES IN a', values: [] }, { maxRows: 5 });
    expect(tables.rows).toEqual([{ tab_name: 'tab_name' }, { tab_name: CASE_TABLE }]);
    const described = await engine.query({ text: 'DESCRIBE b', values: [] }, { maxRows: 2 });
    expect(described.rows).toEqual([
      { col_name: 'caseid', data_type: 'string', comment: 'from deserializer' },
      { col_name: 'account_number', data_type: 'string', comment: 'partition key' },
    ]);
    expect(described.truncated).toBe(false);
  });
});

describe('a run that is given up', () => {
  const RUNNING = { state: 'RUNNING' } as const;

  it('is stopped in Athena when the caller cancels', async () => {
    const mark = newMark();
    endpoint.script(mark, RUNNING);
    const controller = new AbortController();
    const engine = createEngine({
      sleep: async () => {
        if (endpoint.requests.at(-1)?.operation === 'GetQueryExecution') controller.abort();
        await setTimeout(1);
      },
    });
    const { answer, heard } = await hear(() =>
      failureOf(engine, `SELECT ${mark}`, { maxRows: 5, signal: controller.signal }),
    );
    expect(answer).toMatchObject({ code: 'CANCELLED' });
    expect(operations(heard)).toEqual(['StartQueryExecution', 'GetQueryExecution', 'StopQueryExecution']);
  });

  it('is stopped though the caller cancels before Athena has named it', async () => {
    const mark = newMark();
    endpoint.script(mark, RUNNING);
    const controller = new AbortController();
    const { answer, heard } = await hear(() => {
      const failure = failureOf(createEngine(), `SELECT ${mark}`, { maxRows: 5, signal: controller.signal });
      controller.abort();
      return failure;
    });
    expect(answer).toMatchObject({ code: 'CANCELLED' });
    expect(operations(heard)).toEqual(['StartQueryExecution', 'StopQueryExecution']);
  });

  it('is stopped when its time is over', async () => {
    const mark = newMark();
    endpoint.script(mark, RUNNING);
    const { answer, heard } = await hear(() => failureOf(createEngine({ timeoutMs: 50 }), `SELECT ${mark}`));
    expect(answer).toMatchObject({ code: 'QUERY_TIMED_OUT' });
    expect(answer.message).toContain('0.05 s');
    expect(operations(heard).at(-1)).toBe('StopQueryExecution');
  });

  it('is stopped when Athena says no more how it goes', async () => {
    const mark = newMark();
    endpoint.script(mark, RUNNING);
    endpoint.fail('GetQueryExecution', { status: 400, type: 'AccessDeniedException', message: 'no' });
    const { answer, heard } = await hear(() => failureOf(createEngine(), `SELECT ${mark}`));
    expect(answer).toMatchObject({ code: 'NOT_AUTHORIZED' });
    expect(operations(heard).at(-1)).toBe('StopQueryExecution');
  });

  it('ends as it must though Athena does not answer that it is stopped', async () => {
    const mark = newMark();
    endpoint.script(mark, RUNNING);
    endpoint.fail('StopQueryExecution', { status: 500, type: 'InternalServerException', message: '' }, 2);
    expect(await failureOf(createEngine({ timeoutMs: 50 }), `SELECT ${mark}`)).toMatchObject({
      code: 'QUERY_TIMED_OUT',
    });
  });

  it('never starts when it was cancelled before', async () => {
    const { answer, heard } = await hear(() =>
      failureOf(createEngine(), 'SELECT 1', { maxRows: 5, signal: AbortSignal.abort() }),
    );
    expect(answer).toMatchObject({ code: 'CANCELLED' });
    expect(heard).toEqual([]);
  });

  it('ends while its result object is read', async () => {
    const mark = newMark();
    const rows = Array.from({ length: 2_500 }, (_, index) => [String(index)]);
    endpoint.script(mark, { state: 'SUCCEEDED', columns: [{ name: mark, type: 'bigint' }], rows });
    endpoint.fail('GetObject', 'silence');
    const controller = new AbortController();
    const failure = failureOf(createEngine(), `SELECT ${mark}`, { maxRows: 2_500, signal: controller.signal });
    await vi.waitFor(() => {
      expect(endpoint.requests.at(-1)?.operation).toBe('GetObject');
    }, 10_000);
    controller.abort();
    expect(await failure).toMatchObject({ code: 'CANCELLED' });
  });

  it('is not stopped when it has ended', async () => {
    const mark = newMark();
    endpoint.script(mark, { state: 'FAILED', reason: 'SYNTAX_ERROR: line 1:1' });
    const { heard } = await hear(() => failureOf(createEngine(), `SELECT ${mark}`));
    expect(operations(heard)).not.toContain('StopQueryExecution');
  });
});

describe('a hitch on the way', () => {
  const text = 'SELECT count(*) AS n FROM case_summary';

  it.each([
    { operation: 'StartQueryExecution' as const, times: 1 },
    { operation: 'GetQueryExecution' as const, times: 5 },
    { operation: 'GetQueryResults' as const, times: 1 },
  ])('of $operation is passed over', async ({ operation, times }) => {
    endpoint.fail(operation, { status: 400, type: 'ThrottlingException', message: 'Rate exceeded' }, times);
    const { rows } = await createEngine().query({ text, values: [] }, { maxRows: 5 });
    expect(rows).toEqual([{ n: CASES.length }]);
  });

  it('does not begin a second run: the request is sent again under its own name', async () => {
    endpoint.fail('StartQueryExecution', 'disconnect');
    const { heard } = await hear(() => createEngine().query({ text, values: [] }, { maxRows: 5 }));
    const tokens = heard.flatMap(({ operation, input }) =>
      operation === 'StartQueryExecution' ? [input['ClientRequestToken']] : [],
    );
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
  });
});

describe('a failure', () => {
  const scriptFailure = (reason: string, error?: { ErrorCategory: number; ErrorType: number; Retryable: boolean }) => {
    const mark = newMark();
    endpoint.script(mark, {
      state: 'FAILED',
      reason,
      ...(error !== undefined && { error: { ...error, ErrorMessage: reason } }),
    });
    return `SELECT ${mark}`;
  };
  const user = (ErrorType: number) => ({ ErrorCategory: 2, ErrorType, Retryable: false });

  it.each([
    {
      what: 'a table that is missing',
      reason: "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.case_insights.case_summary' does not exist",
      error: user(1006),
      code: 'QUERY_FAILED',
      remedy: /EnableAnalytics=true.*crawler.*MSCK REPAIR TABLE/,
    },
    {
      what: 'a database that is missing',
      reason: "SCHEMA_NOT_FOUND: line 1:15: Schema 'case_insights_x' does not exist",
      error: undefined,
      code: 'QUERY_FAILED',
      remedy: /EnableAnalytics=true/,
    },
    {
      what: 'a table that Hive misses',
      reason: 'FAILED: SemanticException [Error 10001]: Table not found case_summary',
      error: user(1003),
      code: 'QUERY_FAILED',
      remedy: /crawler/,
    },
    {
      what: 'a column that is missing',
      reason:
        "COLUMN_NOT_FOUND: line 2:5: Column 'severity' cannot be resolved or requester is not authorized to access requested resources",
      error: user(1006),
      code: 'QUERY_FAILED',
      remedy: /DESCRIBE case_summary/,
    },
    {
      what: 'SQL that does not parse',
      reason: "SYNTAX_ERROR: line 3:14: mismatched input 'GROUP'. Expecting: <expression>",
      error: user(1006),
      code: 'QUERY_FAILED',
      remedy: /Correct the SQL/,
    },
    {
      what: 'a case that is not JSON',
      reason: 'HIVE_CURSOR_ERROR: Row is not a valid JSON Object - JSONException: Unterminated string at 12',
      error: user(1001),
      code: 'QUERY_FAILED',
      remedy: /crawler|leave the case/,
    },
    {
      what: 'too little memory',
      reason: 'Query exhausted resources at this scale factor',
      error: { ErrorCategory: 1, ErrorType: 3, Retryable: true },
      code: 'QUERY_FAILED',
      remedy: /shorter period/,
    },
    {
      what: "Athena's own time limit",
      reason: 'Query timeout',
      error: { ErrorCategory: 1, ErrorType: 210, Retryable: false },
      code: 'QUERY_TIMED_OUT',
      remedy: /shorter period/,
    },
    {
      what: 'throttling by Glue',
      reason: 'Rate exceeded (Service: AWSGlue; Status Code: 400; Error Code: ThrottlingException)',
      error: user(1401),
      code: 'THROTTLED',
      remedy: /Wait a minute/,
    },
    {
      what: 'a results bucket that is missing',
      reason: 'The specified bucket does not exist',
      error: user(1306),
      code: 'QUERY_FAILED',
      remedy: /results bucket/,
    },
    {
      what: 'a fault of Athena',
      reason: 'GENERIC_INTERNAL_ERROR: null',
      error: { ErrorCategory: 1, ErrorType: 200, Retryable: true },
      code: 'QUERY_FAILED',
      remedy: /Run it again/,
    },
    {
      what: 'a fault of the query without a known kind',
      reason: 'DIVISION_BY_ZERO: / by zero',
      error: user(1000),
      code: 'QUERY_FAILED',
      remedy: /Correct the SQL/,
    },
  ])('by $what says what Athena said and what to do', async ({ reason, error, code, remedy }) => {
    const failure = await failureOf(createEngine(), scriptFailure(reason, error));
    expect(failure).toMatchObject({ name: 'CaseInsightsError', code });
    expect(failure.message).toBe(`Athena could not run the query: ${reason}`);
    expect(failure.remedy).toMatch(remedy);
  });

  it.each([
    {
      reason:
        'User: arn:aws:sts::111122223333:assumed-role/MCPLambda/x is not authorized to perform: glue:GetTable on resource: arn:aws:glue:eu-central-1:111122223333:table/case_insights/case_summary because no identity-based policy allows the glue:GetTable action',
      error: user(1003),
      message:
        'AWS denied glue:GetTable on arn:aws:glue:eu-central-1:111122223333:table/case_insights/case_summary in a call to Athena.',
    },
    {
      reason: 'Insufficient permissions to execute the query.',
      error: undefined,
      message: 'AWS denied access in a call to Athena: Insufficient',
    },
    {
      reason: 'Access Denied (Service: Amazon S3; Status Code: 403)',
      error: user(1501),
      message: 'Amazon S3; Status Code: 403',
    },
  ])('of permission says which one is missing: $message', async ({ reason, error, message }) => {
    const failure = await failureOf(createEngine(), scriptFailure(reason, error));
    expect(failure.code).toBe('NOT_AUTHORIZED');
    expect(failure.message).toContain(message);
    expect(failure.remedy).toMatch(/role/);
  });

  it('by the limit on scanned bytes names the limit', async () => {
    const mark = newMark();
    endpoint.script(mark, { state: 'CANCELLED', reason: 'Bytes scanned limit was exceeded' });
    const failure = await failureOf(createEngine(), `SELECT ${mark}`);
    expect(failure).toMatchObject({ code: 'QUERY_FAILED' });
    expect(failure.remedy).toContain('BytesScannedCutoffPerQuery');
  });

  it('by someone who stopped the query in Athena is a cancellation', async () => {
    const mark = newMark();
    endpoint.script(mark, { state: 'CANCELLED', reason: 'Query cancelled by user' });
    expect(await failureOf(createEngine(), `SELECT ${mark}`)).toMatchObject({
      code: 'CANCELLED',
      message: 'The query was cancelled in Athena: Query cancelled by user',
    });
  });

  it('is told in one line of bearable length, without the advice to contact support', async () => {
    const advice =
      'This query ran against the "case_insights" database, unless qualified by the query. Please post the error message on our forum  or contact customer support  with Query Id: 1';
    const short = await failureOf(createEngine(), scriptFailure(`GENERIC_USER_ERROR: a\n  b. ${advice}`));
    expect(short.message).toBe('Athena could not run the query: GENERIC_USER_ERROR: a b.');
    const long = await failureOf(createEngine(), scriptFailure(`SYNTAX_ERROR: ${'x '.repeat(2_000)}`));
    expect(long.message.length).toBeLessThan(1_100);
  });

  it('of the engine itself is told like any other', async () => {
    const failure = await failureOf(createEngine(), 'SELECT nope FROM case_summary');
    expect(failure).toMatchObject({ code: 'QUERY_FAILED' });
    expect(failure.message).toContain('nope');
  });

  it('of a workgroup that is missing names it', async () => {
    const failure = await failureOf(createEngine({ workGroup: 'CaseInsights-other' }), 'SELECT 1');
    expect(failure).toMatchObject({ code: 'QUERY_FAILED' });
    expect(failure.message).toContain('CaseInsights-other');
    expect(failure.remedy).toMatch(/EnableAnalytics=true.*UniqueIdentifier/);
  });

  it.each([
    {
      type: 'AccessDeniedException',
      status: 400,
      message:
        'You are not authorized to perform: athena:StartQueryExecution on the resource. After your AWS administrator or you have updated your permissions, please try again.',
      code: 'NOT_AUTHORIZED',
      says: /denied athena:StartQueryExecution/,
    },
    {
      type: 'ExpiredTokenException',
      status: 400,
      message: 'The security token included in the request is expired',
      code: 'CREDENTIALS_EXPIRED',
      says: /expired/,
    },
    {
      type: 'TooManyRequestsException',
      status: 400,
      message: 'You have exceeded the limit for the number of queries you can run concurrently.',
      code: 'THROTTLED',
      says: /no more requests/,
    },
    {
      type: 'InternalServerException',
      status: 500,
      message: 'Internal error',
      code: 'UNREACHABLE',
      says: /HTTP status 500/,
    },
    {
      type: 'InvalidRequestException',
      status: 400,
      message: "line 1:1: mismatched input 'SELEC'. Expecting: 'SELECT'",
      code: 'QUERY_FAILED',
      says: /line 1:1: mismatched input/,
    },
  ])('of the request by $type is $code', async ({ type, status, message, code, says }) => {
    endpoint.fail('StartQueryExecution', { status, type, message }, 2);
    const failure = await failureOf(createEngine(), 'SELECT 1 AS n');
    // What the client's second try did not use up must not meet the next test.
    for (let left = 0; left < 2; left++) await failureOf(createEngine(), 'SELECT 1 AS n').catch(() => undefined);
    expect(failure).toMatchObject({ name: 'CaseInsightsError', code });
    expect(failure.message).toMatch(says);
    expect(failure.remedy).not.toBe('');
  });

  it('of a key that AWS does not know is NO_CREDENTIALS', async () => {
    const athena = clientWith({ ...CREDENTIALS, accessKeyId: 'AKIDUNKNOWN' });
    const failure = await failureOf(createEngine({ athena }), 'SELECT 1');
    expect(failure).toMatchObject({ code: 'NO_CREDENTIALS' });
    expect(failure.message).toContain('UnrecognizedClientException');
    athena.destroy();
  });

  it.each([
    { message: 'Could not load credentials from any providers', code: 'NO_CREDENTIALS' },
    { message: 'The SSO session associated with this profile has expired.', code: 'CREDENTIALS_EXPIRED' },
  ])('to find credentials is $code', async ({ message, code }) => {
    const athena = clientWith(() => {
      const error = new Error(message);
      error.name = 'CredentialsProviderError';
      return Promise.reject(error);
    });
    expect(await failureOf(createEngine({ athena }), 'SELECT 1')).toMatchObject({ code });
    athena.destroy();
  });

  it('to reach Athena is UNREACHABLE', async () => {
    const athena = new AthenaClient({
      endpoint: 'http://127.0.0.1:1',
      region: 'eu-central-1',
      credentials: CREDENTIALS,
      maxAttempts: 1,
    });
    const failure = await failureOf(createEngine({ athena }), 'SELECT 1');
    expect(failure).toMatchObject({ code: 'UNREACHABLE' });
    expect(failure.message).toContain('ECONNREFUSED');
    athena.destroy();
  });

  it('to answer at all ends with the time that a query has', async () => {
    endpoint.fail('StartQueryExecution', 'silence');
    expect(await failureOf(createEngine({ timeoutMs: 50 }), 'SELECT 1')).toMatchObject({ code: 'QUERY_TIMED_OUT' });
  });

  const clientWith = (credentials: NonNullable<AthenaClientConfig['credentials']>) =>
    new AthenaClient({ endpoint: endpoint.url, region: 'eu-central-1', maxAttempts: 1, credentials });
});
