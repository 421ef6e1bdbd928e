import { CASE_COLUMNS, CASE_TABLE } from '#core/contract/case-record.ts';
import { CaseInsightsError } from '#core/errors.ts';
import { SqlLexError, type Token } from '#core/sql/lexer.ts';
import { Refusal } from './dialect/refusal.ts';
import { WorkerStopped } from './worker-session.ts';

export function cancelled(): CaseInsightsError {
  return new CaseInsightsError('CANCELLED', 'The query was cancelled.', 'Call again if you still want the answer.');
}

/** Why a statement cannot be translated. Rethrows errors that are not the translator's. */
export function translationFailure(error: unknown): CaseInsightsError {
  if (error instanceof Refusal) return queryFailed(error.message, error.token, error.remedy);
  if (error instanceof SqlLexError) return queryFailed(`Invalid SQL: ${error.message}.`, error);
  throw error;
}

/** What a request that got no reply means to the caller. */
export function workerFailure(error: unknown, queryTimeoutMs: number): unknown {
  if (!(error instanceof WorkerStopped)) return error;
  switch (error.why) {
    case 'timed-out':
      return new CaseInsightsError(
        'QUERY_TIMED_OUT',
        `The query ran longer than ${queryTimeoutMs / 1000} s on the embedded engine and was stopped.`,
        'Narrow it, for example to a shorter period, and run it again.',
      );
    case 'aborted':
      return cancelled();
    case 'closed':
      return new CaseInsightsError('CANCELLED', 'The embedded engine was closed.', 'Start it again.');
    case 'crashed':
      return new CaseInsightsError(
        'QUERY_FAILED',
        'The embedded engine stopped while it ran the query.',
        'Run it again: the engine restarts by itself. If it keeps failing, narrow the query.',
        { cause: error.cause },
      );
  }
}

/** What the engine said about a statement, in one sentence of ours. */
export function engineFailure(message: string, tokens: readonly Token[] = []): CaseInsightsError {
  for (const [pattern, explain] of KNOWN) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const { text, name, remedy } = explain(...match.slice(1));
    return queryFailed(text, name === undefined ? undefined : find(name, tokens), remedy);
  }
  return queryFailed(`The embedded engine refused the query: ${firstLine(message)}`);
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function queryFailed(message: string, place?: Place, remedy = 'Correct the SQL and run it again.'): CaseInsightsError {
  const text = place === undefined ? message : `line ${place.line}:${place.column}: ${message}`;
  return new CaseInsightsError('QUERY_FAILED', text, remedy);
}

interface Explanation {
  readonly text: string;
  /** Where in the statement to point: at the first token of this text. */
  readonly name?: string;
  readonly remedy?: string;
}

/** DuckDB's messages that people meet, and what to say instead. */
const KNOWN: readonly (readonly [RegExp, (...parts: (string | undefined)[]) => Explanation])[] = [
  [
    /Referenced column "([^"]*)" (?:not found|was not found)/,
    (name = '') => ({
      text: `Column '${name}' cannot be resolved.`,
      name,
      remedy: `The columns of ${CASE_TABLE} are ${CASE_COLUMNS.join(', ')}.`,
    }),
  ],
  [
    /(?:Values list|Table) "([^"]*)" does not have a column named "([^"]*)"/,
    (table = '', name = '') => ({
      text: `Column '${table}.${name}' cannot be resolved.`,
      name,
      remedy: `The columns of ${CASE_TABLE} are ${CASE_COLUMNS.join(', ')}.`,
    }),
  ],
  [
    /Table with name (\S+) does not exist|Catalog "([^"]*)" does not exist|Schema with name (\S+) does not exist/,
    (table, catalog, schema) => {
      const name = table ?? catalog ?? schema ?? '';
      return { text: `There is no table ${name}.`, name, remedy: `The table is ${CASE_TABLE}.` };
    },
  ],
  [
    /Referenced table "([^"]*)" not found/,
    (name = '') => ({ text: `There is no table or alias ${name} in this query.`, name }),
  ],
  [
    /(?:string|Could not convert string) '\u2060([^]*?)' to INT32/,
    (text = '') => ({ text: `${text.replaceAll('\u2060', '')}.` }),
  ],
  [/\u2060([^"\n]*)/, (text = '') => ({ text: `${text.replace(/' to [A-Z][A-Z0-9]+.*$/, '')}.` })],
  [
    /Could not convert string '([^]*?)' to (\w+)/,
    (value = '', type = '') => ({ text: `Cannot cast '${value}' to ${TYPES.get(type) ?? type.toLowerCase()}.` }),
  ],
  [
    /(?:argument types '|function call ")epoch_us\(([^)]*)\)/,
    (type = '') => ({
      text: `A date or time function or operator was given ${athenaType(type)}.`,
      remedy: 'Convert text to a timestamp first: from_iso8601_timestamp(timecreated).',
    }),
  ],
  [
    /No function matches the given name and argument types '([^(]+)\(([^']*)\)'/,
    (name = '', types = '') => {
      const operator = OPERATORS.get(name);
      const known = ATHENA_NAMES.get(name) ?? name;
      return operator === undefined
        ? { text: `The function ${known} does not take (${athenaTypes(types)}).`, name: known }
        : { text: `Cannot apply operator: ${athenaTypes(types).replace(', ', ` ${operator} `)}.` };
    },
  ],
  [
    /Cannot compare values of type (.+) and type (.+) -/,
    (left = '', right = '') => ({
      text: `${athenaType(left)} and ${athenaType(right)} can't be compared.`,
      remedy: 'Cast one of them, for example from_iso8601_timestamp(timecreated).',
    }),
  ],
  [
    /Cannot mix values of type (.+) and (.+) in (.+?) -/,
    (left = '', right = '', where = '') => ({
      text: `${athenaType(left)} and ${athenaType(right)} can't be mixed in ${where}.`,
      remedy: 'Cast one of them to the other type.',
    }),
  ],
  [
    /Scalar Function with name (\w+) does not exist/,
    (name = '') => ({ text: `The function ${name} needs OVER (…).`, name, remedy: 'Specify the rows with OVER (…).' }),
  ],
  [
    /Macro "?(?:athena_)?(\w+)\(\)"? (?:does not support the supplied arguments|requires|expects)/i,
    (name = '') => ({ text: `The function ${name} does not take these arguments.`, name }),
  ],
  [
    /column "([^"]*)" must appear in the GROUP BY clause/i,
    (name = '') => ({
      text: `'${name}' must be an aggregate expression or appear in GROUP BY clause.`,
      name,
      remedy: `Add ${name} to GROUP BY, or remove it.`,
    }),
  ],
  [
    /syntax error at or near "(.*)"/,
    (quoted = '') => {
      const name = quoted.replace(/^"(.*)"$/, '$1');
      return { text: `Syntax error at '${name}'.`, name };
    },
  ],
  [/syntax error at end of input/, () => ({ text: 'The statement is incomplete.' })],
  [
    /invalid perl operator: (.*)|invalid escape sequence: (.*)/,
    (operator, escape) => ({
      text: `The embedded engine's regular expressions have no ${operator ?? escape ?? ''}`,
      remedy: 'Write the pattern without lookaround and backreferences, or run the statement on Athena.',
    }),
  ],
  [
    /Out of Memory/i,
    () => ({
      text: 'The query needs more memory than the embedded engine has.',
      remedy: 'Narrow it, for example to a shorter period or fewer columns.',
    }),
  ],
];

/** Athena's functions that go by another name in the engine. */
const ATHENA_NAMES: ReadonlyMap<string, string> = new Map([
  ['array_length', 'cardinality'],
  ['list_filter', 'filter'],
  ['list_transform', 'transform'],
  ['quantile_cont', 'avg'],
  ['regexp_matches', 'regexp_like'],
  ['string_agg', 'listagg'],
  ['string_split', 'split'],
]);

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  // Division asks for the remainder's type.
  ['%', '/'],
  ['||', '||'],
  ['~~', 'LIKE'],
  ['!~~', 'NOT LIKE'],
]);

const TYPES: ReadonlyMap<string, string> = new Map([
  ['INT8', 'tinyint'],
  ['INT16', 'smallint'],
  ['INT32', 'integer'],
  ['INT64', 'bigint'],
  ['INTEGER_LITERAL', 'integer'],
  ['STRING_LITERAL', 'varchar'],
  ['HUGEINT', 'bigint'],
  ['FLOAT', 'real'],
]);

function athenaType(type: string): string {
  return TYPES.get(type) ?? type.toLowerCase().replace(/^(.*)\[\]$/, 'array($1)');
}

function athenaTypes(types: string): string {
  return types.split(', ').map(athenaType).join(', ');
}

/** DuckDB's positions are in its own SQL; the name is in both. */
function find(name: string, tokens: readonly Token[]): Token | undefined {
  const wanted = name.toLowerCase().split('.').at(-1);
  return tokens.find((token) => token.text.toLowerCase().replace(/^["`](.*)["`]$/, '$1') === wanted);
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replaceAll(/athena_|\u2060/g, '');
}
