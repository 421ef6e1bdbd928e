import type { FunctionEntry } from '../../server-lambda/core/sql/functions/function-entry.ts';
import { AnalysisFailure } from '../../server-lambda/local/engine/analysis/analysis-failure.ts';
import { parseSignature, type TypePattern } from '../../server-lambda/local/engine/analysis/signature.ts';
import type { Typed } from '../../server-lambda/local/engine/analysis/typed-tree.ts';
import { compile } from '../../server-lambda/local/engine/closures/compile.ts';
import { SqlFailure } from '../../server-lambda/local/engine/functions/implementation.ts';
import type { SqlType } from '../../server-lambda/local/engine/types.ts';
import type { Value } from '../../server-lambda/local/engine/values.ts';
import { analyze } from './analyze-expression.ts';
import { analyzeSql } from './analyze-query.ts';
import { TEST_NOW, typeOf } from './evaluate-function.ts';

/** An expression with a hole where another of its kind goes. */
export interface Nest {
  /** Unique, for the name of a test and a failure. */
  readonly name: string;
  /** Expressions as text, with `@` at the hole. */
  readonly around: string;
  /** The innermost one. */
  readonly inner: string;
}

const ZONED: Value = { instant: 1_735_689_600_000_000n, zone: 'UTC' };

/** The columns that samples read: of each kind of type one, not constant, with the text that makes it of a case. */
const SOURCES: readonly (readonly [name: string, type: string, text: string, value: Value])[] = [
  ['s', 'varchar', 'subject', 'Case 17'],
  ['n', 'bigint', 'CAST(length(subject) AS bigint)', 7n],
  ['i', 'integer', "IF(subject = '', 0, 1)", 1],
  ['d', 'double', 'CAST(length(subject) AS double) / 8', 0.875],
  ['r', 'real', 'CAST(length(subject) AS real) / 8', 0.875],
  ['e', 'decimal(10,2)', 'CAST(length(subject) AS decimal(10,2))', 700n],
  ['b', 'boolean', 'length(subject) > 6', true],
  ['dt', 'date', 'CAST(from_iso8601_timestamp(timecreated) AS date)', 20_000],
  ['tm', 'time(3)', 'CAST(from_iso8601_timestamp(timecreated) AS time(3))', 3_600_000_000n],
  ['ts', 'timestamp(3)', 'CAST(from_iso8601_timestamp(timecreated) AS timestamp(3))', 1_735_689_600_000_000n],
  ['tz', 'timestamp(3) with time zone', 'from_iso8601_timestamp(timecreated)', ZONED],
  ['vb', 'varbinary', 'to_utf8(subject)', new Uint8Array([67, 97])],
  ['j', 'json', 'CAST(subject AS json)', '"Case 17"'],
  ['u', 'uuid', "CAST('12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uuid)", '12151fd2-7586-11e9-8f9e-2a86e4085a59'],
  ['ds', 'interval day to second', "length(subject) * INTERVAL '1' HOUR", 25_200_000n],
  ['ym', 'interval year to month', "length(subject) * INTERVAL '1' MONTH", 7],
];

/** The table that nests stand over; `k` is another in each row. */
export const NEST_SOURCE = `(SELECT ${SOURCES.map(([name, , text]) => `${text} AS ${name}`).join(', ')}, case_number AS k FROM case_summary)`;

const COLUMNS = Object.fromEntries(SOURCES.map(([name, type]) => [name, typeOf(type)]));
const VALUES = SOURCES.map(([, , , value]) => value);

/** The nest at a depth; at 1 it stands alone. */
export function nested({ around, inner }: Nest, depth: number): string {
  let text = inner;
  for (let level = 1; level < depth; level++) text = around.replace('@', () => text);
  return text;
}

/**
 * Queries in queries, each with an aggregate or window function of the one in it, in windows of one row; undefined for a
 * function that does not nest in itself.
 */
export function nestedWindows(entry: FunctionEntry): ((depth: number) => string) | undefined {
  const names = [...SOURCES.map(([name]) => name), 'k'].join(', ');
  const around = (call: string, table: string) =>
    `(SELECT ${names}, ${call} OVER (PARTITION BY k ORDER BY n) AS v FROM ${table})`;
  for (const text of entry.signatures) {
    const choices = parseSignature(text).parameters.map(samplesOf);
    let trial = 0;
    for (const [first, ...rest] of combinations(choices)) {
      if (first === undefined || ++trial > MOST_TRIALS) break;
      const innermost = around(`${entry.name}(${[first, ...rest].join(', ')})`, NEST_SOURCE);
      const fit = FITS.find((one) =>
        isQuery(around(`${entry.name}(${[one.replace('@', 'v'), ...rest].join(', ')})`, innermost)),
      );
      if (fit === undefined) continue;
      const call = `${entry.name}(${[fit.replace('@', 'v'), ...rest].join(', ')})`;
      return (depth) => {
        let table = innermost;
        for (let level = 1; level < depth; level++) table = around(call, table);
        return `SELECT count(v) FROM ${table}`;
      };
    }
  }
  return undefined;
}

function isQuery(table: string): boolean {
  try {
    analyzeSql(`SELECT count(v) FROM ${table}`);
    return true;
  } catch (error) {
    if (error instanceof AnalysisFailure) return false;
    throw error;
  }
}

/** The value in one row; a word where there is none. */
function outcome(text: string): Value {
  try {
    const typed = analyze(text, { columns: COLUMNS });
    const argument = (leaf: Typed) => ({ position: leaf.kind === 'column' ? leaf.column : 0, list: false });
    return compile(typed, { argument, arguments: VALUES.length, session: { now: TEST_NOW } })(VALUES);
  } catch (error) {
    if (error instanceof AnalysisFailure) return 'refused';
    // An implementation may know that no cast is there only when it is bound.
    if (error instanceof SqlFailure || error instanceof TypeError) return 'failed';
    throw error;
  }
}

/** The calls of a function that nest in themselves, at every argument that takes the result or what is made of it. */
export function nestsOf(entry: FunctionEntry): readonly Nest[] {
  return entry.signatures.flatMap((text) => {
    const signature = parseSignature(text);
    const last = signature.parameters.at(-1);
    const parameters = signature.repeats && last ? [...signature.parameters, last] : signature.parameters;
    const args = bestSamples(entry.name, parameters);
    return args === undefined ? [] : parameters.flatMap((_parameter, at) => nestAt(entry.name, text, args, at));
  });
}

/** How a result fits an argument of another type, the nearest first. */
const FITS: readonly string[] = [
  '@',
  'CAST(@ AS varchar)',
  'CAST(@ AS bigint)',
  'CAST(@ AS double)',
  'CAST(@ AS varchar(1))',
  'ARRAY[@]',
  "MAP(ARRAY['a'], ARRAY[@])",
  'map_entries(@)',
  'ARRAY[ROW(@, 1)]',
  'element_at(@, 1)',
  'CAST(element_at(@, 1) AS varchar)',
  'element_at(map_values(@), 1)',
  'CAST(cardinality(@) AS varchar)',
  'cardinality(@)',
  'cardinality(@) > 0',
  'length(@)',
  'CAST(length(@) AS integer)',
  'CAST(length(@) AS varchar)',
  'to_utf8(@)',
  'to_utf8(CAST(@ AS varchar))',
  'IF(@, 1, 2)',
  "IF(@, 'a', 'b')",
  'ARRAY[IF(@, 1, 2)]',
  'CAST(@ AS json)',
  'CAST(@ AS date)',
  'CAST(@ AS timestamp(3))',
  'CAST(@ AS decimal(10,2))',
  "date_add('second', CAST(@ AS bigint), ts)",
  "date_add('second', CAST(@ AS bigint), tz)",
  "date_add('second', CAST(@ AS bigint), tm)",
  "date_add('day', CAST(@ AS bigint), dt)",
  "CAST(@ AS bigint) * INTERVAL '1' DAY",
  "CAST(@ AS bigint) * INTERVAL '1' MONTH",
  "date_add('day', length(@), ts)",
  "date_add('day', length(@), dt)",
  "date_add('day', cardinality(@), ts)",
  "date_add('day', cardinality(@), dt)",
  "CAST(@ AS varchar) = 'a'",
  '@ > dt',
  '@ > ts',
];

function nestAt(name: string, signature: string, args: readonly string[], at: number): readonly Nest[] {
  const lambda = /^\(?[a-z, ]+\)? -> /.exec(args[at] ?? '')?.[0] ?? '';
  const inner = `${name}(${args.join(', ')})`;
  for (const wanted of [isValue, isTyped]) {
    for (const fit of FITS) {
      const around = `${name}(${args.map((arg, index) => (index === at ? lambda + fit : arg)).join(', ')})`;
      const nest = { name: `${name}${signature} at ${at + 1}`, around, inner };
      if (wanted(outcome(nested(nest, 2))) && wanted(outcome(nested(nest, 12)))) return [nest];
    }
  }
  return [];
}

function isValue(found: Value): boolean {
  return found !== null && isTyped(found) && found !== 'failed';
}

function isTyped(found: Value): boolean {
  return found !== 'refused';
}

const MOST_TRIALS = 400;

/** Arguments that a signature takes and computes; if there are none, some that it takes. */
function bestSamples(name: string, parameters: readonly TypePattern[]): readonly string[] | undefined {
  let typed: readonly string[] | undefined;
  let trial = 0;
  for (const args of combinations(parameters.map(samplesOf))) {
    if (++trial > MOST_TRIALS) break;
    const found = outcome(`${name}(${args.join(', ')})`);
    if (isValue(found)) return args;
    if (isTyped(found)) typed ??= args;
  }
  return typed;
}

/** All choices of one of each; the first varies fastest. */
function* combinations(choices: readonly (readonly string[])[]): Generator<readonly string[]> {
  const [first, ...rest] = choices;
  if (first === undefined) yield [];
  else for (const others of combinations(rest)) for (const one of first) yield [one, ...others];
}
const TEXTS = [
  's',
  "'a'",
  "'day'",
  "'hour'",
  "'%Y'",
  "'yyyy'",
  "'$.a'",
  "'UTC'",
  "'NFC'",
  "'2025-01-01'",
  '\'{"a":[1]}\'',
  "'1'",
  "'2h'",
];

/** Texts of a type, the plainest first. Arrays and maps have one element, so that lambdas run once at each level. */
function samplesOf(pattern: TypePattern): readonly string[] {
  switch (pattern.kind) {
    case 'variable':
      return ['n', 's', 'ARRAY[n]', 'true'];
    case 'plain':
      return pattern.type.kind === 'varchar' ? TEXTS : columnOf(pattern.type.kind);
    case 'sized':
      return sizedSamples(pattern.base, pattern.sizes);
    case 'array':
      return samplesOf(pattern.element).map((one) => `ARRAY[${one}]`);
    case 'map': {
      const [key] = samplesOf(pattern.key);
      const [value] = samplesOf(pattern.value);
      return [`MAP(ARRAY[${key ?? ''}], ARRAY[${value ?? ''}])`];
    }
    case 'row':
      return [`ROW(${pattern.fields.map(({ type }) => samplesOf(type)[0] ?? '').join(', ')})`];
    case 'function': {
      const names = pattern.parameters.map((_one, at) => 'pqrs'[at] ?? '');
      return samplesOf(pattern.result).map((body) => `(${names.join(', ')}) -> ${body}`);
    }
  }
}

function sizedSamples(base: string, sizes: readonly string[]): readonly string[] {
  if (base === 'varchar') return sizes[0] === '1' ? ['CAST(s AS varchar(1))'] : TEXTS;
  if (base === 'char') return ['CAST(s AS char(8))'];
  return columnOf(base as SqlType['kind']);
}

function columnOf(kind: SqlType['kind']): readonly string[] {
  const column = SOURCES.find(([, type]) => typeOf(type).kind === kind)?.[0];
  if (kind === 'bigint') return ['n', '1', '2', '10'];
  if (kind === 'integer') return ['i', '1', '2'];
  if (kind === 'double') return ['d', '0.5e0', '2e0'];
  return [column ?? `CAST(n AS ${kind})`];
}
