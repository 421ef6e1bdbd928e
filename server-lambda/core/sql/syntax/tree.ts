/**
 * The syntax tree of a statement: what Trino's grammar (SqlBase.g4) tells apart, and no more. Names are as Trino
 * compares them, unquoted and in lower case. The parser makes it; the guard judges it, and the embedded engine gives
 * it names and types.
 */

/** Where a node stands: UTF-16 offsets into the statement, and line and column from 1. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

export interface Identifier {
  /** Unquoted and in lower case. */
  readonly name: string;
  readonly at: Place;
}

/** `a.b.c`, at least one part. */
export type QualifiedName = readonly Identifier[];

// Types, as they stand in CAST.

export type TypeName =
  /** `varchar`, `decimal(10, 2)`, `array(bigint)`, `map(varchar, bigint)`, `timestamp(3) with time zone`. */
  | {
      readonly kind: 'type';
      readonly at: Place;
      /** In lower case; `timestamp with time zone` and `time with time zone` are names, `interval day to second` too. */
      readonly name: string;
      readonly parameters: readonly (TypeName | number)[];
    }
  | {
      readonly kind: 'row type';
      readonly at: Place;
      readonly fields: readonly { readonly name?: Identifier; readonly type: TypeName }[];
    };

// Expressions.

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type IntervalField = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

export type Expression =
  /** `text` is as written: digits, `0x1F`, `1_000`, `1e3`; empty for NULL; `true` or `false`; strings and bytes without their quotes. */
  | {
      readonly kind: 'literal';
      readonly at: Place;
      readonly type: 'null' | 'boolean' | 'integer' | 'decimal' | 'double' | 'string' | 'binary';
      readonly text: string;
    }
  /** `DATE '2025-01-01'`: any type's name before a string. */
  | { readonly kind: 'typed literal'; readonly at: Place; readonly type: string; readonly text: string }
  | {
      readonly kind: 'interval';
      readonly at: Place;
      readonly negative: boolean;
      readonly text: string;
      readonly from: IntervalField;
      readonly to?: IntervalField;
    }
  /** `?`, numbered from 0 in the order of the statement. */
  | { readonly kind: 'parameter'; readonly at: Place; readonly index: number }
  | { readonly kind: 'name'; readonly at: Place; readonly name: Identifier }
  /** `m OVER w`: a measure of row pattern recognition. */
  | { readonly kind: 'measure'; readonly at: Place; readonly name: Identifier; readonly over: Window | Identifier }
  /** `base.field`: a column of a relation, or a field of a row. */
  | { readonly kind: 'field'; readonly at: Place; readonly base: Expression; readonly field: Identifier }
  /** `current_date`, `localtimestamp(3)` and their kin, in lower case. */
  | { readonly kind: 'niladic'; readonly at: Place; readonly name: string; readonly precision?: number }
  | { readonly kind: 'sign'; readonly at: Place; readonly operator: '+' | '-'; readonly operand: Expression }
  | { readonly kind: 'not'; readonly at: Place; readonly operand: Expression }
  /** Two terms or more; `a AND b AND c` is one node. */
  | {
      readonly kind: 'logical';
      readonly at: Place;
      readonly operator: 'and' | 'or';
      readonly terms: readonly Expression[];
    }
  /** `at` is the operator's place, in this and all binary operators; of BETWEEN, IN, LIKE and IS, from the word on. */
  | {
      readonly kind: 'arithmetic';
      readonly at: Place;
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** Two parts or more; `a || b || c` is one node. */
  | { readonly kind: 'concatenation'; readonly at: Place; readonly parts: readonly Expression[] }
  | {
      readonly kind: 'comparison';
      readonly at: Place;
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `left = ANY (query)`; SOME is ANY. */
  | {
      readonly kind: 'quantified comparison';
      readonly at: Place;
      readonly operator: ComparisonOperator;
      readonly quantifier: 'all' | 'any';
      readonly left: Expression;
      readonly query: Query;
    }
  | {
      readonly kind: 'between';
      readonly at: Place;
      readonly not: boolean;
      readonly value: Expression;
      readonly low: Expression;
      readonly high: Expression;
    }
  | {
      readonly kind: 'in';
      readonly at: Place;
      readonly not: boolean;
      readonly value: Expression;
      readonly list: readonly Expression[] | Query;
    }
  | {
      readonly kind: 'like';
      readonly at: Place;
      readonly not: boolean;
      readonly value: Expression;
      readonly pattern: Expression;
      readonly escape?: Expression;
    }
  | { readonly kind: 'is null'; readonly at: Place; readonly not: boolean; readonly value: Expression }
  | {
      readonly kind: 'is distinct from';
      readonly at: Place;
      readonly not: boolean;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'exists'; readonly at: Place; readonly query: Query }
  | { readonly kind: 'subquery'; readonly at: Place; readonly query: Query }
  | {
      readonly kind: 'case';
      readonly at: Place;
      readonly operand?: Expression;
      readonly whens: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise?: Expression;
    }
  | {
      readonly kind: 'cast';
      readonly at: Place;
      /** TRY_CAST */
      readonly safe: boolean;
      readonly value: Expression;
      readonly type: TypeName;
    }
  | { readonly kind: 'extract'; readonly at: Place; readonly field: Identifier; readonly from: Expression }
  | {
      readonly kind: 'trim';
      readonly at: Place;
      readonly side: 'leading' | 'trailing' | 'both';
      readonly characters?: Expression;
      readonly from: Expression;
    }
  | { readonly kind: 'at time zone'; readonly at: Place; readonly value: Expression; readonly zone: Expression }
  | { readonly kind: 'array'; readonly at: Place; readonly items: readonly Expression[] }
  /** `(a, b)` and `ROW(a, b)`. */
  | { readonly kind: 'row'; readonly at: Place; readonly items: readonly Expression[] }
  | { readonly kind: 'subscript'; readonly at: Place; readonly base: Expression; readonly index: Expression }
  | {
      readonly kind: 'lambda';
      readonly at: Place;
      readonly parameters: readonly Identifier[];
      readonly body: Expression;
    }
  | { readonly kind: 'grouping'; readonly at: Place; readonly names: readonly QualifiedName[] }
  | Call
  | JsonCall;

/**
 * A call of a function. What has words of its own is a call too: `substring(a FROM b FOR c)` is `substring(a, b, c)`,
 * `position(a IN b)` is `strpos(b, a)`, `normalize(a, NFD)` is `normalize(a, 'NFD')`, and the separator of LISTAGG is
 * its second argument. (`TRY(x)`, `IF(…)`, `COALESCE(…)` and `NULLIF(…)` are plain calls.)
 */
export interface Call {
  readonly kind: 'call';
  readonly at: Place;
  readonly name: QualifiedName;
  readonly distinct: boolean;
  /** `count(*)`, also `count(t.*)`. */
  readonly star: boolean;
  readonly arguments: readonly Expression[];
  readonly orderBy: readonly SortItem[];
  /** `WITHIN GROUP (ORDER BY …)` */
  readonly withinGroup?: readonly SortItem[];
  /** What LISTAGG does beyond its longest result. */
  readonly overflow?:
    { readonly kind: 'error' } | { readonly kind: 'truncate'; readonly filler?: string; readonly count: boolean };
  readonly filter?: Expression;
  readonly nulls?: 'ignore' | 'respect';
  readonly over?: Window | Identifier;
  /** RUNNING or FINAL, of row pattern recognition. */
  readonly semantics?: 'running' | 'final';
}

export interface SortItem {
  readonly value: Expression;
  readonly descending: boolean;
  readonly nulls?: 'first' | 'last';
}

export interface Window {
  readonly kind: 'window';
  readonly at: Place;
  readonly base?: Identifier;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortItem[];
  readonly frame?: Frame;
}

export interface Frame {
  readonly unit: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end?: FrameBound;
  /** MEASURES, PATTERN, DEFINE and so on: row pattern recognition in a window. */
  readonly pattern?: RowPattern;
}

export type FrameBound =
  | { readonly kind: 'current row' | 'unbounded preceding' | 'unbounded following' }
  | { readonly kind: 'preceding' | 'following'; readonly value: Expression };

/** Row pattern recognition: only its expressions are kept. */
export interface RowPattern {
  readonly kind: 'row pattern';
  readonly at: Place;
  readonly expressions: readonly Expression[];
}

/** JSON_EXISTS, JSON_VALUE, JSON_QUERY, JSON_OBJECT and JSON_ARRAY, in lower case. */
export interface JsonCall {
  readonly kind: 'json call';
  readonly at: Place;
  readonly name: 'json_exists' | 'json_value' | 'json_query' | 'json_object' | 'json_array';
  /** The input of the three that take a path. */
  readonly input?: JsonValue;
  readonly path?: string;
  readonly passing: readonly { readonly value: JsonValue; readonly name: Identifier }[];
  /** json_array's items and json_object's entries. */
  readonly items: readonly { readonly key?: Expression; readonly value: JsonValue }[];
  readonly returning?: { readonly type: TypeName; readonly json: boolean };
  readonly onEmpty?: JsonBehaviour;
  readonly onError?: JsonBehaviour;
  readonly wrapper?: 'without' | 'conditional' | 'unconditional';
  readonly quotes?: 'keep' | 'omit';
  readonly onNull?: 'null' | 'absent';
  readonly uniqueKeys?: boolean;
}

export interface JsonValue {
  readonly value: Expression;
  /** FORMAT JSON */
  readonly json: boolean;
}

export type JsonBehaviour =
  | { readonly kind: 'null' | 'error' | 'true' | 'false' | 'unknown' | 'empty array' | 'empty object' }
  | { readonly kind: 'default'; readonly value: Expression };

// Queries.

export interface Query {
  readonly kind: 'query';
  readonly at: Place;
  readonly recursive: boolean;
  readonly with: readonly CommonTable[];
  readonly body: QueryBody;
  readonly orderBy: readonly SortItem[];
  readonly offset?: RowCount;
  /** `LIMIT ALL` is no limit. */
  readonly limit?: { readonly rows: RowCount; readonly withTies: boolean; readonly at: Place };
}

export type RowCount =
  | { readonly kind: 'rows'; readonly count: string }
  | { readonly kind: 'parameter'; readonly index: number; readonly at: Place };

export interface CommonTable {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
  readonly query: Query;
}

export type QueryBody =
  | Select
  | { readonly kind: 'table query'; readonly at: Place; readonly name: QualifiedName }
  | { readonly kind: 'values'; readonly at: Place; readonly rows: readonly Expression[] }
  | {
      readonly kind: 'set operation';
      readonly at: Place;
      readonly operator: 'union' | 'intersect' | 'except';
      readonly all: boolean;
      readonly left: QueryBody;
      readonly right: QueryBody;
    }
  /** A query in parentheses. */
  | Query;

export interface Select {
  readonly kind: 'select';
  readonly at: Place;
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  /** Relations with commas between them. */
  readonly from: readonly Relation[];
  readonly where?: Expression;
  readonly groupBy?: { readonly distinct: boolean; readonly elements: readonly GroupingElement[] };
  readonly having?: Expression;
  readonly windows: readonly { readonly name: Identifier; readonly window: Window }[];
}

export type SelectItem =
  | { readonly kind: 'expression'; readonly value: Expression; readonly alias?: Identifier }
  /** `*`, `t.*`, `row.* AS (a, b)` */
  | {
      readonly kind: 'all';
      readonly at: Place;
      readonly of?: Expression;
      readonly aliases: readonly Identifier[];
    };

export type GroupingElement =
  /** `a`, or `(a, b)` as one set. */
  | { readonly kind: 'set'; readonly expressions: readonly Expression[] }
  | {
      readonly kind: 'rollup' | 'cube' | 'grouping sets';
      readonly at: Place;
      readonly sets: readonly (readonly Expression[])[];
    };

export type Relation =
  | {
      readonly kind: 'table';
      readonly at: Place;
      readonly name: QualifiedName;
      /** FOR TIMESTAMP AS OF, FOR VERSION AS OF */
      readonly asOf?: { readonly at: Place; readonly unit: 'timestamp' | 'version'; readonly value: Expression };
    }
  /** `TABLE(f(…))`, and `f(…)` where a table stands, which is no Trino. What is in the parentheses is not kept. */
  | { readonly kind: 'table function'; readonly at: Place; readonly name: QualifiedName }
  | { readonly kind: 'derived table'; readonly at: Place; readonly query: Query }
  | { readonly kind: 'lateral'; readonly at: Place; readonly query: Query }
  | {
      readonly kind: 'unnest';
      readonly at: Place;
      readonly arguments: readonly Expression[];
      readonly ordinality: boolean;
    }
  /** Only the expressions are kept beside input and path: the embedded engine has no JSON_TABLE of nested columns. */
  | {
      readonly kind: 'json table';
      readonly at: Place;
      readonly input: JsonValue;
      readonly path: string;
      readonly passing: readonly { readonly value: JsonValue; readonly name: Identifier }[];
      readonly columns: readonly JsonColumn[];
      readonly plan: boolean;
      readonly onError?: 'error' | 'empty';
    }
  | {
      readonly kind: 'join';
      readonly at: Place;
      readonly type: 'cross' | 'inner' | 'left' | 'right' | 'full';
      readonly natural: boolean;
      readonly left: Relation;
      readonly right: Relation;
      readonly on?: Expression;
      readonly using?: readonly Identifier[];
    }
  | {
      readonly kind: 'aliased';
      readonly at: Place;
      readonly relation: Relation;
      readonly alias: Identifier;
      readonly columns: readonly Identifier[];
    }
  | {
      readonly kind: 'sample';
      readonly at: Place;
      readonly relation: Relation;
      readonly method: 'bernoulli' | 'system';
      readonly percentage: Expression;
    }
  | {
      readonly kind: 'match recognize';
      readonly at: Place;
      readonly relation: Relation;
      readonly expressions: readonly Expression[];
    };

export type JsonColumn =
  | { readonly kind: 'ordinality'; readonly name: Identifier }
  | {
      readonly kind: 'value' | 'query';
      readonly name: Identifier;
      readonly type: TypeName;
      readonly path?: string;
      readonly onEmpty?: JsonBehaviour;
      readonly onError?: JsonBehaviour;
      readonly wrapper?: 'without' | 'conditional' | 'unconditional';
      readonly quotes?: 'keep' | 'omit';
    }
  | { readonly kind: 'nested'; readonly path: string; readonly columns: readonly JsonColumn[] };

// Statements that only read.

export type StatementTree =
  | Query
  | {
      readonly kind: 'explain';
      readonly at: Place;
      readonly analyze: boolean;
      /** Values of TYPE and FORMAT, in lower case: `validate`, `json`. */
      readonly options: readonly string[];
      readonly statement: StatementTree;
    }
  | {
      readonly kind: 'show';
      readonly at: Place;
      readonly what:
        | 'tables'
        | 'views'
        | 'databases'
        | 'catalogs'
        | 'columns'
        | 'partitions'
        | 'create table'
        | 'create view'
        | 'create database'
        | 'create materialized view'
        | 'table properties'
        | 'functions'
        | 'session'
        | 'stats'
        | 'grants'
        | 'roles';
      /** The table, database or catalog after the words; absent where none is named. */
      readonly name?: QualifiedName;
      /** Of SHOW STATS FOR (query). */
      readonly query?: Query;
      /** LIKE 'pattern', or a pattern alone. */
      readonly like?: string;
      readonly escape?: string;
    }
  | {
      readonly kind: 'describe';
      readonly at: Place;
      readonly name: QualifiedName;
      /** EXTENDED or FORMATTED: how the table is made, too. */
      readonly extended: boolean;
      /** A partition or a column of the table is named, too; only the engine reads them. */
      readonly part: boolean;
    };
