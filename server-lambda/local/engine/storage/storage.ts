import { asBigInt, asBoolean } from '../functions/value-kinds.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { textCodec } from './text-codec.ts';

/**
 * How the values of a type lie in DuckDB. Its columns hold numbers and text alone, and no type of DuckDB's whose
 * behaviour differs from Trino's: a date is its days, a decimal its digits without the point.
 */
export interface Storage {
  readonly column: ColumnType;
  /** The column as an argument of a function of ours, in SQL. */
  readonly argument: (sql: string) => string;
  /** What such an argument holds. */
  readonly decode: (raw: RawArgument) => Value;
  /** What a function of ours gives for a value. */
  readonly encode: (value: Value) => RawResult;
  /** What kind of function of ours gives this column. */
  readonly result: ResultType;
  /** What that function gives as the column, in SQL. */
  readonly fromResult: (sql: string) => string;
}

export type ColumnType = 'BOOLEAN' | 'INTEGER' | 'BIGINT' | 'HUGEINT' | 'DOUBLE' | 'VARCHAR';
export type ResultType = 'BOOLEAN' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'VARCHAR';
/** What DuckDB hands to a function of ours; it hands over no other types. */
export type RawArgument = number | string | null;
export type RawResult = number | string | boolean | bigint | null;

export function storageOf(type: SqlType): Storage {
  switch (columnOf(type)) {
    case 'BOOLEAN':
      return BOOLEAN;
    case 'INTEGER':
      return INTEGER;
    case 'BIGINT':
      return BIGINT;
    case 'HUGEINT':
      return HUGEINT;
    case 'DOUBLE':
      return DOUBLE;
    case 'VARCHAR': {
      const { encode, decode } = textCodec(type);
      return {
        column: 'VARCHAR',
        argument: same,
        decode: (raw) => (raw === null ? null : decode(String(raw))),
        encode: (value) => (value === null ? null : encode(value)),
        result: 'VARCHAR',
        fromResult: same,
      };
    }
  }
}

function columnOf(type: SqlType): ColumnType {
  switch (type.kind) {
    case 'boolean':
    case 'unknown':
      return 'BOOLEAN';
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'date':
    case 'interval year to month':
      return 'INTEGER';
    case 'bigint':
    case 'time':
    case 'timestamp':
    case 'interval day to second':
      return 'BIGINT';
    case 'decimal':
      return type.precision <= 18 ? 'BIGINT' : 'HUGEINT';
    case 'real':
    case 'double':
      return 'DOUBLE';
    case 'varchar':
    case 'char':
    case 'varbinary':
    case 'json':
    case 'uuid':
    case 'timestamp with time zone':
    case 'array':
    case 'map':
    case 'row':
    case 'function':
      return 'VARCHAR';
  }
}

/** Whether DuckDB's `=`, `<` and GROUP BY are Trino's on the column, but for NaN. */
export function isPlain(type: SqlType): boolean {
  switch (type.kind) {
    case 'timestamp with time zone':
    case 'array':
    case 'map':
    case 'row':
    case 'function':
      return false;
    default:
      return true;
  }
}

const same = (sql: string) => sql;
const number = (raw: RawArgument) => (raw === null ? null : Number(raw));
const whole = (raw: RawArgument) => (raw === null ? null : BigInt(raw));
// What a value of these types is follows from its type.
const unchanged = (value: Value) => value as RawResult;
const asVarchar = (sql: string) => `CAST(${sql} AS VARCHAR)`;

const BOOLEAN: Storage = {
  column: 'BOOLEAN',
  argument: (sql) => `CAST(${sql} AS INTEGER)`,
  decode: (raw) => (raw === null ? null : raw !== 0),
  encode: (value) => (value === null ? null : asBoolean(value)),
  result: 'BOOLEAN',
  fromResult: same,
};
const INTEGER: Storage = {
  column: 'INTEGER',
  argument: same,
  decode: number,
  encode: unchanged,
  result: 'INTEGER',
  fromResult: same,
};
const BIGINT: Storage = {
  column: 'BIGINT',
  argument: asVarchar,
  decode: whole,
  encode: unchanged,
  result: 'BIGINT',
  fromResult: same,
};
const HUGEINT: Storage = {
  column: 'HUGEINT',
  argument: asVarchar,
  decode: whole,
  encode: (value) => (value === null ? null : String(asBigInt(value))),
  result: 'VARCHAR',
  fromResult: (sql) => `CAST(${sql} AS HUGEINT)`,
};
const DOUBLE: Storage = {
  column: 'DOUBLE',
  argument: same,
  decode: number,
  encode: unchanged,
  result: 'DOUBLE',
  fromResult: same,
};
