/**
 * A value of Trino's in this program. What it is follows from its type:
 *
 * | type | value |
 * |---|---|
 * | boolean | boolean |
 * | tinyint, smallint, integer, real, double | number |
 * | bigint | bigint |
 * | decimal(p, s) | bigint, its digits without the point |
 * | varchar, char(n) | string; char is padded to its length |
 * | varbinary | Uint8Array |
 * | date | number, days since 1970-01-01 |
 * | time(p) | bigint, microseconds since midnight |
 * | timestamp(p) | bigint, microseconds since 1970-01-01 00:00:00 on its own clock |
 * | timestamp(p) with time zone | ZonedTime |
 * | interval day to second | bigint, milliseconds |
 * | interval year to month | number, months |
 * | json | string, JSON text as Trino prints it: no spaces, keys of objects in order |
 * | uuid | string, in lower case |
 * | array(T), row(…) | Value[] |
 * | map(K, V) | SqlMap |
 * | function(…) | (…arguments: Value[]) => Value |
 * | any type | null for NULL |
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | ZonedTime
  | SqlMap
  | readonly Value[]
  | ((...values: Value[]) => Value);

export interface ZonedTime {
  /** Microseconds since 1970-01-01 00:00:00 UTC. */
  readonly instant: bigint;
  /** `UTC`, `+02:00`, `-05:30` or a zone's name as given, `Asia/Tokyo`. */
  readonly zone: string;
}

/** Entries in the order in which they came; keys are never NULL and are distinct. */
export interface SqlMap {
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
}
