import { ATHENA_CORPUS, REFUSED } from '../../contract/athena-corpus.ts';
import type { Trino } from '../trino.ts';
import { aggregateStatements, windowStatements } from './aggregates.ts';
import { EVERYDAY } from './everyday.ts';
import { EXPLICIT } from './function-arguments.ts';
import { callSets, wrongCalls, type ListedFunction } from './function-calls.ts';
import { JSON_CALLS } from './json-calls.ts';
import { castExpressions, operatorExpressions } from './operators.ts';
import { queryStatements } from './queries.ts';
import { SPECIAL_FORMS } from './special-forms.ts';
import { TEXT_CALLS } from './text-calls.ts';

/** The statements of each file of answers. Those of functions follow the list of functions that Trino gives. */
export const STATEMENTS: Readonly<Record<string, (trino: Trino) => Promise<readonly string[]> | readonly string[]>> = {
  corpus: () =>
    [
      ...Object.values(ATHENA_CORPUS).flatMap((group) =>
        group.flatMap(({ sql, values }) => (values === undefined ? [sql] : [])),
      ),
      ...REFUSED.map(([sql]) => sql),
      ...EVERYDAY,
    ].filter(isQuery),
  'special-forms': () => SPECIAL_FORMS.map(selected),
  'text-calls': () => TEXT_CALLS.map(selected),
  'json-calls': () => JSON_CALLS.map(selected),
  functions: async (trino) => {
    const functions = await scalarFunctions(trino);
    const generated = functions
      .flatMap(callSets)
      .flatMap(({ name, calls }) => calls.map((call) => `${name}(${call.join(', ')})`));
    const explicit = Object.entries(EXPLICIT).flatMap(([name, calls]) => calls.map((call) => `${name}(${call})`));
    return [...generated, ...explicit, ...functions.flatMap(wrongCalls)].map(selected);
  },
  'functions-of-columns': async (trino) => (await scalarFunctions(trino)).flatMap(callSets).flatMap(ofColumns),
  operators: () => operatorExpressions().map(selected),
  casts: () => castExpressions().map(selected),
  aggregates: aggregateStatements,
  windows: windowStatements,
  queries: queryStatements,
};

/** Athena answers SHOW and DESCRIBE by Hive's rules, and takes a semicolon at the end. */
function isQuery(sql: string): boolean {
  return !/^\s*(SHOW|DESC)|;\s*$/i.test(sql);
}

function selected(expression: string): string {
  return `SELECT ${expression}`;
}

/** The same calls with arguments that come from columns. One that fails is left to `functions`: TRY makes it NULL. */
function ofColumns({
  name,
  calls,
}: {
  readonly name: string;
  readonly calls: readonly (readonly string[])[];
}): readonly string[] {
  const [first = []] = calls;
  if (first.length === 0) return [];
  const columns = first.map((_argument, at) => `a${at}`);
  const rows = calls.map((call, at) => `(${[at, ...call].join(', ')})`);
  return [
    `SELECT i, TRY(${name}(${columns.join(', ')})) FROM (VALUES ${rows.join(', ')}) t(i, ${columns.join(', ')}) ORDER BY i`,
  ];
}

/** Types that the embedded engine does not have, and functions whose value is another at each call. */
const UNKNOWN_TYPES = /hyperloglog|digest|color|ipaddress|geometry/;
const RANDOM = new Set(['rand', 'random', 'uuid', 'shuffle', 'bar', 'render', 'rgb', 'color']);

async function scalarFunctions(trino: Trino): Promise<readonly ListedFunction[]> {
  const answer = await trino.ask('SHOW FUNCTIONS');
  if ('error' in answer) throw new Error(`Trino lists no functions: ${answer.error.message}`);
  return answer.rows
    .map(([name, returns, argumentTypes, kind]) => ({
      name: name ?? '',
      returns: returns ?? '',
      argumentTypes: argumentTypes ?? '',
      kind,
    }))
    .filter(
      ({ name, returns, argumentTypes, kind }) =>
        kind === 'scalar' && !RANDOM.has(name) && !UNKNOWN_TYPES.test(`${returns} ${argumentTypes}`),
    );
}
