import { randomUUID } from 'node:crypto';
import type { AthenaError, StartQueryExecutionInput } from '@aws-sdk/client-athena';
import { CaseInsightsError } from '#core/errors.ts';
import type { Cell, QueryEngine, QueryResult, SqlValue } from '#core/ports/query-engine.ts';
import { tokenize } from '#core/sql/lexer.ts';

/** How a run ends. Texts are as Athena prints values; NULL is null. RUNNING is a run that never ends by itself. */
export type Outcome =
  | {
      readonly state: 'SUCCEEDED';
      readonly columns: readonly { readonly name: string; readonly type: string }[];
      readonly rows: readonly (readonly (string | null)[])[];
    }
  | { readonly state: 'FAILED'; readonly reason?: string; readonly error?: AthenaError }
  | { readonly state: 'CANCELLED'; readonly reason: string }
  | { readonly state: 'RUNNING' };

/** One execution of a statement, as far as it has got. */
export interface Run {
  readonly id: string;
  readonly input: StartQueryExecutionInput;
  readonly statement: StatementKind;
  /** Set once it has ended, though nobody may have been told yet. */
  outcome?: Outcome;
  reused: boolean;
  /** How often its state was asked for: it is seen queued, then running, then as it ended. */
  polls: number;
  readonly stopped: AbortController;
}

export interface StatementKind {
  readonly type: 'DML' | 'UTILITY';
  readonly substatement: string;
}

/** Runs statements on an engine that speaks Athena's SQL, or to outcomes written beforehand. */
export function createRuns(engine: QueryEngine) {
  const runs = new Map<string, Run>();
  const byToken = new Map<string, Run>();
  const scripts: { readonly text: string; readonly outcome: Outcome | Promise<Outcome> }[] = [];

  const outcomeOf = (run: Run): Promise<Outcome> => {
    const { input } = run;
    const script = scripts.findLast(({ text }) => input.QueryString?.includes(text));
    return script === undefined ? execute(engine, run) : Promise.resolve(script.outcome);
  };

  return {
    /** Statements that contain the text end like this from now on; those of a promise run until then. */
    script: (text: string, outcome: Outcome | Promise<Outcome>) => {
      scripts.push({ text, outcome });
    },
    /** The same token begins the same run only once. */
    start(input: StartQueryExecutionInput): Run {
      const token = input.ClientRequestToken ?? '';
      const known = byToken.get(token);
      if (known !== undefined) return known;
      const run: Run = {
        id: randomUUID(),
        input,
        statement: statementKind(input.QueryString ?? ''),
        reused: false,
        polls: 0,
        stopped: new AbortController(),
      };
      const earlier = findReusable(runs.values(), input);
      runs.set(run.id, run);
      byToken.set(token, run);
      if (earlier?.outcome !== undefined) {
        run.outcome = earlier.outcome;
        run.reused = true;
      } else
        void outcomeOf(run).then((outcome) => {
          if (outcome.state !== 'RUNNING') run.outcome ??= outcome;
        });
      return run;
    },
    find: (id: string | undefined) => runs.get(id ?? ''),
    stop(run: Run) {
      run.outcome ??= { state: 'CANCELLED', reason: 'Query cancelled by user' };
      run.stopped.abort();
    },
  };
}

/** Counting the polls, not the time, keeps tests steady. */
export function stateAtPoll(run: Run): 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' {
  run.polls += 1;
  if (run.stopped.signal.aborted) return 'CANCELLED';
  if (run.polls === 1) return 'QUEUED';
  return run.polls === 2 ? 'RUNNING' : (run.outcome?.state ?? 'RUNNING');
}

function findReusable(runs: Iterable<Run>, input: StartQueryExecutionInput): Run | undefined {
  if (input.ResultReuseConfiguration?.ResultReuseByAgeConfiguration?.Enabled !== true) return undefined;
  const key = ({ QueryString, ExecutionParameters, QueryExecutionContext }: StartQueryExecutionInput) =>
    JSON.stringify([QueryString, ExecutionParameters, QueryExecutionContext]);
  return [...runs].find(
    (run) =>
      run.statement.substatement === 'SELECT' && run.outcome?.state === 'SUCCEEDED' && key(run.input) === key(input),
  );
}

async function execute(engine: QueryEngine, { input, statement, stopped }: Run): Promise<Outcome> {
  try {
    const text = input.QueryString ?? '';
    const values = (input.ExecutionParameters ?? []).map(literalValue);
    const expected = tokenize(text).filter(({ kind }) => kind === 'parameter').length;
    if (expected !== values.length)
      return failed(
        `INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected ${expected} but found ${values.length}`,
      );
    const result = await engine.query({ text, values }, { maxRows: 100_000, signal: stopped.signal });
    return statement.type === 'DML' ? queryOutcome(result) : utilityOutcome(result);
  } catch (error) {
    return failed(error instanceof CaseInsightsError ? error.message : String(error));
  }
}

function failed(message: string): Outcome {
  return {
    state: 'FAILED',
    error: { ErrorCategory: 2, ErrorType: 1006, Retryable: false, ErrorMessage: message },
    reason: message,
  };
}

/** Reads one execution parameter as Trino reads a literal; throws for anything else. */
function literalValue(literal: string): SqlValue {
  const [token, ...others] = tokenize(literal.replace(/^-/, ''));
  if (token === undefined || others.length > 0) throw new Error(`SYNTAX_ERROR: not one literal: ${literal}`);
  if (token.kind === 'number') return Number(literal);
  if (token.kind === 'string' && literal.startsWith("'")) return literal.slice(1, -1).replaceAll("''", "'");
  throw new Error(`SYNTAX_ERROR: not a literal: ${literal}`);
}

function statementKind(text: string): StatementKind {
  const [first = '', second = ''] = tokenize(text).map((token) => token.text.toUpperCase());
  if (first === 'SHOW') return { type: 'UTILITY', substatement: `SHOW_${second}` };
  if (first === 'DESCRIBE' || first === 'DESC') return { type: 'UTILITY', substatement: 'DESCRIBE_TABLE' };
  if (first === 'EXPLAIN') return { type: 'UTILITY', substatement: 'EXPLAIN' };
  return { type: 'DML', substatement: 'SELECT' };
}

function queryOutcome({ columns, rows }: QueryResult): Outcome {
  const types = columns.map((name) => typeOf(rows.map((row) => row[name] ?? null)));
  return {
    state: 'SUCCEEDED',
    columns: columns.map((name, index) => ({ name, type: types[index] ?? 'varchar' })),
    rows: rows.map((row) => columns.map((name, index) => cellText(row[name] ?? null, types[index]))),
  };
}

/** The engine gives cells without their types; what they look like is enough to print them as Athena does. */
function typeOf(cells: readonly Cell[]): 'boolean' | 'bigint' | 'double' | 'varchar' {
  if (cells.some((cell) => typeof cell === 'boolean')) return 'boolean';
  const numbers = cells.filter((cell) => typeof cell === 'number');
  if (numbers.length === 0) return 'varchar';
  return numbers.every(Number.isInteger) && cells.every((cell) => !/^-?(NaN|Infinity)$/.test(String(cell)))
    ? 'bigint'
    : 'double';
}

function cellText(cell: Cell, type: string | undefined): string | null {
  if (cell === null) return null;
  return type === 'double' && Number.isInteger(cell) ? `${String(cell)}.0` : String(cell);
}

/** Hive's way: one text a row, its columns padded to twenty characters and parted by tabs. */
function utilityOutcome({ columns, rows }: QueryResult): Outcome {
  const cells = rows.map((row) => columns.map((name) => String(row[name] ?? '')));
  const lines = columns[0] === 'col_name' ? describeLines(cells) : cells;
  const padded = columns.length === 1 ? 0 : 20;
  return {
    state: 'SUCCEEDED',
    columns: columns.map((name) => ({ name, type: 'string' })),
    rows: lines.map((line) => [line.map((text) => text.padEnd(padded)).join('\t')]),
  };
}

/** Partition keys stand at the end without a comment, and once more under a heading. */
function describeLines(cells: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const isKey = ([, , comment]: readonly string[]) => comment === 'partition key';
  const keys = cells.filter(isKey).map(([name = '', type = '']) => [name, type, '']);
  if (keys.length === 0) return cells;
  return [
    ...cells.filter((line) => !isKey(line)),
    ...keys,
    ['', '', ''],
    ['# Partition Information', '', ''],
    ['# col_name', 'data_type', 'comment'],
    ['', '', ''],
    ...keys,
  ];
}
